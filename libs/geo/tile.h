// SPDX-License-Identifier: GPL-3.0-or-later
// Tiles of the Web Mercator square: z = zoom, x from the west, y from the north (XYZ).
// Any thread; pure functions.
#pragma once

#include <array>
#include <compare>
#include <functional>
#include <optional>

#include <QList>

#include "geo/mercator.h"

namespace kydai::geo {

inline constexpr int kMaxZoom = 30;        // 2^30 columns still fit an int
inline constexpr int kMaxCover = 1 << 14;  // tiles one cover() may name

struct TileId {
    int z = 0;
    int x = 0;
    int y = 0;

    auto operator<=>(const TileId&) const = default;
};

// The tiles of one zoom between two corners, both included; empty when x1 < x0.
struct TileRange {
    int z = 0;
    int x0 = 0, y0 = 0, x1 = -1, y1 = -1;

    bool isEmpty() const { return x1 < x0 || y1 < y0; }
    qint64 count() const { return isEmpty() ? 0 : (qint64(x1) - x0 + 1) * (qint64(y1) - y0 + 1); }
    bool contains(TileId id) const
    {
        return id.z == z && id.x >= x0 && id.x <= x1 && id.y >= y0 && id.y <= y1;
    }
};

bool isValid(TileId id);
WorldBox bounds(TileId id);
// The tile a point lies in; points outside the square are moved to its edge. z is clamped.
TileId tileAt(World point, int z);

// The tiles that share area with the box, cut to the square. A box without width or height counts
// as the tiles its line or point lies in; one turned inside out covers nothing.
TileRange coverRange(const WorldBox& box, int z);
// The same as a list, row by row; empty when there are more than kMaxCover.
QList<TileId> cover(const WorldBox& box, int z);

TileId parentOf(TileId id, int levels = 1);    // levels beyond z end at {0,0,0}
std::array<TileId, 4> childrenOf(TileId id);   // nw, ne, sw, se; id.z < kMaxZoom
bool isWithin(TileId inner, TileId outer);   // inner is outer or a descendant of it
constexpr int flipRow(int z, int y) { return (1 << z) - 1 - y; }  // XYZ <-> TMS, z <= kMaxZoom

// PMTiles' number of a tile: all lower zooms first, then the place on this zoom's Hilbert curve.
quint64 hilbertId(TileId id);
std::optional<TileId> fromHilbertId(quint64 number);  // nothing beyond kMaxZoom
quint64 firstHilbertId(int z);                        // number of the first tile of a zoom

}  // namespace kydai::geo

template <> struct std::hash<kydai::geo::TileId> {
    size_t operator()(const kydai::geo::TileId& id) const noexcept
    {
        const quint64 mixed = (quint64(quint32(id.x)) << 32 | quint32(id.y)) * 0x9e3779b97f4a7c15u;
        return size_t((mixed ^ mixed >> 29) + quint64(quint32(id.z)));
    }
};

namespace kydai::geo {
inline size_t qHash(const TileId& id, size_t seed = 0) { return std::hash<TileId>()(id) ^ seed; }
}  // namespace kydai::geo
