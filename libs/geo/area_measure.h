// SPDX-License-Identifier: GPL-3.0-or-later
// Size of an area and a place inside it. Pure; any thread.
#pragma once

#include "geo/area_index.h"

namespace kydai::geo {

// On the sphere; even-odd, as the area itself is. Right within 0.5 % for areas of a province.
double squareKilometres(const AreaIndex& index, int area);
// In the middle of the longest stretch inside, along some parallels: inside also where the middle of
// the box is not.
LonLat pointInside(const AreaIndex& index, int area);

}  // namespace kydai::geo
