// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets in: sockets by address, handshakes and requests by rate. Pure (time is handed in); edge
// thread. Its tables are bounded: beyond the bound the idle entries go.
#pragma once

#include <QHash>
#include <QString>

#include "edge/settings.h"

namespace kydai::edge {

// `rate` a second, at most `burst` saved up.
class TokenBucket
{
public:
    TokenBucket(double rate, double burst) : m_rate(rate), m_burst(burst), m_level(burst) {}
    bool take(qint64 monotonicMs);
    bool isFull(qint64 monotonicMs);
    int waitSeconds() const;  // until one is there, at least 1

private:
    void refill(qint64 monotonicMs);
    double m_rate, m_burst, m_level;
    qint64 m_atMs = 0;
    bool m_started = false;
};

class Rates
{
public:
    Rates(int perSecond, int burst) : m_perSecond(perSecond), m_burst(burst) {}
    // 0 = go on; otherwise seconds to wait.
    int take(const QString& key, qint64 monotonicMs);
    static constexpr qsizetype kMaxKeys = 20'000;

private:
    int m_perSecond, m_burst;
    QHash<QString, TokenBucket> m_buckets;
    qint64 m_prunedMs = 0;
};

class Admission
{
public:
    explicit Admission(const EdgeLimits& limits);

    // A socket that was accepted; false = answer 503 and close (then it is not counted).
    bool enter(const QString& address);
    void trust(const QString& address);               // leaves the strangers' count
    void leave(const QString& address, bool trusted);
    // A WebSocket handshake: 0 = go on, else seconds to wait.
    int handshake(qint64 monotonicMs);

    int sockets() const { return m_sockets; }
    Rates byKey, byAddress;

private:
    EdgeLimits m_limits;
    int m_sockets = 0;
    QHash<QString, int> m_strangers;
    TokenBucket m_handshakes;
};

}  // namespace kydai::edge
