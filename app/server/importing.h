// SPDX-License-Identifier: GPL-3.0-or-later
// What the imports share: the file, the rejects beside the store, the last line.
#pragma once

#include <QSaveFile>

#include "core/result.h"
#include "core/seams.h"

namespace kydai::server {

// The whole file; Io with the reason, TooLarge.
Result<QByteArray> readWhole(const QString& path, qint64 most);

// DIR/rejects/<input>-<time>.csv, made with its first line: line, reason, raw.
class Rejects
{
public:
    Rejects(const QString& dir, const QString& input, const Clock& clock);
    void add(qint64 line, const QString& reason, const QString& raw);
    qint64 count() const { return m_count; }
    // Writes the last line of an import; the exit code.
    int finish(qint64 imported, qint64 unchanged);

private:
    void keep(const QByteArray& row);
    QString m_path;
    std::unique_ptr<QSaveFile> m_file;
    qint64 m_count = 0;
    bool m_failed = false;
};

}  // namespace kydai::server
