// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/replay.h"

#include <condition_variable>
#include <map>
#include <system_error>
#include <thread>

#include "media/frame_slot.h"
#include "media/picture_decoder.h"
#include "media/replay_clock.h"
#include "media/thread_time.h"

namespace kydai::media {
namespace {

constexpr auto kTick = std::chrono::milliseconds(20);

qsizetype countUpTo(const std::vector<PacketPtr>& packets, qint64 atMs)
{
    const auto later = [](qint64 ms, const PacketPtr& packet) { return ms < packet->arrivedMs; };
    return std::upper_bound(packets.begin(), packets.end(), atMs, later) - packets.begin();
}

// One camera's way through its packets; on the replay's thread.
class Cursor
{
public:
    Cursor(std::vector<PacketPtr> packets, int largestSide)
        : m_packets(std::move(packets)), m_largestSide(largestSide)
    {
    }
    const std::vector<PacketPtr>& packets() const { return m_packets; }
    FrameSlot slot;
    std::atomic<int> width{0}, height{0};

    void moveTo(qint64 atMs)
    {
        const qsizetype end = countUpTo(m_packets, atMs);
        if (end == m_next && m_drawn == QSize(width, height))
            return;
        qsizetype begin = m_next;
        qsizetype key = end - 1;
        while (key > 0 && !m_packets[size_t(key)]->key)
            --key;
        // Backwards, past a whole group, or drawn at another size: from the nearest key frame.
        const bool anew = end <= m_next || key > m_next;
        if (anew) {
            begin = std::max<qsizetype>(0, key);
            m_decoder.flush();
        }
        bool any = false;
        const Packet* last = nullptr;
        for (qsizetype i = begin; i < end; ++i) {
            const Packet& packet = *m_packets[size_t(i)];
            if (!m_decoder.isFor(packet.format.get()))
                m_decoder.open(*packet.format, m_largestSide);
            if (m_decoder.decode(packet) > 0) {
                any = true;
                last = &packet;
            }
        }
        m_next = end;
        m_drawn = QSize(width, height);
        if (end == 0)
            slot.clear();
        else if (any)
            show(*last);
    }

private:
    void show(const Packet& packet)
    {
        auto frame = m_decoder.take(m_drawn);
        if (!frame)
            return;
        frame->capturedMs = packet.arrivedMs;
        frame->positionMs = packet.arrivedMs;
        slot.put(std::move(frame));
    }

    const std::vector<PacketPtr> m_packets;
    const int m_largestSide;
    PictureDecoder m_decoder;
    qsizetype m_next = 0;
    QSize m_drawn{0, 0};
};

}  // namespace

struct Replay::Shared {
    explicit Shared(qint64 first, qint64 last) : clock(first, last) {}
    mutable std::mutex mutex;
    std::condition_variable changed;
    ReplayClock clock;
    quint64 orders = 1;  // grows with each wish, so that none is slept over
    bool stop = false;
    std::map<QString, std::unique_ptr<Cursor>> cursors;  // the map itself is never changed

    void order(const std::function<void(ReplayClock&, qint64)>& wish)
    {
        {
            const std::lock_guard lock(mutex);
            wish(clock, threadMs());
            ++orders;
        }
        changed.notify_all();
    }
    void work()
    {
        quint64 done = 0;
        std::unique_lock lock(mutex);
        while (!stop) {
            const qint64 at = clock.positionMs(threadMs());
            const bool runs = clock.runs(threadMs());
            done = orders;
            lock.unlock();
            for (const auto& [name, cursor] : cursors)
                cursor->moveTo(at);
            lock.lock();
            const auto called = [&] { return stop || orders != done; };
            if (runs)
                changed.wait_for(lock, kTick, called);
            else
                changed.wait(lock, called);
        }
    }
};

Replay::Replay(std::vector<ReplayCamera> cameras, const MediaLimits& limits)
{
    qint64 first = 0, last = 0;
    for (const ReplayCamera& camera : cameras) {
        if (camera.packets.empty())
            continue;
        const qint64 begins = camera.packets.front()->arrivedMs;
        first = first == 0 ? begins : std::min(first, begins);
        last = std::max(last, camera.packets.back()->arrivedMs);
    }
    m_shared = std::make_shared<Shared>(first, last);
    for (ReplayCamera& camera : cameras) {
        m_shared->cursors.emplace(
            camera.camera, std::make_unique<Cursor>(std::move(camera.packets), limits.largestSide));
    }
    try {
        std::thread([shared = m_shared] { shared->work(); }).detach();
    } catch (const std::system_error&) {
        // No thread, no pictures: everything else still answers.
    }
}

Replay::~Replay()
{
    {
        const std::lock_guard lock(m_shared->mutex);
        m_shared->stop = true;
    }
    m_shared->changed.notify_all();
}

QStringList Replay::cameras() const
{
    QStringList names;
    for (const auto& [name, cursor] : m_shared->cursors)
        names.append(name);
    return names;
}

qint64 Replay::firstMs() const
{
    return m_shared->clock.firstMs();
}

qint64 Replay::lastMs() const
{
    return m_shared->clock.lastMs();
}

qint64 Replay::positionMs() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->clock.positionMs(threadMs());
}

bool Replay::runs() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->clock.runs(threadMs());
}

double Replay::speed() const
{
    const std::lock_guard lock(m_shared->mutex);
    return m_shared->clock.speed();
}

void Replay::play()
{
    m_shared->order([](ReplayClock& clock, qint64 now) { clock.play(now); });
}

void Replay::pause()
{
    m_shared->order([](ReplayClock& clock, qint64 now) { clock.pause(now); });
}

void Replay::seek(qint64 toMs)
{
    m_shared->order([toMs](ReplayClock& clock, qint64 now) { clock.seek(toMs, now); });
}

void Replay::setSpeed(double speed)
{
    m_shared->order([speed](ReplayClock& clock, qint64 now) { clock.setSpeed(speed, now); });
}

void Replay::step(bool forward)
{
    pause();
    const qint64 at = positionMs();
    qint64 best = forward ? lastMs() : firstMs();
    for (const auto& [name, cursor] : m_shared->cursors) {
        const std::vector<PacketPtr>& packets = cursor->packets();
        const qsizetype upTo = countUpTo(packets, forward ? at : at - 1);
        if (forward && upTo < qsizetype(packets.size()))
            best = std::min(best, packets[size_t(upTo)]->arrivedMs);
        else if (!forward && upTo > 0)
            best = std::max(best, packets[size_t(upTo - 1)]->arrivedMs);
    }
    seek(best);
}

void Replay::setPixels(const QString& camera, QSize pixels)
{
    const auto found = m_shared->cursors.find(camera);
    if (found == m_shared->cursors.end())
        return;
    found->second->width = std::max(0, pixels.width());
    found->second->height = std::max(0, pixels.height());
    m_shared->order([](ReplayClock&, qint64) {});
}

FramePtr Replay::frame(const QString& camera) const
{
    const auto found = m_shared->cursors.find(camera);
    return found == m_shared->cursors.end() ? nullptr : found->second->slot.newest();
}

quint64 Replay::sequence(const QString& camera) const
{
    const auto found = m_shared->cursors.find(camera);
    return found == m_shared->cursors.end() ? 0 : found->second->slot.sequence();
}

bool Replay::addMark(qint64 atMs, const QString& label)
{
    if (m_marks.size() >= kMostMarks)
        return false;
    const ReplayMark mark{std::clamp(atMs, firstMs(), lastMs()), label};
    const auto later = [](const ReplayMark& a, const ReplayMark& b) { return a.atMs < b.atMs; };
    m_marks.insert(std::upper_bound(m_marks.begin(), m_marks.end(), mark, later), mark);
    return true;
}

void Replay::removeMark(qsizetype index)
{
    if (index >= 0 && index < m_marks.size())
        m_marks.removeAt(index);
}

}  // namespace kydai::media
