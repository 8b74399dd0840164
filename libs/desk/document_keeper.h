// SPDX-License-Identifier: GPL-3.0-or-later
// Named documents (core/documents.h) in a folder of the profile: read from there, fetched where the
// announced version is not here, checked by sha256, at most kDocumentsBytes together. An older
// version serves until the new one is whole. Blocking disk work; lives on one thread with a loop,
// the engine's own for files.
#pragma once

#include <functional>
#include <memory>

#include <QDir>
#include <QHash>

#include "core/result.h"

class QNetworkAccessManager;
class QNetworkReply;

namespace kydai::desk {

inline constexpr qint64 kDocumentsBytes = 32LL * 1024 * 1024;

struct DocumentNews {
    QString name, sha256;  // of what came, or could not be had
    QByteArray bytes;
    Error error{ErrorCode::None, {}, {}};
};

// What this account may read, and from where. Without a token the disk alone is asked.
struct DocumentsWanted {
    QString httpBase, token;
    QHash<QString, QString> versions;  // name -> sha256 the directory announces
};

class DocumentKeeper
{
public:
    using Tell = std::function<void(const DocumentNews&)>;
    DocumentKeeper(const QString& folder, Tell tell, qint64 maxBytes = kDocumentsBytes);
    ~DocumentKeeper();

    // Tells what was not told before; files of names that are not wanted are removed.
    void want(const DocumentsWanted& wanted);
    void wipe();  // also forgets what is on its way

private:
    QString fileOf(const QString& name, const QString& sha256) const;
    QStringList filesOf(const QString& name) const;  // newest first
    bool load(const QString& name, const QString& fileName);
    void fetch(const QString& name);
    void onReply(QNetworkReply& reply, const QString& name, const QString& sha256);
    Result<void> keep(const QString& name, const QString& sha256, const QByteArray& bytes);
    void sweep();

    QDir m_dir;
    Tell m_tell;
    qint64 m_maxBytes;
    DocumentsWanted m_wanted;
    QHash<QString, QString> m_told, m_loading;  // name -> sha256
    std::unique_ptr<QNetworkAccessManager> m_net;
};

}  // namespace kydai::desk
