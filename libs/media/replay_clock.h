// SPDX-License-Identifier: GPL-3.0-or-later
// Where a replay stands: runs at a speed between two ends, stops at the later one. Pure; times are
// handed in.
#pragma once

#include <algorithm>

#include <QtGlobal>

namespace kydai::media {

class ReplayClock
{
public:
    static constexpr double kSlowest = 0.5, kFastest = 8;

    ReplayClock(qint64 firstMs, qint64 lastMs) : m_first(firstMs), m_last(std::max(firstMs, lastMs)),
        m_at(firstMs)
    {
    }
    qint64 firstMs() const { return m_first; }
    qint64 lastMs() const { return m_last; }
    double speed() const { return m_speed; }

    qint64 positionMs(qint64 nowMs) const
    {
        if (!m_runs)
            return m_at;
        return std::clamp(m_at + qint64(double(nowMs - m_since) * m_speed), m_first, m_last);
    }
    bool runs(qint64 nowMs) const { return m_runs && positionMs(nowMs) < m_last; }
    void play(qint64 nowMs)
    {
        const qint64 at = positionMs(nowMs);
        m_at = at >= m_last ? m_first : at;  // from the end it begins anew
        m_since = nowMs;
        m_runs = true;
    }
    void pause(qint64 nowMs)
    {
        m_at = positionMs(nowMs);
        m_runs = false;
    }
    void seek(qint64 toMs, qint64 nowMs)
    {
        m_at = std::clamp(toMs, m_first, m_last);
        m_since = nowMs;
    }
    void setSpeed(double speed, qint64 nowMs)
    {
        m_at = positionMs(nowMs);
        m_since = nowMs;
        m_speed = speed >= kSlowest ? std::min(speed, kFastest) : kSlowest;  // not a number: slowest
    }

private:
    qint64 m_first, m_last, m_at;
    qint64 m_since = 0;
    double m_speed = 1;
    bool m_runs = false;
};

}  // namespace kydai::media
