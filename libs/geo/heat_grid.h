// SPDX-License-Identifier: GPL-3.0-or-later
// Weights of points gathered in the cells of a view and spread by three box blurs, which is nearly a
// bell. The grid is wider than the view by what the blur reaches, so that points just outside shine in
// and the sum of all cells stays the sum of the weights. A value, one thread; 4 bytes a cell twice.
#pragma once

#include <span>
#include <vector>

#include <QtGlobal>

#include "geo/mercator.h"

namespace kydai::geo {

class HeatGrid
{
public:
    static constexpr int kMostCells = 4096;  // a side, margins included
    static constexpr int kMostRadius = 64;

    // width x height cells over the view, blur radius in cells. What is out of bounds is cut down.
    HeatGrid(const WorldBox& view, int width, int height, int radius);

    void clear();
    void add(World at, float weight = 1.0f)
    {
        const double x = (at.x - m_left) * m_perX, y = (at.y - m_top) * m_perY;
        if (x >= 0 && y >= 0 && x < m_wide && y < m_high)
            m_cells[static_cast<size_t>(y) * static_cast<size_t>(m_wide) + static_cast<size_t>(x)]
                += weight;
    }
    // Weights may be empty (1 each); else one a point.
    void add(std::span<const World> points, std::span<const float> weights = {});
    void blur();

    int width() const { return m_width; }
    int height() const { return m_height; }
    int margin() const { return m_margin; }
    // Of the view: 0 ≤ x < width(), 0 ≤ y < height().
    float at(int x, int y) const
    {
        return m_cells[static_cast<size_t>(y + m_margin) * static_cast<size_t>(m_wide)
                       + static_cast<size_t>(x + m_margin)];
    }
    float greatest() const;  // of the view
    double sum() const;      // of view and margins
    WorldBox covered() const;  // view and margins

private:
    void blurRows(int from, int to);
    void blurColumns();

    int m_width, m_height, m_radius, m_margin, m_wide, m_high;
    double m_left = 0, m_top = 0, m_perX = 0, m_perY = 0;
    std::vector<float> m_cells, m_other;
};

}  // namespace kydai::geo
