// SPDX-License-Identifier: GPL-3.0-or-later
// A file read in pieces, at any place. Thread: one at a time. Errors: Io, Missing, Corrupt (cut).
#pragma once

#include <memory>

#include <QByteArray>

#include "core/result.h"

class QFile;

namespace kydai {

class ReadFile
{
public:
    static Result<ReadFile> open(const QString& path);
    ReadFile(ReadFile&& other) noexcept;
    ReadFile& operator=(ReadFile&& other) noexcept;
    ~ReadFile();

    qint64 size() const { return m_size; }  // as it was when opened
    // Exactly `length` bytes from `offset`; Corrupt when the file does not have them.
    Result<QByteArray> read(qint64 offset, qint64 length) const;

private:
    explicit ReadFile(std::unique_ptr<QFile> file);
    std::unique_ptr<QFile> m_file;
    qint64 m_size = 0;
};

// The whole of a file of at most maxBytes; TooLarge beyond.
Result<QByteArray> readWhole(const QString& path, qint64 maxBytes);

}  // namespace kydai
