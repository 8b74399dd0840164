// SPDX-License-Identifier: GPL-3.0-or-later
// The city's own source of chance: one seed, one city, on every machine.
#pragma once

#include <cmath>

#include <QList>

#include "core/seams.h"

namespace kydai::city {

class Chance final : public Random
{
public:
    // The seed is mixed first: neighbouring seeds would walk the same sequence one step apart.
    explicit Chance(quint64 seed) : m_state(mixed(seed + 0x1234567ull)) {}
    quint64 next() override { return mixed(m_state += 0x9E3779B97F4A7C15ull); }  // SplitMix64
    double unit() { return static_cast<double>(next() >> 11) / 9007199254740992.0; }  // [0, 1)
    bool hit(double probability) { return unit() < probability; }
    int between(int low, int high)  // both included
    {
        return low + static_cast<int>(below(static_cast<quint64>(high - low + 1)));
    }
    qint64 between64(qint64 low, qint64 high)
    {
        return low + static_cast<qint64>(below(static_cast<quint64>(high - low + 1)));
    }
    double exponential(double mean) { return -mean * std::log(1.0 - unit()); }
    template <typename T> const T& pick(const QList<T>& list)
    {
        return list[static_cast<qsizetype>(below(static_cast<quint64>(list.size())))];
    }

private:
    static quint64 mixed(quint64 z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
        return z ^ (z >> 31);
    }

    quint64 m_state;
};

}  // namespace kydai::city
