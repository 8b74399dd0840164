// SPDX-License-Identifier: GPL-3.0-or-later
// Files of the blob store: written aside, made durable, then given their name, so that a file under
// its sha256 is always whole. One thread (the blob thread).
#pragma once

#include <QByteArrayView>
#include <QCryptographicHash>
#include <QString>

#include "core/result.h"

namespace kydai::edge {

// A file being written; removed again unless finished. Not movable, lives on the blob thread.
class BlobWriter
{
public:
    // dir: of the store. Opens nothing yet; the first append makes DIR/blobs and the file.
    explicit BlobWriter(QString dir) : m_dir(std::move(dir)) {}
    ~BlobWriter();
    BlobWriter(const BlobWriter&) = delete;
    BlobWriter& operator=(const BlobWriter&) = delete;

    // DiskFull, Io. After an error every further call fails.
    Result<void> append(QByteArrayView bytes);
    qint64 bytes() const { return m_bytes; }
    // The whole content, for the header and the metadata (bounded by the upload's limit).
    Result<QByteArray> readBack();
    // fsync and rename under its sha256 (hex), which is returned. Existing content is kept.
    Result<QString> finish();

private:
    Result<void> open();

    QString m_dir, m_path;
    int m_fd = -1;
    qint64 m_bytes = 0;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    Error m_error{ErrorCode::None, {}, {}};
};

// Bytes [offset, offset + length) of a file; Io when it is shorter or absent.
Result<QByteArray> readFilePart(const QString& path, qint64 offset, qint64 length);
// Removes what an interrupted run left unfinished.
void removeUnfinished(const QString& dir);

}  // namespace kydai::edge
