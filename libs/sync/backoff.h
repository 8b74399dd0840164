// SPDX-License-Identifier: GPL-3.0-or-later
// Waiting times between tries: full jitter over 0.5 s · 2^n, at most 30 s, so that a thousand
// consoles do not come back in the same second. Pure.
#pragma once

#include "core/seams.h"

namespace kydai {

class Backoff
{
public:
    explicit Backoff(qint64 firstMs = 500, qint64 capMs = 30000)
        : m_firstMs(firstMs), m_capMs(capMs)
    {
    }

    // Length of the next wait; each call doubles the range.
    qint64 next(Random& random)
    {
        const qint64 range = rangeMs();
        if (range < m_capMs)
            ++m_tries;
        return static_cast<qint64>(random.below(static_cast<quint64>(range) + 1));
    }
    qint64 rangeMs() const
    {
        const qint64 range = m_firstMs << (m_tries < 20 ? m_tries : 20);
        return range < m_capMs ? range : m_capMs;
    }
    void reset() { m_tries = 0; }
    int tries() const { return m_tries; }

private:
    qint64 m_firstMs, m_capMs;
    int m_tries = 0;
};

}  // namespace kydai
