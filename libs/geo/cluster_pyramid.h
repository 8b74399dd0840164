// SPDX-License-Identifier: GPL-3.0-or-later
// What the map shows of many reports: at each zoom the cells of about the cluster radius, neighbours
// merged. Which cells merge depends on the cells within five of them and on nothing else: not on the
// view, so panning never changes a cluster, and a report elsewhere never does. Two rounds: a cell that
// outranks all free neighbours whose centres are nearer than the radius becomes a centre (rank: the
// order of magnitude of its count, then a fixed hash of the cell), the others join the nearest centre;
// what is left then stands alone. What was merged is kept
// until a point within reach changes, so that a view seen before, or moved a little, only copies.
//
// Threads and bounds as geo/point_tree.h. Zooms count tiles of `tilePx`; fractions are cut off.
// World does not wrap: the antimeridian is a border.
#pragma once

#include <vector>

#include "geo/point_tree.h"

namespace kydai::geo {

struct ClusterOptions {
    double radiusPx = 60;      // 8 … tilePx
    double tilePx = 512;
    int pointsFromZoom = 18;   // from here on only points on one spot (15 cm) stay together; ≤ 22
    quint32 maxResults = 20000;  // more points in view than this: clusters all the same
};

// A cluster, or a point when count is 1. `id` is (level, cell) of the centre, the same at every view
// and as long as that cell is a centre; of a point it is its handle with the highest bit set.
struct Cluster {
    quint64 id = 0;
    World at;               // mean of the points
    quint32 handle = 0;     // of a point
    CellSummary sum;        // counts by state, lateness, urgent

    quint32 count() const { return sum.count; }
    bool isPoint() const { return sum.count == 1; }
    bool holdsUrgent() const { return sum.urgent > 0; }
};

inline constexpr quint64 kPointId = quint64{1} << 63;
inline quint64 pointId(quint32 handle) { return kPointId | handle; }

class ClusterCache;

class ClusterPyramid
{
public:
    static constexpr int kMaxZoom = 22;
    static constexpr int kSpotLevel = 28;

    ClusterPyramid();
    ~ClusterPyramid();

    PointTree& points() { return m_tree; }
    const PointTree& points() const { return m_tree; }

    // Shorthands for points().
    quint32 build(std::span<const MapPoint> points) { return m_tree.build(points); }
    bool insert(const MapPoint& point) { return m_tree.insert(point); }
    bool remove(quint32 handle) { return m_tree.remove(handle); }
    bool move(quint32 handle, World to) { return m_tree.move(handle, to); }
    quint32 size() const { return m_tree.size(); }
    size_t bytes() const;

    // Clusters and points whose position is in the box, by (row, column) of their centres' cells.
    // A box of more than 256 cells a side is answered with coarser cells.
    std::vector<Cluster> query(const WorldBox& view, double zoom, const ClusterOptions& options) const;
    // Handles of a cluster's points, those after `offset`, at most `limit`, in a fixed order; of a
    // point its own. Empty for an id that is no centre (any more).
    std::vector<quint32> leaves(quint64 id, quint32 limit, quint32 offset,
                                const ClusterOptions& options) const;
    // First zoom above the cluster's at which its points are no longer one cluster; kMaxZoom + 1 when
    // they lie on one spot (a list, or a fan, is the way to see them).
    int expansionZoom(quint64 id, const ClusterOptions& options) const;
    // The id under which query() shows a point at a zoom, unless it showed more than maxResults;
    // 0 when the handle is unknown.
    quint64 idOf(quint32 handle, double zoom, const ClusterOptions& options) const;

    static int levelOf(double zoom, const ClusterOptions& options);

private:
    PointTree m_tree;
    std::unique_ptr<ClusterCache> m_cache;
};

}  // namespace kydai::geo
