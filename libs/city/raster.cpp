// SPDX-License-Identifier: GPL-3.0-or-later
#include "city/raster.h"

#include <algorithm>
#include <cmath>

#include <zlib.h>

namespace kydai::city {

namespace {

quint8 mixByte(quint8 a, quint8 b, double t)
{
    return static_cast<quint8>(a + (b - a) * std::clamp(t, 0.0, 1.0) + 0.5);
}

void appendBe32(QByteArray& out, quint32 value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        out.append(static_cast<char>((value >> shift) & 0xff));
}

void appendChunk(QByteArray& out, const char* type, const QByteArray& data)
{
    appendBe32(out, static_cast<quint32>(data.size()));
    QByteArray body(type, 4);
    body += data;
    out += body;
    appendBe32(out, static_cast<quint32>(::crc32(
                        0, reinterpret_cast<const Bytef*>(body.constData()),
                        static_cast<uInt>(body.size()))));
}

}  // namespace

Rgb mix(Rgb a, Rgb b, double t)
{
    return {mixByte(a.r, b.r, t), mixByte(a.g, b.g, t), mixByte(a.b, b.b, t)};
}

Raster::Raster(int width, int height)
    : m_width(std::clamp(width, 1, 2048)),
      m_height(std::clamp(height, 1, 2048)),
      m_data(static_cast<size_t>(m_width) * static_cast<size_t>(m_height) * 3)
{
}

void Raster::blend(int x, int y, Rgb colour, double alpha)
{
    quint8* p = &m_data[(static_cast<size_t>(y) * static_cast<size_t>(m_width) +
                         static_cast<size_t>(x)) * 3];
    p[0] = mixByte(p[0], colour.r, alpha);
    p[1] = mixByte(p[1], colour.g, alpha);
    p[2] = mixByte(p[2], colour.b, alpha);
}

void Raster::span(int y, double from, double to, Rgb colour, double alpha)
{
    if (y < 0 || y >= m_height)
        return;
    const int left = std::max(0, static_cast<int>(std::ceil(from - 0.5)));
    const int right = std::min(m_width - 1, static_cast<int>(std::floor(to - 0.5)));
    if (alpha < 1) {
        for (int x = left; x <= right; ++x)
            blend(x, y, colour, alpha);
        return;
    }
    quint8* p = &m_data[(static_cast<size_t>(y) * static_cast<size_t>(m_width)) * 3];
    for (int x = left; x <= right; ++x) {
        p[x * 3] = colour.r;
        p[x * 3 + 1] = colour.g;
        p[x * 3 + 2] = colour.b;
    }
}

void Raster::gradient(int top, int bottom, Rgb from, Rgb to)
{
    for (int y = std::max(0, top); y < std::min(m_height, bottom); ++y)
        span(y, 0, m_width, mix(from, to, double(y - top) / std::max(1, bottom - top)), 1);
}

void Raster::rect(double x, double y, double w, double h, Rgb colour, double alpha)
{
    const int first = static_cast<int>(std::lround(y));
    const int last = static_cast<int>(std::lround(y + h));
    for (int row = first; row < last; ++row)
        span(row, x, x + w, colour, alpha);
}

void Raster::ellipse(double cx, double cy, double rx, double ry, Rgb colour, double alpha)
{
    for (int y = static_cast<int>(cy - ry); y <= static_cast<int>(cy + ry); ++y) {
        const double dy = (y + 0.5 - cy) / ry;
        if (dy * dy > 1)
            continue;
        const double half = rx * std::sqrt(1 - dy * dy);
        span(y, cx - half, cx + half, colour, alpha);
    }
}

void Raster::polygon(const std::vector<std::pair<double, double>>& points, Rgb colour, double alpha)
{
    double top = m_height, bottom = 0;
    for (const auto& [x, y] : points) {
        top = std::min(top, y);
        bottom = std::max(bottom, y);
    }
    std::vector<double> cuts;
    for (int row = std::max(0, static_cast<int>(top));
         row <= std::min(m_height - 1, static_cast<int>(bottom)); ++row) {
        const double y = row + 0.5;
        cuts.clear();
        for (size_t i = 0; i < points.size(); ++i) {
            const auto& [x1, y1] = points[i];
            const auto& [x2, y2] = points[(i + 1) % points.size()];
            if ((y1 <= y) != (y2 <= y))
                cuts.push_back(x1 + (y - y1) / (y2 - y1) * (x2 - x1));
        }
        std::sort(cuts.begin(), cuts.end());
        for (size_t i = 0; i + 1 < cuts.size(); i += 2)
            span(row, cuts[i], cuts[i + 1], colour, alpha);
    }
}

void Raster::line(double x1, double y1, double x2, double y2, double thickness, Rgb colour,
                  double alpha)
{
    const double length = std::hypot(x2 - x1, y2 - y1);
    if (length < 0.01)
        return;
    const double nx = -(y2 - y1) / length * thickness / 2;
    const double ny = (x2 - x1) / length * thickness / 2;
    polygon({{x1 + nx, y1 + ny}, {x2 + nx, y2 + ny}, {x2 - nx, y2 - ny}, {x1 - nx, y1 - ny}},
            colour, alpha);
}

void Raster::glow(double cx, double cy, double radius, Rgb colour, double strength)
{
    const int x0 = std::max(0, static_cast<int>(cx - radius));
    const int x1 = std::min(m_width - 1, static_cast<int>(cx + radius));
    const int y0 = std::max(0, static_cast<int>(cy - radius));
    const int y1 = std::min(m_height - 1, static_cast<int>(cy + radius));
    for (int y = y0; y <= y1; ++y) {
        for (int x = x0; x <= x1; ++x) {
            const double d = std::hypot(x - cx, y - cy) / radius;
            if (d < 1)
                blend(x, y, colour, strength * (1 - d) * (1 - d));
        }
    }
}

void Raster::grain(quint64 seed, int strength)
{
    quint64 state = seed | 1;
    for (size_t i = 0; i + 2 < m_data.size(); i += 3) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        const int noise = static_cast<int>(state % static_cast<quint64>(2 * strength + 1)) - strength;
        for (size_t c = 0; c < 3; ++c)
            m_data[i + c] = static_cast<quint8>(std::clamp(int(m_data[i + c]) + noise, 0, 255));
    }
}

QByteArray Raster::png() const
{
    return pngOf(m_data.data(), m_width, m_height, 3);
}

QByteArray pngOf(const quint8* pixels, int width, int height, int pixelBytes)
{
    const auto wide = static_cast<size_t>(width), step = static_cast<size_t>(pixelBytes);
    QByteArray raw;
    raw.reserve(static_cast<qsizetype>((wide * 3 + 1) * static_cast<size_t>(height)));
    for (int y = 0; y < height; ++y) {
        raw.append('\1');  // filter "sub": flat shapes become zeros
        const quint8* row = pixels + static_cast<size_t>(y) * wide * step;
        for (size_t x = 0; x < wide; ++x)
            for (size_t c = 0; c < 3; ++c)
                raw.append(static_cast<char>(row[x * step + c] - (x ? row[(x - 1) * step + c] : 0)));
    }
    uLongf size = compressBound(static_cast<uLong>(raw.size()));
    QByteArray packed(static_cast<qsizetype>(size), Qt::Uninitialized);
    compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
              reinterpret_cast<const Bytef*>(raw.constData()), static_cast<uLong>(raw.size()), 3);
    packed.truncate(static_cast<qsizetype>(size));

    QByteArray header;
    appendBe32(header, static_cast<quint32>(width));
    appendBe32(header, static_cast<quint32>(height));
    header += QByteArray("\x08\x02\x00\x00\x00", 5);
    QByteArray out("\x89PNG\r\n\x1a\n", 8);
    appendChunk(out, "IHDR", header);
    appendChunk(out, "IDAT", packed);
    appendChunk(out, "IEND", {});
    return out;
}

}  // namespace kydai::city
