// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/cluster_pyramid.h"

#include "geo/cluster_cache.h"
#include "geo/cluster_merge.h"

#include <set>

namespace kydai::geo {

namespace {

constexpr quint32 kMostCells = 256;  // a side of a view

struct CellName {
    int level = 0;
    quint32 x = 0, y = 0;
};

CellName nameOf(quint64 id)
{
    const quint64 key = id & ((quint64{1} << kIdLevelShift) - 1);
    return {static_cast<int>(id >> kIdLevelShift), mortonX(key), mortonY(key)};
}

bool isCellId(quint64 id)
{
    const CellName cell = nameOf(id);
    const quint64 side = quint64{1} << std::min(cell.level, 31);
    return (id & kPointId) == 0 && cell.level <= ClusterPyramid::kSpotLevel && cell.x < side
           && cell.y < side;
}

// Zooms of tiles to levels of cells: cells are at least the radius wide, less than twice.
int levelsAbove(const ClusterOptions& o)
{
    const double radius = std::clamp(o.radiusPx, 8.0, o.tilePx);
    return static_cast<int>(std::floor(std::log2(o.tilePx / radius)));
}

double radiusAt(int level, const ClusterOptions& o)
{
    if (level >= ClusterPyramid::kSpotLevel)
        return 0;
    const double radius = std::clamp(o.radiusPx, 8.0, o.tilePx);
    return radius / o.tilePx / std::exp2(level - levelsAbove(o));
}

quint32 cellOf(double unit, int level)
{
    const double side = std::exp2(level);
    return static_cast<quint32>(std::clamp(std::floor(unit * side), 0.0, side - 1));
}

CellWindow windowOf(const WorldBox& box, int level)
{
    return {level, cellOf(box.left, level), cellOf(box.top, level), cellOf(box.right, level),
            cellOf(box.bottom, level)};
}

bool inside(const WorldBox& box, World at)
{
    return at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom;
}

int zoomOf(double zoom)
{
    return std::isfinite(zoom)
        ? static_cast<int>(std::clamp(std::floor(zoom), 0.0, double{ClusterPyramid::kMaxZoom}))
        : 0;
}

}  // namespace

ClusterPyramid::ClusterPyramid() : m_cache(std::make_unique<ClusterCache>()) {}
ClusterPyramid::~ClusterPyramid() = default;

size_t ClusterPyramid::bytes() const
{
    return m_tree.bytes() + m_cache->bytes();
}

int ClusterPyramid::levelOf(double zoom, const ClusterOptions& options)
{
    const int z = zoomOf(zoom);
    if (z >= std::min(options.pointsFromZoom, kMaxZoom))
        return kSpotLevel;
    return std::min(z + levelsAbove(options), kSpotLevel - 1);
}

static std::vector<Cluster> spotsIn(const PointTree& tree, const WorldBox& view)
{
    std::vector<Cluster> found;
    constexpr int level = ClusterPyramid::kSpotLevel;
    tree.forEachCell(windowOf(view, level), [&](const CellView& cell) {
        Cluster spot;
        cell.addTo(spot.sum);
        spot.at = spot.sum.centre();
        if (!inside(view, spot.at))
            return;
        spot.id = cellId(level, cell.x, cell.y);
        if (cell.count == 1) {
            spot.handle = cell.rows->handle;
            spot.id = pointId(spot.handle);
        }
        found.push_back(spot);
    });
    return found;
}

std::vector<Cluster> ClusterPyramid::query(const WorldBox& view, double zoom,
                                           const ClusterOptions& options) const
{
    if (!(view.left <= view.right) || !(view.top <= view.bottom) || m_tree.size() == 0)
        return {};
    int level = levelOf(zoom, options);
    if (level == kSpotLevel) {
        if (m_tree.countIn(view) <= options.maxResults)
            return spotsIn(m_tree, view);
        level = std::min(zoomOf(zoom) + levelsAbove(options), kSpotLevel - 1);
    }
    // By the size of the box, not its place, so that a pan keeps the level.
    const double size = std::min(1.0, std::max(view.right - view.left, view.bottom - view.top));
    while (level > 0 && size * std::exp2(level) > kMostCells * (1 + 1e-6))
        --level;
    const CellWindow centres = grown(windowOf(view, level), 1);
    return m_cache->inView(m_tree, view, centres, radiusAt(level, options));
}

std::vector<quint32> ClusterPyramid::leaves(quint64 id, quint32 limit, quint32 offset,
                                            const ClusterOptions& options) const
{
    std::vector<quint32> handles;
    if ((id & kPointId) != 0) {
        const auto handle = static_cast<quint32>(id & ~kPointId);
        if (offset == 0 && limit > 0 && id == pointId(handle) && m_tree.contains(handle))
            handles.push_back(handle);
        return handles;
    }
    if (!isCellId(id))
        return handles;
    const CellName name = nameOf(id);
    const CellWindow own{name.level, name.x, name.y, name.x, name.y};
    const CellMerge merge(m_tree, grown(own, CellMerge::kReach + 1), radiusAt(name.level, options));
    const int centre = merge.at(name.x, name.y);
    if (centre < 0 || merge.centreOf(centre) != centre)
        return handles;
    for (const int member : merge.membersOf(centre)) {
        const CellView& cell = merge.cells()[static_cast<size_t>(member)];
        m_tree.collect(name.level, cell.x, cell.y, offset, limit, handles);
    }
    return handles;
}

int ClusterPyramid::expansionZoom(quint64 id, const ClusterOptions& options) const
{
    constexpr int never = kMaxZoom + 1;
    if (!isCellId(id) || nameOf(id).level >= kSpotLevel)
        return never;
    // The cells of its points, refined from zoom to zoom; while they are one cluster they are few.
    const CellName name = nameOf(id);
    const CellWindow own{name.level, name.x, name.y, name.x, name.y};
    const CellMerge merge(m_tree, grown(own, CellMerge::kReach + 1), radiusAt(name.level, options));
    const int centre = merge.at(name.x, name.y);
    if (centre < 0 || merge.centreOf(centre) != centre)
        return never;
    std::set<std::pair<quint32, quint32>> cells;
    for (const int member : merge.membersOf(centre)) {
        const CellView& c = merge.cells()[static_cast<size_t>(member)];
        cells.emplace(c.x, c.y);
    }
    int level = name.level;
    for (int zoom = name.level - levelsAbove(options) + 1; zoom <= kMaxZoom; ++zoom) {
        const int finer = levelOf(zoom, options);
        const int step = finer - level;
        CellWindow all{finer, ~quint32{0}, ~quint32{0}, 0, 0};
        std::set<std::pair<quint32, quint32>> next;
        for (const auto& [x, y] : cells) {
            const CellWindow part{finer, x << step, y << step, ((x + 1) << step) - 1,
                                  ((y + 1) << step) - 1};
            m_tree.forEachCell(part, [&](const CellView& c) {
                next.emplace(c.x, c.y);
                all.left = std::min(all.left, c.x);
                all.right = std::max(all.right, c.x);
                all.top = std::min(all.top, c.y);
                all.bottom = std::max(all.bottom, c.y);
            });
        }
        if (finer == kSpotLevel)
            return next.size() > 1 ? zoom : never;
        const CellMerge finerMerge(m_tree, grown(all, CellMerge::kReach), radiusAt(finer, options));
        std::set<int> centres;
        for (const auto& [x, y] : next)
            centres.insert(finerMerge.centreOf(finerMerge.at(x, y)));
        if (centres.size() > 1)
            return zoom;
        cells = std::move(next);
        level = finer;
    }
    return never;
}

quint64 ClusterPyramid::idOf(quint32 handle, double zoom, const ClusterOptions& options) const
{
    const quint64 key = m_tree.keyOfHandle(handle);
    if (key == kNoKey)
        return 0;
    const int level = levelOf(zoom, options);
    const quint32 x = mortonX(key) >> (32 - level), y = mortonY(key) >> (32 - level);
    if (level == 0)
        return m_tree.size() == 1 ? pointId(handle) : cellId(0, 0, 0);
    const CellWindow own{level, x, y, x, y};
    const CellMerge merge(m_tree, grown(own, CellMerge::kReach + 2), radiusAt(level, options));
    const int centre = merge.centreOf(merge.at(x, y));
    const CellView& c = merge.cells()[static_cast<size_t>(centre)];
    if (c.count == 1 && merge.membersOf(centre).size() == 1)
        return pointId(handle);
    return cellId(level, c.x, c.y);
}

}  // namespace kydai::geo
