// SPDX-License-Identifier: GPL-3.0-or-later
// The way from a stream's thread to the hub's: closed by the hub when it goes, after which nothing
// arrives. Any thread.
#pragma once

#include <mutex>

#include "core/seams.h"

namespace kydai::media {

class Outlet
{
public:
    explicit Outlet(Scheduler& scheduler) : m_scheduler(&scheduler) {}
    void post(Scheduler::Task task)
    {
        const std::lock_guard lock(m_mutex);
        if (m_scheduler)
            m_scheduler->post(std::move(task));
    }
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_scheduler = nullptr;
    }

private:
    std::mutex m_mutex;
    Scheduler* m_scheduler;
};

}  // namespace kydai::media
