// SPDX-License-Identifier: GPL-3.0-or-later
// A seeded source of chance for tests (SplitMix64). The seed comes from KYDAI_SEED or the fallback
// and is printed, so that a failure can be run again.
#pragma once

#include <cstdio>

#include <QString>

#include "core/seams.h"

namespace kydai::test {

class SeededRandom : public Random
{
public:
    explicit SeededRandom(quint64 seed) : m_state(seed) {}
    quint64 next() override
    {
        quint64 z = (m_state += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }
    bool chance(int percent) { return int(below(100)) < percent; }
    int range(int from, int to) { return from + int(below(quint64(to - from + 1))); }

private:
    quint64 m_state;
};

inline quint64 seedFor(const char* test, quint64 fallback)
{
    bool ok = false;
    const quint64 given = qEnvironmentVariable("KYDAI_SEED").toULongLong(&ok);
    const quint64 seed = ok ? given : fallback;
    std::printf("%s: seed %llu\n", test, static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    return seed;
}

}  // namespace kydai::test
