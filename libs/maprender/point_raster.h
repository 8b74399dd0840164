// SPDX-License-Identifier: GPL-3.0-or-later
// Very many points, each drawn by itself: as small dots in transparent pictures that lie over the
// tiles, so that moving the map only moves pictures. Lives in its owner's thread, which needs an event
// loop; painting is done on threads of its own, and pictures arrive by a queued call.
//
// The owner asks with request() for what is in view; the raster asks back for the dots of the tiles
// whose picture is missing or no longer true, and goes on showing the old one until the new one is
// painted.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

#include <QHash>
#include <QSet>
#include <QThreadPool>

#include "maprender/map_camera.h"
#include "maprender/map_colours.h"
#include "maprender/tile_pool.h"

namespace kydai::maprender {

// Which of the looks a dot has: class (new, in work, overdue, done) and whether its deadline is near.
struct RasterDot {
    float x = 0, y = 0;  // share of the tile's side from its north-west corner; a little outside too
    quint8 placeClass = 0;
    bool soon = false;
};

inline constexpr double kDotReach = 6;  // px a dot reaches around its spot, at most
inline constexpr qint64 kRasterBytes = qint64(64) << 20;

// The pictures of the dots; immutable, any thread.
class DotPainter
{
public:
    DotPainter(const ColourTable& colours, double dpr);
    QImage paint(const std::vector<RasterDot>& dots, int side) const;  // device px

private:
    static constexpr int kClasses = 4;
    QImage m_sprites[kClasses * 2];
    double m_dpr;
};

class PointRaster
{
public:
    using Deliver = std::function<void()>;
    using Gather = std::function<std::vector<RasterDot>(geo::TileId)>;  // in the owner's thread

    explicit PointRaster(Deliver deliver);
    ~PointRaster();  // its threads end the pictures in hand first, some milliseconds
    PointRaster(const PointRaster&) = delete;
    PointRaster& operator=(const PointRaster&) = delete;

    void setPainter(std::shared_ptr<const DotPainter> painter);
    void clear();      // forgets the pictures at once: another theme
    void outdate();    // every picture is to be painted anew
    void touch(geo::World at);  // something came to or left this place

    // These tiles are in view, `sidePixels` device px on a side, `side` logical ones. What is not
    // asked for again is not painted. Returns how many are still to come.
    qsizetype request(const QList<geo::TileId>& tiles, int sidePixels, double side,
                      const Gather& gather);
    QList<StandIn> standIns(geo::TileId id) { return m_cache.standIns(id); }

    qsizetype waiting() const { return m_running.size(); }
    quint64 painted() const { return m_painted; }
    qint64 bytes() const { return m_cache.bytes(); }

private:
    struct Job {
        quint64 stamp = 0;
        int side = 0;
        std::shared_ptr<std::atomic<bool>> stop;
    };
    bool isTrue(geo::TileId id, int side) const;
    void arrived(const TilePtr& tile, quint64 stamp);

    Deliver m_deliver;
    TileCache m_cache{kRasterBytes};
    std::shared_ptr<const DotPainter> m_painter;
    QHash<geo::TileId, Job> m_running;
    QHash<geo::TileId, quint64> m_touched;  // when something changed in it
    QSet<int> m_zooms;                      // that have pictures
    quint64 m_clock = 1;
    quint64 m_allTouched = 1;
    double m_side = kTileSide;
    quint64 m_painted = 0;
    std::unique_ptr<QObject> m_receiver;
    QThreadPool m_threads;  // the last: it goes first
};

}  // namespace kydai::maprender
