// SPDX-License-Identifier: GPL-3.0-or-later
// cache.db on a thread of its own, so that a decision never waits behind a bulk page: jobs run on
// the lane's Scheduler one after another in the order they were asked, their answers come back on
// the home Scheduler in the same order. With one Scheduler for both (the simulator, tests) it is
// the same in one thread.
//
// Thread: home, but for what the jobs do. Ownership: the CacheDb must outlive the lane's last job;
// after the destructor no job begins and no answer comes, one that runs ends on its own.
// Bound: the server sends no more than its window of pages before they are acknowledged, and cuts a
// client that does not acknowledge deltas; the engine asks little else.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <utility>

#include "core/seams.h"
#include "sync/inbox.h"

namespace kydai {

class CacheLane
{
public:
    // Where the inbox stood after the last job that was answered.
    struct Position {
        protocol::Cursor cursor;
        bool live = false, filling = false;
        qint64 rows = 0, estimate = 0;
    };

    CacheLane(CacheDb& cache, Scheduler& lane, Scheduler& home)
        : m_side(std::make_shared<Side>(cache)), m_lane(lane), m_home(home)
    {
    }
    ~CacheLane() { m_side->closed = true; }
    CacheLane(const CacheLane&) = delete;
    CacheLane& operator=(const CacheLane&) = delete;

    template <typename Job, typename Done> void ask(Job job, Done done)
    {
        using T = std::invoke_result_t<Job, Inbox&, CacheDb&>;
        ++m_underWay;
        m_lane.post([this, side = m_side, here = std::weak_ptr<bool>(m_here), home = &m_home,
                     job = std::move(job), done = std::move(done)]() mutable {
            if (side->closed)
                return;
            auto result = std::make_shared<T>(job(side->inbox, side->cache));
            const Inbox& in = side->inbox;
            const Position now{in.cursor(), in.live(), in.filling(), in.rows(), in.estimate()};
            home->post([this, here, result, now, done = std::move(done)]() mutable {
                if (here.expired())
                    return;
                --m_underWay;
                m_position = now;
                done(std::move(*result));
            });
        });
    }
    // Nobody waits for the answer.
    template <typename Job> void tell(Job job)
    {
        ask([job = std::move(job)](Inbox& inbox, CacheDb& cache) mutable {
                job(inbox, cache);
                return true;
            },
            [](bool) {});
    }

    const Position& position() const { return m_position; }
    bool isIdle() const { return m_underWay == 0; }

private:
    struct Side {
        explicit Side(CacheDb& db) : inbox(db), cache(db) {}
        Inbox inbox;                       // the lane's
        CacheDb& cache;
        std::atomic<bool> closed{false};
    };
    std::shared_ptr<Side> m_side;
    std::shared_ptr<bool> m_here = std::make_shared<bool>(true);
    Scheduler& m_lane;
    Scheduler& m_home;
    Position m_position;
    int m_underWay = 0;
};

}  // namespace kydai
