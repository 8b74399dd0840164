// SPDX-License-Identifier: GPL-3.0-or-later
// The streams' threads, detached, and which of them still run. A thread that does not end in time
// after it was told to is reported and left behind; nobody ever waits for one. Thread: the hub's.
#pragma once

#include <functional>
#include <memory>

#include <QHash>

#include "media/media_limits.h"
#include "media/outlet.h"

namespace kydai::media {

class ThreadYard
{
public:
    using Run = quint64;

    ThreadYard(Scheduler& scheduler, std::shared_ptr<Outlet> outlet, const MediaLimits& limits)
        : m_scheduler(scheduler), m_outlet(std::move(outlet)), m_limits(limits)
    {
    }
    ~ThreadYard();
    ThreadYard(const ThreadYard&) = delete;
    ThreadYard& operator=(const ThreadYard&) = delete;

    Run nextRun() { return ++m_last; }
    // False when the system gives no thread. The body must hold all it needs.
    bool start(Run run, const QString& camera, std::function<void()> body);
    void expectEnd(Run run);  // it was told to stop

    int running() const { return int(m_runs.size()); }       // those left behind included
    int leftBehind() const;
    int runningFor(const QString& camera) const;             // without those left behind
    int leftBehindFor(const QString& camera) const;
    void onEnded(std::function<void(const QString& camera)> ended) { m_ended = std::move(ended); }

private:
    struct Record {
        QString camera;
        Scheduler::Ticket patience = 0;
        bool leftBehind = false;
    };
    void ended(Run run);

    Scheduler& m_scheduler;
    std::shared_ptr<Outlet> m_outlet;
    const MediaLimits m_limits;
    QHash<Run, Record> m_runs;
    Run m_last = 0;
    std::function<void(const QString&)> m_ended;
    std::shared_ptr<ThreadYard*> m_self = std::make_shared<ThreadYard*>(this);
};

}  // namespace kydai::media
