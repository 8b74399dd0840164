// SPDX-License-Identifier: GPL-3.0-or-later
// The merge of neighbouring cells within a window. A private part of geo/cluster_pyramid.h.
#pragma once

#include <vector>

#include "geo/point_tree.h"

namespace kydai::geo {

// The name of a cluster by its centre's cell.
inline constexpr int kIdLevelShift = 58;
inline quint64 cellId(int level, quint32 x, quint32 y)
{
    return (static_cast<quint64>(level) << kIdLevelShift) | mortonKey(x, y);
}

// The window and `by` cells around it, as far as the world goes.
inline CellWindow grown(const CellWindow& w, quint32 by)
{
    const quint64 last = (quint64{1} << w.level) - 1;
    const auto more = [last, by](quint32 v) {
        return static_cast<quint32>(std::min<quint64>(last, quint64{v} + by));
    };
    const auto less = [by](quint32 v) { return v > by ? v - by : 0; };
    return {w.level, less(w.left), less(w.top), more(w.right), more(w.bottom)};
}

// Gathers the cells of a window and says which cell each belongs to. A cell's answer is final when
// the window holds everything within kReach of it, an entire cluster within kReach + 1 of its centre.
class CellMerge
{
public:
    static constexpr int kRounds = 2;
    static constexpr quint32 kReach = 2 * kRounds;

    CellMerge(const PointTree& tree, const CellWindow& window, double radius);

    const std::vector<CellView>& cells() const { return m_cells; }
    int at(quint32 x, quint32 y) const;     // index into cells(), -1 when empty or outside
    int centreOf(int cell) const { return m_centre[static_cast<size_t>(cell)]; }
    // The cells of a centre, itself included, by row and column.
    std::vector<int> membersOf(int centre) const;
    template <typename Sink> void forNeighbours(int cell, Sink&& sink) const;
    template <typename Sink> void forLaterNeighbours(int cell, Sink&& sink) const;

    static quint64 rankOf(quint32 count, quint64 cellKey);

private:
    struct Spot {
        double x, y;
        quint64 rank;
    };
    bool outranks(int a, int b) const;
    void round();

    CellWindow m_window;
    quint32 m_width = 0;
    double m_radius2 = 0;
    std::vector<CellView> m_cells;
    std::vector<Spot> m_spots;
    std::vector<int> m_grid;    // cell index by (y, x) with a border of one, -1 = empty
    std::vector<int> m_centre;  // -1 = free
    std::vector<int> m_free;
    std::vector<char> m_lost;
};

inline int CellMerge::at(quint32 x, quint32 y) const
{
    if (!m_window.holds(x, y))
        return -1;
    return m_grid[static_cast<size_t>(y - m_window.top + 1) * m_width + (x - m_window.left + 1)];
}

// sink(neighbour) for the eight cells around that are not empty, row by row.
template <typename Sink> void CellMerge::forNeighbours(int cell, Sink&& sink) const
{
    const CellView& c = m_cells[static_cast<size_t>(cell)];
    const size_t mid = static_cast<size_t>(c.y - m_window.top + 1) * m_width
                       + (c.x - m_window.left + 1);
    const int* above = &m_grid[mid - m_width - 1];
    const int* beside = &m_grid[mid - 1];
    const int* under = &m_grid[mid + m_width - 1];
    for (const int other : {above[0], above[1], above[2], beside[0], beside[2], under[0], under[1],
                            under[2]}) {
        if (other >= 0)
            sink(other);
    }
}

// Those to the right and below, so that each pair is met once.
template <typename Sink> void CellMerge::forLaterNeighbours(int cell, Sink&& sink) const
{
    const CellView& c = m_cells[static_cast<size_t>(cell)];
    const size_t mid = static_cast<size_t>(c.y - m_window.top + 1) * m_width
                       + (c.x - m_window.left + 1);
    const int* under = &m_grid[mid + m_width - 1];
    for (const int other : {m_grid[mid + 1], under[0], under[1], under[2]}) {
        if (other >= 0)
            sink(other);
    }
}

}  // namespace kydai::geo
