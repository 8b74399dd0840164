// SPDX-License-Identifier: GPL-3.0-or-later
// The two sets of points of the comparison: even over the province, and 200 spots, 60 % of them in the
// city. They are written to a file that the peers read, so that all work on the same numbers.
#pragma once

#include <string>
#include <vector>

#include "geo/mercator.h"

namespace kydai::bench {

std::vector<geo::LonLat> makePoints(size_t count, bool clustered);

// Pairs of little-endian doubles: longitude, latitude. False when the file cannot be written.
bool writePoints(const std::vector<geo::LonLat>& points, const std::string& path);

// The 1920 x 1080 view (tiles of 512 px) around the city at a zoom.
geo::WorldBox cityView(double zoom);

}  // namespace kydai::bench
