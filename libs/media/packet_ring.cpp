// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/packet_ring.h"

#include <algorithm>

namespace kydai::media {

void PacketRing::add(PacketPtr packet)
{
    const std::lock_guard lock(m_mutex);
    if (m_packets.empty() && !packet->key)
        return;
    // A clock that was set back would leave packets out of order: what is later than now is of no use.
    while (!m_packets.empty() && m_packets.back()->arrivedMs > packet->arrivedMs + 1000) {
        m_bytes -= m_packets.back()->data.size();
        m_packets.pop_back();
    }
    if (m_packets.empty() && !packet->key)
        return;
    const qint64 nowMs = packet->arrivedMs;
    m_bytes += packet->data.size();
    m_packets.push_back(std::move(packet));
    trim(nowMs);
}

void PacketRing::expire(qint64 nowMs)
{
    const std::lock_guard lock(m_mutex);
    trim(nowMs);
    if (!m_packets.empty() && nowMs - m_packets.back()->arrivedMs > m_lengthMs) {
        m_packets.clear();
        m_bytes = 0;
    }
}

void PacketRing::setMaxBytes(qint64 maxBytes)
{
    const std::lock_guard lock(m_mutex);
    m_maxBytes = maxBytes;
    if (!m_packets.empty())
        trim(m_packets.back()->arrivedMs);
}

void PacketRing::clear()
{
    const std::lock_guard lock(m_mutex);
    m_packets.clear();
    m_bytes = 0;
}

void PacketRing::dropFirstGroup()
{
    do {
        m_bytes -= m_packets.front()->data.size();
        m_packets.pop_front();
    } while (!m_packets.empty() && !m_packets.front()->key);
}

void PacketRing::trim(qint64 nowMs)
{
    while (m_bytes > m_maxBytes && !m_packets.empty())
        dropFirstGroup();
    // The group that reaches into the window stays whole: its end can only be decoded from its start.
    while (!m_packets.empty()) {
        const auto second = std::find_if(m_packets.begin() + 1, m_packets.end(),
                                         [](const PacketPtr& packet) { return packet->key; });
        if (second == m_packets.end() || (*second)->arrivedMs > nowMs - m_lengthMs)
            return;
        dropFirstGroup();
    }
}

qint64 PacketRing::firstMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_packets.empty() ? 0 : m_packets.front()->arrivedMs;
}

qint64 PacketRing::lastMs() const
{
    const std::lock_guard lock(m_mutex);
    return m_packets.empty() ? 0 : m_packets.back()->arrivedMs;
}

qint64 PacketRing::bytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_bytes;
}

qsizetype PacketRing::size() const
{
    const std::lock_guard lock(m_mutex);
    return qsizetype(m_packets.size());
}

std::vector<PacketPtr> PacketRing::read(qint64 fromMs, qint64 toMs) const
{
    const std::lock_guard lock(m_mutex);
    const auto later = [](qint64 ms, const PacketPtr& packet) { return ms < packet->arrivedMs; };
    auto begin = std::upper_bound(m_packets.begin(), m_packets.end(), fromMs, later);
    const auto end = std::upper_bound(begin, m_packets.end(), toMs, later);
    while (begin != m_packets.begin() && (begin == m_packets.end() || !(*begin)->key
                                          || (*begin)->arrivedMs > fromMs)) {
        --begin;
        if ((*begin)->key && (*begin)->arrivedMs <= fromMs)
            break;
    }
    return begin < end ? std::vector<PacketPtr>(begin, end) : std::vector<PacketPtr>();
}

}  // namespace kydai::media
