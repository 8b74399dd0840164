// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/vector_geometry.h"

#include <algorithm>

namespace kydai::geo {

namespace {

constexpr quint32 kMoveTo = 1, kLineTo = 2, kClosePath = 7;
// Farther out than any buffer reaches; keeps a painter's and our own arithmetic from overflowing.
constexpr qint64 kFarthest = 1 << 20;

class GeometryReader
{
public:
    GeometryReader(PackedNumbers commands, qsizetype packedBytes, GeomType type, VectorLayer& layer)
        : m_at(commands.begin()), m_end(commands.end()), m_numbers(packedBytes), m_type(type),
          m_layer(layer)
    {
    }

    bool read()
    {
        if (m_at == m_end)
            return false;
        while (m_at != m_end) {
            const quint32 command = next();
            const quint32 count = command >> 3;
            if (!run(command & 7, count))
                return false;
        }
        return finish();
    }
    bool mended() const { return m_mended; }

private:
    quint32 next()
    {
        --m_numbers;
        return *m_at++;
    }

    bool run(quint32 command, quint32 count)
    {
        // Each point takes at least two bytes of what is left.
        if (command != kClosePath && (count == 0 || qint64(count) * 2 > m_numbers))
            return false;
        switch (command) {
        case kMoveTo: return moveTo(count);
        case kLineTo: return lineTo(count);
        case kClosePath: return closePath(count);
        default: return false;
        }
    }

    bool point(bool keepDouble)
    {
        if (m_at == m_end)
            return false;
        const qint32 dx = protozero::decode_zigzag32(next());
        if (m_at == m_end)
            return false;
        const qint32 dy = protozero::decode_zigzag32(next());
        m_x = std::clamp(m_x + dx, -kFarthest, kFarthest);
        m_y = std::clamp(m_y + dy, -kFarthest, kFarthest);
        if (dx == 0 && dy == 0 && !keepDouble)
            m_mended = true;  // a line that stands still: the point is not repeated
        else
            m_layer.points.push_back({qint32(m_x), qint32(m_y)});
        return true;
    }

    bool moveTo(quint32 count)
    {
        if (m_type != GeomType::Point) {
            if (count != 1 || !finishPart())
                return false;
        }
        if (m_type != GeomType::Point || m_layer.parts.size() == m_firstPart)
            begin();
        for (quint32 i = 0; i < count; ++i) {
            if (!point(true))
                return false;
        }
        m_layer.parts.back().end = quint32(m_layer.points.size());
        return true;
    }

    bool lineTo(quint32 count)
    {
        if (!m_open || m_type == GeomType::Point || m_lined)
            return false;
        m_lined = true;
        for (quint32 i = 0; i < count; ++i) {
            if (!point(false))
                return false;
        }
        m_layer.parts.back().end = quint32(m_layer.points.size());
        return true;
    }

    bool closePath(quint32 count)
    {
        if (!m_open || !m_lined || m_type == GeomType::Point || (count != 1 && m_layer.version >= 2))
            return false;
        TilePart& part = m_layer.parts.back();
        if (m_type == GeomType::Line) {
            if (m_layer.version >= 2)
                return false;
            m_layer.points.push_back(m_layer.points[part.begin]);  // version 1 bore closed lines
            part.end = quint32(m_layer.points.size());
        }
        m_open = false;
        return m_type == GeomType::Line || ring(part);
    }

    // A ring that is closed: without the repeated first point, with its turn known.
    bool ring(TilePart& part)
    {
        if (part.end - part.begin > 1
            && m_layer.points[part.end - 1] == m_layer.points[part.begin]) {
            m_layer.points.pop_back();
            --part.end;
        }
        const qint64 area = doubleArea(m_layer.pointsOf(part));
        if (area == 0) {  // drawn as nothing; simplification leaves such, no reason to complain
            m_layer.points.resize(part.begin);
            m_layer.parts.pop_back();
            return true;
        }
        if (m_outerSign == 0)
            m_outerSign = area > 0 ? 1 : -1;
        part.hole = (area > 0) != (m_outerSign > 0);
        return true;
    }

    void begin()
    {
        const quint32 at = quint32(m_layer.points.size());
        m_layer.parts.push_back({at, at, false});
        m_open = m_type != GeomType::Point;
        m_lined = false;
    }

    // What a MoveTo or the end leaves behind must be a whole line.
    bool finishPart()
    {
        if (!m_open)
            return true;
        m_open = false;
        if (m_type == GeomType::Unknown)
            return true;
        if (m_type == GeomType::Polygon || !m_lined)
            return false;
        const TilePart part = m_layer.parts.back();
        if (part.end - part.begin < 2) {
            m_layer.points.resize(part.begin);
            m_layer.parts.pop_back();
        }
        return true;
    }
    bool finish() { return finishPart(); }

    protozero::pbf_reader::const_uint32_iterator m_at, m_end;
    qint64 m_numbers;  // no more than this many numbers are left
    GeomType m_type;
    VectorLayer& m_layer;
    size_t m_firstPart = m_layer.parts.size();
    qint64 m_x = 0, m_y = 0;
    int m_outerSign = 0;
    bool m_open = false, m_lined = false, m_mended = false;
};

}  // namespace

qint64 doubleArea(std::span<const TilePoint> ring)
{
    if (ring.size() < 3)
        return 0;
    // Unsigned, so that an absurd ring wraps instead of being undefined.
    quint64 sum = 0;
    const TilePoint origin = ring.front();
    for (size_t i = 1; i + 1 < ring.size(); ++i) {
        const qint64 ax = ring[i].x - origin.x, ay = ring[i].y - origin.y;
        const qint64 bx = ring[i + 1].x - origin.x, by = ring[i + 1].y - origin.y;
        sum += quint64(ax * by - bx * ay);
    }
    return qint64(sum);
}

GeometryFault decodeGeometry(PackedNumbers commands, qsizetype packedBytes, GeomType type,
    VectorLayer& layer)
{
    const size_t parts = layer.parts.size();
    const size_t points = layer.points.size();
    GeometryReader reader(commands, packedBytes, type, layer);
    if (!reader.read()) {
        layer.parts.resize(parts);
        layer.points.resize(points);
        return GeometryFault::Bad;
    }
    return reader.mended() ? GeometryFault::Mended : GeometryFault::None;
}

}  // namespace kydai::geo
