// SPDX-License-Identifier: GPL-3.0-or-later
// Photographs on this desk by sha256: fetched once, checked, kept up to kBlobCacheBytes, the least
// recently used first out. Wiped when the account leaves. GUI thread; at most kFetches at a time.
#pragma once

#include <functional>

#include <QDir>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>

#include "desk/server_api.h"

namespace kydai::desk {

inline constexpr qint64 kBlobCacheBytes = 512LL * 1024 * 1024;
inline constexpr int kFetches = 4;

class BlobCache : public QObject
{
    Q_OBJECT

public:
    BlobCache(const QString& dir, ServerApi& api, qint64 maxBytes = kBlobCacheBytes,
              QObject* parent = nullptr);

    enum class State { Absent, Loading, Ready, Failed };
    State state(const QString& sha256) const;
    QString url(const QString& sha256) const;   // file URL, empty until Ready
    Error error(const QString& sha256) const { return m_failed.value(sha256); }
    void want(const QString& sha256, bool again = false);  // fetch when it is not here
    void put(const QString& sha256, const QByteArray& bytes);  // what was uploaded from here
    void wipe();
    // An agency is given a copy without place and time in it: its hash is not the name's.
    void setChecked(bool checked) { m_checked = checked; }

Q_SIGNALS:
    void changed(const QString& sha256);

private:
    QString pathOf(const QString& sha256) const;
    void pump();
    void store(const QString& sha256, const QByteArray& bytes);
    void trim();

    QDir m_dir;
    ServerApi& m_api;
    qint64 m_maxBytes;
    bool m_checked = true;
    qint64 m_bytes = -1;  // on disk, -1 = not counted yet
    QList<QString> m_queue;
    QSet<QString> m_loading;
    QHash<QString, Error> m_failed;
};

}  // namespace kydai::desk
