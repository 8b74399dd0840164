// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/worker.h"

namespace kydai::edge {

void Worker::start(Job first)
{
    KYDAI_ASSERT(!m_thread.joinable());
    m_stopping = false;
    m_thread = std::thread([this, first = std::move(first)] { run(first); });
}

void Worker::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
        m_jobs.clear();
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

bool Worker::post(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping || m_jobs.size() >= m_bound)
            return false;
        m_jobs.push_back(std::move(job));
    }
    m_wake.notify_one();
    return true;
}

std::size_t Worker::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_jobs.size();
}

void Worker::run(const Job& first)
{
    if (first)
        first();
    while (true) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            m_wake.wait(lock, [this] { return m_stopping || !m_jobs.empty(); });
            if (m_stopping)
                return;
            job = std::move(m_jobs.front());
            m_jobs.pop_front();
        }
        job();
    }
}

}  // namespace kydai::edge
