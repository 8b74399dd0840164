// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/cluster_cache.h"

#include <bit>

#include "geo/cluster_merge.h"

namespace kydai::geo {

namespace {

constexpr quint32 kReach = CellMerge::kReach + 1;  // of a cell's change, to the centres it may touch

Cluster clusterOf(const CellMerge& merge, int centre, int level)
{
    Cluster made;
    const PointRow* row = nullptr;
    for (const int member : merge.membersOf(centre)) {
        const CellView& cell = merge.cells()[static_cast<size_t>(member)];
        cell.addTo(made.sum);
        row = cell.rows;
    }
    made.at = made.sum.centre();
    const CellView& c = merge.cells()[static_cast<size_t>(centre)];
    made.id = cellId(level, c.x, c.y);
    if (made.sum.count == 1) {
        made.handle = row->handle;  // a cell of one point is never a node
        made.id = pointId(row->handle);
    }
    return made;
}

}  // namespace

ClusterCache::Block ClusterCache::made(const CellMerge& merge, int level, quint32 x, quint32 y)
{
    Block block;
    for (quint32 r = 0; r < kSide; ++r) {
        block.row[r] = static_cast<quint16>(block.clusters.size());
        for (quint32 c = 0; c < kSide; ++c) {
            const int cell = merge.at(x * kSide + c, y * kSide + r);
            if (cell >= 0 && merge.centreOf(cell) == cell)
                block.clusters.push_back(clusterOf(merge, cell, level));
        }
    }
    block.row[kSide] = static_cast<quint16>(block.clusters.size());
    block.clusters.shrink_to_fit();
    return block;
}

void ClusterCache::clear()
{
    for (Level& level : m_levels)
        level.blocks.clear();
    m_held = 0;
}

void ClusterCache::drop(quint64 key)
{
    const quint64 x = mortonX(key), y = mortonY(key);
    const auto first = [](quint64 cell) {
        return static_cast<quint32>((cell > kReach ? cell - kReach : 0) / kSide);
    };
    const auto last = [](quint64 cell) { return static_cast<quint32>((cell + kReach) / kSide); };
    for (size_t l = 0; l < m_levels.size(); ++l) {
        auto& blocks = m_levels[l].blocks;
        if (blocks.empty())
            continue;
        const quint64 cx = x >> (32 - l), cy = y >> (32 - l);
        for (quint32 by = first(cy); by <= last(cy); ++by) {
            for (quint32 bx = first(cx); bx <= last(cx); ++bx) {
                const auto found = blocks.find(nameOf(bx, by));
                if (found == blocks.end())
                    continue;
                m_held -= 1 + found->second.clusters.size();
                blocks.erase(found);
            }
        }
    }
}

void ClusterCache::follow(const PointTree& tree)
{
    const PointChanges& changes = tree.changes();
    if (m_epoch != changes.epoch() || changes.count() - m_seen > PointChanges::kKept
        || m_held > kMostHeld) {
        clear();
    } else {
        for (quint64 i = m_seen; i < changes.count(); ++i)
            drop(changes.key(i));
    }
    m_epoch = changes.epoch();
    m_seen = changes.count();
}

// One merge over all that is missing: at the first view of a place that is all of it, after a change
// a corner.
void ClusterCache::fill(const PointTree& tree, Level& level, const Range& range, int number,
                        double radius)
{
    Range need{~quint32{0}, ~quint32{0}, 0, 0};
    for (quint32 y = range.top; y <= range.bottom; ++y) {
        for (quint32 x = range.left; x <= range.right; ++x) {
            if (level.blocks.contains(nameOf(x, y)))
                continue;
            need = {std::min(need.left, x), std::min(need.top, y), std::max(need.right, x),
                    std::max(need.bottom, y)};
        }
    }
    if (need.left > need.right)
        return;
    const auto lastOf = [number](quint32 block) {
        return static_cast<quint32>(std::min((quint64{1} << number) - 1,
                                             quint64{block} * kSide + kSide - 1));
    };
    const CellWindow window{number, need.left * kSide, need.top * kSide, lastOf(need.right),
                            lastOf(need.bottom)};
    const CellMerge merge(tree, grown(window, kReach), radius);
    for (quint32 y = need.top; y <= need.bottom; ++y) {
        for (quint32 x = need.left; x <= need.right; ++x) {
            if (level.blocks.contains(nameOf(x, y)))
                continue;
            Block block = made(merge, number, x, y);
            m_held += 1 + block.clusters.size();
            level.blocks.emplace(nameOf(x, y), std::move(block));
        }
    }
}

std::vector<Cluster> ClusterCache::inView(const PointTree& tree, const WorldBox& view,
                                          const CellWindow& centres, double radius)
{
    const std::lock_guard lock(m_mutex);
    follow(tree);
    Level& level = m_levels[static_cast<size_t>(centres.level)];
    if (level.radius != std::bit_cast<quint64>(radius)) {
        for (const auto& [name, block] : level.blocks)
            m_held -= 1 + block.clusters.size();
        level.blocks.clear();
        level.radius = std::bit_cast<quint64>(radius);
    }
    const Range range{centres.left / kSide, centres.top / kSide, centres.right / kSide,
                      centres.bottom / kSide};
    fill(tree, level, range, centres.level, radius);
    std::vector<Cluster> found;
    std::vector<const Block*> across;
    for (quint32 by = range.top; by <= range.bottom; ++by) {
        across.clear();
        size_t most = found.size();
        for (quint32 bx = range.left; bx <= range.right; ++bx) {
            across.push_back(&level.blocks.at(nameOf(bx, by)));
            most += across.back()->clusters.size();
        }
        if (most > found.capacity())
            found.reserve(std::max(most, found.capacity() * 2));
        const quint32 from = std::max(centres.top, by * kSide) % kSide;
        const quint32 to = std::min(centres.bottom, by * kSide + kSide - 1) % kSide;
        for (quint32 r = from; r <= to; ++r) {
            for (const Block* block : across) {
                for (quint32 i = block->row[r]; i < block->row[r + 1]; ++i) {
                    const Cluster& c = block->clusters[i];
                    if (c.at.x >= view.left && c.at.x <= view.right && c.at.y >= view.top
                        && c.at.y <= view.bottom)
                        found.push_back(c);
                }
            }
        }
    }
    return found;
}

size_t ClusterCache::bytes() const
{
    const std::lock_guard lock(m_mutex);
    size_t all = sizeof(*this);
    for (const Level& level : m_levels) {
        all += level.blocks.bucket_count() * sizeof(void*);
        for (const auto& [name, block] : level.blocks)
            all += sizeof(Block) + 32 + block.clusters.capacity() * sizeof(Cluster);
    }
    return all;
}

}  // namespace kydai::geo
