// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/area_measure.h"

#include <algorithm>
#include <cmath>

namespace kydai::geo {

namespace {

constexpr int kParallels = 63;
constexpr size_t kMostStrips = 800;
constexpr double kKmPerDegree = 6371.0088 * M_PI / 180;

// Where a parallel enters and leaves the area, from west to east.
std::vector<double> crossings(const AreaIndex& index, const MapArea& area, double lat)
{
    std::vector<double> lons;
    for (quint32 r = area.firstRing; r < area.endRing; ++r) {
        const std::span<const LonLat> ring = index.ring(r);
        for (size_t i = 1; i < ring.size(); ++i) {
            const LonLat a = ring[i - 1], b = ring[i];
            if ((a.lat <= lat) != (b.lat <= lat))
                lons.push_back(a.lon + (lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon));
        }
    }
    std::sort(lons.begin(), lons.end());
    return lons;
}

}  // namespace

// By parallels, since the rings are in no order: which is a hole of which is not known. Between the
// parallels of two neighbouring vertices the width changes evenly, so the middle one is exact.
double squareKilometres(const AreaIndex& index, int number)
{
    const MapArea& area = index.area(number);
    std::vector<double> lats;
    for (quint32 r = area.firstRing; r < area.endRing; ++r) {
        for (const LonLat& p : index.ring(r))
            lats.push_back(p.lat);
    }
    std::sort(lats.begin(), lats.end());
    lats.erase(std::unique(lats.begin(), lats.end()), lats.end());
    if (lats.size() > kMostStrips) {
        for (size_t i = 0; i <= kMostStrips; ++i)
            lats[i] = area.south + (area.north - area.south) * double(i) / kMostStrips;
        lats.resize(kMostStrips + 1);
    }
    double sum = 0;
    for (size_t i = 1; i < lats.size(); ++i) {
        const double middle = (lats[i - 1] + lats[i]) / 2;
        const std::vector<double> lons = crossings(index, area, middle);
        double width = 0;
        for (size_t k = 1; k < lons.size(); k += 2)
            width += lons[k] - lons[k - 1];
        sum += width * std::cos(middle * M_PI / 180) * (lats[i] - lats[i - 1]);
    }
    return sum * kKmPerDegree * kKmPerDegree;
}

LonLat pointInside(const AreaIndex& index, int number)
{
    const MapArea& area = index.area(number);
    LonLat best{(area.west + area.east) / 2, (area.south + area.north) / 2};
    double longest = 0;
    for (int i = 1; i <= kParallels; ++i) {
        // From the middle outwards, so that of equal stretches the middle one counts.
        const int step = i % 2 ? i / 2 : -i / 2;
        const double lat = area.south
                           + (area.north - area.south) * (0.5 + step / double(kParallels + 1));
        const std::vector<double> lons = crossings(index, area, lat);
        // A stretch near the top or the bottom is worth less: the place should be far from borders.
        const double worth = 1 - std::abs(step) / double(kParallels + 1);
        for (size_t k = 1; k < lons.size(); k += 2) {
            const double stretch = (lons[k] - lons[k - 1]) * worth;
            if (stretch > longest) {
                longest = stretch;
                best = {(lons[k - 1] + lons[k]) / 2, lat};
            }
        }
    }
    return best;
}

}  // namespace kydai::geo
