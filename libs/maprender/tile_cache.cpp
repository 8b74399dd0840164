// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/tile_cache.h"

#include <algorithm>

namespace kydai::maprender {
namespace {

constexpr int kAncestors = 8;  // levels looked up for a stand-in

}  // namespace

void TileCache::put(const TilePtr& tile, quint64 epoch)
{
    if (const auto old = m_index.constFind(tile->id); old != m_index.cend())
        remove(*old);
    if (tile->cost() > m_maxBytes)
        return;
    while (m_bytes + tile->cost() > m_maxBytes)
        remove(std::prev(m_entries.end()));
    m_entries.push_front({tile, epoch});
    m_index.insert(tile->id, m_entries.begin());
    m_bytes += tile->cost();
}

TilePtr TileCache::find(geo::TileId id)
{
    const auto found = m_index.constFind(id);
    if (found == m_index.cend())
        return {};
    m_entries.splice(m_entries.begin(), m_entries, *found);
    return (*found)->tile;
}

TilePtr TileCache::peek(geo::TileId id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.cend() ? TilePtr() : (*found)->tile;
}

quint64 TileCache::epochOf(geo::TileId id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.cend() ? 0 : (*found)->epoch;
}

void TileCache::clear()
{
    m_entries.clear();
    m_index.clear();
    m_bytes = 0;
}

void TileCache::remove(std::list<Entry>::iterator entry)
{
    m_bytes -= entry->tile->cost();
    m_index.remove(entry->tile->id);
    m_entries.erase(entry);
}

QList<StandIn> TileCache::standIns(geo::TileId id)
{
    const QRectF whole(0, 0, 1, 1);
    if (const TilePtr tile = find(id))
        return {{tile, QRectF(QPointF(0, 0), QSizeF(tile->image.size())), whole}};
    QList<StandIn> found;
    for (int up = 1; up <= std::min(kAncestors, id.z); ++up) {
        const geo::TileId above = geo::parentOf(id, up);
        const TilePtr tile = find(above);
        if (!tile)
            continue;
        const double part = tile->image.width() / double(1 << up);
        const int mask = (1 << up) - 1;
        found.append({tile, QRectF((id.x & mask) * part, (id.y & mask) * part, part, part), whole});
        break;
    }
    if (id.z >= geo::kMaxZoom)
        return found;
    for (geo::TileId child : geo::childrenOf(id)) {
        const TilePtr tile = find(child);
        if (tile) {
            const QRectF to((child.x & 1) * 0.5, (child.y & 1) * 0.5, 0.5, 0.5);
            found.append({tile, QRectF(QPointF(0, 0), QSizeF(tile->image.size())), to});
        }
    }
    return found;
}

}  // namespace kydai::maprender
