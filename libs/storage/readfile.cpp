// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/readfile.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace kydai {

ReadFile::ReadFile(std::unique_ptr<QFile> file) : m_file(std::move(file)), m_size(m_file->size()) {}

ReadFile::ReadFile(ReadFile&& other) noexcept = default;

ReadFile& ReadFile::operator=(ReadFile&& other) noexcept = default;

ReadFile::~ReadFile() = default;

Result<ReadFile> ReadFile::open(const QString& path)
{
    // Opening a folder or a pipe may succeed, or wait for ever.
    if (!QFileInfo(path).isFile())
        return fail(ErrorCode::Missing, {u"file"_s}, u"no such file"_s);
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, {}, u"open: "_s + file->errorString());
    return ReadFile(std::move(file));
}

Result<QByteArray> ReadFile::read(qint64 offset, qint64 length) const
{
    if (offset < 0 || length < 0 || offset > m_size || length > m_size - offset)
        return fail(ErrorCode::Corrupt, {}, u"the file ends before %1"_s.arg(offset));
    if (!m_file->seek(offset))
        return fail(ErrorCode::Io, {}, u"seek: "_s + m_file->errorString());
    QByteArray bytes = m_file->read(length);
    if (bytes.size() == length)
        return bytes;
    if (m_file->error() != QFileDevice::NoError)
        return fail(ErrorCode::Io, {}, u"read: "_s + m_file->errorString());
    return fail(ErrorCode::Corrupt, {}, u"the file became shorter"_s);
}

Result<QByteArray> readWhole(const QString& path, qint64 maxBytes)
{
    Result<ReadFile> file = ReadFile::open(path);
    if (!file)
        return tl::unexpected<Error>(file.error());
    if (file->size() > maxBytes)
        return fail(ErrorCode::TooLarge, {u"file"_s, QString::number(maxBytes)});
    return file->read(0, file->size());
}

}  // namespace kydai
