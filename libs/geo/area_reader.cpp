// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/area_reader.h"

#include <QJsonDocument>

#include <algorithm>
#include <cmath>

namespace kydai::geo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostSuccessors = 50;
constexpr double kMostPeople = 1e9;

// A code may be written as a number.
QString textOf(const QJsonValue& value)
{
    if (value.isDouble() && value.toDouble() >= 0 && value.toDouble() < 1e15)
        return QString::number(value.toDouble(), 'f', 0);
    return value.toString();
}

Result<QDate> dateOf(const QJsonValue& value)
{
    if (value.isNull() || value.isUndefined() || value == QJsonValue(u""_s))
        return QDate();
    const QDate date = QDate::fromString(value.toString(), u"yyyy-MM-dd"_s);
    if (!date.isValid())
        return fail(ErrorCode::BadInput);
    return date;
}

}  // namespace

Result<AreaIndex> AreaIndex::fromGeoJson(const QByteArray& bytes)
{
    return AreaReader().read(bytes);
}

tl::unexpected<Error> AreaReader::refuse(const char* what) const
{
    return fail(ErrorCode::BadInput, {QString::fromLatin1(what), QString::number(m_feature)},
                u"areas: %1, feature %2"_s.arg(QString::fromLatin1(what)).arg(m_feature));
}

Result<AreaIndex> AreaReader::read(const QByteArray& bytes)
{
    if (bytes.size() > kMostAreaBytes)
        return fail(ErrorCode::TooLarge, {u"bytes"_s, QString::number(kMostAreaBytes)});
    const QJsonDocument document = QJsonDocument::fromJson(bytes);
    if (!document.isObject())
        return refuse("json");
    if (document.object().value("type"_L1) != "FeatureCollection"_L1
        || !document.object().value("features"_L1).isArray())
        return refuse("FeatureCollection");
    const QJsonArray features = document.object().value("features"_L1).toArray();
    if (features.size() > kMostAreas)
        return fail(ErrorCode::TooLarge, {u"areas"_s, QString::number(kMostAreas)});
    for (const QJsonValue& feature : features) {
        ++m_feature;
        if (const auto done = readFeature(feature.toObject()); !done)
            return tl::unexpected(done.error());
    }
    m_made.index();
    return std::move(m_made);
}

Result<void> AreaReader::readFeature(const QJsonObject& feature)
{
    if (feature.value("type"_L1) != "Feature"_L1)
        return refuse("Feature");
    MapArea area;
    if (auto done = readProperties(feature.value("properties"_L1).toObject(), area); !done)
        return done;
    area.west = area.south = 1000;
    area.east = area.north = -1000;
    area.firstRing = m_made.rings();
    const QJsonObject geometry = feature.value("geometry"_L1).toObject();
    const QJsonArray coordinates = geometry.value("coordinates"_L1).toArray();
    const QString type = geometry.value("type"_L1).toString();
    if (type == "Polygon"_L1) {
        if (auto done = readPolygon(coordinates, area); !done)
            return done;
    } else if (type == "MultiPolygon"_L1) {
        for (const QJsonValue& polygon : coordinates) {
            if (auto done = readPolygon(polygon.toArray(), area); !done)
                return done;
        }
    } else {
        return refuse("geometry");
    }
    area.endRing = m_made.rings();
    if (area.endRing == area.firstRing)
        return refuse("no ring");
    m_made.m_areas.push_back(area);
    return {};
}

Result<void> AreaReader::readProperties(const QJsonObject& properties, MapArea& area)
{
    area.code = textOf(properties.value("code"_L1));
    area.name = properties.value("name"_L1).toString();
    area.kind = properties.value("kind"_L1).toString();
    if (area.code.isEmpty() || area.code.size() > kMaxDirectoryCode)
        return refuse("code");
    if (area.name.size() > kMaxDirectoryName || area.kind.size() > kMaxDirectoryCode)
        return refuse("name");
    const auto from = dateOf(properties.value("valid_from"_L1));
    const auto to = dateOf(properties.value("valid_to"_L1));
    if (!from || !to || (from->isValid() && to->isValid() && *from > *to))
        return refuse("validity");
    area.valid = {*from, *to};
    const QJsonValue listed = properties.value("successors"_L1);
    const QJsonArray successors = listed.toArray();
    if ((!listed.isArray() && !listed.isNull() && !listed.isUndefined())
        || successors.size() > kMostSuccessors)
        return refuse("successors");
    for (const QJsonValue& successor : successors) {
        area.successors.append(textOf(successor));
        if (area.successors.last().isEmpty() || area.successors.last().size() > kMaxDirectoryCode)
            return refuse("successors");
    }
    const double people = properties.value("population"_L1).toDouble(0);
    if (!(people >= 0 && people <= kMostPeople))
        return refuse("population");
    area.population = std::llround(people);
    return {};
}

Result<void> AreaReader::readPolygon(const QJsonArray& rings, MapArea& area)
{
    if (rings.isEmpty())
        return refuse("no ring");
    for (const QJsonValue& ring : rings) {
        if (auto done = readRing(ring.toArray(), area); !done)
            return done;
    }
    return {};
}

Result<void> AreaReader::readRing(const QJsonArray& ring, MapArea& area)
{
    auto& places = m_made.m_places;
    const size_t begin = places.size();
    if (static_cast<size_t>(ring.size()) + 1 > kMostAreaVertices - std::min(begin, kMostAreaVertices))
        return fail(ErrorCode::TooLarge, {u"vertices"_s, QString::number(kMostAreaVertices)});
    for (const QJsonValue& value : ring) {
        const QJsonArray pair = value.toArray();
        const double lon = pair.at(0).toDouble(1000), lat = pair.at(1).toDouble(1000);
        if (!(std::abs(lon) <= 180) || !(std::abs(lat) <= 90))
            return refuse("coordinate");
        places.push_back({lon, lat});
        area.west = std::min(area.west, lon);
        area.east = std::max(area.east, lon);
        area.south = std::min(area.south, lat);
        area.north = std::max(area.north, lat);
    }
    if (places.size() - begin < 3)
        return refuse("ring");
    const LonLat first = places[begin], last = places.back();
    if (first.lon != last.lon || first.lat != last.lat)
        places.push_back(first);  // not closed: the shape is plain all the same
    if (places.size() - begin < 4)
        return refuse("ring");
    m_made.m_ringStart.push_back(static_cast<quint32>(places.size()));
    m_made.m_areaOfRing.push_back(static_cast<quint32>(m_made.m_areas.size()));
    return {};
}

}  // namespace kydai::geo
