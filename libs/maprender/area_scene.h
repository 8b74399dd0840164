// SPDX-License-Identifier: GPL-3.0-or-later
// Areas of the index -> shapes of the overlay. Any thread; pure.
#pragma once

#include <memory>

#include "geo/area_shapes.h"
#include "maprender/overlay_scene.h"

namespace kydai::maprender {

// All areas of the index at a level of detail (AreaShapes::levelFor(zoom)), in its order. Make it
// once a level and share it. The name's place is inside the largest ring, far from its border.
std::shared_ptr<const std::vector<AreaShape>> areaShapes(const geo::AreaIndex& index,
                                                         const geo::AreaShapes& shapes, int level);

}  // namespace kydai::maprender
