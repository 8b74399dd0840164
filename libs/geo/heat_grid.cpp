// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/heat_grid.h"

#include <algorithm>
#include <numeric>

#include "core/result.h"

namespace kydai::geo {

HeatGrid::HeatGrid(const WorldBox& view, int width, int height, int radius)
    : m_radius(std::clamp(radius, 0, kMostRadius)), m_margin(3 * m_radius)
{
    m_width = std::clamp(width, 1, kMostCells - 2 * m_margin);
    m_height = std::clamp(height, 1, kMostCells - 2 * m_margin);
    m_wide = m_width + 2 * m_margin;
    m_high = m_height + 2 * m_margin;
    if (view.right > view.left && view.bottom > view.top) {
        m_perX = m_width / (view.right - view.left);
        m_perY = m_height / (view.bottom - view.top);
        m_left = view.left - m_margin / m_perX;
        m_top = view.top - m_margin / m_perY;
    } else {
        m_left = m_top = 2;  // no view: nothing is in it
        m_perX = m_perY = 1;
    }
    clear();
}

void HeatGrid::clear()
{
    m_cells.assign(static_cast<size_t>(m_wide) * static_cast<size_t>(m_high), 0.0f);
}

void HeatGrid::add(std::span<const World> points, std::span<const float> weights)
{
    KYDAI_ASSERT(weights.empty() || weights.size() == points.size());
    if (weights.empty()) {
        for (const World& at : points)
            add(at);
        return;
    }
    for (size_t i = 0; i < points.size(); ++i)
        add(points[i], weights[i]);
}

void HeatGrid::blurRows(int from, int to)
{
    const float share = 1.0f / static_cast<float>(2 * m_radius + 1);
    const int r = m_radius;
    for (int y = from; y < to; ++y) {
        const float* in = &m_cells[static_cast<size_t>(y) * static_cast<size_t>(m_wide)];
        float* out = &m_other[static_cast<size_t>(y) * static_cast<size_t>(m_wide)];
        // Beyond the border lies the mirror image, so that nothing is lost there.
        const auto mirrored = [in, this](int x) {
            x = x < 0 ? -x - 1 : x;
            return in[x >= m_wide ? 2 * m_wide - 1 - x : x];
        };
        double run = 0;
        for (int x = -r; x <= r; ++x)
            run += static_cast<double>(mirrored(x));
        for (int x = 0; x < m_wide; ++x) {
            out[x] = static_cast<float>(run) * share;
            run += static_cast<double>(mirrored(x + r + 1)) - static_cast<double>(mirrored(x - r));
        }
    }
    m_cells.swap(m_other);
}

// Row by row with a running sum a column, so that memory is walked along.
void HeatGrid::blurColumns()
{
    const float share = 1.0f / static_cast<float>(2 * m_radius + 1);
    const int r = m_radius;
    const auto wide = static_cast<size_t>(m_wide);
    const auto row = [this, wide](int y) {
        y = y < 0 ? -y - 1 : y;
        y = y >= m_high ? 2 * m_high - 1 - y : y;
        return &m_cells[static_cast<size_t>(y) * wide];
    };
    std::vector<double> run(wide, 0.0);
    for (int y = -r; y <= r; ++y) {
        const float* in = row(y);
        for (size_t x = 0; x < wide; ++x)
            run[x] += static_cast<double>(in[x]);
    }
    for (int y = 0; y < m_high; ++y) {
        float* out = &m_other[static_cast<size_t>(y) * wide];
        const float* more = row(y + r + 1);
        const float* less = row(y - r);
        for (size_t x = 0; x < wide; ++x) {
            out[x] = static_cast<float>(run[x]) * share;
            run[x] += static_cast<double>(more[x]) - static_cast<double>(less[x]);
        }
    }
    m_cells.swap(m_other);
}

void HeatGrid::blur()
{
    if (m_radius == 0)
        return;
    m_other.resize(m_cells.size());
    for (int i = 0; i < 3; ++i) {
        blurRows(0, m_high);
        blurColumns();
    }
}

float HeatGrid::greatest() const
{
    float most = 0;
    for (int y = 0; y < m_height; ++y) {
        for (int x = 0; x < m_width; ++x)
            most = std::max(most, at(x, y));
    }
    return most;
}

double HeatGrid::sum() const
{
    return std::accumulate(m_cells.begin(), m_cells.end(), 0.0);
}

WorldBox HeatGrid::covered() const
{
    return {m_left, m_top, m_left + m_wide / m_perX, m_top + m_high / m_perY};
}

}  // namespace kydai::geo
