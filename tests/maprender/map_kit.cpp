// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/map_kit.h"

#include <cstdio>

#include <QDir>
#include <QFile>
#include <QFontDatabase>

#include "geo/geojson.h"

using namespace Qt::StringLiterals;

namespace kydai::maprender::test {

QByteArray fileBytes(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString source(const QString& path)
{
    return QStringLiteral(KYDAI_SOURCE_DIR "/") + path;
}

ColourTable colours(const QString& theme)
{
    const auto table = coloursFromTokens(fileBytes(source(u"resources/tokens.json"_s)), theme);
    KYDAI_ASSERT(table);
    return *table;
}

QString face()
{
    static const QString family = [] {
        const QDir made(QStringLiteral(KYDAI_BINARY_DIR "/qml/Kydai/Ui/fonts"));
        QString found = u"Noto Sans"_s;
        for (const QString& file : made.entryList({u"*.otf"_s})) {
            const int id = QFontDatabase::addApplicationFont(made.filePath(file));
            if (id >= 0)
                found = u"Kydai Sans"_s;
        }
        return found;
    }();
    return family;
}

std::shared_ptr<const MapStyle> styleOf(const QByteArray& json)
{
    auto style = MapStyle::parse(json);
    if (!style)
        std::fprintf(stderr, "style: %s\n", qPrintable(style.error().detail));
    KYDAI_ASSERT(style);
    return std::make_shared<const MapStyle>(std::move(*style));
}

std::shared_ptr<const MapStyle> houseStyle(const QString& dress)
{
    return styleOf(fileBytes(source(u"resources/basemap/style_%1.json"_s.arg(dress))));
}

QList<PoolSource> houseMap()
{
    QList<PoolSource> sources;
    for (const QString& name : {u"national"_s, u"region"_s, u"centre"_s}) {
        geo::GeoJsonOptions options;
        options.layerKey = u"layer"_s;
        const QByteArray json = fileBytes(source(u"resources/basemap/%1.geojson"_s.arg(name)));
        const auto map = geo::GeoJson::parse(json, options);
        if (!map)
            std::fprintf(stderr, "%s: %s\n", qPrintable(name), qPrintable(map.error().detail));
        KYDAI_ASSERT(map);
        sources.append({*map, false});
    }
    return sources;
}

geo::VectorLayer& Drawing::layerOf(const QString& name)
{
    for (geo::VectorLayer& layer : tile.layers) {
        if (layer.name == name)
            return layer;
    }
    tile.layers.emplace_back();
    tile.layers.back().name = name;
    tile.layers.back().keys = {u"class"_s, u"name"_s};
    return tile.layers.back();
}

void Drawing::feature(const QString& layer, geo::GeomType type, const QString& kind,
                      const QString& name, const std::vector<geo::TilePoint>& points)
{
    geo::VectorLayer& into = layerOf(layer);
    geo::VectorFeature made;
    made.id = into.features.size() + 1;
    made.type = type;
    made.partBegin = static_cast<quint32>(into.parts.size());
    geo::TilePart part;
    part.begin = static_cast<quint32>(into.points.size());
    into.points.insert(into.points.end(), points.begin(), points.end());
    part.end = static_cast<quint32>(into.points.size());
    into.parts.push_back(part);
    made.partEnd = static_cast<quint32>(into.parts.size());
    made.tagBegin = static_cast<quint32>(into.tags.size());
    const auto tag = [&](quint32 key, const QString& value) {
        if (value.isEmpty())
            return;
        into.tags.push_back({key, static_cast<quint32>(into.values.size())});
        into.values.push_back(value);
    };
    tag(0, kind);
    tag(1, name);
    made.tagEnd = static_cast<quint32>(into.tags.size());
    into.features.push_back(made);
}

void Drawing::line(const QString& layer, const QString& kind, const QString& name,
                   std::initializer_list<geo::TilePoint> points)
{
    feature(layer, geo::GeomType::Line, kind, name, points);
}

void Drawing::square(const QString& layer, const QString& kind, int left, int top, int side)
{
    feature(layer, geo::GeomType::Polygon, kind, {},
            {{left, top}, {left + side, top}, {left + side, top + side}, {left, top + side}});
}

void Drawing::point(const QString& layer, const QString& kind, const QString& name, geo::TilePoint at)
{
    feature(layer, geo::GeomType::Point, kind, name, {at});
}

geo::TileData Drawing::data() const
{
    return {geo::encodeVectorTile(tile), geo::TileFormat::Mvt};
}

QRect changed(const QImage& a, const QImage& b)
{
    QRect box;
    if (a.size() != b.size())
        return box;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (a.pixel(x, y) != b.pixel(x, y))
                box |= QRect(x, y, 1, 1);
        }
    }
    return box;
}

int changedCount(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y);
    }
    return count;
}

void keep(const QImage& image, const QString& name)
{
    const QString folder = QStringLiteral(KYDAI_BINARY_DIR "/pictures/maprender");
    QDir().mkpath(folder);
    image.save(folder + u'/' + name + u".png"_s);
    std::printf("picture %s/%s.png\n", qPrintable(folder), qPrintable(name));
}

}  // namespace kydai::maprender::test
