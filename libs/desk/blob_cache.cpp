// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/blob_cache.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>
#include <QUrl>

#include "desk/file_store.h"
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
    if (QFile::exists(pathOf(sha256)) || !ownPathOf(sha256).isEmpty())
        return State::Ready;
    if (m_loading.contains(sha256) || m_queue.contains(sha256))
        return State::Loading;
    return m_failed.contains(sha256) ? State::Failed : State::Absent;
}

QString BlobCache::ownPathOf(const QString& sha256) const
{
    const QString path = m_own + u'/' + sha256;
    return !m_own.isEmpty() && QFile::exists(path) ? path : QString();
}

QString BlobCache::path(const QString& sha256) const
{
    if (state(sha256) != State::Ready)
        return {};
    const QString own = ownPathOf(sha256);
    return own.isEmpty() ? pathOf(sha256) : own;
}

QString BlobCache::url(const QString& sha256) const
{
    const QString file = path(sha256);
    return file.isEmpty() ? QString() : QUrl::fromLocalFile(file).toString();
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

void BlobCache::openCopy(const QString& sha256, const QString& name)
{
    QFile file(path(sha256));
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
        return;
    const QString type = fileTypeOf(file.peek(16));
    const bool video = type == QLatin1String(kMp4);
    if (!video && type != QLatin1String(kPdf))
        return;
    if (!m_copies) {
        m_copies = std::make_unique<QTemporaryDir>(QDir::tempPath()
                                                   + QStringLiteral("/kydai-XXXXXX"));
    }
    // Named by the sender: nothing in it may mean anything to a shell or a file system.
    static const QRegularExpression odd(QStringLiteral("[^\\p{L}\\p{N} ._-]"),
                                        QRegularExpression::UseUnicodePropertiesOption);
    QString plain = QFileInfo(name).completeBaseName().remove(odd).left(80).trimmed();
    while (plain.startsWith(u'.') || plain.startsWith(u'-'))
        plain.remove(0, 1);
    const QDir dir(m_copies->filePath(sha256.left(16)));
    const QString copy = dir.filePath((plain.isEmpty() ? sha256.left(16) : plain)
                                      + (video ? QStringLiteral(".mp4") : QStringLiteral(".pdf")));
    if (QFile::exists(copy) || (dir.mkpath(QStringLiteral(".")) && file.copy(copy)))
        Q_EMIT copyReady(QUrl::fromLocalFile(copy));
}

void BlobCache::wipe()
{
    m_copies.reset();
    m_queue.clear();
    m_failed.clear();
    const QFileInfoList files = m_dir.entryInfoList(QDir::Files);
    for (const QFileInfo& file : files)
        QFile::remove(file.filePath());
    m_bytes = 0;
}

}  // namespace kydai::desk
