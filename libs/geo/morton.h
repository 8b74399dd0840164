// SPDX-License-Identifier: GPL-3.0-or-later
// Positions as 32 + 32 bits (one step is at most 9 mm on the ground) and their Morton order: the bits
// of x and y in turn, y the higher one. A cell of level L is all keys with the same upper 2 L bits.
// Pure functions, any thread.
#pragma once

#include <algorithm>
#include <cmath>

#include <QtGlobal>

#include "geo/mercator.h"

namespace kydai::geo {

inline constexpr double kSteps = 4294967296.0;  // of a world's width

constexpr quint64 spreadBits(quint32 value)
{
    quint64 v = value;
    v = (v | (v << 16)) & 0x0000FFFF0000FFFFull;
    v = (v | (v << 8)) & 0x00FF00FF00FF00FFull;
    v = (v | (v << 4)) & 0x0F0F0F0F0F0F0F0Full;
    v = (v | (v << 2)) & 0x3333333333333333ull;
    return (v | (v << 1)) & 0x5555555555555555ull;
}

constexpr quint32 gatherBits(quint64 v)
{
    v &= 0x5555555555555555ull;
    v = (v | (v >> 1)) & 0x3333333333333333ull;
    v = (v | (v >> 2)) & 0x0F0F0F0F0F0F0F0Full;
    v = (v | (v >> 4)) & 0x00FF00FF00FF00FFull;
    v = (v | (v >> 8)) & 0x0000FFFF0000FFFFull;
    return static_cast<quint32>(v | (v >> 16));
}

constexpr quint64 mortonKey(quint32 x, quint32 y) { return spreadBits(x) | (spreadBits(y) << 1); }
constexpr quint32 mortonX(quint64 key) { return gatherBits(key); }
constexpr quint32 mortonY(quint64 key) { return gatherBits(key >> 1); }

// The last step of each axis is left free: its key marks "nobody".
inline constexpr quint64 kNoKey = ~quint64{0};

inline quint32 toStep(double unit)
{
    return static_cast<quint32>(std::clamp(unit * kSteps, 0.0, kSteps - 2.0));
}

inline quint64 keyOf(World at) { return mortonKey(toStep(at.x), toStep(at.y)); }

// The middle of a step: what an index answers as the position of a point it was given.
inline World worldOf(quint64 key)
{
    return {(mortonX(key) + 0.5) / kSteps, (mortonY(key) + 0.5) / kSteps};
}

inline World quantised(World at) { return worldOf(keyOf(at)); }

// Sums of x and y of many keys. The bits are brought together only as far as bytes in lanes of 16,
// which 256 keys cannot overflow: half the work of taking each key apart.
class StepSum
{
public:
    void add(quint64 key)
    {
        m_laneX += lanes(key);
        m_laneY += lanes(key >> 1);
        if (++m_inLanes == 256)
            settle();
    }
    void settle()
    {
        x += whole(m_laneX);
        y += whole(m_laneY);
        m_laneX = m_laneY = 0;
        m_inLanes = 0;
    }
    quint64 x = 0, y = 0;  // after settle()

private:
    static quint64 lanes(quint64 v)
    {
        v &= 0x5555555555555555ull;
        v = (v | (v >> 1)) & 0x3333333333333333ull;
        v = (v | (v >> 2)) & 0x0F0F0F0F0F0F0F0Full;
        return (v | (v >> 4)) & 0x00FF00FF00FF00FFull;
    }
    static quint64 whole(quint64 v)
    {
        return (v & 0xFFFF) + (((v >> 16) & 0xFFFF) << 8) + (((v >> 32) & 0xFFFF) << 16)
               + ((v >> 48) << 24);
    }
    quint64 m_laneX = 0, m_laneY = 0;
    quint32 m_inLanes = 0;
};

}  // namespace kydai::geo
