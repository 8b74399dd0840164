// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/areafile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include "geo/area_index.h"
#include "geo/area_measure.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

const QStringList kProperties{u"code"_s,       u"name"_s,     u"kind"_s,      u"valid_from"_s,
                              u"valid_to"_s,   u"successors"_s, u"population"_s, u"fullName"_s,
                              u"nameEn"_s,     u"officialCode"_s};

// Five decimals are a metre; more only makes the document larger.
QJsonArray rounded(const QJsonArray& coordinates)
{
    QJsonArray out;
    for (const QJsonValue& value : coordinates) {
        if (value.isArray())
            out.append(rounded(value.toArray()));
        else if (out.size() < 2)
            out.append(std::round(value.toDouble() * 1e5) / 1e5);
    }
    return out;
}

QJsonObject collection(const QJsonArray& features)
{
    return {{u"type"_s, u"FeatureCollection"_s}, {u"features"_s, features}};
}

QByteArray bytesOf(const QJsonObject& object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString eraOf(const QJsonObject& feature)
{
    return feature.value("properties"_L1).toObject().value("code"_L1).toVariant().toString();
}

class Importer
{
public:
    Importer(const AreaMapping& mapping, const Directory& directory)
        : m_mapping(mapping), m_directory(directory)
    {}
    void read(const QJsonArray& features);
    bool dropUnknownSuccessors();  // true: some were
    AreaImport finish(const QJsonObject& file, const QByteArray& present);

private:
    struct Taken {
        int number;
        QJsonObject raw, feature;
        Area area;
    };
    QJsonObject propertiesOf(const QJsonObject& raw) const;
    Result<Taken> take(int number, const QJsonObject& feature);
    Area areaOf(const QJsonObject& properties, const geo::AreaIndex& shape) const;
    void reject(int number, const QString& reason, const QJsonObject& raw);

    const AreaMapping& m_mapping;
    const Directory& m_directory;
    std::vector<Taken> m_taken;
    QSet<QString> m_codes;
    AreaImport m_out;
};

QJsonObject Importer::propertiesOf(const QJsonObject& raw) const
{
    QJsonObject out;
    for (const QString& key : kProperties) {
        QJsonValue value = raw.value(m_mapping.properties.value(key, key));
        if (value.isUndefined())
            value = m_mapping.values.value(key);
        if (!value.isUndefined() && !value.isNull())
            out.insert(key, value);
    }
    return out;
}

Area Importer::areaOf(const QJsonObject& properties, const geo::AreaIndex& shape) const
{
    const geo::MapArea& m = shape.area(0);
    const Area* const known = m_directory.area(m.code);
    Area a = known ? *known : Area();
    a.code = m.code;
    const auto text = [&](QLatin1StringView key, QString& field) {
        if (properties.contains(key))
            field = properties.value(key).toVariant().toString();
    };
    text("name"_L1, a.name);
    text("kind"_L1, a.kind);
    text("fullName"_L1, a.fullName);
    text("nameEn"_L1, a.nameEn);
    text("officialCode"_L1, a.officialCode);
    if (properties.contains("valid_from"_L1))
        a.valid.from = m.valid.from;
    if (properties.contains("valid_to"_L1))
        a.valid.to = m.valid.to;
    if (properties.contains("successors"_L1))
        a.successors = m.successors;
    if (properties.contains("population"_L1))
        a.population = static_cast<int>(m.population);
    a.areaKm2 = std::round(geo::squareKilometres(shape, 0) * 100) / 100;
    const geo::LonLat inside = geo::pointInside(shape, 0);
    a.lon = std::round(inside.lon * 1e5) / 1e5;
    a.lat = std::round(inside.lat * 1e5) / 1e5;
    a.west = m.west;
    a.south = m.south;
    a.east = m.east;
    a.north = m.north;
    return a;
}

Result<Importer::Taken> Importer::take(int number, const QJsonObject& feature)
{
    const QJsonObject raw = feature.value("properties"_L1).toObject();
    QJsonObject clean = propertiesOf(raw);
    const QJsonObject geometry = feature.value("geometry"_L1).toObject();
    const QJsonObject made{
        {u"type"_s, feature.value("type"_L1)},
        {u"properties"_s, clean},
        {u"geometry"_s,
         QJsonObject{{u"type"_s, geometry.value("type"_L1)},
                     {u"coordinates"_s, rounded(geometry.value("coordinates"_L1).toArray())}}}};
    const Result<geo::AreaIndex> shape =
        geo::AreaIndex::fromGeoJson(bytesOf(collection({made})));
    if (!shape)
        return tl::unexpected(shape.error());
    Taken taken{number, raw, made, areaOf(clean, *shape)};
    // The document says the same as the directory, also where the file was silent.
    const Area& a = taken.area;
    clean.insert(u"code"_s, a.code);
    clean.insert(u"name"_s, a.name);
    clean.insert(u"kind"_s, a.kind);
    if (a.valid.from.isValid())
        clean.insert(u"valid_from"_s, a.valid.from.toString(Qt::ISODate));
    if (a.valid.to.isValid())
        clean.insert(u"valid_to"_s, a.valid.to.toString(Qt::ISODate));
    if (!a.successors.isEmpty())
        clean.insert(u"successors"_s, QJsonArray::fromStringList(a.successors));
    if (a.population > 0)
        clean.insert(u"population"_s, a.population);
    for (const QString& key : {u"fullName"_s, u"nameEn"_s, u"officialCode"_s})
        clean.remove(key);
    taken.feature.insert(u"properties"_s, clean);
    return taken;
}

void Importer::reject(int number, const QString& reason, const QJsonObject& raw)
{
    m_out.rejected.append({number, reason, QString::fromUtf8(bytesOf(raw)).left(2000)});
}

void Importer::read(const QJsonArray& features)
{
    int number = 0;
    for (const QJsonValue& value : features) {
        const QJsonObject feature = value.toObject();
        const QJsonObject raw = feature.value("properties"_L1).toObject();
        const Result<Taken> taken = take(++number, feature);
        if (!taken) {
            const Error& e = taken.error();
            reject(number, e.code == ErrorCode::TooLarge ? u"%1 beyond %2"_s.arg(
                               e.params.value(0), e.params.value(1)) : e.params.value(0), raw);
            continue;
        }
        Directory trial = Directory();
        if (m_codes.contains(taken->area.code)) {
            reject(number, u"code twice"_s, raw);
        } else if (const auto ok = trial.addArea(taken->area); !ok) {
            reject(number, ok.error().detail, raw);
        } else {
            m_codes.insert(taken->area.code);
            m_taken.push_back(*taken);
        }
    }
}

// Successors are codes of the file or of the directory. An area that goes may take others with it,
// wherever they stand in the file.
bool Importer::dropUnknownSuccessors()
{
    const size_t before = m_taken.size();
    for (auto it = m_taken.begin(); it != m_taken.end();) {
        QString missing;
        for (const QString& code : std::as_const(it->area.successors)) {
            if (!m_directory.area(code) && !m_codes.contains(code))
                missing = code;
        }
        if (missing.isEmpty()) {
            ++it;
            continue;
        }
        reject(it->number, u"successor %1 is not known"_s.arg(missing), it->raw);
        m_codes.remove(it->area.code);
        it = m_taken.erase(it);
    }
    return m_taken.size() < before;
}

AreaImport Importer::finish(const QJsonObject& file, const QByteArray& present)
{
    const QJsonObject before = QJsonDocument::fromJson(present).object();
    const bool keeps = !before.value("schematic"_L1).toBool();
    QHash<QString, QJsonObject> known;
    QStringList order;
    const QJsonArray there = keeps ? before.value("features"_L1).toArray() : QJsonArray();
    for (const QJsonValue& value : there) {
        const QString code = eraOf(value.toObject());
        known.insert(code, value.toObject());
        order.append(code);
    }
    for (const Taken& taken : m_taken) {
        const Area* const old = m_directory.area(taken.area.code);
        const bool same = old && *old == taken.area
                          && known.value(taken.area.code) == taken.feature;
        ++(same ? m_out.unchanged : m_out.imported);
        m_out.areas.append(taken.area);
        if (!known.contains(taken.area.code))
            order.append(taken.area.code);
        known.insert(taken.area.code, taken.feature);
    }
    QJsonArray features;
    for (const QString& code : std::as_const(order))
        features.append(known.value(code));
    QJsonObject document = collection(features);
    QString attribution = file.value("attribution"_L1).toString().left(kMaxDirectoryName);
    if (attribution.isEmpty() && keeps)
        attribution = before.value("attribution"_L1).toString();
    if (!attribution.isEmpty())
        document.insert(u"attribution"_s, attribution);
    if (file.value("schematic"_L1).toBool())
        document.insert(u"schematic"_s, true);
    m_out.document = bytesOf(document);
    m_out.changed = m_out.imported > 0;
    std::sort(m_out.rejected.begin(), m_out.rejected.end(),
              [](const RejectedArea& a, const RejectedArea& b) { return a.feature < b.feature; });
    return std::move(m_out);
}

}  // namespace

Result<AreaMapping> readAreaMapping(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    if (object.isEmpty())
        return fail(ErrorCode::BadInput, {u"json"_s}, u"the mapping is no JSON object"_s);
    AreaMapping mapping;
    const QJsonObject properties = object.value("properties"_L1).toObject();
    for (auto it = properties.begin(); it != properties.end(); ++it)
        mapping.properties.insert(it.key(), it.value().toString());
    mapping.values = object.value("values"_L1).toObject();
    for (const QString& key : mapping.properties.keys() + mapping.values.keys()) {
        if (!kProperties.contains(key)) {
            return fail(ErrorCode::BadInput, {key},
                        u"the mapping names %1; there are %2"_s.arg(key, kProperties.join(u", "_s)));
        }
    }
    return mapping;
}

Result<AreaImport> importAreas(const QByteArray& file, const AreaMapping& mapping,
                               const Directory& directory, const QByteArray& present)
{
    if (file.size() > geo::kMostAreaBytes)
        return fail(ErrorCode::TooLarge, {u"file"_s, QString::number(geo::kMostAreaBytes)});
    QJsonParseError error;
    const QJsonDocument parsed = QJsonDocument::fromJson(file, &error);
    if (!parsed.isObject()) {
        return fail(ErrorCode::BadInput, {u"json"_s},
                    u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    }
    const QJsonObject object = parsed.object();
    if (object.value("type"_L1) != "FeatureCollection"_L1
        || !object.value("features"_L1).isArray())
        return fail(ErrorCode::BadInput, {u"FeatureCollection"_s}, u"no FeatureCollection"_s);
    const QJsonArray features = object.value("features"_L1).toArray();
    if (features.size() > geo::kMostAreas)
        return fail(ErrorCode::TooLarge, {u"features"_s, QString::number(geo::kMostAreas)});
    Importer importer(mapping, directory);
    importer.read(features);
    while (importer.dropUnknownSuccessors()) {
    }
    return importer.finish(object, present);
}

bool isSchematic(const QByteArray& document)
{
    return QJsonDocument::fromJson(document).object().value("schematic"_L1).toBool();
}

}  // namespace kydai::intake
