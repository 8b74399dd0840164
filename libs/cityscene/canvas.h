// SPDX-License-Identifier: GPL-3.0-or-later
// A canvas with smooth edges for street scenes. Coordinates are 320 × 180 whatever the size in pixels;
// another aspect shows the middle. Any thread, one at a time.
#pragma once

#include <span>
#include <vector>

#include "city/raster.h"

namespace kydai::cityscene {

using city::mix;
using city::Rgb;

inline constexpr double kWide = 320;
inline constexpr double kHigh = 180;

struct Point {
    double x = 0, y = 0;
};
using Path = std::vector<Point>;

struct Paint {
    Rgb from, to;                 // top and bottom of a gradient
    double top = 0, bottom = 0;   // equal = `from` alone
    double alpha = 1;
};

class Canvas
{
public:
    Canvas(int width, int height);  // bounded to 16..2048, even
    int width() const { return m_width; }
    int height() const { return m_height; }

    void fill(std::span<const Point> path, const Paint& paint);
    void fill(const Path& path, Rgb colour, double alpha = 1);
    void rect(double x, double y, double w, double h, Rgb colour, double alpha = 1);
    void ellipse(double cx, double cy, double rx, double ry, Rgb colour, double alpha = 1);
    void stroke(std::span<const Point> path, double thickness, Rgb colour, double alpha = 1);
    void line(Point a, Point b, double thickness, Rgb colour, double alpha = 1);
    void glow(double cx, double cy, double rx, double ry, Rgb colour, double strength);
    void vignette(double strength);
    void grain(quint64 seed, int strength);
    void pixels(int x, int y, int w, int h, Rgb colour);  // in pixels, for what is read back

    const quint8* row(int y) const { return &m_data[static_cast<size_t>(y) * stride()]; }  // RGBX
    void copyFrom(const Canvas& other) { m_data = other.m_data; }  // of the same size

private:
    size_t stride() const { return static_cast<size_t>(m_width) * 4; }
    Point place(Point p) const { return {p.x * m_scale + m_dx, p.y * m_scale + m_dy}; }
    void outline(std::span<const Point> path);  // in pixels
    void edge(Point a, Point b);
    void spread(int row, double left, double right, double height);
    void pour(const Paint& paint);

    int m_width, m_height;
    double m_scale, m_dx, m_dy;
    std::vector<quint8> m_data;
    std::vector<float> m_cover;  // differences of coverage along a row, zero between calls
    int m_left, m_right, m_top, m_bottom;
};

}  // namespace kydai::cityscene
