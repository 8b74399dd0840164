// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/file_store.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include "core/case.h"
#include "desk/disk_platform.h"
#include "storage/files.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> diskError(const QFileDevice& file)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return fail(full ? ErrorCode::DiskFull : ErrorCode::Io, {}, file.errorString());
}

Result<void> sizeAllowed(qint64 bytes, bool video)
{
    if (bytes > (video ? kMaxVideoBytes : kMaxFileBytes))
        return fail(ErrorCode::TooLarge, {u"file"_s, video ? u"64 MB"_s : u"20 MB"_s});
    if (bytes == 0)
        return fail(ErrorCode::Missing, {u"file"_s});
    return {};
}

}  // namespace

QString fileTypeOf(QByteArrayView bytes)
{
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return u"image/jpeg"_s;
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return u"image/png"_s;
    if (bytes.size() >= 16 && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == "WEBP")
        return u"image/webp"_s;
    if (bytes.startsWith("%PDF-"))
        return QString::fromLatin1(kPdf);
    // Its brand: the same boxes also carry photos (HEIC, AVIF).
    static const QByteArrayList brands{"isom", "iso2", "iso4", "iso5", "iso6", "mp41",
                                       "mp42", "avc1", "M4V ", "MSNV"};
    if (bytes.size() >= 12 && bytes.sliced(4, 4) == "ftyp"
        && brands.contains(bytes.sliced(8, 4).toByteArray()))
        return QString::fromLatin1(kMp4);
    return {};
}

Result<Upload> FileStore::keep(const QString& path, const QString& name)
{
    QFile file(path);
    // A pipe or a device would never end.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, {}, file.errorString());
    const bool video = fileTypeOf(file.peek(16)) == QLatin1String(kMp4);
    if (const Result<void> allowed = sizeAllowed(file.size(), video); !allowed)
        return tl::unexpected<Error>(allowed.error());
    const QByteArray bytes = file.read(kMaxVideoBytes + 1);  // it may be growing
    if (file.error() != QFileDevice::NoError)
        return fail(ErrorCode::Io, {}, file.errorString());
    return keepBytes(bytes, name.isEmpty() ? QFileInfo(path).fileName() : name);
}

Result<Upload> FileStore::keepBytes(const QByteArray& bytes, const QString& name)
{
    Upload upload;
    upload.mime = fileTypeOf(bytes);
    const bool video = upload.mime == QLatin1String(kMp4);
    if (const Result<void> allowed = sizeAllowed(bytes.size(), video); !allowed)
        return tl::unexpected<Error>(allowed.error());
    if (upload.mime.isEmpty())
        return fail(ErrorCode::Unsupported, {u"file"_s});
    upload.sha256 = QString::fromLatin1(
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    upload.name = name.left(kMaxLine);
    upload.bytes = bytes.size();
    if (const Result<void> made = makePrivateFolder(m_folder); !made)
        return tl::unexpected<Error>(made.error());
    const QString path = QDir(m_folder).filePath(upload.sha256);
    if (QFileInfo(path).size() == upload.bytes)
        return upload;
    QSaveFile file(path);  // synced before it takes its name
    if (!file.open(QIODevice::WriteOnly))
        return diskError(file);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (file.write(bytes) != bytes.size() || !file.flush() || !file.commit())
        return diskError(file);
    if (!syncFolder(m_folder))
        return fail(ErrorCode::Io, {}, u"the folder cannot be synced"_s);
    return upload;
}

void FileStore::sweep(const QSet<QString>& known)
{
    const QFileInfoList files = QDir(m_folder).entryInfoList(QDir::Files | QDir::Hidden);
    for (const QFileInfo& file : files) {
        if (!known.contains(file.fileName()))
            QFile::remove(file.filePath());
    }
}

}  // namespace kydai::desk
