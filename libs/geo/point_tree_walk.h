// SPDX-License-Identifier: GPL-3.0-or-later
// The walks of geo/point_tree.h, which includes this file.
#pragma once

#include "geo/point_tree.h"

namespace kydai::geo {

inline void CellSummary::add(const PointRow& row)
{
    sumX += mortonX(row.key);
    sumY += mortonY(row.key);
    ++state[row.state];
    ++lateness[row.lateness];
    urgent += row.urgent;
    ++count;
}

inline bool PointTree::rowOf(const MapPoint& point, PointRow& row)
{
    if (point.handle >= kMaxHandle || !std::isfinite(point.at.x) || !std::isfinite(point.at.y))
        return false;
    row.key = keyOf(point.at);
    row.handle = point.handle;
    row.state = std::min<quint8>(point.state, kStateClasses - 1);
    row.lateness = std::min<quint8>(point.lateness, kLatenessClasses - 1);
    row.urgent = point.urgent ? 1 : 0;
    return true;
}

template <typename PointAt> quint32 PointTree::buildEach(quint32 count, PointAt&& pointAt)
{
    clear();
    const auto unsorted = std::make_unique_for_overwrite<PointRow[]>(std::max(count, 1u));
    m_keys.assign(std::min(count, kMaxHandle), kNoKey);  // handles are dense as a rule
    quint32 taken = 0;
    quint64 differing = 0;
    for (quint32 i = 0; i < count; ++i) {
        PointRow row;
        if (!rowOf(pointAt(i), row))
            continue;
        if (row.handle >= m_keys.size())
            m_keys.resize(row.handle + 1, kNoKey);
        if (m_keys[row.handle] != kNoKey)
            continue;
        m_keys[row.handle] = row.key;
        unsorted[taken] = row;
        differing |= row.key ^ unsorted[0].key;
        ++taken;
    }
    return sortAndAdopt(unsorted.get(), taken, differing);
}

inline World CellSummary::centre() const
{
    return {(static_cast<double>(sumX) / count + 0.5) / kSteps,
            (static_cast<double>(sumY) / count + 0.5) / kSteps};
}

template <typename Sink>
void PointTree::forEachCell(const CellWindow& window, Sink&& sink) const
{
    if (m_size > 0 && window.level >= 0 && window.level <= kLevels)
        walkCells(m_root, 0, 0, 0, window, sink);
}

template <typename Sink>
void PointTree::walkCells(const Child& child, int level, quint32 x, quint32 y,
                          const CellWindow& window, Sink& sink) const
{
    if (!isNode(child)) {
        if (child.count > 0)
            walkBucket(rowsOf(child), child.count, window, sink);
        return;
    }
    const Node& node = m_nodes[child.ref];
    if (level == window.level) {
        sink(CellView{x, y, node.sum.count, node.sum.sumX, node.sum.sumY, &node.sum, nullptr});
        return;
    }
    const int below = window.level - level - 1;
    for (quint32 i = 0; i < 4; ++i) {
        const quint32 cx = x * 2 + (i & 1), cy = y * 2 + (i >> 1);
        // The child's first and last cell of the window's level.
        const quint64 x0 = static_cast<quint64>(cx) << below, y0 = static_cast<quint64>(cy) << below;
        const quint64 side = (quint64{1} << below) - 1;
        if (x0 > window.right || y0 > window.bottom || x0 + side < window.left
            || y0 + side < window.top)
            continue;
        walkCells(node.child[i], level + 1, cx, cy, window, sink);
    }
}

template <typename Sink>
void PointTree::walkBucket(const PointRow* rows, quint32 count, const CellWindow& window, Sink& sink)
{
    // A shift by 64 is not defined; level 0 is one cell.
    const int shift = 64 - 2 * window.level;
    const auto cellOf = [shift](quint64 key) { return shift < 64 ? key >> shift : 0; };
    for (quint32 i = 0; i < count;) {
        const quint64 cell = cellOf(rows[i].key);
        CellView view{mortonX(cell), mortonY(cell), 0, 0, 0, nullptr, rows + i};
        const bool wanted = window.holds(view.x, view.y);
        if (!wanted) {
            while (i < count && cellOf(rows[i].key) == cell)
                ++i;
            continue;
        }
        StepSum steps;
        const quint32 first = i;
        for (; i < count && cellOf(rows[i].key) == cell; ++i)
            steps.add(rows[i].key);
        steps.settle();
        view.count = i - first;
        view.sumX = steps.x;
        view.sumY = steps.y;
        sink(view);
    }
}

template <typename Sink> void PointTree::forEachIn(const WorldBox& box, Sink&& sink) const
{
    const StepBox steps = stepsOf(box);
    if (m_size > 0 && steps.left <= steps.right && steps.top <= steps.bottom)
        walkPoints(m_root, 0, 0, 0, steps, sink);
}

template <typename Sink>
void PointTree::walkPoints(const Child& child, int level, quint32 x, quint32 y, const StepBox& box,
                           Sink& sink) const
{
    if (!isNode(child)) {
        const PointRow* rows = child.count > 0 ? rowsOf(child) : nullptr;
        for (quint32 i = 0; i < child.count; ++i) {
            const quint32 px = mortonX(rows[i].key), py = mortonY(rows[i].key);
            if (px >= box.left && px <= box.right && py >= box.top && py <= box.bottom)
                sink(rows[i]);
        }
        return;
    }
    const int below = 32 - level;
    const quint64 side = (quint64{1} << below) - 1;
    const quint64 x0 = static_cast<quint64>(x) << below, y0 = static_cast<quint64>(y) << below;
    if (x0 > box.right || y0 > box.bottom || x0 + side < box.left || y0 + side < box.top)
        return;
    if (x0 >= box.left && y0 >= box.top && x0 + side <= box.right && y0 + side <= box.bottom) {
        walkAll(child, sink);
        return;
    }
    const Node& node = m_nodes[child.ref];
    for (quint32 i = 0; i < 4; ++i)
        walkPoints(node.child[i], level + 1, x * 2 + (i & 1), y * 2 + (i >> 1), box, sink);
}

template <typename Sink> void PointTree::walkAll(const Child& child, Sink& sink) const
{
    if (isNode(child)) {
        for (const Child& c : m_nodes[child.ref].child)
            walkAll(c, sink);
        return;
    }
    const PointRow* rows = child.count > 0 ? rowsOf(child) : nullptr;
    for (quint32 i = 0; i < child.count; ++i)
        sink(rows[i]);
}

template <typename Keep> quint32 PointTree::buildFiltered(const PointTree& source, Keep&& keep)
{
    KYDAI_ASSERT(&source != this);
    // Two passes: marks first, so that the rows are laid down once and exactly.
    std::vector<quint64> marks((static_cast<size_t>(source.m_size) + 63) / 64, 0);
    quint32 kept = 0, at = 0;
    auto mark = [&](const PointRow& row) {
        const quint64 yes = keep(row) ? 1 : 0;
        marks[at >> 6] |= yes << (at & 63);
        kept += static_cast<quint32>(yes);
        ++at;
    };
    source.walkAll(source.m_root, mark);
    PointRow* out = m_rows.bulk(kept);
    m_keys.assign(source.m_keys.size(), kNoKey);
    at = 0;
    auto copy = [&](const PointRow& row) {
        if ((marks[at >> 6] >> (at & 63)) & 1) {
            *out++ = row;
            m_keys[row.handle] = row.key;
        }
        ++at;
    };
    source.walkAll(source.m_root, copy);
    return adoptSorted(kept);
}

}  // namespace kydai::geo
