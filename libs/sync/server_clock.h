// SPDX-License-Identifier: GPL-3.0-or-later
// The server's clock as seen from here: the median of the last pongs, tied to our monotonic clock
// so that a change of our wall clock does not move a deadline. Pure; the caller reads the clocks.
#pragma once

#include <QList>

namespace kydai {

class ServerClock
{
public:
    // serverMs was read by the server between monotonic sentMs and receivedMs of ours.
    void sample(qint64 serverMs, qint64 sentMs, qint64 receivedMs);
    // After a suspend: the monotonic clock may have stood still.
    void clear() { m_samples.clear(); }
    bool known() const { return !m_samples.isEmpty(); }
    qint64 serverNowMs(qint64 monotonicMs) const { return monotonicMs + m_median; }

private:
    static constexpr int kSamples = 9;
    QList<qint64> m_samples;  // server minus monotonic, oldest first
    qint64 m_median = 0;
};

}  // namespace kydai
