// SPDX-License-Identifier: GPL-3.0-or-later
// Lists of cameras an account keeps an eye on ("floods", "night markets"), shown as a wall of their
// own. Kept beside the walls. GUI thread; pure but for the saver it is given.
#pragma once

#include <functional>

#include "desk/record_model.h"

namespace kydai::desk {

inline constexpr int kMaxWatchLists = 40;
inline constexpr int kMaxWatched = 200;  // cameras of one list

// Roles: id, name, cameras, size.
class CameraWatch : public kydai::desk::RecordModel
{
    Q_OBJECT

public:
    using Save = std::function<void(const QByteArray&)>;
    explicit CameraWatch(Save save, QObject* parent = nullptr);

    void load(const QByteArray& kept);
    void clear();

    // 0 or false = it cannot be: bound, name taken or empty, no such list.
    Q_INVOKABLE int add(const QString& name);
    Q_INVOKABLE bool remove(int id);
    Q_INVOKABLE bool rename(int id, const QString& name);
    Q_INVOKABLE bool setWatched(int id, const QString& camera, bool watched);
    Q_INVOKABLE bool isWatched(int id, const QString& camera) const;
    Q_INVOKABLE QStringList camerasOf(int id) const;

private:
    struct List {
        int id = 0;
        QString name;
        QStringList cameras;
    };
    List* find(int id);
    bool isFree(const QString& name, int except) const;
    void keep();
    void show();

    Save m_save;
    QList<List> m_lists;
    int m_lastId = 0;
    bool m_loaded = false;
};

}  // namespace kydai::desk
