// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/qt/qt_scheduler.h"

#include <QThread>
#include <QTimer>

namespace kydai {

namespace {

constexpr qint64 kLongestMs = 24LL * 3600 * 1000;  // a QTimer takes an int

}  // namespace

QtScheduler::~QtScheduler() = default;  // the timers are children

void QtScheduler::post(Task task)
{
    postAfter(0, std::move(task));
}

Scheduler::Ticket QtScheduler::postAfter(qint64 delayMs, Task task)
{
    const Ticket ticket = ++m_last;
    if (QThread::currentThread() == thread()) {
        arm(ticket, delayMs, std::move(task));
    } else {
        QMetaObject::invokeMethod(
            this, [this, ticket, delayMs, run = std::move(task)] { arm(ticket, delayMs, run); },
            Qt::QueuedConnection);
    }
    return ticket;
}

void QtScheduler::cancel(Ticket ticket)
{
    if (QThread::currentThread() == thread())
        disarm(ticket);
    else
        QMetaObject::invokeMethod(this, [this, ticket] { disarm(ticket); }, Qt::QueuedConnection);
}

void QtScheduler::arm(Ticket ticket, qint64 delayMs, Task task)
{
    auto* timer = new QTimer(this);
    timer->setSingleShot(true);
    timer->setTimerType(delayMs < 1000 ? Qt::PreciseTimer : Qt::CoarseTimer);
    m_timers.insert(ticket, timer);
    connect(timer, &QTimer::timeout, this, [this, ticket, run = std::move(task)] {
        m_timers.take(ticket)->deleteLater();
        run();
    });
    timer->start(static_cast<int>(qBound<qint64>(0, delayMs, kLongestMs)));
}

void QtScheduler::disarm(Ticket ticket)
{
    if (QTimer* timer = m_timers.take(ticket)) {
        timer->stop();
        timer->deleteLater();
    }
}

}  // namespace kydai
