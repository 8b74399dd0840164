// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded chance for property tests: the seed is printed, KYDAI_SEED repeats a run.
#pragma once

#include <cstdio>
#include <random>

#include <QByteArray>

#include "core/seams.h"

namespace kydai::test {

class SeededRandom : public Random
{
public:
    explicit SeededRandom(const char* what)
    {
        bool given = false;
        const QByteArray env = qgetenv("KYDAI_SEED");
        m_seed = env.toULongLong(&given);
        if (!given)
            m_seed = std::random_device{}();
        std::printf("%s: KYDAI_SEED=%llu\n", what, static_cast<unsigned long long>(m_seed));
        std::fflush(stdout);
        m_engine.seed(m_seed);
    }
    quint64 next() override { return m_engine(); }
    int upTo(int bound) { return static_cast<int>(below(static_cast<quint64>(bound))); }
    bool oneIn(int n) { return upTo(n) == 0; }
    quint64 seed() const { return m_seed; }

private:
    quint64 m_seed = 0;
    std::mt19937_64 m_engine;
};

}  // namespace kydai::test
