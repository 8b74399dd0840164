// SPDX-License-Identifier: GPL-3.0-or-later
#include "base_map.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QObject>
#include <QPointer>
#include <QThreadPool>

#include "geo/geojson.h"
#include "geo/pack_check.h"

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

namespace {

struct Part {
    const char* file;
    bool schematic;
};
constexpr Part kParts[] = {
    {"national", false},
    {"region", false},
    {"centre", true},
};

QByteArray readResource(const QString& name)
{
    QFile file(u":/kydai/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Where a place has a name in the language asked for, that one is its name.
QByteArray renamed(const QByteArray& json, const QString& language)
{
    const QString key = u"name_"_s + language;
    QJsonObject root = QJsonDocument::fromJson(json).object();
    QJsonArray features = root.value(u"features"_s).toArray();
    for (QJsonValueRef value : features) {
        QJsonObject feature = value.toObject();
        QJsonObject tags = feature.value(u"properties"_s).toObject();
        const QString own = tags.value(key).toString();
        if (own.isEmpty())
            continue;
        tags.insert(u"name"_s, own);
        feature.insert(u"properties"_s, tags);
        value = feature;
    }
    root.insert(u"features"_s, features);
    return QJsonDocument(root).toJson(QJsonDocument::Compact);
}

// The largest zoom is never reached: drawings are cut for every zoom.
constexpr int kDrawnToZoom = 20;

void addOwn(BaseMap& map, const Part& part)
{
    const QString name = QString::fromLatin1(part.file);
    QByteArray json = readResource(u"basemap/%1.geojson"_s.arg(name));
    const QString attribution =
        QJsonDocument::fromJson(json).object().value(u"attribution"_s).toString();
    if (map.wish.language != u"vi"_s)
        json = renamed(json, map.wish.language);
    geo::GeoJsonOptions options;
    options.layerKey = u"layer"_s;
    options.maxZoom = kDrawnToZoom;
    options.info.name = name;
    options.info.attribution = attribution;
    auto source = geo::GeoJson::parse(json, options);
    if (!source) {
        map.problem = u"%1: %2"_s.arg(name, source.error().detail);
        return;
    }
    map.sources.append({*source, false});
    map.schematic.append(part.schematic);
}

// The names of the archipelagos and seas stay above every pack.
void addNamesAbove(BaseMap& map)
{
    QJsonObject root = QJsonDocument::fromJson(readResource(u"basemap/national.geojson"_s)).object();
    QJsonArray names;
    const QJsonArray features = root.value(u"features"_s).toArray();
    for (const QJsonValue& feature : features) {
        if (feature[u"properties"_s][u"layer"_s].toString() == u"label"_s)
            names.append(feature);
    }
    root.insert(u"features"_s, names);
    geo::GeoJsonOptions options;
    options.layerKey = u"layer"_s;
    options.maxZoom = kDrawnToZoom;
    QByteArray json = QJsonDocument(root).toJson(QJsonDocument::Compact);
    if (map.wish.language != u"vi"_s)
        json = renamed(json, map.wish.language);
    if (auto source = geo::GeoJson::parse(json, options)) {
        map.sources.append({*source, false});
        map.schematic.append(false);
    }
}

BaseMapPtr load(const BaseMapWish& wish)
{
    auto map = std::make_shared<BaseMap>();
    map->wish = wish;
    for (const Part& part : kParts)
        addOwn(*map, part);
    for (const QString& path : wish.packs) {
        const auto pack = geo::openPack(path);
        if (!pack) {
            map->problem = u"%1: %2"_s.arg(path, pack.error().detail);
            continue;
        }
        map->sources.append({*pack, true});
        map->schematic.append(false);
    }
    if (!wish.packs.isEmpty())
        addNamesAbove(*map);
    const auto colours = maprender::coloursFromTokens(readResource(u"tokens.json"_s), wish.theme);
    if (colours)
        map->colours = *colours;
    else
        map->problem = u"colours: %1"_s.arg(colours.error().detail);
    const auto style =
        maprender::MapStyle::parse(readResource(u"basemap/style_%1.json"_s.arg(wish.theme)));
    if (style)
        map->style = std::make_shared<const maprender::MapStyle>(*style);
    else
        map->problem = u"style: %1"_s.arg(style.error().detail);
    return map;
}

// The last maps made, weakly: two maps of one window share the sources.
QList<std::weak_ptr<const BaseMap>>& kept()
{
    static QList<std::weak_ptr<const BaseMap>> list;
    return list;
}

}  // namespace

void loadBaseMap(const BaseMapWish& wish, QObject* receiver, std::function<void(BaseMapPtr)> done)
{
    const QPointer<QObject> guard(receiver);
    const auto give = [guard, done = std::move(done)](const BaseMapPtr& map) {
        if (guard)
            done(map);
    };
    kept().removeIf([](const auto& weak) { return weak.expired(); });
    for (const auto& weak : std::as_const(kept())) {
        const BaseMapPtr map = weak.lock();
        if (map && map->wish == wish) {
            QMetaObject::invokeMethod(receiver, [give, map] { give(map); }, Qt::QueuedConnection);
            return;
        }
    }
    QThreadPool::globalInstance()->start([wish, give, home = receiver->thread()] {
        const BaseMapPtr map = load(wish);
        // Through an object that outlives the receiver.
        auto* messenger = new QObject;
        messenger->moveToThread(home);
        QMetaObject::invokeMethod(
            messenger,
            [messenger, give, map] {
                kept().append(map);
                give(map);
                messenger->deleteLater();
            },
            Qt::QueuedConnection);
    });
}

Credits creditsFor(const BaseMap& map, const geo::WorldBox& view, double zoom)
{
    Credits credits;
    for (qsizetype i = 0; i < map.sources.size(); ++i) {
        const geo::TileSourceInfo& info = map.sources.at(i).source->info();
        const geo::WorldBox box = info.area();
        const bool meets = box.left < view.right && box.right > view.left && box.top < view.bottom
            && box.bottom > view.top;
        if (!meets || zoom < info.minZoom)
            continue;
        credits.schematic = credits.schematic || (map.schematic.at(i) && zoom >= 10);
        if (!info.attribution.isEmpty() && !credits.sources.contains(info.attribution))
            credits.sources.append(info.attribution);
    }
    return credits;
}

}  // namespace kydai::mapqml
