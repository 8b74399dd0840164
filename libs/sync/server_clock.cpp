// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/server_clock.h"

#include <algorithm>

namespace kydai {

void ServerClock::sample(qint64 serverMs, qint64 sentMs, qint64 receivedMs)
{
    m_samples.append(serverMs - (sentMs + (receivedMs - sentMs) / 2));
    if (m_samples.size() > kSamples)
        m_samples.removeFirst();
    QList<qint64> sorted = m_samples;
    std::sort(sorted.begin(), sorted.end());
    m_median = sorted.at(sorted.size() / 2);
}

}  // namespace kydai
