// SPDX-License-Identifier: GPL-3.0-or-later
// How long a stream waits before it is opened again. Pure; times are handed in.
#pragma once

#include <array>

#include "core/seams.h"
#include "media/media_limits.h"
#include "media/stream_state.h"

namespace kydai::media {

class Backoff
{
public:
    static constexpr std::array<qint64, 8> kSteps = {500,  1000,  2000,  4000,
                                                     8000, 15'000, 30'000, 60'000};

    explicit Backoff(const MediaLimits& limits = {}) : m_limits(limits) {}

    // Pictures come since nowMs; after steadyMs of them the steps begin anew.
    void live(qint64 nowMs) { m_liveSince = nowMs; }
    // The stream ended with this trouble: the wait, ±25 %.
    qint64 next(Trouble trouble, qint64 nowMs, Random& random)
    {
        if (m_liveSince >= 0 && nowMs - m_liveSince >= m_limits.steadyMs)
            m_step = 0;
        m_liveSince = -1;
        qint64 wait = m_limits.refusedMs;
        if (!isRefusal(trouble)) {
            wait = kSteps[m_step];
            if (m_step + 1 < kSteps.size())
                ++m_step;
        }
        return wait * 3 / 4 + static_cast<qint64>(random.below(static_cast<quint64>(wait / 2) + 1));
    }
    void reset() { m_step = 0; }

    // Trying sooner would not help, and could lock the account.
    static bool isRefusal(Trouble trouble)
    {
        return trouble == Trouble::WrongPassword || trouble == Trouble::MissingStream
            || trouble == Trouble::UnknownCodec || trouble == Trouble::BadAddress;
    }

private:
    MediaLimits m_limits;
    size_t m_step = 0;
    qint64 m_liveSince = -1;
};

}  // namespace kydai::media
