// SPDX-License-Identifier: GPL-3.0-or-later
// Attention, drafts and settings of work.db.
#include "deskdb/kit.h"
#include "deskdb/work_db.h"
#include "deskdb/work_rows.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::notNull;
using deskdb::pass;

namespace {

QByteArray idOrNull(const Uuid& id)
{
    return id.isNull() ? QByteArray() : id.toRfc4122();
}

template <typename... Values>
Result<void> runWith(const Db& db, QByteArrayView sql, const Values&... values)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        return pass(statement.error());
    return statement->bindAll(values...).run();
}

// Every row of a bound statement through `read`.
template <typename T, typename Read> Result<QList<T>> readRows(Statement& statement, Read&& read)
{
    QList<T> rows;
    for (;;) {
        const Result<bool> row = statement.step();
        if (!row)
            return pass(row.error());
        if (!*row)
            return rows;
        Result<T> value = read(statement);
        if (!value)
            return pass(value.error());
        rows.append(std::move(*value));
    }
}

const QChar kParamBreak(0x1f);  // unit separator: never in a parameter

}  // namespace

Result<QList<AttentionItem>> WorkDb::attention(const QString& author) const
{
    Result<Statement> statement = m_db.prepare(
        "SELECT * FROM attention WHERE author IN ('', ?1) ORDER BY id");
    if (!statement)
        return pass(statement.error());
    statement->bind(1, notNull(author));
    return readRows<AttentionItem>(*statement, [](const Statement& row) -> Result<AttentionItem> {
        AttentionItem item;
        item.id = row.toInt(0);
        item.kind = row.toText(1);
        item.caseId = row.toUuid(2);
        item.author = row.toText(3);
        item.error.code = ErrorCode(int(row.toInt(4)));
        if (const QString params = row.toText(5); !params.isEmpty())
            item.error.params = params.split(kParamBreak);
        item.error.detail = row.toText(6);
        item.atMs = row.toInt(7);
        return item;
    });
}

Result<void> WorkDb::insertAttention(const AttentionItem& item)
{
    return runWith(m_db,
        "INSERT INTO attention(kind, case_id, author, code, params, detail, at_ms)"
        " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        notNull(item.kind), idOrNull(item.caseId), notNull(item.author), int(item.error.code),
        notNull(item.error.params.join(kParamBreak)), notNull(item.error.detail), item.atMs);
}

Result<void> WorkDb::addAttention(const AttentionItem& item)
{
    return write(Kind::Bookkeeping, [&] { return insertAttention(item); });
}

Result<void> WorkDb::dismissAttention(qint64 id)
{
    return write(Kind::Bookkeeping,
        [&] { return runWith(m_db, "DELETE FROM attention WHERE id=?1", id); });
}

Result<void> WorkDb::saveDraft(const Draft& draft)
{
    if (draft.body.size() > kMaxDraftBytes)
        return fail(ErrorCode::TooLarge, {u"draft"_s, QString::number(kMaxDraftBytes)});
    return write(Kind::Act, [&] {
        const QByteArray body = draft.body.isNull() ? QByteArray("") : draft.body;
        return runWith(m_db,
            "INSERT INTO draft(key, author, case_id, body, saved_ms, crc)"
            " VALUES(?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT(key, author) DO UPDATE SET"
            " case_id=excluded.case_id, body=excluded.body, saved_ms=excluded.saved_ms,"
            " crc=excluded.crc",
            notNull(draft.key), notNull(draft.author), idOrNull(draft.caseId), body, draft.savedMs,
            draftCrc(draft));
    });
}

Result<std::optional<Draft>> WorkDb::draft(const QString& key, const QString& author) const
{
    Result<Statement> statement = m_db.prepare("SELECT * FROM draft WHERE key=?1 AND author=?2");
    if (!statement)
        return pass(statement.error());
    statement->bindAll(notNull(key), notNull(author));
    Result<QList<Draft>> found = readRows<Draft>(*statement, readDraft);
    if (!found)
        return pass(found.error());
    return found->isEmpty() ? std::nullopt : std::optional(found->constFirst());
}

Result<QList<Draft>> WorkDb::drafts(const QString& author) const
{
    Result<Statement> statement =
        m_db.prepare("SELECT * FROM draft WHERE author=?1 ORDER BY saved_ms DESC, key");
    if (!statement)
        return pass(statement.error());
    statement->bind(1, notNull(author));
    return readRows<Draft>(*statement, readDraft);
}

Result<void> WorkDb::removeDraft(const QString& key, const QString& author)
{
    return write(Kind::Bookkeeping, [&] {
        return runWith(m_db, "DELETE FROM draft WHERE key=?1 AND author=?2", notNull(key),
            notNull(author));
    });
}

Result<void> WorkDb::setSetting(const QString& key, const QByteArray& value)
{
    return write(Kind::Bookkeeping, [&] {
        if (value.isNull())
            return runWith(m_db, "DELETE FROM setting WHERE key=?1", notNull(key));
        return runWith(m_db,
            "INSERT INTO setting(key, value) VALUES(?1, ?2)"
            " ON CONFLICT(key) DO UPDATE SET value=excluded.value",
            notNull(key), value);
    });
}

Result<QByteArray> WorkDb::setting(const QString& key) const
{
    Result<Statement> statement = m_db.prepare("SELECT value FROM setting WHERE key=?1");
    if (!statement)
        return pass(statement.error());
    const Result<bool> row = statement->bind(1, notNull(key)).step();
    if (!row)
        return pass(row.error());
    if (!*row)
        return QByteArray();
    const QByteArray value = statement->toBlob(0);
    return value.isNull() ? QByteArray("") : value;
}

Result<Uuid> WorkDb::device(qint64 nowMs, Random& random)
{
    const QString key = u"device"_s;
    const Result<QByteArray> known = setting(key);
    if (!known)
        return pass(known.error());
    if (known->size() == 16)
        return Uuid::fromRfc4122(*known);
    const Uuid made = makeUuid7(nowMs, random);
    if (const Result<void> kept = setSetting(key, made.toRfc4122()); !kept)
        return pass(kept.error());
    return made;
}

Result<void> WorkDb::forgetCase(const Uuid& caseId)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        for (const char* sql : {"DELETE FROM draft WHERE case_id=?1",
                 "DELETE FROM attention WHERE case_id=?1",
                 "DELETE FROM outbox WHERE case_id=?1 AND state IN (2, 4, 5)"}) {
            if (Result<void> done = runWith(m_db, sql, caseId); !done)
                return done;
        }
        return {};
    });
}

}  // namespace kydai
