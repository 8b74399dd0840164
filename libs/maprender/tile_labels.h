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
                   geo::TileId id, double zoom, bool foreign, QList<LabelCandidate>& into);

// In the waters of Hoàng Sa and Trường Sa foreign packs show Vietnamese names alone (docs/maps.md).
bool isWithheld(geo::World place);
inline constexpr double kEarlyZooms = 2.5;  // street names are gathered that much before their rule's zoom

}  // namespace kydai::maprender
