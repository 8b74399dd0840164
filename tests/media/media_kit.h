// SPDX-License-Identifier: GPL-3.0-or-later
// A hub's thread for tests: its time stands still until a test moves it, what the streams' threads
// post arrives at once. Waiting is for a condition, never for a time.
#pragma once

#include <map>
#include <mutex>
#include <thread>

#include "media/stream_hub.h"
#include "media/thread_time.h"
#include "sim/virtual_time.h"

namespace kydai::test {

using namespace kydai::media;
using namespace Qt::StringLiterals;

class HandTime : public Scheduler, public Clock
{
public:
    void post(Task task) override { postAfter(0, std::move(task)); }
    Ticket postAfter(qint64 delayMs, Task task) override
    {
        const std::lock_guard lock(m_mutex);
        const Ticket ticket = ++m_last;
        m_tasks.emplace(std::pair{m_now + std::max<qint64>(0, delayMs), ticket}, std::move(task));
        return ticket;
    }
    void cancel(Ticket ticket) override
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_tasks, [ticket](const auto& entry) { return entry.first.second == ticket; });
    }
    qint64 nowMs() const override { return sim::kBeginMs + monotonicMs(); }
    qint64 monotonicMs() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_now;
    }

    // Runs what is due; returns whether there was anything.
    bool pump()
    {
        bool any = false;
        for (Task task = take(); task; task = take()) {
            task();
            any = true;
        }
        return any;
    }
    // Moves the time to each task in turn.
    void pass(qint64 ms)
    {
        const qint64 until = monotonicMs() + ms;
        pump();
        for (;;) {
            {
                const std::lock_guard lock(m_mutex);
                if (m_tasks.empty() || m_tasks.begin()->first.first > until) {
                    m_now = until;
                    return;
                }
                m_now = std::max(m_now, m_tasks.begin()->first.first);
            }
            pump();
        }
    }
    // Until the condition holds; false after so much of the real time. flow: the time of the hub
    // goes on with the real one.
    bool until(const std::function<bool()>& holds, bool flow = false, qint64 realMs = 10'000)
    {
        const qint64 began = threadMs();
        qint64 last = began;
        for (;;) {
            pump();
            if (holds())
                return true;
            const qint64 now = threadMs();
            if (now - began > realMs)
                return false;
            if (flow)
                pass(now - last);
            last = now;
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }

private:
    Task take()
    {
        const std::lock_guard lock(m_mutex);
        if (m_tasks.empty() || m_tasks.begin()->first.first > m_now)
            return {};
        Task task = std::move(m_tasks.begin()->second);
        m_tasks.erase(m_tasks.begin());
        return task;
    }

    mutable std::mutex m_mutex;
    qint64 m_now = 1;
    Ticket m_last = 0;
    std::map<std::pair<qint64, Ticket>, Task> m_tasks;
};

// A hub with hand-moved time; keeps the sequence of states of each camera.
class Wall
{
public:
    explicit Wall(MediaLimits limits = {}, CredentialSource credentials = {})
        : hub(std::make_unique<StreamHub>(
              HubSetup{time, time, random, std::move(credentials), limits}))
    {
        hub->setHealth([this](const HealthChange& change) {
            changes.append(change);
            states[change.camera].append(stateCode(change.after.state));
        });
    }
    ~Wall()
    {
        end();
    }
    // True when every thread has ended within the hub's patience.
    bool end()
    {
        if (!hub)
            return true;
        bool done = false;
        int left = -1;
        hub->stopAll([&](int leftBehind) {
            done = true;
            left = leftBehind;
        });
        const bool ended = time.until([&] { return done; });
        hub.reset();
        time.pump();
        return ended && left == 0;
    }
    void add(const QString& camera, const QString& main, const QString& sub = {}, int limit = 2)
    {
        CameraStreams streams;
        streams.camera = camera;
        streams.sessionLimit = limit;
        if (!main.isEmpty())
            streams.profiles.append({camera, Profile::Main, main, {}, 0});
        if (!sub.isEmpty())
            streams.profiles.append({camera, Profile::Sub, sub, {}, 0});
        cameras.append(streams);
        hub->setCameras(cameras);
    }
    bool reach(const QString& camera, StreamState state, bool flow = false, qint64 realMs = 10'000)
    {
        return time.until([&] { return hub->status(camera).state == state; }, flow, realMs);
    }

    HandTime time;
    sim::SeededRandom random{4};
    std::unique_ptr<StreamHub> hub;
    QList<CameraStreams> cameras;
    QList<HealthChange> changes;
    QMap<QString, QStringList> states;
};

}  // namespace kydai::test
