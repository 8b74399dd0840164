// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/camera_watch.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "core/camera.h"
#include "desk/camera_layouts.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

CameraWatch::CameraWatch(Save save, QObject* parent)
    : RecordModel({"id", "name", "cameras", "size"}, parent), m_save(std::move(save))
{
}

void CameraWatch::load(const QByteArray& kept)
{
    m_lists.clear();
    m_lastId = 0;
    m_loaded = true;
    const QJsonArray lists = QJsonDocument::fromJson(kept).array();
    for (const QJsonValue value : lists) {
        List list{value[u"id"_s].toInt(), value[u"name"_s].toString().left(kMaxLayoutName), {}};
        const QJsonArray cameras = value[u"cameras"_s].toArray();
        for (const QJsonValue camera : cameras) {
            const QString code = camera.toString();
            if (!code.isEmpty() && code.size() <= kMaxCameraCode && list.cameras.size() < kMaxWatched
                && !list.cameras.contains(code))
                list.cameras.append(code);
        }
        if (list.id <= 0 || list.id > 1'000'000'000 || find(list.id) || list.name.isEmpty()
            || m_lists.size() >= kMaxWatchLists)
            continue;
        m_lastId = std::max(m_lastId, list.id);
        m_lists.append(list);
    }
    show();
}

void CameraWatch::clear()
{
    m_lists.clear();
    m_loaded = false;
    show();
}

CameraWatch::List* CameraWatch::find(int id)
{
    const auto at = std::find_if(m_lists.begin(), m_lists.end(),
                                 [id](const List& list) { return list.id == id; });
    return at == m_lists.end() ? nullptr : &*at;
}

bool CameraWatch::isFree(const QString& name, int except) const
{
    return !name.isEmpty() && std::none_of(m_lists.cbegin(), m_lists.cend(), [&](const List& l) {
        return l.id != except && l.name.compare(name, Qt::CaseInsensitive) == 0;
    });
}

void CameraWatch::keep()
{
    show();
    if (!m_loaded)
        return;
    QJsonArray lists;
    for (const List& list : std::as_const(m_lists)) {
        lists.append(QJsonObject{{u"id"_s, list.id},
                                 {u"name"_s, list.name},
                                 {u"cameras"_s, QJsonArray::fromStringList(list.cameras)}});
    }
    m_save(QJsonDocument(lists).toJson(QJsonDocument::Compact));
}

void CameraWatch::show()
{
    QList<QVariantList> records;
    for (const List& list : std::as_const(m_lists))
        records.append({list.id, list.name, list.cameras, static_cast<int>(list.cameras.size())});
    setRecords(records);
}

int CameraWatch::add(const QString& name)
{
    const QString wanted = name.simplified().left(kMaxLayoutName);
    if (!m_loaded || !isFree(wanted, 0) || m_lists.size() >= kMaxWatchLists)
        return 0;
    m_lists.append({++m_lastId, wanted, {}});
    keep();
    return m_lastId;
}

bool CameraWatch::remove(int id)
{
    if (m_lists.removeIf([id](const List& list) { return list.id == id; }) == 0)
        return false;
    keep();
    return true;
}

bool CameraWatch::rename(int id, const QString& name)
{
    const QString wanted = name.simplified().left(kMaxLayoutName);
    List* list = find(id);
    if (!list || !isFree(wanted, id))
        return false;
    list->name = wanted;
    keep();
    return true;
}

bool CameraWatch::setWatched(int id, const QString& camera, bool watched)
{
    List* list = find(id);
    if (!list || camera.isEmpty() || camera.size() > kMaxCameraCode)
        return false;
    if (list->cameras.contains(camera) == watched)
        return true;
    if (watched && list->cameras.size() >= kMaxWatched)
        return false;
    if (watched)
        list->cameras.append(camera);
    else
        list->cameras.removeAll(camera);
    keep();
    return true;
}

bool CameraWatch::isWatched(int id, const QString& camera) const
{
    return camerasOf(id).contains(camera);
}

QStringList CameraWatch::camerasOf(int id) const
{
    const List* list = const_cast<CameraWatch*>(this)->find(id);
    return list ? list->cameras : QStringList();
}

}  // namespace kydai::desk
