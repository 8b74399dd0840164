// SPDX-License-Identifier: GPL-3.0-or-later
// VN-2000, the state's plane coordinates, to and from WGS 84: the seven parameters of decision
// 05/2007/QĐ-BTNMT (EPSG 6960) and a transverse Mercator of sixth order (Krüger's series; below a
// micrometre within 6° of the meridian). Heights are taken as 0 on WGS 84.
// Any thread; pure functions.
#pragma once

#include <span>

#include "geo/mercator.h"

namespace kydai::geo {

struct GridPoint { double easting = 0; double northing = 0; };  // metres; easting 500,000 on the meridian

// A zone: its meridian in degrees and the scale on it. Provinces use zones of 3° with their own
// meridian (Huế 107°00'); national maps use UTM zones 48 and 49.
struct Vn2000Zone {
    double centralMeridian = 107;
    double scale = 0.9999;

    static constexpr Vn2000Zone province(double meridian) { return {meridian, 0.9999}; }
    static constexpr Vn2000Zone utm48() { return {105, 0.9996}; }
    static constexpr Vn2000Zone utm49() { return {111, 0.9996}; }
};

// The meridians that provinces use, degrees, ascending.
std::span<const double> vn2000Meridians();

GridPoint toVn2000(LonLat wgs84, Vn2000Zone zone);
// Round trip with toVn2000 below 0.01 mm in Viet Nam. Points too far from any zone give NaN.
LonLat fromVn2000(GridPoint point, Vn2000Zone zone);

// The steps by themselves: the datum alone, the projection alone.
LonLat wgs84ToVn2000Datum(LonLat wgs84);
LonLat vn2000DatumToWgs84(LonLat vn2000);
GridPoint transverseMercator(LonLat position, Vn2000Zone zone);
LonLat inverseTransverseMercator(GridPoint point, Vn2000Zone zone);

}  // namespace kydai::geo
