// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/thread_yard.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include <QLoggingCategory>

namespace kydai::media {
namespace {

Q_LOGGING_CATEGORY(lcThreads, "kydai.media.threads")

}  // namespace

ThreadYard::~ThreadYard()
{
    for (const Record& record : std::as_const(m_runs)) {
        if (record.patience)
            m_scheduler.cancel(record.patience);
    }
}

bool ThreadYard::start(Run run, const QString& camera, std::function<void()> body)
{
    m_runs.insert(run, {camera, 0, false});
    try {
        std::thread([outlet = m_outlet, self = std::weak_ptr(m_self), run,
                     work = std::move(body)]() mutable {
            work();
            work = nullptr;  // what it held goes before its end is told
            outlet->post([self, run] {
                if (const auto yard = self.lock())
                    (*yard)->ended(run);
            });
        }).detach();
    } catch (const std::system_error& error) {
        qCWarning(lcThreads) << "no thread for a stream:" << error.what();
        m_runs.remove(run);
        return false;
    }
    return true;
}

void ThreadYard::expectEnd(Run run)
{
    const auto record = m_runs.find(run);
    if (record == m_runs.end() || record->patience || record->leftBehind)
        return;
    record->patience = m_scheduler.postAfter(m_limits.abandonMs, [this, run] {
        const auto late = m_runs.find(run);
        if (late == m_runs.end())
            return;
        late->patience = 0;
        late->leftBehind = true;
        qCWarning(lcThreads) << "a stream's thread does not end and is left behind:" << late->camera;
        if (m_ended)
            m_ended(late->camera);
    });
}

void ThreadYard::ended(Run run)
{
    const Record record = m_runs.take(run);
    if (record.patience)
        m_scheduler.cancel(record.patience);
    if (record.leftBehind)
        qCInfo(lcThreads) << "a thread that was left behind has ended:" << record.camera;
    if (m_ended)
        m_ended(record.camera);
}

int ThreadYard::leftBehind() const
{
    return int(std::count_if(m_runs.begin(), m_runs.end(),
                             [](const Record& record) { return record.leftBehind; }));
}

int ThreadYard::runningFor(const QString& camera) const
{
    return int(std::count_if(m_runs.begin(), m_runs.end(), [&](const Record& record) {
        return record.camera == camera && !record.leftBehind;
    }));
}

int ThreadYard::leftBehindFor(const QString& camera) const
{
    return int(std::count_if(m_runs.begin(), m_runs.end(), [&](const Record& record) {
        return record.camera == camera && record.leftBehind;
    }));
}

}  // namespace kydai::media
