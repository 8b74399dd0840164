// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/geojson.h"

#include <algorithm>
#include <cmath>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "geo/clip.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr int kMaxDepth = 8;        // geometry collections inside one another
constexpr int kMaxTags = 64;        // properties of one feature that are kept
constexpr int kMaxTagText = 1000;   // characters of one that are kept
constexpr size_t kMaxParsedLayers = 64;

Result<void> notGeoJson(const QString& why)
{
    return fail(ErrorCode::BadInput, {u"geojson"_s}, why);
}

WorldBox emptyBox()
{
    return {2, 2, -2, -2};
}

void grow(WorldBox& box, const WorldBox& by)
{
    box.left = std::min(box.left, by.left);
    box.top = std::min(box.top, by.top);
    box.right = std::max(box.right, by.right);
    box.bottom = std::max(box.bottom, by.bottom);
}

}  // namespace

class GeoJsonParser
{
public:
    explicit GeoJsonParser(GeoJson& out) : m_out(out) {}

    Result<void> read(const QJsonObject& root)
    {
        const QString type = root.value("type"_L1).toString();
        if (type == "Feature"_L1)
            return feature(root);
        if (type != "FeatureCollection"_L1) {
            GeoFeature bare;
            return geometry(root, bare, 0);
        }
        const QJsonValue features = root.value("features"_L1);
        if (!features.isArray())
            return notGeoJson(u"a collection without features"_s);
        const QJsonArray array = features.toArray();
        for (const QJsonValue& one : array) {
            if (!one.isObject())
                return notGeoJson(u"a feature that is no object"_s);
            if (Result<void> done = feature(one.toObject()); !done)
                return done;
        }
        return {};
    }

private:
    Result<void> feature(const QJsonObject& object)
    {
        if (object.value("type"_L1).toString() != "Feature"_L1)
            return notGeoJson(u"a member of the collection is no feature"_s);
        const QJsonValue shape = object.value("geometry"_L1);
        if (shape.isNull())
            return {};  // a feature nowhere
        if (!shape.isObject())
            return notGeoJson(u"a feature without geometry"_s);
        GeoFeature base;
        const double id = object.value("id"_L1).toDouble(-1);
        if (id >= 0 && id <= 9007199254740992.0 && id == std::floor(id))
            base.id = quint64(id);
        const QJsonObject properties = object.value("properties"_L1).toObject();
        readTags(properties, base);
        const QString& key = m_out.m_options.layerKey;
        QString layer = key.isEmpty() ? QString() : properties.value(key).toString().left(kMaxTagText);
        if (layer.isEmpty())
            layer = m_out.m_options.layerName;
        base.layer = layerIndex(layer);
        return geometry(shape.toObject(), base, 0);
    }

    static void readTags(const QJsonObject& properties, GeoFeature& feature)
    {
        for (auto it = properties.begin(); it != properties.end(); ++it) {
            if (feature.tags.size() >= size_t(kMaxTags))
                return;
            const QString key = it.key().left(kMaxTagText);
            const QJsonValue value = it.value();
            if (value.isString())
                feature.tags.emplace_back(key, value.toString().left(kMaxTagText));
            else if (value.isBool())
                feature.tags.emplace_back(key, value.toBool());
            else if (value.isDouble())
                feature.tags.emplace_back(key, number(value.toDouble()));
        }
    }

    static TagValue number(double value)
    {
        if (value == std::floor(value) && std::abs(value) <= 9007199254740992.0)
            return qint64(value);
        return value;
    }

    int layerIndex(const QString& name)
    {
        std::vector<QString>& layers = m_out.m_layers;
        const auto it = std::find(layers.begin(), layers.end(), name);
        if (it != layers.end())
            return int(it - layers.begin());
        if (layers.size() >= kMaxParsedLayers)  // the last one takes the rest
            return int(layers.size()) - 1;
        layers.push_back(name);
        return int(layers.size()) - 1;
    }

    Result<void> geometry(const QJsonObject& object, const GeoFeature& base, int depth)
    {
        const QString type = object.value("type"_L1).toString();
        if (type == "GeometryCollection"_L1) {
            if (depth >= kMaxDepth || !object.value("geometries"_L1).isArray())
                return notGeoJson(u"a broken collection of geometries"_s);
            const QJsonArray members = object.value("geometries"_L1).toArray();
            for (const QJsonValue& member : members) {
                if (Result<void> done = geometry(member.toObject(), base, depth + 1); !done)
                    return done;
            }
            return {};
        }
        const QJsonValue value = object.value("coordinates"_L1);
        if (!value.isArray())
            return notGeoJson(u"a geometry without coordinates"_s);
        const QJsonArray coordinates = value.toArray();
        GeoFeature feature = base;
        Result<void> done;
        if (type == "Point"_L1) {
            done = run(QJsonArray{coordinates}, GeomType::Point, false, feature);
        } else if (type == "MultiPoint"_L1) {
            done = run(coordinates, GeomType::Point, false, feature);
        } else if (type == "LineString"_L1) {
            done = run(coordinates, GeomType::Line, false, feature);
        } else if (type == "Polygon"_L1) {
            done = polygon(coordinates, feature);
        } else if (type == "MultiLineString"_L1 || type == "MultiPolygon"_L1) {
            for (const QJsonValue& member : coordinates) {
                const QJsonArray part = member.toArray();
                done = type == "MultiPolygon"_L1 ? polygon(part, feature)
                                                 : run(part, GeomType::Line, false, feature);
                if (!done)
                    break;
            }
        } else {
            return notGeoJson(u"an unknown type of geometry"_s);
        }
        if (!done || feature.parts.empty())
            return done;
        return keep(std::move(feature));
    }

    Result<void> keep(GeoFeature feature)
    {
        if (m_out.m_features.size() >= size_t(kMaxGeoJsonFeatures))
            return fail(ErrorCode::TooLarge, {u"features"_s, QString::number(kMaxGeoJsonFeatures)});
        if (m_out.m_layers.empty())
            layerIndex(m_out.m_options.layerName);
        feature.box = emptyBox();
        for (const GeoPart& part : feature.parts)
            grow(feature.box, part.box);
        m_out.m_features.push_back(std::move(feature));
        return {};
    }

    Result<void> polygon(const QJsonArray& rings, GeoFeature& feature)
    {
        bool hole = false;
        for (const QJsonValue& ring : rings) {
            const size_t before = feature.parts.size();
            if (Result<void> done = run(ring.toArray(), GeomType::Polygon, hole, feature); !done)
                return done;
            if (!hole && feature.parts.size() == before)
                return {};  // no outer ring, so no holes
            hole = true;
        }
        return {};
    }

    Result<void> run(const QJsonArray& positions, GeomType type, bool hole, GeoFeature& feature)
    {
        GeoPart part;
        part.hole = hole;
        part.box = emptyBox();
        part.points.reserve(size_t(positions.size()));
        for (const QJsonValue& position : positions) {
            const QJsonArray pair = position.toArray();
            if (pair.size() < 2 || !pair[0].isDouble() || !pair[1].isDouble())
                return notGeoJson(u"a position that is no pair of numbers"_s);
            const LonLat at{pair[0].toDouble(), pair[1].toDouble()};
            if (!(std::abs(at.lon) <= 180 && std::abs(at.lat) <= 90)) {
                return fail(ErrorCode::BadInput, {u"position"_s},
                    u"%1, %2 are no degrees"_s.arg(at.lon).arg(at.lat));
            }
            if (++m_points > kMaxGeoJsonPoints)
                return fail(ErrorCode::TooLarge, {u"points"_s, QString::number(kMaxGeoJsonPoints)});
            const World p = toWorld(at);
            part.points.push_back({p.x, p.y, 0});
            grow(part.box, {p.x, p.y, p.x, p.y});
        }
        if (type == GeomType::Polygon && part.points.size() > 1
            && part.points.front().x == part.points.back().x
            && part.points.front().y == part.points.back().y)
            part.points.pop_back();
        const size_t least = type == GeomType::Polygon ? 3 : type == GeomType::Line ? 2 : 1;
        if (part.points.size() < least)
            return {};  // draws nothing; common in data that was simplified elsewhere
        if (type != GeomType::Point)
            weighPoints(part.points, type == GeomType::Polygon);
        feature.type = type;
        feature.parts.push_back(std::move(part));
        return {};
    }

    GeoJson& m_out;
    int m_points = 0;
};

Result<std::shared_ptr<const GeoJson>> GeoJson::parse(QByteArrayView json,
    const GeoJsonOptions& options)
{
    if (json.size() > kMaxGeoJsonBytes)
        return fail(ErrorCode::TooLarge, {u"json"_s, QString::number(kMaxGeoJsonBytes)});
    if (json.startsWith(QByteArrayView("\xef\xbb\xbf")))
        json = json.sliced(3);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(
        QByteArray::fromRawData(json.data(), json.size()), &error);
    if (error.error != QJsonParseError::NoError) {
        return fail(ErrorCode::BadInput, {u"json"_s},
            u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    }
    if (!document.isObject())
        return tl::unexpected<Error>(notGeoJson(u"no object"_s).error());
    std::shared_ptr<GeoJson> source(new GeoJson);
    source->m_options = options;
    if (Result<void> done = GeoJsonParser(*source).read(document.object()); !done)
        return tl::unexpected<Error>(done.error());
    if (source->m_features.empty())
        return fail(ErrorCode::BadInput, {u"empty"_s}, u"no feature with a place"_s);
    WorldBox box = emptyBox();
    for (const GeoFeature& feature : source->m_features)
        grow(box, feature.box);
    TileSourceInfo& info = source->m_options.info;
    info.southWest = toLonLat({box.left, box.bottom});
    info.northEast = toLonLat({box.right, box.top});
    info.minZoom = options.minZoom;
    info.maxZoom = options.maxZoom;
    info.format = TileFormat::Mvt;
    return source;
}

}  // namespace kydai::geo
