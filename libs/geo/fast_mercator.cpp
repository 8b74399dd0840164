// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/fast_mercator.h"

#include <cmath>
#include <numbers>

namespace kydai::geo {

FastMercator::FastMercator()
{
    m_rows.reserve(kRows);
    for (int i = 0; i < kRows; ++i) {
        const double lat = -kMost + static_cast<double>(i) / kPerDegree;
        const double slope = -1 / (360 * std::cos(lat * std::numbers::pi / 180)) / kPerDegree;
        m_rows.push_back({toWorld({0, lat}).y, slope});
    }
}

const FastMercator& fastMercator()
{
    static const FastMercator table;
    return table;
}

}  // namespace kydai::geo
