// SPDX-License-Identifier: GPL-3.0-or-later
// Clusters already merged, in blocks of cells, so that a view that was seen, or a pan of it, merges
// nothing again. A change of a point drops the blocks whose clusters it can reach and no others. Made at
// the first question, never stored; what it answers is what a fresh merge answers. A private part of
// geo/cluster_pyramid.h. Any thread: one question at a time waits for another.
#pragma once

#include <array>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "geo/cluster_pyramid.h"

namespace kydai::geo {

class ClusterCache
{
public:
    static constexpr quint32 kSide = 16;         // cells of a block's side
    static constexpr size_t kMostHeld = 60'000;  // blocks and clusters, beside those of one view

    // Clusters of `centres` whose position is in the box, by row and column of the centres' cells.
    std::vector<Cluster> inView(const PointTree& tree, const WorldBox& view, const CellWindow& centres,
                                double radius);
    size_t bytes() const;

private:
    struct Block {
        std::vector<Cluster> clusters;             // by row and column
        std::array<quint16, kSide + 1> row{};      // where each row begins
    };
    struct Level {
        quint64 radius = 0;  // the bits of the double
        std::unordered_map<quint64, Block> blocks;
    };
    struct Range {
        quint32 left, top, right, bottom;  // blocks, bounds included
    };

    static quint64 nameOf(quint32 x, quint32 y) { return (quint64{y} << 32) | x; }
    static Block made(const class CellMerge& merge, int level, quint32 x, quint32 y);
    void follow(const PointTree& tree);
    void drop(quint64 key);
    void fill(const PointTree& tree, Level& level, const Range& range, int number, double radius);
    void clear();

    mutable std::mutex m_mutex;
    std::array<Level, PointTree::kLevels + 1> m_levels;
    size_t m_held = 0;
    quint64 m_epoch = 0, m_seen = 0;  // of the tree's changes
};

}  // namespace kydai::geo
