// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/admission.h"

#include <cmath>

namespace kydai::edge {

void TokenBucket::refill(qint64 monotonicMs)
{
    if (m_started)
        m_level =
            qMin(m_burst, m_level + m_rate * static_cast<double>(monotonicMs - m_atMs) / 1000.0);
    m_started = true;
    m_atMs = monotonicMs;
}

bool TokenBucket::take(qint64 monotonicMs)
{
    refill(monotonicMs);
    if (m_level < 1.0)
        return false;
    m_level -= 1.0;
    return true;
}

bool TokenBucket::isFull(qint64 monotonicMs)
{
    refill(monotonicMs);
    return m_level >= m_burst;
}

int TokenBucket::waitSeconds() const
{
    return qMax(1, static_cast<int>(std::ceil((1.0 - m_level) / m_rate)));
}

int Rates::take(const QString& key, qint64 monotonicMs)
{
    if (m_buckets.size() >= kMaxKeys && !m_buckets.contains(key)) {
        // Looking through a full table is dear: once a second at most.
        if (m_prunedMs == 0 || monotonicMs - m_prunedMs >= 1000) {
            m_buckets.removeIf([&](auto it) { return it.value().isFull(monotonicMs); });
            m_prunedMs = monotonicMs;
        }
        if (m_buckets.size() >= kMaxKeys)
            return 1;
    }
    auto it = m_buckets.find(key);
    if (it == m_buckets.end())
        it = m_buckets.insert(key, TokenBucket(m_perSecond, m_burst));
    return it->take(monotonicMs) ? 0 : it->waitSeconds();
}

Admission::Admission(const EdgeLimits& limits)
    : byKey(limits.apiKeyPerSecond, limits.apiKeyPerSecond * 4),
      byAddress(limits.addressPerSecond, limits.addressPerSecond * 4), m_limits(limits),
      m_handshakes(limits.handshakesPerSecond, limits.handshakesPerSecond)
{
}

bool Admission::enter(const QString& address)
{
    if (m_sockets >= m_limits.sockets)
        return false;
    int& strangers = m_strangers[address];
    if (strangers >= m_limits.socketsPerAddress)
        return false;
    ++strangers;
    ++m_sockets;
    return true;
}

void Admission::trust(const QString& address)
{
    const auto it = m_strangers.find(address);
    if (it != m_strangers.end() && --it.value() <= 0)
        m_strangers.erase(it);
}

void Admission::leave(const QString& address, bool trusted)
{
    --m_sockets;
    if (!trusted)
        trust(address);
}

int Admission::handshake(qint64 monotonicMs)
{
    return m_handshakes.take(monotonicMs) ? 0 : m_handshakes.waitSeconds();
}

}  // namespace kydai::edge
