// SPDX-License-Identifier: GPL-3.0-or-later
// toWorld() for many places: the parallels from a table of 1/64 degree with their slopes, cubic between
// them. Within 1e-12 of toWorld() (0.04 mm), ten times as fast. Const calls from any thread.
#pragma once

#include <vector>

#include "geo/mercator.h"

namespace kydai::geo {

class FastMercator
{
public:
    FastMercator();
    World operator()(LonLat at) const
    {
        const double row = (at.lat + kMost) * kPerDegree;
        if (!(row >= 0 && row < kRows - 1))
            return toWorld(at);
        const auto i = static_cast<unsigned>(row);
        const double t = row - i;
        const Row& a = m_rows[i];
        const Row& b = m_rows[i + 1];
        const double rise = b.y - a.y, c = a.slope - rise, d = rise - b.slope;
        return {at.lon / 360.0 + 0.5, a.y + t * (rise + (1 - t) * (c * (1 - t) + d * t))};
    }

private:
    static constexpr int kMost = 85;         // degrees
    static constexpr int kPerDegree = 64;
    static constexpr int kRows = 2 * kMost * kPerDegree + 1;
    struct Row {
        double y, slope;  // of a whole row
    };
    std::vector<Row> m_rows;
};

// Made at the first call.
const FastMercator& fastMercator();

}  // namespace kydai::geo
