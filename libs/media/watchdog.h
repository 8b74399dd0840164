// SPDX-License-Identifier: GPL-3.0-or-later
// When a stream that still stands counts as dead. Learns how often packets and key frames come, so
// that a camera of one picture in five seconds is left in peace. Pure; times are handed in.
#pragma once

#include <algorithm>

#include "media/media_limits.h"
#include "media/stream_state.h"

namespace kydai::media {

class Watchdog
{
public:
    Watchdog(const MediaLimits& limits, qint64 nowMs)
        : m_limits(limits), m_packetMs(nowMs), m_pictureMs(nowMs)
    {
    }

    void packet(qint64 nowMs, bool key)
    {
        if (m_packets > 0) {
            const qint64 gap = nowMs - m_packetMs;
            m_intervalMs = std::max(gap, (m_intervalMs * 4 + gap) / 5);
        }
        if (key) {
            if (m_keyMs >= 0)
                m_groupMs = std::max(nowMs - m_keyMs, (m_groupMs * 4 + nowMs - m_keyMs) / 5);
            m_keyMs = nowMs;
        }
        m_packetMs = nowMs;
        ++m_packets;
    }
    void picture(qint64 nowMs)
    {
        m_pictureMs = nowMs;
        m_hasPicture = true;
    }
    // Decoding begins anew after it was not wanted for a time.
    void expectPicture(qint64 nowMs) { m_pictureMs = nowMs; }

    // Until when the next packet must have come.
    qint64 deadlineMs() const
    {
        if (m_packets < 3)  // how slow it is cannot be told yet
            return m_packetMs + std::max(m_limits.firstPictureMs, m_limits.silenceMs);
        return m_packetMs
            + std::clamp(3 * m_intervalMs, m_limits.silenceMs,
                         std::max(m_limits.silenceMs, m_limits.longestSilenceMs));
    }
    bool lacksPicture(qint64 nowMs) const
    {
        const qint64 slow = m_packets < 3 ? m_limits.firstPictureMs
                                          : std::max(m_limits.silenceMs, 3 * m_intervalMs);
        if (!m_hasPicture)
            return nowMs - m_pictureMs > std::max(m_limits.firstPictureMs, slow);
        return nowMs - m_pictureMs > std::max(m_limits.gopsWithoutPicture * m_groupMs, slow);
    }

private:
    MediaLimits m_limits;
    qint64 m_packetMs, m_pictureMs;
    qint64 m_keyMs = -1, m_intervalMs = 0, m_groupMs = 0;
    quint64 m_packets = 0;
    bool m_hasPicture = false;
};

}  // namespace kydai::media
