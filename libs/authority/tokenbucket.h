// SPDX-License-Identifier: GPL-3.0-or-later
// So many at once, so many a second after that.
#pragma once

#include <QtGlobal>

namespace kydai {

class TokenBucket
{
public:
    TokenBucket(double capacity, double perSecond, qint64 nowMs)
        : m_capacity(capacity), m_perMs(perSecond / 1000.0), m_level(capacity), m_atMs(nowMs) {}

    bool take(double amount, qint64 nowMs)
    {
        refill(nowMs);
        if (m_level < amount)
            return false;
        m_level -= amount;
        return true;
    }
    // Takes what there is: used where the amount is known only after the fact.
    void drain(double amount, qint64 nowMs)
    {
        refill(nowMs);
        m_level = qMax(-m_capacity, m_level - amount);
    }
    bool isEmpty(qint64 nowMs)
    {
        refill(nowMs);
        return m_level <= 0;
    }
    qint64 waitMs(double amount) const
    {
        return m_level >= amount ? 0 : qint64((amount - m_level) / m_perMs) + 1;
    }

private:
    void refill(qint64 nowMs)
    {
        if (nowMs > m_atMs)
            m_level = qMin(m_capacity, m_level + double(nowMs - m_atMs) * m_perMs);
        m_atMs = nowMs;
    }
    double m_capacity, m_perMs, m_level;
    qint64 m_atMs;
};

}  // namespace kydai
