// SPDX-License-Identifier: GPL-3.0-or-later
// A thread with a bounded queue of jobs. Jobs run one after another on it; what they found comes
// back on the loop. Made, asked and ended by the loop's thread.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "core/result.h"
#include "edge/loop.h"

namespace kydai::edge {

class Worker
{
public:
    using Job = std::function<void()>;

    Worker(Loop& loop, std::size_t bound) : m_loop(loop), m_bound(bound) {}
    ~Worker() { stop(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // `first` runs on the new thread before any job.
    void start(Job first = {});
    // Ends after the job in hand; jobs still waiting are dropped, their `done` is not called.
    void stop();
    // False = the queue is full, the job was not taken.
    bool post(Job job);
    std::size_t waiting() const;

    // Runs `work` on the thread and `done` with its result on the loop. A full queue: Busy at once.
    template <class T>
    void ask(std::function<Result<T>()> work, std::function<void(Result<T>)> done)
    {
        Loop& loop = m_loop;
        const bool taken = post([&loop, work = std::move(work), done] {
            auto result = std::make_shared<Result<T>>(work());
            loop.post([done, result] { done(std::move(*result)); });
        });
        if (!taken)
            loop.post([done] { done(fail(ErrorCode::Busy, {}, QStringLiteral("queue full"))); });
    }

private:
    void run(const Job& first);

    Loop& m_loop;
    std::size_t m_bound;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    std::thread m_thread;
    bool m_stopping = false;
};

}  // namespace kydai::edge
