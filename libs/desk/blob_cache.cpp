// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/blob_cache.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUrl>

#include "core/rules_args.h"

namespace kydai::desk {

BlobCache::BlobCache(const QString& dir, ServerApi& api, qint64 maxBytes, QObject* parent)
    : QObject(parent), m_dir(dir), m_api(api), m_maxBytes(maxBytes)
{
    m_dir.mkpath(QStringLiteral("."));
}

QString BlobCache::pathOf(const QString& sha256) const
{
    KYDAI_ASSERT(args::isSha256(sha256));  // it becomes a file name
    return m_dir.filePath(sha256);
}

BlobCache::State BlobCache::state(const QString& sha256) const
{
    if (!args::isSha256(sha256))
        return State::Failed;
    if (QFile::exists(pathOf(sha256)))
        return State::Ready;
    if (m_loading.contains(sha256) || m_queue.contains(sha256))
        return State::Loading;
    return m_failed.contains(sha256) ? State::Failed : State::Absent;
}

QString BlobCache::url(const QString& sha256) const
{
    return state(sha256) == State::Ready ? QUrl::fromLocalFile(pathOf(sha256)).toString()
                                         : QString();
}

void BlobCache::want(const QString& sha256, bool again)
{
    if (again)
        m_failed.remove(sha256);
    if (state(sha256) != State::Absent)
        return;
    m_queue.append(sha256);
    pump();
}

void BlobCache::pump()
{
    while (m_loading.size() < kFetches && !m_queue.isEmpty()) {
        const QString sha256 = m_queue.takeLast();  // what was looked at last is on screen now
        m_loading.insert(sha256);
        m_api.blob(sha256, [this, sha256](const Result<QByteArray>& bytes) {
            m_loading.remove(sha256);
            if (!bytes)
                m_failed.insert(sha256, bytes.error());
            else
                store(sha256, *bytes);
            Q_EMIT changed(sha256);
            pump();
        });
    }
}

void BlobCache::put(const QString& sha256, const QByteArray& bytes)
{
    store(sha256, bytes);
    Q_EMIT changed(sha256);
}

void BlobCache::store(const QString& sha256, const QByteArray& bytes)
{
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
    if (m_checked && hash != sha256.toLatin1()) {
        m_failed.insert(sha256, {ErrorCode::Corrupt, {}, QString::fromLatin1(hash)});
        return;
    }
    QSaveFile file(pathOf(sha256));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        m_failed.insert(sha256, {ErrorCode::Io, {}, file.errorString()});
        return;
    }
    if (m_bytes >= 0)
        m_bytes += bytes.size();
    trim();
}

void BlobCache::trim()
{
    if (m_bytes >= 0 && m_bytes <= m_maxBytes)
        return;
    m_bytes = 0;
    const QFileInfoList files = m_dir.entryInfoList(QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo& file : files)
        m_bytes += file.size();
    for (const QFileInfo& file : files) {
        if (m_bytes <= m_maxBytes * 9 / 10 && m_bytes <= m_maxBytes)
            break;
        if (QFile::remove(file.filePath()))
            m_bytes -= file.size();
    }
}

void BlobCache::wipe()
{
    m_queue.clear();
    m_failed.clear();
    const QFileInfoList files = m_dir.entryInfoList(QDir::Files);
    for (const QFileInfo& file : files)
        QFile::remove(file.filePath());
    m_bytes = 0;
}

}  // namespace kydai::desk
