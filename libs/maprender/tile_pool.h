// SPDX-License-Identifier: GPL-3.0-or-later
// Paints tiles on worker threads and keeps them. Lives in one thread, its owner's, which needs an
// event loop: tiles arrive there by a queued call. The workers read the sources (each with readers of
// its own) and paint; nothing else of the pool may be called from another thread.
//
// A map asks with request() whenever its camera changes and draws, per tile, what standIns() gives:
// the tile, or, until it arrives, the part of a larger one or the smaller ones it still has.
#pragma once

#include <functional>
#include <memory>

#include <QList>

#include "geo/tile_source.h"
#include "maprender/tile_cache.h"
#include "maprender/tile_painter.h"

class QObject;

namespace kydai::maprender {

inline constexpr qint64 kDefaultTileBytes = qint64(96) << 20;
inline constexpr qint64 kMaxTileCacheBytes = qint64(256) << 20;

struct PoolSource {
    std::shared_ptr<const geo::TileSource> source;
    // A pack: where it has a tile, those below it are not painted (streets over the sketch of the
    // city), only their names that never give way; and its names are foreign (docs/maps.md).
    // Otherwise it is painted over them.
    bool covers = false;
};

struct TilePoolSettings {
    int threads = 0;                      // 0 = cores - 1, at least 1; at most 16
    qint64 maxBytes = kDefaultTileBytes;  // of painted tiles; at most kMaxTileCacheBytes
};

struct TilePoolCounts {
    quint64 painted = 0;    // arrived from a worker
    quint64 delivered = 0;
    quint64 broken = 0;     // of the painted ones
    quint64 abandoned = 0;  // taken back while waiting or being painted
};

class TilePool
{
public:
    // Called in the owner's thread, never from within request(): the tile is in the cache now.
    using Deliver = std::function<void(const TilePtr&)>;

    explicit TilePool(Deliver deliver, TilePoolSettings settings = {});
    // Takes everything back and returns within a second, even when a source hangs (its thread is
    // then left to end by itself; it holds nothing of the owner's).
    ~TilePool();
    TilePool(const TilePool&) = delete;
    TilePool& operator=(const TilePool&) = delete;

    // Lowest first. Kept tiles go on standing in until they are painted anew.
    void setSources(QList<PoolSource> sources);
    // Style, colours or pixel ratio changed: as above.
    void setPainter(std::shared_ptr<const TilePainter> painter);
    // Forgets every tile at once: for a theme, whose old tiles would glare.
    void clear();

    // These tiles, in this order, at side × side device pixels, are wanted now; everything asked for
    // before and not named again is taken back and will not be delivered. Kept fresh tiles are not
    // painted again. Invalid ids are ignored. Returns the number of tiles that are still to come.
    qsizetype request(const QList<geo::TileId>& tiles, int side);
    void cancel() { request({}, kMinTilePixels); }

    TilePtr tile(geo::TileId id) { return m_cache.find(id); }
    bool isFresh(geo::TileId id, int side) const;  // kept, of this size, style and source
    // As TileCache says.
    QList<StandIn> standIns(geo::TileId id) { return m_cache.standIns(id); }

    qsizetype waiting() const;   // tiles still to come of the last request
    qint64 bytes() const { return m_cache.bytes(); }
    int threads() const { return m_threadCount; }
    const TilePoolCounts& counts() const { return m_counts; }

private:
    struct Shared;
    struct Ticket;
    void changed();
    void arrived(const TilePtr& tile, quint64 epoch);
    static void work(const std::shared_ptr<Shared>& shared);

    Deliver m_deliver;
    TileCache m_cache;
    TilePoolCounts m_counts;
    int m_threadCount = 1;
    quint64 m_epoch = 1;
    QHash<geo::TileId, int> m_wanted;  // still to come: tile -> side
    std::shared_ptr<Shared> m_shared;
    std::unique_ptr<QObject> m_receiver;
};

}  // namespace kydai::maprender
