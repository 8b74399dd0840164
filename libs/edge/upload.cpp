// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/upload.h"

#include "intake/metadata.h"
#include "intake/sniff.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

Result<BlobRecord> finished(BlobWriter& writer, BlobRecord record)
{
    const auto sha256 = writer.finish();
    if (!sha256)
        return tl::unexpected(sha256.error());
    record.sha256 = *sha256;
    return record;
}

// On the blob thread.
Result<BlobRecord> keepOne(BlobWriter& writer, const QString& dir, const QString& name,
                           Upload::Accept accept, qint64 fileBytes)
{
    const auto bytes = writer.readBack();
    if (!bytes)
        return tl::unexpected(bytes.error());
    const bool clip = accept == Upload::Accept::Everything && intake::isMp4(*bytes);
    if (!clip && fileBytes > 0 && bytes->size() > fileBytes)
        return fail(ErrorCode::TooLarge, {u"file"_s, QString::number(fileBytes)});
    if (clip || (accept != Upload::Accept::Pictures && intake::isPdf(*bytes))) {
        BlobRecord document;
        document.name = name;
        document.mime = QString::fromLatin1(clip ? kMp4Mime : kPdfMime);
        document.bytes = writer.bytes();
        return finished(writer, document);
    }
    const auto clean = intake::withoutMetadata(*bytes);
    if (!clean)
        return tl::unexpected(clean.error());
    BlobRecord out;
    out.name = name;
    out.mime = QString::fromLatin1(intake::mimeOf(clean->info.kind));
    out.bytes = writer.bytes();
    out.width = clean->info.width;
    out.height = clean->info.height;
    if (clean->hadMetadata) {
        BlobWriter copy(dir);
        if (auto ok = copy.append(clean->bytes); !ok)
            return tl::unexpected(ok.error());
        const auto stripped = copy.finish();
        if (!stripped)
            return tl::unexpected(stripped.error());
        out.stripped = *stripped;
    }
    return finished(writer, out);
}

}  // namespace

class Upload::Sink final : public intake::MultipartSink
{
public:
    explicit Sink(Upload& upload) : m_upload(upload) {}
    void field(const QString& name, const QString& value) override
    {
        m_upload.m_form.add(name, value);
    }
    void fileBegin(const intake::PartHead& head) override { m_upload.openFile(head.fileName); }
    void fileData(QByteArrayView bytes) override
    {
        m_upload.m_files.back().bytes += bytes.size();
        m_upload.m_pending.append(
            {static_cast<int>(m_upload.m_files.size()) - 1, bytes.toByteArray()});
    }
    void fileEnd() override {}

private:
    Upload& m_upload;
};

Upload::~Upload()
{
    // Files that were not kept are removed where they were written.
    for (File& file : m_files)
        m_blobs.post([writer = std::move(file.writer)]() mutable { writer.reset(); });
}

int Upload::files() const
{
    return static_cast<int>(
        std::count_if(m_files.begin(), m_files.end(), [](const File& f) { return f.bytes > 0; }));
}

void Upload::openFile(const QString& name)
{
    m_files.push_back({name, nullptr, 0});
}

void Upload::write(Pieces pieces, std::function<void(Result<void>)> done)
{
    if (pieces.isEmpty()) {
        done({});
        return;
    }
    // A writer opens its file with its first bytes, on the blob thread; m_files itself stays here.
    QList<QPair<std::shared_ptr<BlobWriter>, QByteArray>> work;
    for (auto& [index, bytes] : pieces) {
        File& file = m_files[static_cast<std::size_t>(index)];
        if (!file.writer)
            file.writer = std::make_shared<BlobWriter>(m_dir);
        work.append({file.writer, std::move(bytes)});
    }
    m_blobs.ask<void>(
        [work]() -> Result<void> {
            for (const auto& [writer, bytes] : work) {
                if (auto ok = writer->append(bytes); !ok)
                    return ok;
            }
            return {};
        },
        std::move(done));
}

void Upload::read(const ExchangePointer& exchange, const intake::MultipartLimits& limits,
                  std::function<void(Result<void>)> done)
{
    const auto boundary = intake::boundaryOf(exchange->head().header("content-type"));
    if (!boundary) {
        done(tl::unexpected(boundary.error()));
        return;
    }
    m_sink = std::make_shared<Sink>(*this);
    m_parser = std::make_shared<intake::MultipartParser>(*boundary, *m_sink, limits);
    const qint64 whole = limits.files * (limits.fileBytes + limits.headBytes) + 1024 * 1024;
    const auto self = shared_from_this();
    exchange->readPieces(
        whole,
        [self, exchange, done](const QByteArray& bytes, std::function<void()> next) {
            auto ok = self->m_parser->feed(bytes);
            if (!ok) {
                done(ok);   // the rest stays unread: the answer ends the connection
                return;
            }
            self->write(std::exchange(self->m_pending, {}),
                        [done, next = std::move(next)](const Result<void>& written) {
                            if (written)
                                next();
                            else
                                done(written);
                        });
        },
        [self, done](const Result<void>& ended) {
            done(ended ? self->m_parser->finish() : ended);
        });
}

void Upload::readRaw(const ExchangePointer& exchange, qint64 limit, const QString& name,
                     std::function<void(Result<void>)> done)
{
    openFile(name);
    const auto self = shared_from_this();
    exchange->readPieces(
        limit,
        [self, exchange, done](const QByteArray& bytes, std::function<void()> next) {
            self->m_files.back().bytes += bytes.size();
            self->write({{0, bytes}}, [done, next = std::move(next)](const Result<void>& written) {
                if (written)
                    next();
                else
                    done(written);
            });
        },
        done);
}

void Upload::keep(Accept accept, const QString& by, qint64 nowMs,
                  std::function<void(Result<QList<BlobRecord>>)> done)
{
    std::vector<std::pair<std::shared_ptr<BlobWriter>, QString>> work;
    for (const File& file : m_files) {
        if (file.writer && file.bytes > 0)
            work.emplace_back(file.writer, file.name);
    }
    m_blobs.ask<QList<BlobRecord>>(
        [self = shared_from_this(), work, accept, by, nowMs]() -> Result<QList<BlobRecord>> {
            QList<BlobRecord> out;
            for (const auto& [writer, name] : work) {
                auto record = keepOne(*writer, self->m_dir, name, accept, self->m_fileBytes);
                if (!record)
                    return tl::unexpected(record.error());
                record->by = by;
                record->atMs = nowMs;
                out.append(std::move(*record));
            }
            return out;
        },
        std::move(done));
}

}  // namespace kydai::edge
