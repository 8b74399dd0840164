// SPDX-License-Identifier: GPL-3.0-or-later
// Boxes packed once, in Hilbert order of their middles: what lies in a view, what is nearest. Built as
// a whole, then read only; const calls from any number of threads. Items are numbered as they were
// handed in. About 40 bytes an item.
#pragma once

#include <queue>
#include <span>
#include <vector>

#include <QtGlobal>

#include "geo/mercator.h"

namespace kydai::geo {

class PackedRTree
{
public:
    static constexpr quint32 kNone = ~quint32{0};
    static constexpr quint32 kFan = 16;  // boxes of a node

    // Boxes that are no boxes (a side negative or no number) are kept but never found.
    void build(std::span<const WorldBox> boxes);
    quint32 size() const { return m_items; }
    size_t bytes() const { return m_boxes.capacity() * sizeof(WorldBox) + m_refs.capacity() * 4; }

    // sink(item) for each box that touches `box`, borders included; in no particular order.
    template <typename Sink> void query(const WorldBox& box, Sink&& sink) const;
    // The item for which distance2(item) is least, kNone when none is below `limit2`. distance2 is the
    // squared distance of the item's own shape and never less than that of its box.
    template <typename Distance2>
    quint32 nearest(World from, double limit2, Distance2&& distance2) const;

private:
    static double gap2(const WorldBox& box, World from);

    std::vector<WorldBox> m_boxes;       // items in order, then each level of nodes; the root is last
    std::vector<quint32> m_refs;         // item number, or position of the first box below
    std::vector<quint32> m_levelEnds;
    quint32 m_items = 0;
    quint32 m_leaves = 0;                // boxes that can be found
};

inline double PackedRTree::gap2(const WorldBox& box, World from)
{
    const double dx = from.x < box.left ? box.left - from.x : from.x > box.right ? from.x - box.right : 0;
    const double dy = from.y < box.top ? box.top - from.y : from.y > box.bottom ? from.y - box.bottom : 0;
    return dx * dx + dy * dy;
}

template <typename Sink> void PackedRTree::query(const WorldBox& box, Sink&& sink) const
{
    if (m_leaves == 0)
        return;
    const auto touches = [&box](const WorldBox& b) {
        return b.left <= box.right && b.right >= box.left && b.top <= box.bottom && b.bottom >= box.top;
    };
    std::vector<std::pair<quint32, size_t>> open;  // first box of a group, its level
    open.emplace_back(static_cast<quint32>(m_boxes.size() - 1), m_levelEnds.size() - 1);
    while (!open.empty()) {
        const auto [first, level] = open.back();
        open.pop_back();
        const quint32 end = std::min(first + kFan, m_levelEnds[level]);
        for (quint32 i = first; i < end; ++i) {
            if (!touches(m_boxes[i]))
                continue;
            if (level == 0)
                sink(m_refs[i]);
            else
                open.emplace_back(m_refs[i], level - 1);
        }
    }
}

template <typename Distance2>
quint32 PackedRTree::nearest(World from, double limit2, Distance2&& distance2) const
{
    if (m_leaves == 0)
        return kNone;
    struct Open {
        double gap;
        quint32 first;
        size_t level;
        bool operator<(const Open& other) const { return gap > other.gap; }
    };
    std::priority_queue<Open> open;
    open.push({0, static_cast<quint32>(m_boxes.size() - 1), m_levelEnds.size() - 1});
    quint32 best = kNone;
    while (!open.empty() && open.top().gap < limit2) {
        const Open at = open.top();
        open.pop();
        const quint32 end = std::min(at.first + kFan, m_levelEnds[at.level]);
        for (quint32 i = at.first; i < end; ++i) {
            const double gap = gap2(m_boxes[i], from);
            if (!(gap < limit2))
                continue;
            if (at.level > 0) {
                open.push({gap, m_refs[i], at.level - 1});
                continue;
            }
            const double exact = distance2(m_refs[i]);
            if (exact < limit2) {
                limit2 = exact;
                best = m_refs[i];
            }
        }
    }
    return best;
}

}  // namespace kydai::geo
