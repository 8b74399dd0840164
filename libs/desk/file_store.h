// SPDX-License-Identifier: GPL-3.0-or-later
// Files chosen for a decision, copied into a folder of the profile under their sha256 before
// anything else happens to them: what was chosen survives a pulled memory stick, a cut line and a
// killed program. Blocking disk work; thread: one, the engine's own for files.
#pragma once

#include <QSet>

#include "deskdb/outbox.h"

namespace kydai::desk {

inline constexpr qint64 kMaxFileBytes = 20LL * 1024 * 1024;
inline constexpr qint64 kMaxVideoBytes = 64LL * 1024 * 1024;
inline constexpr const char* kPdf = "application/pdf";
inline constexpr const char* kMp4 = "video/mp4";

// By its first bytes: JPEG, PNG, WebP, PDF or MP4; empty = none of them.
QString fileTypeOf(QByteArrayView bytes);

class FileStore
{
public:
    explicit FileStore(QString folder) : m_folder(std::move(folder)) {}

    // Whole, durable and named before it returns. sha256, name, mime and bytes of the result are
    // set. Errors: Io (cannot be read), TooLarge, Unsupported (params "file"), Missing (empty
    // file), DiskFull.
    Result<Upload> keep(const QString& path, const QString& name);
    Result<Upload> keepBytes(const QByteArray& bytes, const QString& name);
    // Removes what is not in `known`: a program killed between file and row left it.
    void sweep(const QSet<QString>& known);

private:
    QString m_folder;
};

}  // namespace kydai::desk
