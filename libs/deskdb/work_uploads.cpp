// SPDX-License-Identifier: GPL-3.0-or-later
// The files of work.db: which are kept, what became of them, which nothing names any more.
#include <QSet>

#include "deskdb/kit.h"
#include "deskdb/work_db.h"
#include "deskdb/work_rows.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::notNull;
using deskdb::pass;

namespace {

const QChar kParamBreak(0x1f);  // unit separator: never in a parameter

Upload readUpload(const Statement& row)
{
    Upload upload;
    upload.sha256 = row.toText(0);
    upload.name = row.toText(1);
    upload.mime = row.toText(2);
    upload.author = row.toText(3);
    upload.caseId = row.toUuid(4);
    upload.bytes = row.toInt(5);
    upload.state = Upload::State(qBound(qint64(0), row.toInt(6), qint64(2)));
    upload.width = int(row.toInt(7));
    upload.height = int(row.toInt(8));
    upload.addedMs = row.toInt(9);
    upload.changedMs = row.toInt(10);
    upload.error.code = ErrorCode(int(row.toInt(11)));
    if (const QString params = row.toText(12); !params.isEmpty())
        upload.error.params = params.split(kParamBreak);
    upload.error.detail = row.toText(13);
    return upload;
}

Result<QList<Upload>> readUploads(Result<Statement> statement)
{
    if (!statement)
        return pass(statement.error());
    QList<Upload> rows;
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return pass(row.error());
        if (!*row)
            return rows;
        rows.append(readUpload(*statement));
    }
}

// Every blob of a query's first column through `take`.
template <typename Take> Result<void> eachBlob(const Db& db, QByteArrayView sql, Take&& take)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        return pass(statement.error());
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return pass(row.error());
        if (!*row)
            return {};
        take(statement->blobView(0));
    }
}

bool isSha256(const QString& text)
{
    return text.size() == 64 && std::all_of(text.cbegin(), text.cend(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
    });
}

}  // namespace

QStringList filesNamedBy(const QVariantMap& args)
{
    QStringList named;
    for (const QVariant& value : args) {
        const int type = value.typeId();
        if (type != QMetaType::QVariantList && type != QMetaType::QStringList)
            continue;
        const QVariantList items = value.toList();
        for (const QVariant& item : items) {
            const QString sha256 = item.typeId() == QMetaType::QString
                ? item.toString() : item.toMap().value(u"sha256"_s).toString();
            if (isSha256(sha256) && !named.contains(sha256))
                named.append(sha256);
        }
    }
    return named;
}

Result<void> WorkDb::saveUpload(const Upload& upload)
{
    KYDAI_ASSERT(isSha256(upload.sha256));
    return write(Kind::Act, [&]() -> Result<void> {
        Result<Statement> others =
            m_db.prepare("SELECT count(*), total(bytes) FROM upload WHERE sha256<>?1");
        if (!others)
            return pass(others.error());
        if (const Result<bool> row = others->bind(1, upload.sha256).step(); !row)
            return pass(row.error());
        if (others->toInt(0) >= kMaxUploads)
            return fail(ErrorCode::TooLarge, {u"uploads"_s, QString::number(kMaxUploads)});
        if (others->toInt(1) + upload.bytes > kMaxUploadBytes) {
            return fail(ErrorCode::TooLarge,
                {u"upload_bytes"_s, QString::number(kMaxUploadBytes)});
        }
        others->reset();
        Result<Statement> save = m_db.prepare(
            "INSERT INTO upload(sha256, name, mime, author, case_id, bytes, state, width, height,"
            " added_ms, changed_ms, code, params, detail)"
            " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0, '', '')"
            " ON CONFLICT(sha256) DO UPDATE SET name=excluded.name, mime=excluded.mime,"
            " author=excluded.author, case_id=excluded.case_id, state=excluded.state,"
            " added_ms=excluded.added_ms, changed_ms=excluded.changed_ms, code=0, params='',"
            " detail=''");
        if (!save)
            return pass(save.error());
        const QByteArray caseId =
            upload.caseId.isNull() ? QByteArray() : upload.caseId.toRfc4122();
        return save->bindAll(upload.sha256, notNull(upload.name), notNull(upload.mime),
            notNull(upload.author), caseId, upload.bytes, int(upload.state), upload.width,
            upload.height, upload.addedMs, upload.changedMs).run();
    });
}

Result<void> WorkDb::recordUpload(const Upload& upload)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> record = m_db.prepare(
            "UPDATE upload SET mime=?2, state=?3, width=?4, height=?5, changed_ms=?6, code=?7,"
            " params=?8, detail=?9 WHERE sha256=?1");
        if (!record)
            return pass(record.error());
        return record->bindAll(upload.sha256, notNull(upload.mime), int(upload.state),
            upload.width, upload.height, upload.changedMs, int(upload.error.code),
            notNull(upload.error.params.join(kParamBreak)), notNull(upload.error.detail)).run();
    });
}

Result<QList<Upload>> WorkDb::uploads() const
{
    return readUploads(m_db.prepare("SELECT * FROM upload ORDER BY rowid"));
}

Result<void> WorkDb::removeUpload(const QString& sha256)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> remove = m_db.prepare("DELETE FROM upload WHERE sha256=?1");
        return remove ? remove->bind(1, sha256).run() : Result<void>(pass(remove.error()));
    });
}

Result<void> WorkDb::reopenUploads()
{
    return write(Kind::Bookkeeping,
        [&] { return m_db.exec("UPDATE upload SET state=0 WHERE state=1"); });
}

Result<QStringList> WorkDb::unusedUploads(qint64 beforeMs) const
{
    Result<Statement> old =
        m_db.prepare("SELECT * FROM upload WHERE added_ms<?1 ORDER BY rowid");
    if (old)
        old->bind(1, beforeMs);
    const Result<QList<Upload>> candidates = readUploads(std::move(old));
    if (!candidates)
        return pass(candidates.error());
    QStringList unused;
    if (candidates->isEmpty())
        return unused;
    QSet<QString> named;
    Result<void> read = eachBlob(m_db,
        "SELECT content FROM outbox WHERE instr(content, CAST('sha256' AS BLOB))"
        " OR instr(content, CAST('attachments' AS BLOB))",
        [&named](QByteArrayView content) {
            if (const Result<OutboxEntry> entry = decodeContent(content)) {
                for (const QString& sha256 : filesNamedBy(entry->op.args))
                    named.insert(sha256);
            }
        });
    // The views' own format: the name stands in it as it is.
    if (read) {
        read = eachBlob(m_db, "SELECT body FROM draft", [&](QByteArrayView body) {
            for (const Upload& upload : *candidates) {
                if (body.indexOf(upload.sha256.toLatin1()) >= 0)
                    named.insert(upload.sha256);
            }
        });
    }
    if (!read)
        return pass(read.error());
    for (const Upload& upload : *candidates) {
        if (!named.contains(upload.sha256))
            unused.append(upload.sha256);
    }
    return unused;
}

}  // namespace kydai
