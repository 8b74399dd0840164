// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/mercator.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kydai::geo {

namespace {
constexpr double kPi = std::numbers::pi;
constexpr double kRadius = 6378137.0;
double radians(double degrees) { return degrees * kPi / 180.0; }
}  // namespace

World toWorld(LonLat at)
{
    const double s = std::clamp(std::sin(radians(at.lat)), -0.9999999999, 0.9999999999);
    return {at.lon / 360.0 + 0.5, 0.5 - 0.25 * std::log((1 + s) / (1 - s)) / kPi};
}

LonLat toLonLat(World at)
{
    return {(at.x - 0.5) * 360.0,
            360.0 * std::atan(std::exp((0.5 - at.y) * 2 * kPi)) / kPi - 90.0};
}

double metresPerWorldUnit(double lat)
{
    return 2 * kPi * kRadius * std::cos(radians(lat));
}

double distanceMetres(LonLat a, LonLat b)
{
    const double u = std::sin(radians(b.lat - a.lat) / 2);
    const double v = std::sin(radians(b.lon - a.lon) / 2);
    const double h = u * u + std::cos(radians(a.lat)) * std::cos(radians(b.lat)) * v * v;
    return 2 * 6371008.8 * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace kydai::geo
