// SPDX-License-Identifier: GPL-3.0-or-later
#include "pack_list.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>
#include <QPointer>
#include <QThreadPool>

#include "desk/translate.h"

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

QStringList PackList::files() const
{
    QStringList list;
    for (const Pack& pack : m_packs)
        list.append(pack.file);
    return list;
}

void PackList::setFiles(const QStringList& wanted)
{
    if (wanted == files())
        return;
    beginResetModel();
    m_packs.clear();
    for (const QString& file : wanted.mid(0, kMostPacks))
        m_packs.append({file, {}, {}, false});
    endResetModel();
    Q_EMIT filesChanged();
    for (const QString& file : wanted.mid(0, kMostPacks))
        check(file, false);
}

void PackList::add(const QList<QUrl>& urls)
{
    for (const QUrl& url : urls) {
        const QString file = url.toLocalFile();
        if (!file.isEmpty() && !files().contains(file) && count() + m_checking < kMostPacks)
            check(file, true);
    }
}

void PackList::remove(int row)
{
    if (row < 0 || row >= count())
        return;
    beginRemoveRows({}, row, row);
    m_packs.removeAt(row);
    endRemoveRows();
    Q_EMIT filesChanged();
}

void PackList::check(const QString& file, bool isNew)
{
    ++m_checking;
    Q_EMIT checkingChanged();
    QThreadPool::globalInstance()->start([guard = QPointer<PackList>(this), file, isNew] {
        const auto result = std::make_shared<Result<geo::PackReport>>(geo::checkPack(file));
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [guard, file, isNew, result] {
                if (guard)
                    guard->checkedOne(file, isNew, *result);
            },
            Qt::QueuedConnection);
    });
}

void PackList::checkedOne(const QString& file, bool isNew, const Result<geo::PackReport>& result)
{
    --m_checking;
    Q_EMIT checkingChanged();
    const QString problem = result ? QString() : sentenceOf(geo::refusalOf(result.error()));
    if (isNew) {
        if (!result) {
            Q_EMIT refused(QFileInfo(file).fileName(), problem);
            return;
        }
        beginInsertRows({}, count(), count());
        m_packs.append({file, *result, {}, true});
        endInsertRows();
        Q_EMIT filesChanged();
        return;
    }
    for (int row = 0; row < count(); ++row) {
        if (m_packs.at(row).file != file)
            continue;
        m_packs[row].checked = true;
        m_packs[row].problem = problem;
        if (result)
            m_packs[row].report = *result;
        Q_EMIT dataChanged(index(row), index(row));
    }
}

QString PackList::detailOf(const Pack& pack) const
{
    if (!pack.checked || !pack.problem.isEmpty())
        return {};
    const geo::TileSourceInfo& info = pack.report.info;
    QStringList parts{translate("Map", "zooms %1 to %2").arg(info.minZoom).arg(info.maxZoom),
                      QLocale().formattedDataSize(pack.report.fileBytes)};
    if (pack.report.checkedTiles > 0)
        parts.append(translate("Map", "looked at %1 of its tiles").arg(pack.report.checkedTiles));
    parts.append(translate("Map", "%1–%2° E, %3–%4° N")
                     .arg(QLocale().toString(info.southWest.lon, 'f', 1), QLocale().toString(info.northEast.lon, 'f', 1),
                          QLocale().toString(info.southWest.lat, 'f', 1), QLocale().toString(info.northEast.lat, 'f', 1)));
    if (!pack.report.warning.isEmpty())
        parts.append(translate("Map", "a part of it is damaged"));
    for (const QString& more : {info.licence, info.date}) {
        if (!more.isEmpty())
            parts.append(more);
    }
    return parts.join(u" · "_s);
}

int PackList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PackList::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Pack& pack = m_packs.at(index.row());
    switch (role) {
    case NameRole:
        return pack.report.info.name.isEmpty() ? QFileInfo(pack.file).fileName()
                                               : pack.report.info.name;
    case DetailRole:
        return detailOf(pack);
    case CreditRole:
        return pack.report.info.attribution;
    case ProblemRole:
        return pack.problem;
    default:
        return {};
    }
}

QHash<int, QByteArray> PackList::roleNames() const
{
    return {{NameRole, "name"}, {DetailRole, "detail"}, {CreditRole, "credit"}, {ProblemRole, "problem"}};
}

QString PackList::sentenceOf(geo::PackRefusal refusal)
{
    switch (refusal) {
    case geo::PackRefusal::Missing:
        return translate("Map", "The file is not there or cannot be read.");
    case geo::PackRefusal::Empty:
    case geo::PackRefusal::NoTiles:
        return translate("Map", "There is no tile in the file.");
    case geo::PackRefusal::OsmExtract:
        return translate("Map", "This is an extract of OpenStreetMap: make a pack of it first.");
    case geo::PackRefusal::Archive:
        return translate("Map", "This is an archive: unpack it first.");
    case geo::PackRefusal::Pointer:
        return translate("Map", "This is only a placeholder of the file: copy the file itself.");
    case geo::PackRefusal::Unknown:
    case geo::PackRefusal::Format:
    case geo::PackRefusal::Version:
    case geo::PackRefusal::Packing:
    case geo::PackRefusal::Json:
        return translate("Map", "The map cannot read this kind of file. It reads MBTiles, PMTiles 3 and GeoJSON.");
    case geo::PackRefusal::Truncated:
    case geo::PackRefusal::Directory:
    case geo::PackRefusal::Tile:
    case geo::PackRefusal::Damaged:
        return translate("Map", "The file is damaged: copy it again.");
    case geo::PackRefusal::Position:
        return translate("Map", "Its positions are no degrees: convert it to WGS 84 first.");
    case geo::PackRefusal::TooLarge:
        return translate("Map", "The file is too large.");
    case geo::PackRefusal::Busy:
        return translate("Map", "The file is being written to, or its own queries do not end.");
    }
    return {};
}

}  // namespace kydai::mapqml
