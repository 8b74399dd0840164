// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/picture_pump.h"

#include "media/cpu_platform.h"
#include "media/thread_time.h"

namespace kydai::media {
namespace {

constexpr qint64 kCompareMs = 1000;

}  // namespace

PicturePump::PicturePump(StreamLink& link, std::shared_ptr<const PacketFormat> format, qint64 nowMs)
    : m_link(link), m_format(std::move(format)), m_watchdog(link.limits, nowMs)
{
}

bool PicturePump::begin()
{
    m_link.setShape({m_format->size, m_format->codec});
    return m_decoder.open(*m_format, m_link.limits.largestSide);
}

bool PicturePump::lacksPicture(qint64 nowMs) const
{
    return m_link.tier < Tier::IngestOnly && m_watchdog.lacksPicture(nowMs);
}

// Late packets that queue up are of no use to anybody up to the next key frame: what is shown is now.
// One that was waited for is as new as can be, late or not.
bool PicturePump::isSkipped(const Packet& packet, qint64 nowMs, bool waited)
{
    if (packet.ptsUs != Packet::kNoTime)
        m_link.ageMs = m_age.arrived(nowMs, packet.ptsUs / 1000);
    if (packet.key) {
        m_skips = false;
    } else if (!m_skips && !waited && m_link.ageMs > m_link.limits.ageMs) {
        m_skips = true;
        ++m_link.skips;
    }
    if (m_skips)
        ++m_link.drops;
    return m_skips;
}

bool PicturePump::wants(Tier tier, const Packet& packet, qint64 nowMs)
{
    if (packet.key)
        m_hasKey = true;
    if (!m_hasKey)
        return false;  // nothing to build on yet
    if (tier >= Tier::IngestOnly) {
        m_wantsCatchUp = true;
        m_watchdog.expectPicture(nowMs);
        tellPicture();  // it is there as soon as somebody looks
        return false;
    }
    if (tier == Tier::KeyFrames && !packet.key) {
        m_wantsCatchUp = true;
        return false;
    }
    return true;
}

void PicturePump::packet(const AVPacket* raw, PacketPtr packet, qint64 nowMs, bool waited)
{
    m_watchdog.packet(nowMs, packet->key);
    ++m_link.packets;
    m_link.bytes += quint64(packet->data.size());
    m_link.ring->add(packet);
    if (packet->format != m_format) {
        m_format = packet->format;
        m_link.setShape({m_format->size, m_format->codec});
    }
    const bool skipped = isSkipped(*packet, nowMs, waited);
    const Tier tier = m_link.tier;
    if (!wants(tier, *packet, nowMs))
        return;
    if (skipped) {
        m_wantsCatchUp = false;  // what is missing of this group stays missing
        m_hasKey = false;
        return;
    }
    const qint64 began = threadCpuNs();
    if (packet->key)
        m_wantsCatchUp = false;
    if (m_wantsCatchUp)
        catchUp(*packet);
    decoded(m_decoder.decode(raw), *packet, tier, nowMs, began);
}

// The packets of the running group that were left out lie in the ring.
void PicturePump::catchUp(const Packet& upTo)
{
    m_wantsCatchUp = false;
    m_decoder.flush();
    for (const PacketPtr& packet : m_link.ring->read(upTo.arrivedMs, upTo.arrivedMs)) {
        if (packet.get() != &upTo && packet->format == upTo.format)
            m_decoder.decode(*packet);
    }
}

void PicturePump::decoded(int pictures, const Packet& packet, Tier tier, qint64 nowMs, qint64 cpuNs)
{
    if (pictures > 0) {
        m_watchdog.picture(nowMs);
        const QSize size = m_decoder.size();
        if (size != m_link.shape().size)
            m_link.setShape({size, m_format->codec});
        compare(nowMs);
        publish(packet, tier, nowMs);
        tellPicture();
    }
    m_link.countPicture(threadCpuNs() - cpuNs);
}

void PicturePump::publish(const Packet& packet, Tier tier, qint64 nowMs)
{
    if (tier == Tier::SubReduced
        && nowMs - m_drawnMs < qint64(1000 / m_link.limits.reducedFps) - 2)
        return;
    m_drawnMs = nowMs;
    if (!m_link.shows)
        return;
    if (auto frame = m_decoder.take({m_link.wantedWidth, m_link.wantedHeight})) {
        frame->capturedMs = packet.arrivedMs;
        m_link.slot->put(std::move(frame));
    }
}

void PicturePump::compare(qint64 nowMs)
{
    if (nowMs - m_comparedMs < kCompareMs)
        return;
    m_comparedMs = nowMs;
    const quint64 print = m_decoder.fingerprint();
    if (print != m_print || m_link.sameSinceMs == 0)
        m_link.sameSinceMs = nowMs;
    m_print = print;
}

void PicturePump::tellPicture()
{
    if (m_told)
        return;
    m_told = true;
    m_link.tell({SourceEvent::Kind::Picture, Trouble::None, {}});
}

}  // namespace kydai::media
