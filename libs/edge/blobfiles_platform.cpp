// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/blobfiles.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUuid>

#include "ledger/sqliteledger.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> systemError(const QString& what)
{
    const int code = errno;
    const auto kind = code == ENOSPC || code == EDQUOT ? ErrorCode::DiskFull
        : code == EROFS || code == EACCES              ? ErrorCode::ReadOnly
                                                       : ErrorCode::Io;
    return fail(kind, {what}, QString::fromLocal8Bit(std::strerror(code)));
}

QString unfinishedFolder(const QString& dir) { return dir + u"/blobs/unfinished"_s; }

bool makeFolder(const QString& path)
{
    return ::mkdir(QFile::encodeName(path).constData(), 0700) == 0 || errno == EEXIST;
}

// A new name is durable only when the folder that holds it is.
void syncFolder(const QString& path)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    ::fsync(fd);
    ::close(fd);
}

}  // namespace

Result<void> BlobWriter::open()
{
    const QString folder = unfinishedFolder(m_dir);
    if (!makeFolder(m_dir + u"/blobs"_s) || !makeFolder(folder))
        return systemError(folder);
    m_path = folder + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    m_fd =
        ::open(QFile::encodeName(m_path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (m_fd < 0)
        return systemError(m_path);
    return {};
}

BlobWriter::~BlobWriter()
{
    if (m_fd >= 0) {
        ::close(m_fd);
        ::unlink(QFile::encodeName(m_path).constData());
    }
}

Result<void> BlobWriter::append(QByteArrayView bytes)
{
    if (m_error.code != ErrorCode::None)
        return tl::unexpected(m_error);
    if (m_fd < 0) {
        if (auto ok = open(); !ok) {
            m_error = ok.error();
            return ok;
        }
    }
    qsizetype at = 0;
    while (at < bytes.size()) {
        const ssize_t n = ::write(m_fd, bytes.data() + at, static_cast<size_t>(bytes.size() - at));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            m_error = systemError(u"blob"_s).value();
            return tl::unexpected(m_error);
        }
        at += n;
    }
    m_hash.addData(bytes);
    m_bytes += bytes.size();
    return {};
}

Result<QByteArray> BlobWriter::readBack()
{
    if (m_error.code != ErrorCode::None)
        return tl::unexpected(m_error);
    return readFilePart(m_path, 0, m_bytes);
}

Result<QString> BlobWriter::finish()
{
    if (m_error.code != ErrorCode::None)
        return tl::unexpected(m_error);
    const QString sha256 = QString::fromLatin1(m_hash.result().toHex());
    const QString target = blobPath(m_dir, sha256);
    const QString folder = QFileInfo(target).path();
    if (::fsync(m_fd) != 0)
        return systemError(m_path);
    if (!makeFolder(folder))
        return systemError(folder);
    if (::rename(QFile::encodeName(m_path).constData(), QFile::encodeName(target).constData()) != 0)
        return systemError(target);
    ::close(m_fd);
    m_fd = -1;
    syncFolder(folder);
    syncFolder(m_dir + u"/blobs"_s);
    return sha256;
}

Result<QByteArray> readFilePart(const QString& path, qint64 offset, qint64 length)
{
    const int fd = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return systemError(path);
    QByteArray out(length, Qt::Uninitialized);
    qint64 at = 0;
    while (at < length) {
        const ssize_t n =
            ::pread(fd, out.data() + at, static_cast<size_t>(length - at), offset + at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            const bool atEnd = n == 0;
            ::close(fd);
            return atEnd ? fail(ErrorCode::Io, {path}, u"shorter than the ledger says"_s)
                         : systemError(path);
        }
        at += n;
    }
    ::close(fd);
    return out;
}

void removeUnfinished(const QString& dir)
{
    QDir folder(unfinishedFolder(dir));
    const QStringList names = folder.entryList(QDir::Files);
    for (const QString& name : names)
        folder.remove(name);
}

}  // namespace kydai::edge
