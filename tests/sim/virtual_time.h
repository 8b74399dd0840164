// SPDX-License-Identifier: GPL-3.0-or-later
// One queue in virtual time for a whole world of peers, and the seams they are handed. Nothing here
// waits: the clock jumps to the next task. Same seed, same order.
#pragma once

#include <map>
#include <memory>

#include <QSet>

#include "core/seams.h"

namespace kydai::sim {

inline constexpr qint64 kBeginMs = 1'772'420'400'000;  // Monday 02/03/2026 10:00 in Huế

class SeededRandom : public Random
{
public:
    explicit SeededRandom(quint64 seed) : m_state(seed) {}
    quint64 next() override  // splitmix64
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    int range(int low, int high)  // both included
    {
        return low + static_cast<int>(below(static_cast<quint64>(high - low + 1)));
    }
    bool chance(int percent) { return static_cast<int>(below(100)) < percent; }

private:
    quint64 m_state;
};

class VirtualTime
{
public:
    using Task = Scheduler::Task;
    using Ticket = Scheduler::Ticket;

    qint64 nowMs() const { return m_now; }
    Ticket at(qint64 whenMs, Task task)
    {
        const Ticket ticket = ++m_last;
        const std::pair<qint64, Ticket> key{whenMs < m_now ? m_now : whenMs, ticket};
        m_tasks.emplace(key, std::move(task));
        m_when.emplace(ticket, key.first);
        return ticket;
    }
    void cancel(Ticket ticket)
    {
        const auto it = m_when.find(ticket);
        if (it == m_when.end())
            return;
        m_tasks.erase({it->second, ticket});
        m_when.erase(it);
    }
    // Runs the next task; false when none is left before `untilMs`, then the time is untilMs.
    bool step(qint64 untilMs)
    {
        if (m_tasks.empty() || m_tasks.begin()->first.first > untilMs) {
            m_now = std::max(m_now, untilMs);
            return false;
        }
        const auto it = m_tasks.begin();
        m_now = it->first.first;
        const Task task = std::move(it->second);
        m_when.erase(it->first.second);
        m_tasks.erase(it);
        ++m_steps;
        task();
        return true;
    }
    void run(qint64 forMs)
    {
        const qint64 until = m_now + forMs;
        while (step(until)) {
        }
    }
    qint64 steps() const { return m_steps; }

private:
    qint64 m_now = kBeginMs;
    Ticket m_last = 0;
    qint64 m_steps = 0;
    std::map<std::pair<qint64, Ticket>, Task> m_tasks;
    std::map<Ticket, qint64> m_when;
};

// The scheduler of one peer; killing it drops all its tasks, as a crash does.
class VirtualScheduler : public Scheduler
{
public:
    explicit VirtualScheduler(VirtualTime& time) : m_time(time) {}
    ~VirtualScheduler() override { dropAll(); }
    void post(Task task) override { postAfter(0, std::move(task)); }
    Ticket postAfter(qint64 delayMs, Task task) override
    {
        auto ticket = std::make_shared<Ticket>(0);
        *ticket = m_time.at(m_time.nowMs() + delayMs, [this, ticket, run = std::move(task)] {
            m_open.remove(*ticket);
            run();
        });
        m_open.insert(*ticket);
        return *ticket;
    }
    void cancel(Ticket ticket) override
    {
        if (m_open.remove(ticket))
            m_time.cancel(ticket);
    }
    void dropAll()
    {
        for (Ticket ticket : std::as_const(m_open))
            m_time.cancel(ticket);
        m_open.clear();
    }

private:
    VirtualTime& m_time;
    QSet<Ticket> m_open;
};

// A second thread of a peer, in the same virtual time: what is posted runs in order and some moments
// later, so that everything else may come in between.
class LaggingScheduler : public Scheduler
{
public:
    LaggingScheduler(VirtualScheduler& peer, const VirtualTime& time, quint64 seed)
        : m_peer(peer), m_time(time), m_random(seed)
    {
    }
    void post(Task task) override { postAfter(0, std::move(task)); }
    Ticket postAfter(qint64 delayMs, Task task) override
    {
        // Mostly at once; now and then a slow disk.
        const int lag = m_random.chance(70) ? 0 : m_random.range(1, m_random.chance(5) ? 4000 : 60);
        m_busyUntil = std::max(m_busyUntil, m_time.nowMs() + delayMs + lag);
        return m_peer.postAfter(m_busyUntil - m_time.nowMs(), std::move(task));
    }
    void cancel(Ticket ticket) override { m_peer.cancel(ticket); }

private:
    VirtualScheduler& m_peer;
    const VirtualTime& m_time;
    SeededRandom m_random;
    qint64 m_busyUntil = 0;
};

// A peer's clock: the wall clock may be wrong and may jump, the monotonic one may not.
class VirtualClock : public Clock
{
public:
    explicit VirtualClock(const VirtualTime& time, qint64 skewMs = 0)
        : m_time(time), m_skewMs(skewMs)
    {
    }
    qint64 nowMs() const override { return m_time.nowMs() + m_skewMs; }
    qint64 monotonicMs() const override { return m_time.nowMs() - kBeginMs + 1; }
    void setSkew(qint64 skewMs) { m_skewMs = skewMs; }

private:
    const VirtualTime& m_time;
    qint64 m_skewMs;
};

}  // namespace kydai::sim
