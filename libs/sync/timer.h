// SPDX-License-Identifier: GPL-3.0-or-later
// One pending task of a Scheduler, cancelled by its destructor: no task outlives its owner.
// Thread: the Scheduler's.
#pragma once

#include "core/seams.h"

namespace kydai {

class Timer
{
public:
    explicit Timer(Scheduler& scheduler) : m_scheduler(scheduler) {}
    Timer(const Timer&) = delete;
    Timer& operator=(const Timer&) = delete;
    ~Timer() { stop(); }

    // Replaces a task that has not run yet.
    void start(qint64 delayMs, Scheduler::Task task)
    {
        stop();
        m_ticket = m_scheduler.postAfter(delayMs, [this, run = std::move(task)] {
            m_ticket = 0;
            run();
        });
    }
    void stop()
    {
        if (m_ticket)
            m_scheduler.cancel(m_ticket);
        m_ticket = 0;
    }
    bool active() const { return m_ticket != 0; }

private:
    Scheduler& m_scheduler;
    Scheduler::Ticket m_ticket = 0;
};

}  // namespace kydai
