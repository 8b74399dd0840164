// SPDX-License-Identifier: GPL-3.0-or-later
// Simplifying and clipping of lines and rings. Any thread; pure functions.
#pragma once

#include <vector>

#include "geo/mercator.h"

namespace kydai::geo {

struct GeoPoint;
using Polyline = std::vector<World>;

// Douglas and Peucker's order as a number for each point: dropping all points whose weight is below
// t moves the line by less than t. The two ends weigh without limit; of a ring (its first point not
// repeated) the first point and the one farthest from it.
void weighPoints(std::vector<GeoPoint>& points, bool ring);

// The pieces of a line inside a box. Pieces of one point are dropped.
std::vector<Polyline> clipLine(const Polyline& line, const WorldBox& box);
// The part of a ring inside a box: one ring, that may run along the box's border; empty when nothing
// of it lies inside. The first point is not repeated, neither in nor out.
Polyline clipRing(const Polyline& ring, const WorldBox& box);

}  // namespace kydai::geo
