// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/canvas.h"

#include <algorithm>
#include <cmath>

namespace kydai::cityscene {

namespace {

void blend(quint8* p, Rgb c, int alpha)  // alpha 0..256
{
    p[0] = static_cast<quint8>(p[0] + (((c.r - p[0]) * alpha) >> 8));
    p[1] = static_cast<quint8>(p[1] + (((c.g - p[1]) * alpha) >> 8));
    p[2] = static_cast<quint8>(p[2] + (((c.b - p[2]) * alpha) >> 8));
}

int evenWithin(int value)
{
    return std::clamp(value, 16, 2048) & ~1;
}

}  // namespace

Canvas::Canvas(int width, int height)
    : m_width(evenWithin(width)), m_height(evenWithin(height)),
      m_scale(std::max(m_width / kWide, m_height / kHigh)),
      m_dx((m_width - kWide * m_scale) / 2), m_dy((m_height - kHigh * m_scale) / 2),
      m_data(stride() * static_cast<size_t>(m_height)),
      m_cover((static_cast<size_t>(m_width) + 2) * static_cast<size_t>(m_height)),
      m_left(m_width), m_right(0), m_top(m_height), m_bottom(0)
{
}

// What an edge adds to one row: `height` of it lies between `left` and `right`, everything to its
// right is covered. Each cell takes the growth of the coverage, so that a running sum gives it.
void Canvas::spread(int row, double left, double right, double height)
{
    float* cells = &m_cover[static_cast<size_t>(row) * (static_cast<size_t>(m_width) + 2)];
    const int first = static_cast<int>(left), last = static_cast<int>(right);
    m_left = std::min(m_left, first);
    m_right = std::max(m_right, last + 1);
    if (first == last) {
        const double inside = (left + right) / 2 - first;
        cells[first] += static_cast<float>(height * (1 - inside));
        cells[first + 1] += static_cast<float>(height * inside);
        return;
    }
    const double each = height / (right - left);
    double covered = 0;
    for (int x = first; x <= last; ++x) {
        const double from = std::max<double>(left, x), to = std::min<double>(right, x + 1);
        const double here = (from - left) * each + (to - from) * each * (x + 1 - (from + to) / 2);
        cells[x] += static_cast<float>(here - covered);
        covered = here;
    }
    cells[last + 1] += static_cast<float>(height - covered);
}

void Canvas::edge(Point a, Point b)
{
    if (a.y == b.y)
        return;
    const double sign = a.y < b.y ? 1 : -1;
    if (sign < 0)
        std::swap(a, b);
    const double slope = (b.x - a.x) / (b.y - a.y);
    const double from = std::max(a.y, 0.0), to = std::min<double>(b.y, m_height);
    if (from >= to)
        return;
    m_top = std::min(m_top, static_cast<int>(from));
    for (int row = static_cast<int>(from); row < to; ++row) {
        const double top = std::max<double>(from, row), bottom = std::min<double>(to, row + 1);
        const double x1 = std::clamp<double>(a.x + (top - a.y) * slope, 0, m_width);
        const double x2 = std::clamp<double>(a.x + (bottom - a.y) * slope, 0, m_width);
        spread(row, std::min(x1, x2), std::max(x1, x2), (bottom - top) * sign);
        m_bottom = std::max(m_bottom, row + 1);
    }
}

void Canvas::outline(std::span<const Point> path)
{
    for (size_t i = 0; i < path.size(); ++i)
        edge(path[i], path[(i + 1) % path.size()]);
}

void Canvas::pour(const Paint& paint)
{
    for (int y = m_top; y < m_bottom; ++y) {
        Rgb colour = paint.from;
        if (paint.bottom > paint.top)
            colour = mix(paint.from, paint.to,
                         ((y - m_dy) / m_scale - paint.top) / (paint.bottom - paint.top));
        float* cells = &m_cover[static_cast<size_t>(y) * (static_cast<size_t>(m_width) + 2)];
        quint8* pixel = &m_data[static_cast<size_t>(y) * stride()];
        float sum = 0;
        for (int x = m_left; x <= m_right; ++x) {
            sum += cells[x];
            cells[x] = 0;
            const int alpha = static_cast<int>(std::min(1.f, std::abs(sum)) * paint.alpha * 256);
            if (alpha > 0 && x < m_width)
                blend(pixel + x * 4, colour, alpha);
        }
    }
    m_left = m_width;
    m_right = 0;
    m_top = m_height;
    m_bottom = 0;
}

void Canvas::fill(std::span<const Point> path, const Paint& paint)
{
    Path placed;
    placed.reserve(path.size());
    for (const Point p : path)
        placed.push_back(place(p));
    outline(placed);
    pour(paint);
}

void Canvas::fill(const Path& path, Rgb colour, double alpha)
{
    fill(std::span(path), {colour, colour, 0, 0, alpha});
}

void Canvas::rect(double x, double y, double w, double h, Rgb colour, double alpha)
{
    fill(Path{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}}, colour, alpha);
}

void Canvas::ellipse(double cx, double cy, double rx, double ry, Rgb colour, double alpha)
{
    const int corners = std::clamp(static_cast<int>(std::max(rx, ry) * m_scale * 1.5), 8, 48);
    Path path;
    for (int i = 0; i < corners; ++i) {
        const double a = 2 * M_PI * i / corners;
        path.push_back({cx + rx * std::cos(a), cy + ry * std::sin(a)});
    }
    fill(path, colour, alpha);
}

void Canvas::stroke(std::span<const Point> path, double thickness, Rgb colour, double alpha)
{
    for (size_t i = 0; i + 1 < path.size(); ++i) {
        const Point a = place(path[i]), b = place(path[i + 1]);
        const double length = std::hypot(b.x - a.x, b.y - a.y);
        if (length < 1e-6)
            continue;
        const double k = thickness * m_scale / 2 / length;
        const double nx = -(b.y - a.y) * k, ny = (b.x - a.x) * k;
        // All pieces turn the same way, so that where they overlap nothing is taken out.
        const Point corners[] = {{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny},
                                 {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}};
        outline(corners);
    }
    pour({colour, colour, 0, 0, alpha});
}

void Canvas::line(Point a, Point b, double thickness, Rgb colour, double alpha)
{
    const Point path[] = {a, b};
    stroke(path, thickness, colour, alpha);
}

void Canvas::glow(double cx, double cy, double rx, double ry, Rgb colour, double strength)
{
    const Point c = place({cx, cy});
    const double w = rx * m_scale, h = ry * m_scale;
    const int x0 = std::max(0, static_cast<int>(c.x - w)), y0 = std::max(0, static_cast<int>(c.y - h));
    const int x1 = std::min(m_width, static_cast<int>(c.x + w) + 1);
    const int y1 = std::min(m_height, static_cast<int>(c.y + h) + 1);
    for (int y = y0; y < y1; ++y) {
        const double dy = (y + 0.5 - c.y) / h;
        quint8* pixel = &m_data[static_cast<size_t>(y) * stride()];
        for (int x = x0; x < x1; ++x) {
            const double dx = (x + 0.5 - c.x) / w, d = dx * dx + dy * dy;
            if (d < 1) {
                const double fall = 1 - std::sqrt(d);
                blend(pixel + x * 4, colour, static_cast<int>(strength * fall * fall * fall * 256));
            }
        }
    }
}

void Canvas::vignette(double strength)
{
    for (int y = 0; y < m_height; ++y) {
        const double dy = (double(y) / m_height - 0.48) / 0.75;
        quint8* pixel = &m_data[static_cast<size_t>(y) * stride()];
        for (int x = 0; x < m_width; ++x) {
            const double dx = (double(x) / m_width - 0.5) / 0.75;
            const double away = (std::sqrt(dx * dx + dy * dy) - 0.55) / 0.45;
            if (away > 0)
                blend(pixel + x * 4, Rgb{}, static_cast<int>(std::min(1.0, away) * strength * 256));
        }
    }
}

void Canvas::grain(quint64 seed, int strength)
{
    quint64 state = seed | 1;
    const quint64 range = static_cast<quint64>(2 * strength + 1);
    for (size_t i = 0; i + 3 < m_data.size(); i += 4) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        const int noise = static_cast<int>((state >> 20) % range) - strength;
        for (size_t c = 0; c < 3; ++c)
            m_data[i + c] = static_cast<quint8>(std::clamp(int(m_data[i + c]) + noise, 0, 255));
    }
}

void Canvas::pixels(int x, int y, int w, int h, Rgb colour)
{
    for (int row = std::max(0, y); row < std::min(m_height, y + h); ++row)
        for (int column = std::max(0, x); column < std::min(m_width, x + w); ++column)
            blend(&m_data[static_cast<size_t>(row) * stride() + static_cast<size_t>(column) * 4],
                  colour, 256);
}

}  // namespace kydai::cityscene
