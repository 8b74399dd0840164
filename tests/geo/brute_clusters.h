// SPDX-License-Identifier: GPL-3.0-or-later
// The clustering rule of geo/cluster_pyramid.h written down a second time, over the whole world, with
// maps and without any window: what the views are compared with.
#pragma once

#include <bit>
#include <map>
#include <set>

#include "geo/cluster_merge.h"
#include "geo/cluster_pyramid.h"

namespace kydai::test {

struct BruteCluster {
    std::set<quint32> handles;
    geo::CellSummary sum;
    quint64 id = 0;
};

class BruteClusters
{
public:
    using Cell = std::pair<quint32, quint32>;  // y, x

    BruteClusters(const std::vector<geo::MapPoint>& points, double zoom,
                  const geo::ClusterOptions& options)
    {
        const int level = geo::ClusterPyramid::levelOf(zoom, options);
        std::map<Cell, BruteCluster> cells;
        for (const geo::MapPoint& p : points) {
            const geo::PointRow row{geo::keyOf(p.at), p.handle, p.state, p.lateness, p.urgent, 0};
            const int shift = 32 - level;
            const auto part = [shift](quint32 v) {
                return static_cast<quint32>(static_cast<quint64>(v) >> shift);
            };
            BruteCluster& c = cells[{part(geo::mortonY(row.key)), part(geo::mortonX(row.key))}];
            c.handles.insert(p.handle);
            c.sum.add(row);
        }
        std::map<Cell, Cell> centre;
        const double radius = options.radiusPx / options.tilePx / std::exp2(std::floor(zoom));
        for (int round = 0; round < 2 && level < geo::ClusterPyramid::kSpotLevel; ++round)
            join(cells, centre, radius);
        for (const auto& [cell, content] : cells) {
            const Cell to = centre.contains(cell) ? centre[cell] : cell;
            BruteCluster& all = m_clusters[to];
            all.handles.insert(content.handles.begin(), content.handles.end());
            all.sum.add(content.sum);
            all.id = (static_cast<quint64>(level) << 58) | geo::mortonKey(to.second, to.first);
        }
        for (auto& [cell, cluster] : m_clusters) {
            if (cluster.handles.size() == 1)
                cluster.id = geo::pointId(*cluster.handles.begin());
        }
    }

    const std::map<Cell, BruteCluster>& clusters() const { return m_clusters; }

private:
    static geo::World middle(const geo::CellSummary& s)
    {
        return {static_cast<double>(s.sumX) / s.count / geo::kSteps,
                static_cast<double>(s.sumY) / s.count / geo::kSteps};
    }

    static void join(const std::map<Cell, BruteCluster>& cells, std::map<Cell, Cell>& centre,
                     double radius)
    {
        const auto rank = [&](const Cell& c) {
            return geo::CellMerge::rankOf(cells.at(c).sum.count, geo::mortonKey(c.second, c.first));
        };
        const auto gap = [&](const Cell& a, const Cell& b) {
            const geo::World p = middle(cells.at(a).sum), q = middle(cells.at(b).sum);
            return (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y);
        };
        const auto near = [&](const Cell& c) {
            std::vector<Cell> found;
            for (int dy = -1; dy <= 1; ++dy) {
                for (int dx = -1; dx <= 1; ++dx) {
                    const Cell other{c.first + static_cast<quint32>(dy),
                                     c.second + static_cast<quint32>(dx)};
                    if (other != c && cells.contains(other) && !centre.contains(other)
                        && gap(c, other) < radius * radius)
                        found.push_back(other);
                }
            }
            return found;
        };
        const auto wins = [&](const Cell& c) {
            for (const Cell& other : near(c)) {
                if (rank(other) > rank(c) || (rank(other) == rank(c) && other < c))
                    return false;
            }
            return true;
        };
        std::map<Cell, Cell> joins;
        for (const auto& [cell, content] : cells) {
            if (centre.contains(cell))
                continue;
            if (wins(cell)) {
                joins[cell] = cell;
                continue;
            }
            const Cell* best = nullptr;
            const std::vector<Cell> around = near(cell);
            for (const Cell& other : around) {
                if (wins(other)
                    && (best == nullptr || gap(cell, other) < gap(cell, *best)
                        || (!(gap(cell, other) > gap(cell, *best))
                            && (rank(other) > rank(*best)
                                || (rank(other) == rank(*best) && other < *best)))))
                    best = &other;
            }
            if (best != nullptr)
                joins[cell] = *best;
        }
        centre.insert(joins.begin(), joins.end());
    }

    std::map<Cell, BruteCluster> m_clusters;
};

}  // namespace kydai::test
