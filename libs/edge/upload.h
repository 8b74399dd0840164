// SPDX-License-Identifier: GPL-3.0-or-later
// Files on their way from a socket to the blob store: pieces go to the blob thread as they come,
// the next is read when the one before is written. Loop thread.
#pragma once

#include "edge/blobfiles.h"
#include "edge/http.h"
#include "edge/worker.h"
#include "intake/multipart.h"
#include "ledger/records.h"

namespace kydai::edge {

inline constexpr const char* kPdfMime = "application/pdf";
inline constexpr const char* kMp4Mime = "video/mp4";

// What a body with files came to. The files are not in the store before keep().
class Upload : public std::enable_shared_from_this<Upload>
{
public:
    Upload(Worker& blobs, QString dir) : m_blobs(blobs), m_dir(std::move(dir)) {}
    ~Upload();

    // Reads the exchange's body as multipart/form-data, or (raw) as one file.
    void read(const ExchangePointer& exchange, const intake::MultipartLimits& limits,
              std::function<void(Result<void>)> done);
    void readRaw(const ExchangePointer& exchange, qint64 limit, const QString& name,
                 std::function<void(Result<void>)> done);

    const intake::Form& form() const { return m_form; }
    int files() const;   // those with content

    // What may be kept: citizens send pictures, an account also letters as PDF, the centre also
    // clips of its cameras as MP4. PDF and MP4 stay as they were sent, with whatever their authors'
    // programs wrote into them.
    enum class Accept { Pictures, PicturesAndPdf, Everything };
    // The bound of every file that is no clip; none by default.
    void boundFiles(qint64 bytes) { m_fileBytes = bytes; }
    // Checks each file, makes a picture's copy without metadata, puts both in their places.
    // Unsupported, BadInput(image), TooLarge, DiskFull, Io. `by`: user code or "citizen".
    void keep(Accept accept, const QString& by, qint64 nowMs,
              std::function<void(Result<QList<BlobRecord>>)> done);

private:
    class Sink;
    struct File {
        QString name;
        std::shared_ptr<BlobWriter> writer;   // blob thread only
        qint64 bytes = 0;
    };
    using Pieces = QList<QPair<int, QByteArray>>;

    void openFile(const QString& name);
    void write(Pieces pieces, std::function<void(Result<void>)> done);

    Worker& m_blobs;
    QString m_dir;
    qint64 m_fileBytes = 0;
    intake::Form m_form;
    std::vector<File> m_files;
    Pieces m_pending;
    std::shared_ptr<Sink> m_sink;
    std::shared_ptr<intake::MultipartParser> m_parser;
    Error m_error{ErrorCode::None, {}, {}};
};

}  // namespace kydai::edge
