// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/cluster_merge.h"

#include <bit>
#include <limits>

namespace kydai::geo {

// The order of magnitude first, so that a crowd attracts the few beside it, and one report more does
// not change who is the centre; then a hash, so that chains of equals are short.
quint64 CellMerge::rankOf(quint32 count, quint64 cellKey)
{
    quint64 h = cellKey * 0x9e3779b97f4a7c15ull;
    h = (h ^ (h >> 31)) * 0xbf58476d1ce4e5b9ull;
    h ^= h >> 29;
    return (static_cast<quint64>((std::bit_width(count) + 1) / 2) << 58) | (h >> 6);
}

CellMerge::CellMerge(const PointTree& tree, const CellWindow& window, double radius)
    : m_window(window), m_width(window.right - window.left + 3), m_radius2(radius * radius)
{
    m_grid.assign(static_cast<size_t>(m_width) * (window.bottom - window.top + 3), -1);
    const size_t most = std::min<size_t>(m_grid.size(), 2048);
    m_cells.reserve(most);
    m_spots.reserve(most);
    tree.forEachCell(window, [this](const CellView& view) {
        const size_t row = view.y - m_window.top + 1;
        m_grid[row * m_width + (view.x - m_window.left + 1)] = static_cast<int>(m_cells.size());
        m_cells.push_back(view);
        m_spots.push_back({static_cast<double>(view.sumX) / view.count / kSteps,
                           static_cast<double>(view.sumY) / view.count / kSteps,
                           rankOf(view.count, mortonKey(view.x, view.y))});
    });
    m_centre.assign(m_cells.size(), -1);
    m_lost.resize(m_cells.size());
    m_free.resize(m_cells.size());
    for (size_t i = 0; i < m_free.size(); ++i)
        m_free[i] = static_cast<int>(i);
    for (int i = 0; i < kRounds && radius > 0; ++i)
        round();
    for (const int i : m_free)
        m_centre[static_cast<size_t>(i)] = i;
}

bool CellMerge::outranks(int a, int b) const
{
    const quint64 ra = m_spots[static_cast<size_t>(a)].rank, rb = m_spots[static_cast<size_t>(b)].rank;
    if (ra != rb)
        return ra > rb;
    const CellView& ca = m_cells[static_cast<size_t>(a)];
    const CellView& cb = m_cells[static_cast<size_t>(b)];
    return ca.y != cb.y ? ca.y < cb.y : ca.x < cb.x;
}

void CellMerge::round()
{
    const auto distance2 = [this](int a, int b) {
        const Spot& p = m_spots[static_cast<size_t>(a)];
        const Spot& q = m_spots[static_cast<size_t>(b)];
        return (p.x - q.x) * (p.x - q.x) + (p.y - q.y) * (p.y - q.y);
    };
    for (const int i : m_free)
        m_lost[static_cast<size_t>(i)] = 0;
    for (const int i : m_free) {
        forLaterNeighbours(i, [&](int j) {
            if (m_centre[static_cast<size_t>(j)] < 0 && distance2(i, j) < m_radius2)
                m_lost[static_cast<size_t>(outranks(i, j) ? j : i)] = 1;
        });
    }
    std::vector<std::pair<int, int>> joins;
    joins.reserve(m_free.size());
    for (const int i : m_free) {
        if (!m_lost[static_cast<size_t>(i)]) {
            joins.emplace_back(i, i);
            continue;
        }
        int best = -1;
        double nearest = std::numeric_limits<double>::max();
        forNeighbours(i, [&](int j) {
            if (m_centre[static_cast<size_t>(j)] >= 0 || m_lost[static_cast<size_t>(j)])
                return;
            const double d = distance2(i, j);
            if (d < m_radius2 && (d < nearest || (!(d > nearest) && outranks(j, best)))) {
                nearest = d;
                best = j;
            }
        });
        if (best >= 0)
            joins.emplace_back(i, best);
    }
    for (const auto& [cell, centre] : joins)
        m_centre[static_cast<size_t>(cell)] = centre;
    std::erase_if(m_free, [this](int i) { return m_centre[static_cast<size_t>(i)] >= 0; });
}

std::vector<int> CellMerge::membersOf(int centre) const
{
    std::vector<int> members;
    bool self = false;
    const CellView& c = m_cells[static_cast<size_t>(centre)];
    forNeighbours(centre, [&](int j) {
        const CellView& other = m_cells[static_cast<size_t>(j)];
        if (!self && (other.y > c.y || (other.y == c.y && other.x > c.x))) {
            members.push_back(centre);
            self = true;
        }
        if (m_centre[static_cast<size_t>(j)] == centre)
            members.push_back(j);
    });
    if (!self)
        members.push_back(centre);
    return members;
}

}  // namespace kydai::geo
