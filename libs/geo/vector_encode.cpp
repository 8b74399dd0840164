// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>

#include <protozero/pbf_writer.hpp>

#include "geo/vector_tile.h"

namespace kydai::geo {

namespace {

using protozero::pbf_writer;

constexpr quint32 kMoveTo = 1, kLineTo = 2, kClosePath = 7;

class Pen
{
public:
    explicit Pen(std::vector<quint32>& out) : m_out(out) {}

    void command(quint32 id, size_t count) { m_out.push_back(quint32(count) << 3 | id); }
    void to(TilePoint point)
    {
        m_out.push_back(protozero::encode_zigzag32(point.x - m_at.x));
        m_out.push_back(protozero::encode_zigzag32(point.y - m_at.y));
        m_at = point;
    }

private:
    std::vector<quint32>& m_out;
    TilePoint m_at;
};

void encodeParts(const VectorLayer& layer, const VectorFeature& feature, std::vector<quint32>& out)
{
    Pen pen(out);
    for (const TilePart& part : layer.partsOf(feature)) {
        const std::span<const TilePoint> points = layer.pointsOf(part);
        if (points.empty())
            continue;
        if (feature.type == GeomType::Point || feature.type == GeomType::Unknown) {
            pen.command(kMoveTo, points.size());
            for (const TilePoint& point : points)
                pen.to(point);
            continue;
        }
        const bool ring = feature.type == GeomType::Polygon;
        const bool backwards = ring && (doubleArea(points) > 0) == part.hole;
        const auto at = [&](size_t i) { return points[backwards ? points.size() - 1 - i : i]; };
        pen.command(kMoveTo, 1);
        pen.to(at(0));
        if (points.size() > 1)
            pen.command(kLineTo, points.size() - 1);
        for (size_t i = 1; i < points.size(); ++i)
            pen.to(at(i));
        if (ring)
            pen.command(kClosePath, 1);
    }
}

void addValue(pbf_writer& layer, const TagValue& value)
{
    pbf_writer out(layer, 4);
    if (const auto* text = std::get_if<QString>(&value)) {
        const QByteArray utf8 = text->toUtf8();
        out.add_string(1, utf8.constData(), size_t(utf8.size()));
    } else if (const auto* real = std::get_if<double>(&value)) {
        out.add_double(3, *real);
    } else if (const auto* whole = std::get_if<qint64>(&value)) {
        out.add_sint64(6, *whole);
    } else if (const auto* natural = std::get_if<quint64>(&value)) {
        out.add_uint64(5, *natural);
    } else {
        out.add_bool(7, std::get<bool>(value));
    }
}

void addFeature(pbf_writer& out, const VectorLayer& layer, const VectorFeature& feature)
{
    std::vector<quint32> geometry;
    encodeParts(layer, feature, geometry);
    if (geometry.empty())
        return;
    pbf_writer one(out, 2);
    if (feature.id != 0)
        one.add_uint64(1, feature.id);
    std::vector<quint32> tags;
    for (quint32 i = feature.tagBegin; i < feature.tagEnd; ++i) {
        tags.push_back(layer.tags[i].key);
        tags.push_back(layer.tags[i].value);
    }
    if (!tags.empty())
        one.add_packed_uint32(2, tags.begin(), tags.end());
    one.add_enum(3, qint32(feature.type));
    one.add_packed_uint32(4, geometry.begin(), geometry.end());
}

}  // namespace

QByteArray encodeVectorTile(const VectorTile& tile)
{
    std::string bytes;
    pbf_writer out(bytes);
    for (const VectorLayer& layer : tile.layers) {
        pbf_writer one(out, 3);
        one.add_uint32(15, 2);
        const QByteArray name = layer.name.toUtf8();
        one.add_string(1, name.constData(), size_t(name.size()));
        for (const VectorFeature& feature : layer.features)
            addFeature(one, layer, feature);
        for (const QString& key : layer.keys) {
            const QByteArray utf8 = key.toUtf8();
            one.add_string(3, utf8.constData(), size_t(utf8.size()));
        }
        for (const TagValue& value : layer.values)
            addValue(one, value);
        one.add_uint32(5, layer.extent);
    }
    return QByteArray::fromStdString(bytes);
}

}  // namespace kydai::geo
