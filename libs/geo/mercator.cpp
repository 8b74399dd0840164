// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kydai::geo {

namespace {

using std::numbers::pi;

constexpr double kEquatorRadius = 6378137.0;
constexpr double kMeanRadius = 6371008.8;
constexpr double kMaxLat = 85.051128779806592;  // where the square ends: atan(sinh(pi))

constexpr double radians(double degrees) { return degrees * (pi / 180); }
constexpr double degrees(double angle) { return angle * (180 / pi); }

}  // namespace

World toWorld(LonLat position)
{
    const double lat = radians(std::clamp(position.lat, -kMaxLat, kMaxLat));
    // asinh(tan) keeps its digits near the equator, where log(tan(45° + lat/2)) loses them.
    const double y = 0.5 - std::asinh(std::tan(lat)) / (2 * pi);
    return {position.lon / 360 + 0.5, std::clamp(y, 0.0, 1.0)};
}

LonLat toLonLat(World point)
{
    return {(point.x - 0.5) * 360, degrees(std::atan(std::sinh((0.5 - point.y) * 2 * pi)))};
}

double metresPerWorldUnit(double lat)
{
    return 2 * pi * kEquatorRadius * std::cos(radians(std::clamp(lat, -kMaxLat, kMaxLat)));
}

double distanceMetres(LonLat a, LonLat b)
{
    const double sinLat = std::sin(radians(b.lat - a.lat) / 2);
    const double sinLon = std::sin(radians(b.lon - a.lon) / 2);
    const double h = sinLat * sinLat
        + std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * sinLon * sinLon;
    return 2 * kMeanRadius * std::asin(std::sqrt(std::clamp(h, 0.0, 1.0)));
}

}  // namespace kydai::geo
