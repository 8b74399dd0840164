// SPDX-License-Identifier: GPL-3.0-or-later
// The one way rows come into and out of cache.db.
#include "deskdb/cache_db.h"
#include "deskdb/kit.h"
#include "deskdb/search_text.h"
#include "protocol/casecodec.h"
#include "storage/transaction.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::notNull;
using deskdb::pass;

namespace {

// FTS5 'delete' demands the exact text that was inserted.
Result<void> changeSearch(const Db& db, bool insert, qint64 n, const QString& text)
{
    Result<Statement> statement = db.prepare(insert
            ? QByteArrayView("INSERT INTO search(rowid, text) VALUES(?1, ?2)")
            : QByteArrayView("INSERT INTO search(search, rowid, text) VALUES('delete', ?1, ?2)"));
    if (!statement)
        return pass(statement.error());
    return statement->bindAll(n, text).run();
}

void bindSummary(Statement& statement, const protocol::Row& row, qint64 generation,
    const protocol::CaseSummary& s)
{
    statement.bindAll(row.id, row.seq, generation, notNull(s.code), int(s.state), int(s.priority),
        int(s.channel), int(s.flags), s.createdMs, s.dueMs, s.dueSoonMs, s.claimUntilMs, s.lat,
        s.lon, notNull(s.category), notNull(s.area), notNull(s.agency), notNull(s.claimUser));
}

constexpr const char* kInsertRow =
    "INSERT INTO row(id, seq, generation, code, state, priority, channel, flags, created_ms,"
    " due_ms, due_soon_ms, claim_until_ms, lat, lon, category, area, agency, claim_user)"
    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)";
constexpr const char* kUpdateRow =
    "UPDATE row SET seq=?2, generation=?3, code=?4, state=?5, priority=?6, channel=?7, flags=?8,"
    " created_ms=?9, due_ms=?10, due_soon_ms=?11, claim_until_ms=?12, lat=?13, lon=?14,"
    " category=?15, area=?16, agency=?17, claim_user=?18 WHERE id=?1";

}  // namespace

struct CacheDb::Local {
    qint64 n = 0;  // 0 = the row is not here
    qint64 seq = -1;
    qint64 generation = 0;
};

Result<CacheDb::Local> CacheDb::find(const Uuid& id) const
{
    Result<Statement> statement = m_db.prepare("SELECT n, seq, generation FROM row WHERE id=?1");
    if (!statement)
        return pass(statement.error());
    const Result<bool> row = statement->bind(1, id).step();
    if (!row)
        return pass(row.error());
    if (!*row)
        return Local{};
    return Local{statement->toInt(0), statement->toInt(1), statement->toInt(2)};
}

// The text under which a stored row stands in the search index; null when its body cannot be read.
static Result<QString> indexedText(const Db& db, qint64 n)
{
    Result<Statement> statement = db.prepare("SELECT body FROM body WHERE n=?1");
    if (!statement)
        return pass(statement.error());
    const Result<bool> row = statement->bind(1, n).step();
    if (!row)
        return pass(row.error());
    if (!*row)
        return fail(ErrorCode::Corrupt, {}, u"a row without a body"_s);
    const Result<Case> old = protocol::decodeCase(statement->blobView(0));
    // Only readable bodies are ever stored: this file is damaged in a way SQLite cannot see.
    if (!old)
        return fail(ErrorCode::Corrupt, {}, u"a stored body cannot be read"_s);
    return searchText(*old);
}

Result<void> CacheDb::put(const protocol::Row& row, qint64 generation, bool overwrite,
    Applied& applied)
{
    const Result<Local> local = find(row.id);
    if (!local)
        return pass(local.error());
    const bool wins = row.seq > local->seq || (overwrite && local->generation != generation);
    if (!wins) {
        if (local->generation == generation)
            return {};
        Result<Statement> mark = m_db.prepare("UPDATE row SET generation=?2 WHERE n=?1");
        return mark ? mark->bindAll(local->n, generation).run() : Result<void>(pass(mark.error()));
    }
    const Result<Case> value = protocol::decodeCase(row.body);
    if (!value || value->id != row.id) {
        applied.rejected.append(row.id);
        return {};
    }
    QString oldText;
    if (local->n != 0) {
        const Result<QString> text = indexedText(m_db, local->n);
        if (!text)
            return pass(text.error());
        oldText = *text;
    }
    Result<Statement> write = m_db.prepare(local->n ? kUpdateRow : kInsertRow);
    if (!write)
        return pass(write.error());
    bindSummary(*write, row, generation, protocol::summarise(*value));
    if (Result<void> done = write->run(); !done)
        return done;
    const qint64 n = local->n ? local->n : m_db.lastInsertId();
    Result<Statement> body = m_db.prepare(local->n ? "UPDATE body SET body=?2 WHERE n=?1"
                                                   : "INSERT INTO body(n, body) VALUES(?1, ?2)");
    if (!body)
        return pass(body.error());
    if (Result<void> done = body->bindAll(n, row.body).run(); !done)
        return done;
    const QString newText = searchText(*value);
    if (local->n == 0 || newText != oldText) {
        if (local->n != 0) {
            if (Result<void> done = changeSearch(m_db, false, n, oldText); !done)
                return done;
        }
        if (Result<void> done = changeSearch(m_db, true, n, newText); !done)
            return done;
    }
    applied.puts.append(row);
    return {};
}

Result<void> CacheDb::remove(const Local& local, const Uuid& id, Applied& applied)
{
    const Result<QString> text = indexedText(m_db, local.n);
    if (!text)
        return pass(text.error());
    if (Result<void> done = changeSearch(m_db, false, local.n, *text); !done)
        return done;
    for (const char* sql : {"DELETE FROM body WHERE n=?1", "DELETE FROM row WHERE n=?1"}) {
        Result<Statement> statement = m_db.prepare(sql);
        if (!statement)
            return pass(statement.error());
        if (Result<void> done = statement->bind(1, local.n).run(); !done)
            return done;
    }
    applied.leaves.append(id);
    return {};
}

Result<void> CacheDb::sweep(qint64 generation, Applied& applied)
{
    QList<std::pair<Local, Uuid>> old;
    {
        Result<Statement> statement =
            m_db.prepare("SELECT n, id FROM row WHERE generation<>?1 ORDER BY n");
        if (!statement)
            return pass(statement.error());
        statement->bind(1, generation);
        for (;;) {
            const Result<bool> row = statement->step();
            if (!row)
                return pass(row.error());
            if (!*row)
                break;
            old.append({Local{statement->toInt(0)}, statement->toUuid(1)});
        }
    }
    for (const auto& [local, id] : std::as_const(old)) {
        if (Result<void> done = remove(local, id, applied); !done)
            return done;
    }
    return {};
}

Result<void> CacheDb::applyPageRows(const protocol::Page& page, Applied& applied)
{
    qint64 generation = 0;
    bool overwrite = false;
    {
        Result<Statement> state =
            m_db.prepare("SELECT generation, snap_overwrite, snap_s0 FROM state");
        if (!state)
            return pass(state.error());
        if (const Result<bool> row = state->step(); !row)
            return pass(row.error());
        if (state->toInt(2) < 0)
            return fail(ErrorCode::BadInput, {u"page"_s}, u"no snapshot is under way"_s);
        generation = state->toInt(0);
        overwrite = state->toInt(1) != 0;
    }
    for (const protocol::Row& row : page.rows) {
        if (Result<void> done = put(row, generation, overwrite, applied); !done)
            return done;
    }
    if (page.final) {
        if (Result<void> done = sweep(generation, applied); !done)
            return done;
    }
    Result<Statement> state = m_db.prepare(page.final
            ? QByteArrayView("UPDATE state SET epoch=snap_epoch, seq=snap_s0, scope=snap_scope,"
                             " snap_epoch=NULL, snap_s0=-1, snap_scope=NULL, snap_key=NULL,"
                             " snap_rows=0, snap_overwrite=0, residue=max(residue, ?1)")
            : QByteArrayView("UPDATE state SET snap_rows=snap_rows+?1, snap_key=?2"));
    if (!state)
        return pass(state.error());
    if (page.final)
        state->bind(1, !applied.leaves.isEmpty());
    else
        state->bindAll(qint64(page.rows.size()), page.lastKey);
    return state->run();
}

Result<CacheDb::Applied> CacheDb::applyPage(const protocol::Page& page)
{
    Applied applied;
    const Result<void> done =
        inTransaction(m_db, [&] { return applyPageRows(page, applied); });
    if (!done)
        return pass(done.error());
    return applied;
}

Result<void> CacheDb::applyDeltaRows(const protocol::Delta& delta, Applied& applied)
{
    const Result<qint64> at = m_db.scalar("SELECT seq FROM state");
    if (!at)
        return pass(at.error());
    const Result<qint64> generation = m_db.scalar("SELECT generation FROM state");
    if (!generation)
        return pass(generation.error());
    if (*at < 0 || delta.from != *at || delta.to < delta.from) {
        return fail(ErrorCode::BadInput,
            {u"from"_s, QString::number(*at), QString::number(delta.from)},
            u"the delta does not begin at the cursor"_s);
    }
    for (const protocol::Row& row : delta.puts) {
        if (Result<void> done = put(row, *generation, false, applied); !done)
            return done;
    }
    for (const protocol::Leave& leave : delta.leaves) {
        const Result<Local> local = find(leave.id);
        if (!local)
            return pass(local.error());
        if (local->n == 0 || leave.seq <= local->seq)
            continue;
        if (Result<void> done = remove(*local, leave.id, applied); !done)
            return done;
    }
    Result<Statement> state =
        m_db.prepare("UPDATE state SET seq=?1, residue=max(residue, ?2)");
    if (!state)
        return pass(state.error());
    return state->bindAll(delta.to, !applied.leaves.isEmpty()).run();
}

Result<CacheDb::Applied> CacheDb::applyDelta(const protocol::Delta& delta)
{
    Applied applied;
    const Result<void> done =
        inTransaction(m_db, [&] { return applyDeltaRows(delta, applied); });
    if (!done)
        return pass(done.error());
    return applied;
}

}  // namespace kydai
