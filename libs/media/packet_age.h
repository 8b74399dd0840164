// SPDX-License-Identifier: GPL-3.0-or-later
// How much later a packet came than the steadiest ones before it: the stream's own times against
// ours. The two clocks may drift; a lasting shift becomes the new measure. Pure.
#pragma once

#include <algorithm>
#include <cstdlib>

#include <QtGlobal>

namespace kydai::media {

class PacketAge
{
public:
    static constexpr qint64 kJumpMs = 10'000;   // the stream's times jumped: begin anew
    static constexpr qint64 kLastingMs = 10'000;
    static constexpr qint64 kLateMs = 200;      // too little to think about
    static constexpr qint64 kGrowthMs = 10;
    static constexpr qint64 kLeakMs = 2000;     // the measure rises one millisecond in this time

    // Times of our clock and of the stream; returns the age.
    qint64 arrived(qint64 nowMs, qint64 streamMs)
    {
        const qint64 offset = nowMs - streamMs;
        if (!m_begun || std::abs(offset - m_lastOffset) > kJumpMs || streamMs < m_lastStream) {
            m_begun = true;
            m_base = offset;
            m_leakedAt = nowMs;
            m_lateSince = -1;
        }
        m_lastOffset = offset;
        m_lastStream = streamMs;
        const qint64 leak = (nowMs - m_leakedAt) / kLeakMs;
        m_base = std::min(m_base + leak, offset);
        m_leakedAt += leak * kLeakMs;
        noteLasting(nowMs, offset);
        return offset - m_base;
    }

private:
    // Late for long, and the least of it no more than before: the way has become longer. While it
    // grows it is a backlog.
    void noteLasting(qint64 nowMs, qint64 offset)
    {
        if (offset - m_base <= kLateMs) {
            m_lateSince = -1;
            return;
        }
        if (m_lateSince < 0) {
            m_lateSince = nowMs;
            m_first = m_second = offset;
            return;
        }
        if (nowMs - m_lateSince < kLastingMs / 2) {
            m_first = std::min(m_first, offset);
            m_second = offset;
            return;
        }
        m_second = std::min(m_second, offset);
        if (nowMs - m_lateSince < kLastingMs)
            return;
        if (m_second - m_first <= kGrowthMs)
            m_base = std::min(m_first, m_second);
        m_lateSince = -1;
    }

    bool m_begun = false;
    qint64 m_base = 0, m_lastOffset = 0, m_lastStream = 0, m_leakedAt = 0;
    qint64 m_lateSince = -1, m_first = 0, m_second = 0;  // least of either half of a late time
};

}  // namespace kydai::media
