// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityvideo/clip_store.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace kydai::cityvideo {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kSumBytes = 32;

QByteArray sumOf(const QByteArray& bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

}  // namespace

ClipStore::ClipStore(QString folder, qint64 maxBytes)
    : m_folder(std::move(folder)), m_maxBytes(maxBytes)
{
}

QString ClipStore::fileOf(const StreamSpec& spec) const
{
    return QDir(m_folder).filePath(keyOf(spec) + u".clip"_s);
}

Result<QByteArray> ClipStore::load(const StreamSpec& spec) const
{
    QFile file(fileOf(spec));
    if (m_folder.isEmpty() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Unknown, {u"clip"_s, keyOf(spec)});
    if (file.size() > kMaxStreamBytes + kSumBytes || file.size() <= kSumBytes)
        return fail(ErrorCode::Corrupt, {u"clip"_s}, file.fileName());
    const QByteArray sum = file.read(kSumBytes);
    QByteArray stream = file.readAll();
    if (sumOf(stream) != sum)
        return fail(ErrorCode::Corrupt, {u"clip"_s}, file.fileName());
    return stream;
}

Result<void> ClipStore::save(const StreamSpec& spec, const QByteArray& stream)
{
    if (m_folder.isEmpty())
        return {};
    if (!QDir().mkpath(m_folder))
        return fail(ErrorCode::Io, {}, u"cannot make %1"_s.arg(m_folder));
    QSaveFile file(fileOf(spec));
    if (!file.open(QIODevice::WriteOnly) || file.write(sumOf(stream)) != kSumBytes
        || file.write(stream) != stream.size() || !file.commit())
        return fail(ErrorCode::Io, {}, file.errorString());
    trim(QFileInfo(fileOf(spec)).fileName());
    return {};
}

void ClipStore::trim(const QString& spared)
{
    QDir folder(m_folder);
    qint64 sum = 0;
    // The newest first: what no longer fits is what nobody has written for longest.
    for (const QFileInfo& file : folder.entryInfoList({u"*.clip"_s}, QDir::Files, QDir::Time)) {
        sum += file.size();
        if (sum > m_maxBytes && file.fileName() != spared)
            folder.remove(file.fileName());
    }
}

}  // namespace kydai::cityvideo
