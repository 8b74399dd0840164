// SPDX-License-Identifier: GPL-3.0-or-later
// Photographs on this desk by sha256: fetched once, checked, kept up to kBlobCacheBytes, the least
// recently used first out. Wiped when the account leaves. GUI thread; at most kFetches at a time.
#pragma once

#include <functional>
#include <memory>

#include <QDir>
#include <QHash>
#include <QList>
#include <QObject>
#include <QSet>
#include <QTemporaryDir>
#include <QUrl>

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
    // A folder of files by sha256 that are this desk's own: shown from there, never removed here.
    void setOwnFolder(const QString& folder) { m_own = folder; }
    QString path(const QString& sha256) const;  // of the file; empty until Ready
    // A PDF alone in a private folder of the system's temporary files, under a harmless name, for a
    // program that is not ours; gone with wipe() and this object. Nothing when it is no PDF.
    void openCopy(const QString& sha256, const QString& name);
    void wipe();
    // An agency is given a copy without place and time in it: its hash is not the name's.
    void setChecked(bool checked) { m_checked = checked; }

Q_SIGNALS:
    void changed(const QString& sha256);
    void copyReady(const QUrl& copy);

private:
    QString pathOf(const QString& sha256) const;
    void pump();
    void store(const QString& sha256, const QByteArray& bytes);
    void trim();

    QString ownPathOf(const QString& sha256) const;

    QDir m_dir;
    QString m_own;
    std::unique_ptr<QTemporaryDir> m_copies;
    ServerApi& m_api;
    qint64 m_maxBytes;
    bool m_checked = true;
    qint64 m_bytes = -1;  // on disk, -1 = not counted yet
    QList<QString> m_queue;
    QSet<QString> m_loading;
    QHash<QString, Error> m_failed;
};

}  // namespace kydai::desk
