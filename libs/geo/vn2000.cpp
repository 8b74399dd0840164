// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/vn2000.h"

#include <array>
#include <cmath>
#include <limits>
#include <numbers>

namespace kydai::geo {

namespace {

using std::numbers::pi;

constexpr double kA = 6378137.0;  // both datums stand on the ellipsoid of WGS 84
constexpr double kF = 1 / 298.257223563;
constexpr double kE2 = kF * (2 - kF);
constexpr double kN = kF / (2 - kF);
constexpr double kFalseEasting = 500000;
constexpr double kRad = pi / 180;
constexpr double kSecond = kRad / 3600;

// From VN-2000 to WGS 84, coordinate frame rotation: metres, seconds of arc, parts per million.
constexpr double kDx = -191.90441429, kDy = -39.30318279, kDz = -111.45032835;
constexpr double kRx = -0.00928836 * kSecond, kRy = 0.01975479 * kSecond, kRz = -0.00427372 * kSecond;
constexpr double kScale = 1 + 0.252906278e-6;

constexpr double power(double base, int exponent)
{
    double value = 1;
    for (int i = 0; i < exponent; ++i)
        value *= base;
    return value;
}

// Krüger's coefficients up to n^6 (Karney 2011, equations 35 and 36) and the rectifying radius.
constexpr double kN2 = power(kN, 2), kN3 = power(kN, 3), kN4 = power(kN, 4), kN5 = power(kN, 5),
                 kN6 = power(kN, 6);
constexpr double kRadius = kA / (1 + kN) * (1 + kN2 / 4 + kN4 / 64 + kN6 / 256);
constexpr std::array<double, 6> kAlpha = {
    kN / 2 - 2.0 / 3 * kN2 + 5.0 / 16 * kN3 + 41.0 / 180 * kN4 - 127.0 / 288 * kN5
        + 7891.0 / 37800 * kN6,
    13.0 / 48 * kN2 - 3.0 / 5 * kN3 + 557.0 / 1440 * kN4 + 281.0 / 630 * kN5
        - 1983433.0 / 1935360 * kN6,
    61.0 / 240 * kN3 - 103.0 / 140 * kN4 + 15061.0 / 26880 * kN5 + 167603.0 / 181440 * kN6,
    49561.0 / 161280 * kN4 - 179.0 / 168 * kN5 + 6601661.0 / 7257600 * kN6,
    34729.0 / 80640 * kN5 - 3418889.0 / 1995840 * kN6,
    212378941.0 / 319334400 * kN6,
};
constexpr std::array<double, 6> kBeta = {
    kN / 2 - 2.0 / 3 * kN2 + 37.0 / 96 * kN3 - 1.0 / 360 * kN4 - 81.0 / 512 * kN5
        + 96199.0 / 604800 * kN6,
    1.0 / 48 * kN2 + 1.0 / 15 * kN3 - 437.0 / 1440 * kN4 + 46.0 / 105 * kN5
        - 1118711.0 / 3870720 * kN6,
    17.0 / 480 * kN3 - 37.0 / 840 * kN4 - 209.0 / 4480 * kN5 + 5569.0 / 90720 * kN6,
    4397.0 / 161280 * kN4 - 11.0 / 504 * kN5 - 830251.0 / 7257600 * kN6,
    4583.0 / 161280 * kN5 - 108847.0 / 3991680 * kN6,
    20648693.0 / 638668800 * kN6,
};

constexpr std::array kMeridians = {102.0, 103.0, 104.0, 104.5, 104.75, 105.0, 105.5, 105.75, 106.0,
    106.25, 106.5, 107.0, 107.25, 107.5, 107.75, 108.0, 108.25, 108.5};

struct Vector { double x, y, z; };

Vector toEarth(LonLat position)
{
    const double lat = position.lat * kRad;
    const double lon = position.lon * kRad;
    const double normal = kA / std::sqrt(1 - kE2 * std::sin(lat) * std::sin(lat));
    return {normal * std::cos(lat) * std::cos(lon), normal * std::cos(lat) * std::sin(lon),
        normal * (1 - kE2) * std::sin(lat)};
}

// The foot of a point near the surface; its height is dropped.
LonLat fromEarth(Vector point)
{
    const double flat = std::hypot(point.x, point.y);
    double lat = std::atan2(point.z, flat * (1 - kE2));
    for (int i = 0; i < 6; ++i) {
        const double sine = std::sin(lat);
        const double normal = kA / std::sqrt(1 - kE2 * sine * sine);
        lat = std::atan2(point.z + kE2 * normal * sine, flat);
    }
    return {std::atan2(point.y, point.x) / kRad, lat / kRad};
}

// tau' of Karney 2011 (7 to 9): the tangent of the conformal latitude.
double conformal(double tau)
{
    const double e = std::sqrt(kE2);
    const double sigma = std::sinh(e * std::atanh(e * tau / std::hypot(1.0, tau)));
    return tau * std::hypot(1.0, sigma) - sigma * std::hypot(1.0, tau);
}

double fromConformal(double wanted)
{
    double tau = wanted / (1 - kE2);
    for (int i = 0; i < 8; ++i) {
        const double now = conformal(tau);
        const double step = (wanted - now) / std::hypot(1.0, now)
            * (1 + (1 - kE2) * tau * tau) / ((1 - kE2) * std::hypot(1.0, tau));
        tau += step;
        if (std::abs(step) < 1e-15 * std::max(1.0, std::abs(tau)))
            break;
    }
    return tau;
}

}  // namespace

std::span<const double> vn2000Meridians()
{
    return kMeridians;
}

LonLat vn2000DatumToWgs84(LonLat vn2000)
{
    // The way back is the exact one; this one finds the point that it leads here, so that both
    // agree although each drops a height.
    const Vector p = toEarth(vn2000);
    LonLat found = fromEarth({kDx + kScale * (p.x + kRz * p.y - kRy * p.z),
        kDy + kScale * (-kRz * p.x + p.y + kRx * p.z),
        kDz + kScale * (kRy * p.x - kRx * p.y + p.z)});
    for (int i = 0; i < 3; ++i) {
        const LonLat back = wgs84ToVn2000Datum(found);
        found.lon += vn2000.lon - back.lon;
        found.lat += vn2000.lat - back.lat;
    }
    return found;
}

LonLat wgs84ToVn2000Datum(LonLat wgs84)
{
    const Vector p = toEarth(wgs84);
    // The inverse of the small rotation, by fixed point: the angles are below 1e-7.
    const Vector q{(p.x - kDx) / kScale, (p.y - kDy) / kScale, (p.z - kDz) / kScale};
    Vector v = q;
    for (int i = 0; i < 4; ++i) {
        v = {q.x - kRz * v.y + kRy * v.z, q.y + kRz * v.x - kRx * v.z,
            q.z - kRy * v.x + kRx * v.y};
    }
    return fromEarth(v);
}

GridPoint transverseMercator(LonLat position, Vn2000Zone zone)
{
    const double lambda = (position.lon - zone.centralMeridian) * kRad;
    const double tau = conformal(std::tan(position.lat * kRad));
    const double xi = std::atan2(tau, std::cos(lambda));
    const double eta = std::asinh(std::sin(lambda) / std::hypot(tau, std::cos(lambda)));
    double northing = xi;
    double easting = eta;
    for (int j = 1; j <= 6; ++j) {
        const double k = kAlpha[size_t(j - 1)];
        northing += k * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
        easting += k * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
    }
    return {kFalseEasting + zone.scale * kRadius * easting, zone.scale * kRadius * northing};
}

LonLat inverseTransverseMercator(GridPoint point, Vn2000Zone zone)
{
    const double xi = point.northing / (zone.scale * kRadius);
    const double eta = (point.easting - kFalseEasting) / (zone.scale * kRadius);
    // Beyond a quarter of the earth the series says nothing; also keeps cosh finite.
    if (!(std::abs(xi) <= pi / 2 && std::abs(eta) <= 1)) {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        return {nan, nan};
    }
    double xiSphere = xi;
    double etaSphere = eta;
    for (int j = 1; j <= 6; ++j) {
        const double k = kBeta[size_t(j - 1)];
        xiSphere -= k * std::sin(2 * j * xi) * std::cosh(2 * j * eta);
        etaSphere -= k * std::cos(2 * j * xi) * std::sinh(2 * j * eta);
    }
    const double tau = std::sin(xiSphere) / std::hypot(std::sinh(etaSphere), std::cos(xiSphere));
    return {zone.centralMeridian
            + std::atan2(std::sinh(etaSphere), std::cos(xiSphere)) / kRad,
        std::atan(fromConformal(tau)) / kRad};
}

GridPoint toVn2000(LonLat wgs84, Vn2000Zone zone)
{
    return transverseMercator(wgs84ToVn2000Datum(wgs84), zone);
}

LonLat fromVn2000(GridPoint point, Vn2000Zone zone)
{
    const LonLat datum = inverseTransverseMercator(point, zone);
    if (std::isnan(datum.lon))
        return datum;
    return vn2000DatumToWgs84(datum);
}

}  // namespace kydai::geo
