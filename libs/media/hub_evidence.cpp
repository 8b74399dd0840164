// SPDX-License-Identifier: GPL-3.0-or-later
#include <tuple>

#include "media/hub_core.h"

namespace kydai::media {

namespace {

// Of the rings of a camera the one that covers this time from its begin on, main before sub; else
// what comes nearest before it.
std::shared_ptr<const PacketRing> ringFor(const QList<std::shared_ptr<const PacketRing>>& rings,
                                          qint64 fromMs)
{
    const auto rank = [fromMs](const PacketRing& ring) {
        return std::tuple(std::min(ring.lastMs(), fromMs), -std::max(ring.firstMs(), fromMs),
                          ring.profile() == Profile::Main);
    };
    std::shared_ptr<const PacketRing> best;
    for (const auto& ring : rings) {
        if (!best || rank(*best) < rank(*ring))
            best = ring;
    }
    return best;
}

}  // namespace

std::unique_ptr<Replay> HubCore::replay(const QStringList& names) const
{
    std::vector<ReplayCamera> cameras;
    for (const QString& name : names) {
        const auto ring = ringFor(rings(name), 0);
        cameras.push_back({name, ring ? ring->read(0, INT64_MAX) : std::vector<PacketPtr>()});
    }
    return std::make_unique<Replay>(std::move(cameras), m_setup.limits);
}

void HubCore::writeEvidence(bool clip, const EvidenceOrder& order, EvidenceDone done)
{
    // A picture needs the group it lies in; a clip begins where its time does.
    const auto ring = ringFor(rings(order.camera), clip ? order.fromMs : order.toMs);
    std::vector<PacketPtr> packets;
    if (ring) {
        const qint64 from = std::max(clip ? order.fromMs : order.toMs, ring->firstMs());
        packets = ring->read(from, order.toMs);
    }
    const Profile profile = ring ? ring->profile() : Profile::Main;
    auto answer = std::make_shared<Result<Evidence>>(fail(ErrorCode::Internal));
    const auto tell = [outlet = m_outlet, answer, done = std::move(done)] {
        outlet->post([answer, done] { done(*answer); });
    };
    const qint64 nowMs = clock().nowMs();
    const bool started = m_yard->start(
        m_yard->nextRun(), {}, [clip, order, packets, profile, answer, tell, nowMs] {
            *answer = clip ? writeClip(packets, profile, order, nowMs)
                           : writePicture(packets, profile, order, nowMs);
            tell();
        });
    if (!started)
        tell();
}

}  // namespace kydai::media
