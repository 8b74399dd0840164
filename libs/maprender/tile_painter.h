// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of a tile + style -> picture and label candidates. Any thread, also many at once: the painter
// is immutable. The same input gives the same pixels wherever and however often it is painted (names
// are not drawn here, so no font matters).
#pragma once

#include <atomic>
#include <memory>
#include <span>

#include "geo/tile_source.h"
#include "geo/vector_tile.h"
#include "maprender/map_style.h"
#include "maprender/painted_tile.h"

namespace kydai::maprender {

// One source's answer for a tile. `id` is the tile it comes from: the wanted one, or an ancestor
// that is then enlarged (vectors are clipped and scaled, pictures cropped and scaled).
struct TileContent {
    geo::TileId id;
    geo::TileData data;
    bool foreign = false;    // of a pack, not of the house: see isWithheld()
    bool namesOnly = false;  // covered by another: only names that never give way are taken
};

class TilePainter
{
public:
    // pixelRatio: device pixels of a logical one; widths of the style are multiplied by it.
    TilePainter(std::shared_ptr<const MapStyle> style, ColourTable colours, double pixelRatio = 1);

    // Paints the contents, lowest first, into side × side device pixels (kept to kMinTilePixels …
    // kMaxTilePixels). Widths are those of the zoom at which the tile measures `side`. A content that
    // cannot be read makes the tile Broken, the others are painted all the same; no content at all
    // makes it Empty. Returns early, with an unfinished picture, once *stop is true.
    PaintedTile paint(geo::TileId id, int side, std::span<const TileContent> contents,
                      const std::atomic<bool>* stop = nullptr) const;

    const MapStyle& style() const { return *m_style; }
    const ColourTable& colours() const { return m_colours; }
    double pixelRatio() const { return m_ratio; }

private:
    std::shared_ptr<const MapStyle> m_style;
    ColourTable m_colours;
    double m_ratio = 1;
};

}  // namespace kydai::maprender
