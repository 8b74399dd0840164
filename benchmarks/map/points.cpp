// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/map/points.h"

#include <cmath>
#include <cstdio>
#include <random>

namespace kydai::bench {

std::vector<geo::LonLat> makePoints(size_t count, bool clustered)
{
    std::mt19937_64 engine(42);
    std::uniform_real_distribution<double> even(0, 1);
    std::normal_distribution<double> bell(0, 1);
    struct Spot {
        double lon, lat, size;
    };
    std::vector<Spot> spots;
    for (int i = 0; clustered && i < 200; ++i) {
        if (i < 120) {
            const double lon = 107.59 + bell(engine) * 0.03, lat = 16.46 + bell(engine) * 0.025;
            spots.push_back({lon, lat, 0.0015 + even(engine) * 0.004});
        } else {
            const double lon = 107 + even(engine) * 1.2, lat = 16 + even(engine) * 0.8;
            spots.push_back({lon, lat, 0.003 + even(engine) * 0.01});
        }
    }
    std::vector<geo::LonLat> points;
    points.reserve(count);
    for (size_t i = 0; i < count; ++i) {
        if (!clustered) {
            const double lon = 107 + even(engine) * 1.2;
            points.push_back({lon, 16 + even(engine) * 0.8});
            continue;
        }
        const Spot& spot = spots[static_cast<size_t>(even(engine) * 200)];
        const double lon = spot.lon + bell(engine) * spot.size;
        points.push_back({lon, spot.lat + bell(engine) * spot.size});
    }
    return points;
}

bool writePoints(const std::vector<geo::LonLat>& points, const std::string& path)
{
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr)
        return false;
    const bool all = std::fwrite(points.data(), sizeof(geo::LonLat), points.size(), file)
                     == points.size();
    return std::fclose(file) == 0 && all;
}

geo::WorldBox cityView(double zoom)
{
    const geo::World middle = geo::toWorld({107.59, 16.46});
    const double pixel = 1 / (512 * std::exp2(zoom));
    return {middle.x - 960 * pixel, middle.y - 540 * pixel, middle.x + 960 * pixel,
            middle.y + 540 * pixel};
}

}  // namespace kydai::bench
