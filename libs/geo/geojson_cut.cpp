// SPDX-License-Identifier: GPL-3.0-or-later
// Cutting of kept features into the layers of one tile.
#include <algorithm>
#include <cmath>
#include <map>

#include "geo/clip.h"
#include "geo/geojson.h"

namespace kydai::geo {

namespace {

bool touches(const WorldBox& a, const WorldBox& b)
{
    return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}

class Cutter
{
public:
    Cutter(TileId id, const GeoJsonOptions& options)
        : m_tile(bounds(id)), m_extent(options.extent), m_scale(std::ldexp(1.0, id.z))
    {
        const double margin = double(options.buffer) / options.extent / m_scale;
        m_box = {m_tile.left - margin, m_tile.top - margin, m_tile.right + margin,
            m_tile.bottom + margin};
        if (id.z < options.maxZoom)
            m_tolerance = options.tolerance / options.extent / m_scale;
    }

    const WorldBox& box() const { return m_box; }

    void add(const GeoFeature& from, VectorLayer& layer)
    {
        VectorFeature feature;
        feature.id = from.id;
        feature.type = from.type;
        feature.partBegin = quint32(layer.parts.size());
        for (const GeoPart& part : from.parts) {
            if (touches(part.box, m_box))
                addPart(part, from.type, layer);
            else if (!part.hole)
                m_outerGone = true;
        }
        feature.partEnd = quint32(layer.parts.size());
        if (feature.partEnd == feature.partBegin)
            return;
        feature.tagBegin = quint32(layer.tags.size());
        for (const auto& [key, value] : from.tags)
            layer.tags.push_back({keyIndex(layer, key), valueIndex(layer, value)});
        feature.tagEnd = quint32(layer.tags.size());
        layer.features.push_back(feature);
    }

private:
    TilePoint place(World p) const
    {
        return {qint32(std::lround((p.x - m_tile.left) * m_scale * m_extent)),
            qint32(std::lround((p.y - m_tile.top) * m_scale * m_extent))};
    }

    Polyline simplified(const GeoPart& part) const
    {
        Polyline line;
        line.reserve(part.points.size());
        for (const GeoPoint& point : part.points) {
            if (point.weight >= m_tolerance)
                line.push_back({point.x, point.y});
        }
        return line;
    }

    void addPart(const GeoPart& part, GeomType type, VectorLayer& layer)
    {
        if (type == GeomType::Point) {
            Polyline inside;
            for (const GeoPoint& p : part.points) {
                if (touches({p.x, p.y, p.x, p.y}, m_box))
                    inside.push_back({p.x, p.y});
            }
            write(inside, 1, false, layer);
        } else if (type == GeomType::Line) {
            for (const Polyline& piece : clipLine(simplified(part), m_box))
                write(piece, 2, false, layer);
        } else {
            if (!part.hole)
                m_outerGone = false;
            else if (m_outerGone)
                return;  // a hole in nothing
            if (!write(clipRing(simplified(part), m_box), 3, part.hole, layer) && !part.hole)
                m_outerGone = true;
        }
    }

    bool write(const Polyline& line, size_t least, bool hole, VectorLayer& layer)
    {
        const quint32 begin = quint32(layer.points.size());
        for (const World& point : line) {
            const TilePoint at = place(point);
            if (least == 1 || layer.points.size() == begin || layer.points.back() != at)
                layer.points.push_back(at);
        }
        if (least == 3 && layer.points.size() > begin + 1
            && layer.points.back() == layer.points[begin])
            layer.points.pop_back();
        const TilePart part{begin, quint32(layer.points.size()), hole};
        const bool drawn = part.end - part.begin >= least
            && (least < 3 || doubleArea(layer.pointsOf(part)) != 0);
        if (drawn)
            layer.parts.push_back(part);
        else
            layer.points.resize(begin);
        return drawn;
    }

    quint32 keyIndex(VectorLayer& layer, const QString& key)
    {
        const auto [it, isNew] = m_keys[&layer].try_emplace(key, quint32(layer.keys.size()));
        if (isNew)
            layer.keys.push_back(key);
        return it->second;
    }

    quint32 valueIndex(VectorLayer& layer, const TagValue& value)
    {
        const auto [it, isNew] = m_values[&layer].try_emplace(value, quint32(layer.values.size()));
        if (isNew)
            layer.values.push_back(value);
        return it->second;
    }

    WorldBox m_tile, m_box;
    double m_extent;
    double m_scale;
    double m_tolerance = -1;
    bool m_outerGone = false;
    std::map<const VectorLayer*, std::map<QString, quint32>> m_keys;
    std::map<const VectorLayer*, std::map<TagValue, quint32>> m_values;
};

class Reader : public TileReader
{
public:
    explicit Reader(std::shared_ptr<const GeoJson> source) : m_source(std::move(source)) {}

    Result<std::optional<TileData>> tile(TileId id) override
    {
        const VectorTile cut = m_source->cut(id);
        if (cut.layers.empty())
            return std::optional<TileData>();
        return std::optional<TileData>({encodeVectorTile(cut), TileFormat::Mvt});
    }

private:
    std::shared_ptr<const GeoJson> m_source;
};

}  // namespace

VectorTile GeoJson::cut(TileId id) const
{
    VectorTile tile;
    if (!isValid(id) || id.z < m_options.info.minZoom)
        return tile;
    Cutter cutter(id, m_options);
    std::vector<VectorLayer> layers(m_layers.size());
    for (const GeoFeature& feature : m_features) {
        if (touches(feature.box, cutter.box()))
            cutter.add(feature, layers[size_t(feature.layer)]);
    }
    for (size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].features.empty())
            continue;
        layers[i].name = m_layers[i];
        layers[i].extent = m_options.extent;
        tile.layers.push_back(std::move(layers[i]));
    }
    return tile;
}

Result<std::unique_ptr<TileReader>> GeoJson::reader() const
{
    return std::unique_ptr<TileReader>(std::make_unique<Reader>(shared_from_this()));
}

}  // namespace kydai::geo
