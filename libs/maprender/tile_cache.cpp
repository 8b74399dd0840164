// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/tile_cache.h"

namespace kydai::maprender {

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

}  // namespace kydai::maprender
