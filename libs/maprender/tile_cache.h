// SPDX-License-Identifier: GPL-3.0-or-later
// The painted tiles that are kept: least recently used goes first, bounded by bytes at every moment.
// One thread.
#pragma once

#include <list>
#include <memory>

#include <QHash>
#include <QRectF>

#include "maprender/painted_tile.h"

namespace kydai::maprender {

using TilePtr = std::shared_ptr<const PaintedTile>;

// What to draw where a tile belongs.
struct StandIn {
    TilePtr tile;
    QRectF from;  // part of tile->image, device px
    QRectF to;    // where it belongs in the wanted tile, 0…1 on both axes
};

class TileCache
{
public:
    explicit TileCache(qint64 maxBytes) : m_maxBytes(maxBytes) {}

    // Replaces an older picture of the same tile. A tile larger than the bound is not kept.
    void put(const TilePtr& tile, quint64 epoch);
    TilePtr find(geo::TileId id);        // and marks it used
    TilePtr peek(geo::TileId id) const;
    // The best there is: the tile alone, or the nearest larger one with smaller ones over it; may be
    // empty. Draw in this order.
    QList<StandIn> standIns(geo::TileId id);
    quint64 epochOf(geo::TileId id) const;  // 0 when it is not kept
    void clear();
    qint64 bytes() const { return m_bytes; }
    qint64 maxBytes() const { return m_maxBytes; }
    qsizetype count() const { return m_index.size(); }

private:
    struct Entry {
        TilePtr tile;
        quint64 epoch = 0;
    };
    void remove(std::list<Entry>::iterator entry);

    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    std::list<Entry> m_entries;  // last used first
    QHash<geo::TileId, std::list<Entry>::iterator> m_index;
};

}  // namespace kydai::maprender
