// SPDX-License-Identifier: GPL-3.0-or-later
// Web Mercator in doubles and distances on the sphere. Pure functions, any thread.
#pragma once

namespace kydai::geo {

struct LonLat { double lon = 0; double lat = 0; };        // degrees, WGS 84
struct World  { double x = 0; double y = 0; };            // normalised Web Mercator: 0..1, y from the north
struct WorldBox { double left=0, top=0, right=0, bottom=0; };
World toWorld(LonLat); LonLat toLonLat(World); double metresPerWorldUnit(double lat); double distanceMetres(LonLat, LonLat); // haversine

}  // namespace kydai::geo
