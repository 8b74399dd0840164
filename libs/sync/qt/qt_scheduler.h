// SPDX-License-Identifier: GPL-3.0-or-later
// A Scheduler on the Qt loop of the thread it lives in. post, postAfter and cancel from any thread;
// tasks run on its own. Destroy it on its own thread: tasks that have not run are dropped. A cancel
// from another thread may come too late.
#pragma once

#include <atomic>

#include <QHash>
#include <QObject>

#include "core/seams.h"

class QTimer;

namespace kydai {

class QtScheduler : public QObject, public Scheduler
{
public:
    explicit QtScheduler(QObject* parent = nullptr) : QObject(parent) {}
    ~QtScheduler() override;

    void post(Task task) override;
    Ticket postAfter(qint64 delayMs, Task task) override;
    void cancel(Ticket ticket) override;

private:
    void arm(Ticket ticket, qint64 delayMs, Task task);
    void disarm(Ticket ticket);

    std::atomic<Ticket> m_last{0};
    QHash<Ticket, QTimer*> m_timers;  // own thread only
};

}  // namespace kydai
