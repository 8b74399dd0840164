// SPDX-License-Identifier: GPL-3.0-or-later
// Collects the names of a vector tile. Internal to the room.
#pragma once

#include "geo/vector_tile.h"
#include "maprender/painted_tile.h"
#include "maprender/tile_geometry.h"

namespace kydai::maprender {

// Appends the candidates of one rule on one layer, at most kMaxTileLabels in all. Points outside the
// tile are left to the neighbour that owns them; lines are cut at the border.
void collectLabels(const StyleRule& rule, const geo::VectorLayer& layer, const TileFit& fit,
                   geo::TileId id, double zoom, QList<LabelCandidate>& into);

}  // namespace kydai::maprender
