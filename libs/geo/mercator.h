// SPDX-License-Identifier: GPL-3.0-or-later
// Positions: degrees on WGS 84 and the normalised Web Mercator square every layer of the map shares.
// Any thread; pure functions.
#pragma once

namespace kydai::geo {

struct LonLat { double lon = 0; double lat = 0; };        // degrees, WGS 84
struct World  { double x = 0; double y = 0; };            // normalised Web Mercator: 0..1, y from the north
struct WorldBox { double left=0, top=0, right=0, bottom=0; };

// Latitudes beyond the square's edge (85.0511…°) are moved to it; longitudes are not wrapped.
World toWorld(LonLat position);
LonLat toLonLat(World point);
// Ground metres that one unit of World measures at this latitude (degrees).
double metresPerWorldUnit(double lat);
double distanceMetres(LonLat a, LonLat b);                // haversine on the mean earth radius

}  // namespace kydai::geo
