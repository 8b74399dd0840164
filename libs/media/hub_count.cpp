// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "media/hub_core.h"
#include "media/thread_time.h"

namespace kydai::media {
namespace {

constexpr qint64 kMinuteMs = 60'000;
constexpr double kNsPerMs = 1e6;

}  // namespace

void HubCore::countSecond()
{
    const qint64 nowMs = clock().monotonicMs();
    const double seconds = double(nowMs - m_countedAt) / 1000;
    m_countedAt = nowMs;
    m_cpuShare = 0;
    for (auto& [id, watching] : m_viewers)
        watching.fpsDrawn = std::exchange(watching.drawn, 0) / seconds;
    for (auto& [name, camera] : m_cameras) {
        if (!isActive(camera))
            continue;
        countCamera(camera, seconds);
        m_cpuShare += camera.stats.cpuShare;
        if (!camera.viewers.isEmpty())
            markChanged(name);
    }
    shareRingBytes();
}

void HubCore::countCamera(Camera& camera, double seconds)
{
    StreamStats& stats = camera.stats;
    const qint64 nowMs = clock().monotonicMs();
    const qint64 up = camera.upMs + (camera.upSinceMs >= 0 ? nowMs - camera.upSinceMs : 0);
    const qint64 all = nowMs - camera.firstAttachedMs;
    stats.uptime = all > 0 ? std::clamp(double(up) / double(all), 0.0, 1.0) : 0;
    stats.ringMs = stats.ringBytes = 0;
    for (const auto& ring : camera.rings) {
        if (!ring)
            continue;
        ring->expire(clock().nowMs());
        stats.ringBytes += ring->bytes();
        stats.ringMs = std::max(stats.ringMs, ring->lastMs() - ring->firstMs());
    }
    StreamSession* session = camera.shown ? camera.sessions[size_t(*camera.shown)].get() : nullptr;
    if (!session || !session->link()) {
        camera.counted = {};
        stats.fpsIn = stats.fpsDecoded = stats.kbitPerSecond = stats.cpuShare = 0;
        stats.packetAgeMs = 0;
        return;
    }
    countLink(camera, *session, seconds);
    const auto& sub = camera.sessions[size_t(Profile::Sub)];
    const auto& main = camera.sessions[size_t(Profile::Main)];
    for (const auto* each : {&main, &sub}) {
        if (*each && (*each)->link()) {
            const QSize size = (*each)->link()->shape().size;
            if (!size.isEmpty())
                camera.sizes[size_t((*each)->address().profile)] = size;
        }
    }
}

void HubCore::countLink(Camera& camera, const StreamSession& session, double seconds)
{
    const StreamLink& link = *session.link();
    const Counted now{session.id(), link.packets, link.bytes, link.decoded, link.drops, link.skips,
                      link.busyNs};
    // A new thread counts from nothing.
    const bool anew = camera.counted.session != now.session || camera.counted.packets > now.packets;
    const Counted before = anew ? Counted{now.session} : camera.counted;
    camera.counted = now;
    StreamStats& stats = camera.stats;
    const double decoded = double(now.decoded - before.decoded);
    const double busyMs = double(now.busyNs - before.busyNs) / kNsPerMs;
    stats.profile = session.address().profile;
    stats.fpsIn = double(now.packets - before.packets) / seconds;
    stats.fpsDecoded = decoded / seconds;
    stats.kbitPerSecond = double(now.bytes - before.bytes) * 8 / 1000 / seconds;
    stats.cpuShare = busyMs / 1000 / seconds;
    stats.decodeMs = decoded > 0 ? busyMs / decoded : 0;
    stats.decodeMsMax = double(session.link()->busiestNs.exchange(0)) / kNsPerMs;
    stats.packetAgeMs = link.ageMs;
    stats.drops += now.drops - before.drops;
    const StreamShape shape = link.shape();
    stats.size = shape.size;
    stats.codec = shape.codec;
    warn(camera, *camera.sessions[size_t(stats.profile)], now.skips - before.skips);
}

void HubCore::warn(Camera& camera, StreamSession& session, quint64 newSkips)
{
    const qint64 nowMs = clock().monotonicMs();
    for (quint64 i = 0; i < std::min<quint64>(newSkips, 100); ++i)
        camera.skipTimes.append(nowMs);
    camera.skipTimes.removeIf([nowMs](qint64 at) { return nowMs - at > kMinuteMs; });
    const qint64 same = session.link()->sameSinceMs;
    const bool decodes = session.status().tier < Tier::IngestOnly;
    if (m_day && decodes && same > 0 && threadMs() - same > m_setup.limits.frozenMs)
        session.setWarning(Trouble::Frozen, {});
    else if (camera.skipTimes.size() > m_setup.limits.skipsPerMinute)
        session.setWarning(Trouble::Late, {});
    else
        session.setWarning(Trouble::None, {});
}

// The bound of all rings together is shared by those that hold something.
void HubCore::shareRingBytes()
{
    qint64 holders = 0;
    for (const auto& [name, camera] : m_cameras) {
        for (const auto& ring : camera.rings)
            holders += ring && ring->size() > 0 ? 1 : 0;
    }
    if (holders == 0)
        return;
    const qint64 share = std::min(m_setup.limits.ringBytes, m_setup.limits.allRingBytes / holders);
    for (const auto& [name, camera] : m_cameras) {
        for (const auto& ring : camera.rings) {
            if (ring)
                ring->setMaxBytes(share);
        }
    }
}

StreamStats HubCore::statsOf(quint64 viewer) const
{
    const auto found = m_viewers.find(viewer);
    if (found == m_viewers.end())
        return {};
    const auto camera = m_cameras.find(found->second.camera);
    if (camera == m_cameras.end())
        return {};
    StreamStats stats = camera->second.stats;
    stats.fpsDrawn = found->second.fpsDrawn;
    return stats;
}

HubFigures HubCore::figures() const
{
    HubFigures figures;
    for (const auto& [name, camera] : m_cameras) {
        for (const auto& session : camera.sessions)
            figures.sessions += session && session->isOpen() ? 1 : 0;
        for (const auto& ring : camera.rings)
            figures.ringBytes += ring ? ring->bytes() : 0;
    }
    figures.threads = m_yard->running();
    figures.leftBehind = m_yard->leftBehind();
    figures.cpuShare = m_cpuShare;
    return figures;
}

QList<std::shared_ptr<const PacketRing>> HubCore::rings(const QString& name) const
{
    QList<std::shared_ptr<const PacketRing>> found;
    const auto camera = m_cameras.find(name);
    if (camera == m_cameras.end())
        return found;
    for (const auto& ring : camera->second.rings) {
        if (ring && ring->size() > 0)
            found.append(ring);
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a->lastMs() > b->lastMs(); });
    return found;
}

}  // namespace kydai::media
