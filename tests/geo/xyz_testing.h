// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that stands until a test moves it, and a tile server that says what a test lets it say.
#pragma once

#include <algorithm>
#include <deque>
#include <map>

#include "geo/xyz_tiles.h"

namespace kydai::geo::testing {

// The time of a test, and what is due in it.
class TestTime : public Clock, public Scheduler
{
public:
    qint64 nowMs() const override { return m_now + m_shift; }
    qint64 monotonicMs() const override { return m_now; }
    void post(Task task) override { postAfter(0, std::move(task)); }
    Ticket postAfter(qint64 delay, Task task) override
    {
        m_tasks[{m_now + delay, ++m_last}] = std::move(task);
        return m_last;
    }
    void cancel(Ticket ticket) override
    {
        std::erase_if(m_tasks, [ticket](const auto& one) { return one.first.second == ticket; });
    }
    void pass(qint64 ms)
    {
        const qint64 until = m_now + ms;
        while (!m_tasks.empty() && m_tasks.begin()->first.first <= until) {
            m_now = m_tasks.begin()->first.first;
            const Task task = std::move(m_tasks.begin()->second);
            m_tasks.erase(m_tasks.begin());
            task();
        }
        m_now = until;
    }
    void shiftWall(qint64 ms) { m_shift += ms; }
    size_t due() const { return m_tasks.size(); }

private:
    qint64 m_now = 1'750'000'000'000;
    qint64 m_shift = 0;
    Ticket m_last = 0;
    std::map<std::pair<qint64, Ticket>, Task> m_tasks;
};

class ScriptedServer : public Fetcher
{
public:
    void fetch(const FetchRequest& request, Done done) override
    {
        asked.push_back(request);
        open.push_back({request, std::move(done)});
        mostOpen = std::max(mostOpen, open.size());
        if (atOnce)
            answer(atOnce(request));
    }
    void answer(const FetchAnswer& with)
    {
        const Done done = std::move(open.front().second);
        open.pop_front();
        done(with);
    }

    std::vector<FetchRequest> asked;
    std::deque<std::pair<FetchRequest, Done>> open;
    std::function<FetchAnswer(const FetchRequest&)> atOnce;
    size_t mostOpen = 0;
};

}  // namespace kydai::geo::testing
