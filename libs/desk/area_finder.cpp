// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/area_finder.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QThreadPool>

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

const QString kAreas = u"areas"_s;

bool isValidOn(const QJsonObject& properties, QDate day)
{
    const auto date = [&](QLatin1StringView key) {
        return QDate::fromString(properties.value(key).toString(), Qt::ISODate);
    };
    return Validity{date("valid_from"_L1), date("valid_to"_L1)}.contains(day);
}

}  // namespace

AreaFinder::AreaFinder(DeskDocuments& documents, DeskCore& core, QObject* parent)
    : QObject(parent), m_documents(documents), m_core(core)
{
    connect(&documents, &DeskDocuments::changed, this, [this](const QString& name) {
        if (name == kAreas)
            read();
    });
}

QString AreaFinder::areaAt(double lon, double lat) const
{
    if (!m_index || (lon == 0 && lat == 0))
        return {};
    const int at = m_index->areaAt({lon, lat}, {});
    return at < 0 ? QString() : m_index->area(at).code;
}

void AreaFinder::minute()
{
    if (m_day.isValid() && localDate(m_core.nowMs()) != m_day)
        read();
}

AreaFinder::Read AreaFinder::readDocument(const QByteArray& bytes, QDate day)
{
    QJsonObject document = QJsonDocument::fromJson(bytes).object();
    QJsonArray today;
    const QJsonArray features = document.value("features"_L1).toArray();
    for (const QJsonValue& feature : features) {
        if (isValidOn(feature["properties"_L1].toObject(), day))
            today.append(feature);
    }
    Read read;
    read.attribution = document.value("attribution"_L1).toString().left(kMaxDirectoryName);
    read.schematic = document.value("schematic"_L1).toBool();
    document.insert(u"features"_s, today);
    auto made = geo::AreaIndex::fromGeoJson(QJsonDocument(document).toJson(QJsonDocument::Compact));
    if (made && made->size() > 0)
        read.index = std::make_shared<const geo::AreaIndex>(std::move(*made));
    return read;
}

void AreaFinder::read()
{
    m_day = localDate(m_core.nowMs());
    const quint64 number = ++m_number;
    QThreadPool::globalInstance()->start(
        [guard = QPointer<AreaFinder>(this), number, day = m_day,
         bytes = m_documents.bytes(kAreas)] {
            const auto made = std::make_shared<const Read>(readDocument(bytes, day));
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [guard, number, made] {
                    if (guard)
                        guard->take(number, *made);
                },
                Qt::QueuedConnection);
        });
}

void AreaFinder::take(quint64 number, const Read& read)
{
    if (number != m_number)
        return;
    m_index = read.index;
    m_attribution = read.attribution;
    m_schematic = read.schematic;
    Q_EMIT changed();
}

}  // namespace kydai::desk
