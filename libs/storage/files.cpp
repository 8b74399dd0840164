// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/files.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr QFileDevice::Permissions kOwnerFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

const QLatin1String kSuffixes[] = {""_L1, "-wal"_L1, "-shm"_L1};

tl::unexpected<Error> ioError(const QFileDevice& file, const QString& what)
{
    const bool full = file.error() == QFileDevice::ResourceError;
    return fail(full ? ErrorCode::DiskFull : ErrorCode::Io, {},
        u"%1: %2"_s.arg(what, file.errorString()));
}

}  // namespace

Result<void> makePrivateFolder(const QString& path)
{
    if (!QDir().mkpath(path))
        return fail(ErrorCode::Io, {}, u"cannot make the folder"_s);
    if (!QFile::setPermissions(path, kOwnerFile | QFileDevice::ExeOwner))
        return fail(ErrorCode::Io, {}, u"cannot make the folder private"_s);
    return {};
}

void createPrivateFile(const QString& path)
{
    if (QFileInfo::exists(path))
        return;
    QFile file(path);
    if (file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        file.setPermissions(kOwnerFile);
}

bool fileExists(const QString& path)
{
    return QFileInfo::exists(path);
}

Result<void> removeFile(const QString& path)
{
    QFile file(path);
    if (!file.exists() || file.remove())
        return {};
    return ioError(file, u"remove"_s);
}

Result<void> moveFile(const QString& from, const QString& to)
{
    QFile file(from);
    if (file.rename(to))
        return {};
    return ioError(file, u"rename"_s);
}

Result<void> removeDatabase(const QString& path)
{
    for (const QLatin1String suffix : kSuffixes) {
        if (Result<void> done = removeFile(path + suffix); !done)
            return done;
    }
    return {};
}

Result<QString> moveDatabaseAside(const QString& path, const QString& tag)
{
    const QString aside = path + u'.' + tag;
    if (fileExists(aside))
        return fail(ErrorCode::Io, {}, u"the name to move aside to is taken"_s);
    for (const QLatin1String suffix : kSuffixes) {
        if (!fileExists(path + suffix))
            continue;
        if (Result<void> done = moveFile(path + suffix, aside + suffix); !done)
            return tl::unexpected<Error>(done.error());
    }
    return aside;
}

Result<void> rotateFiles(const QString& base, int keep)
{
    const auto numbered = [&base](int n) { return base + u'.' + QString::number(n); };
    if (Result<void> done = removeFile(numbered(keep)); !done)
        return done;
    for (int n = keep - 1; n >= 1; --n) {
        if (!fileExists(numbered(n)))
            continue;
        if (Result<void> done = moveFile(numbered(n), numbered(n + 1)); !done)
            return done;
    }
    return {};
}

Reserve::Reserve(QString path, qint64 bytes) : m_path(std::move(path)), m_bytes(bytes) {}

Result<void> Reserve::ensure() const
{
    if (isHeld())
        return {};
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return ioError(file, u"reserve"_s);
    file.setPermissions(kOwnerFile);
    // Real bytes, not a hole: only those are free again after removal. Not all zero, so that a
    // compressing file system keeps them too.
    QByteArray block(1 << 16, '\0');
    quint32 noise = 0x9e3779b9;
    for (char& byte : block) {
        noise = noise * 1664525u + 1013904223u;
        byte = char(noise >> 24);
    }
    for (qint64 left = m_bytes; left > 0; left -= block.size()) {
        const qint64 part = qMin(left, qint64(block.size()));
        if (file.write(block.constData(), part) != part || !file.flush()) {
            const auto error = ioError(file, u"reserve"_s);
            file.close();
            file.remove();
            return error;
        }
    }
    return {};
}

bool Reserve::release() const
{
    return fileExists(m_path) && QFile::remove(m_path);
}

bool Reserve::isHeld() const
{
    return QFileInfo(m_path).size() >= m_bytes;
}

}  // namespace kydai
