// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/tile.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/result.h"

namespace kydai::geo {

namespace {

double columns(int z)
{
    return std::ldexp(1.0, z);
}

// Scaling by a power of two is exact, so a border that a tile names is met to the bit.
int cell(double place, double n)
{
    return int(std::clamp(std::floor(place * n), 0.0, n - 1));
}

int lastCell(double place, double n)
{
    return int(std::clamp(std::ceil(place * n) - 1, 0.0, n - 1));
}

// One step of the curve's turning: the quarter's own axes.
void turn(quint64 side, quint64& x, quint64& y, bool right, bool lower)
{
    if (lower)
        return;
    if (right) {
        x = side - 1 - x;
        y = side - 1 - y;
    }
    std::swap(x, y);
}

}  // namespace

bool isValid(TileId id)
{
    if (id.z < 0 || id.z > kMaxZoom)
        return false;
    const int n = 1 << id.z;
    return id.x >= 0 && id.x < n && id.y >= 0 && id.y < n;
}

WorldBox bounds(TileId id)
{
    const double n = columns(id.z);
    return {id.x / n, id.y / n, (id.x + 1.0) / n, (id.y + 1.0) / n};
}

TileId tileAt(World point, int z)
{
    const int zoom = std::clamp(z, 0, kMaxZoom);
    const double n = columns(zoom);
    return {zoom, cell(point.x, n), cell(point.y, n)};
}

TileRange coverRange(const WorldBox& box, int z)
{
    TileRange none;
    none.z = z;
    const bool inOrder = box.left <= box.right && box.top <= box.bottom;  // false for NaN
    if (!inOrder || z < 0 || z > kMaxZoom)
        return none;
    if (box.right < 0 || box.bottom < 0 || box.left > 1 || box.top > 1)
        return none;
    const double n = columns(z);
    TileRange range{z, cell(box.left, n), cell(box.top, n), 0, 0};
    range.x1 = std::max(range.x0, lastCell(box.right, n));
    range.y1 = std::max(range.y0, lastCell(box.bottom, n));
    return range;
}

QList<TileId> cover(const WorldBox& box, int z)
{
    QList<TileId> tiles;
    const TileRange range = coverRange(box, z);
    if (range.count() > kMaxCover)
        return tiles;
    tiles.reserve(range.count());
    for (int y = range.y0; y <= range.y1; ++y) {
        for (int x = range.x0; x <= range.x1; ++x)
            tiles.append({z, x, y});
    }
    return tiles;
}

TileId parentOf(TileId id, int levels)
{
    const int up = std::clamp(levels, 0, id.z);
    return {id.z - up, id.x >> up, id.y >> up};
}

std::array<TileId, 4> childrenOf(TileId id)
{
    KYDAI_ASSERT(id.z < kMaxZoom);
    const int z = id.z + 1;
    const int x = id.x * 2;
    const int y = id.y * 2;
    return {TileId{z, x, y}, TileId{z, x + 1, y}, TileId{z, x, y + 1}, TileId{z, x + 1, y + 1}};
}

bool isWithin(TileId inner, TileId outer)
{
    return inner.z >= outer.z && parentOf(inner, inner.z - outer.z) == outer;
}

quint64 firstHilbertId(int z)
{
    return ((quint64(1) << (2 * z)) - 1) / 3;  // 1 + 4 + 16 + …
}

quint64 hilbertId(TileId id)
{
    KYDAI_ASSERT(isValid(id));
    quint64 x = quint64(id.x);
    quint64 y = quint64(id.y);
    quint64 number = 0;
    for (quint64 side = (quint64(1) << id.z) >> 1; side > 0; side >>= 1) {
        const bool right = (x & side) != 0;
        const bool lower = (y & side) != 0;
        number += side * side * ((right ? 3u : 0u) ^ (lower ? 1u : 0u));
        x &= side - 1;
        y &= side - 1;
        turn(side, x, y, right, lower);
    }
    return firstHilbertId(id.z) + number;
}

std::optional<TileId> fromHilbertId(quint64 number)
{
    int z = 0;
    while (z <= kMaxZoom && number >= firstHilbertId(z + 1))
        ++z;
    if (z > kMaxZoom)
        return std::nullopt;
    quint64 rest = number - firstHilbertId(z);
    quint64 x = 0;
    quint64 y = 0;
    for (quint64 side = 1; side < (quint64(1) << z); side <<= 1) {
        const bool right = (rest & 2) != 0;
        const bool lower = ((rest & 1) != 0) != right;
        turn(side, x, y, right, lower);
        x += right ? side : 0;
        y += lower ? side : 0;
        rest >>= 2;
    }
    return TileId{z, int(x), int(y)};
}

}  // namespace kydai::geo
