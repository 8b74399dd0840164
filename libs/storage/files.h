// SPDX-License-Identifier: GPL-3.0-or-later
// What the database rooms need of the file system, so that they touch no file themselves.
// Any thread; every call is synchronous.
#pragma once

#include <QStringList>

#include "core/result.h"

namespace kydai {

// Makes the folder (and those above it) readable by its owner only.
Result<void> makePrivateFolder(const QString& path);
// Makes an empty file readable by its owner only, if there is none. Best effort.
void createPrivateFile(const QString& path);

bool fileExists(const QString& path);
Result<void> removeFile(const QString& path);  // an absent file is no error
Result<void> moveFile(const QString& from, const QString& to);  // `to` must be absent
// Removes a database with its -wal and -shm.
Result<void> removeDatabase(const QString& path);
// Renames a database with its -wal and -shm to <path>.<tag>, <path>.<tag>-wal ...; tag must be new.
// Returns the new path of the main file.
Result<QString> moveDatabaseAside(const QString& path, const QString& tag);

// Files <base>.1 (newest) ... <base>.<keep>: frees <base>.1 by moving each up, dropping the last.
Result<void> rotateFiles(const QString& base, int keep);

// A file whose only use is to be removed when the disk is full, so that the row in hand still fits.
class Reserve
{
public:
    static constexpr qint64 kBytes = 8LL << 20;
    explicit Reserve(QString path, qint64 bytes = kBytes);
    // Lays it down if it is absent or short; DiskFull when it does not fit (then nothing is left).
    Result<void> ensure() const;
    // Frees it; false when there was nothing to free.
    bool release() const;
    bool isHeld() const;

private:
    QString m_path;
    qint64 m_bytes;
};

}  // namespace kydai
