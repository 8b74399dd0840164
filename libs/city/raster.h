// SPDX-License-Identifier: GPL-3.0-or-later
// A tiny RGB canvas with flat shapes and a PNG writer, so that the server's demo can draw photos
// without a graphical library. Coordinates in pixels, origin top left. Any thread.
#pragma once

#include <vector>

#include <QByteArray>

namespace kydai::city {

struct Rgb {
    quint8 r = 0, g = 0, b = 0;
    static constexpr Rgb of(quint32 hex)
    {
        return {static_cast<quint8>(hex >> 16), static_cast<quint8>(hex >> 8),
                static_cast<quint8>(hex)};
    }
};
Rgb mix(Rgb a, Rgb b, double t);  // t = 0 gives a, 1 gives b

class Raster
{
public:
    Raster(int width, int height);  // bounded to 1..2048
    int width() const { return m_width; }
    int height() const { return m_height; }
    void gradient(int top, int bottom, Rgb from, Rgb to);
    void rect(double x, double y, double w, double h, Rgb colour, double alpha = 1);
    void ellipse(double cx, double cy, double rx, double ry, Rgb colour, double alpha = 1);
    void polygon(const std::vector<std::pair<double, double>>& points, Rgb colour, double alpha = 1);
    void line(double x1, double y1, double x2, double y2, double thickness, Rgb colour,
              double alpha = 1);
    void glow(double cx, double cy, double radius, Rgb colour, double strength);
    void grain(quint64 seed, int strength);  // camera noise, the same for the same seed
    QByteArray png() const;

private:
    void span(int y, double from, double to, Rgb colour, double alpha);
    void blend(int x, int y, Rgb colour, double alpha);
    int m_width, m_height;
    std::vector<quint8> m_data;
};

// 8-bit RGB of rows without padding; a pixel of 4 bytes has one that is left out. zlib level 3.
QByteArray pngOf(const quint8* pixels, int width, int height, int pixelBytes);

}  // namespace kydai::city
