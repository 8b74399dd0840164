// SPDX-License-Identifier: GPL-3.0-or-later
// The outbox of work.db. States only move forward, but for reopen: Pending -> Accepted -> Sent,
// Pending -> Refused -> Dismissed, Pending -> Withdrawn.
#include "deskdb/kit.h"
#include "deskdb/work_db.h"
#include "deskdb/work_rows.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::pass;

namespace {

Result<QList<OutboxEntry>> readAll(Result<Statement> statement)
{
    if (!statement)
        return pass(statement.error());
    QList<OutboxEntry> entries;
    for (;;) {
        const Result<bool> row = statement->step();
        if (!row)
            return pass(row.error());
        if (!*row)
            return entries;
        const Result<OutboxEntry> entry = readOutbox(*statement);
        if (!entry)
            return pass(entry.error());
        entries.append(*entry);
    }
}

Result<QList<Uuid>> readMids(Statement& statement)
{
    QList<Uuid> mids;
    for (;;) {
        const Result<bool> row = statement.step();
        if (!row)
            return pass(row.error());
        if (!*row)
            return mids;
        mids.append(statement.toUuid(0));
    }
}

bool isAccepted(protocol::ResultStatus status)
{
    return status == protocol::ResultStatus::Ok || status == protocol::ResultStatus::Merged;
}

}  // namespace

Result<QList<OutboxEntry>> WorkDb::outbox() const
{
    return readAll(m_db.prepare("SELECT * FROM outbox WHERE state IN (0, 1, 3) ORDER BY n"));
}

Result<QList<OutboxEntry>> WorkDb::outbox(const Uuid& caseId) const
{
    Result<Statement> statement = m_db.prepare(
        "SELECT * FROM outbox WHERE case_id=?1 AND state IN (0, 1, 3) ORDER BY n");
    if (statement)
        statement->bind(1, caseId);
    return readAll(std::move(statement));
}

Result<std::optional<OutboxEntry>> WorkDb::find(const Uuid& mid) const
{
    Result<Statement> statement = m_db.prepare("SELECT * FROM outbox WHERE mid=?1");
    if (statement)
        statement->bind(1, mid);
    const Result<QList<OutboxEntry>> entries = readAll(std::move(statement));
    if (!entries)
        return pass(entries.error());
    return entries->isEmpty() ? std::nullopt : std::optional(entries->constFirst());
}

Result<void> WorkDb::add(const OutboxEntry& entry)
{
    KYDAI_ASSERT(!entry.op.mid.isNull());
    const QByteArray content = encodeContent(entry);
    if (content.size() > protocol::kMaxMutation)
        return fail(ErrorCode::TooLarge, {u"mutation"_s, QString::number(protocol::kMaxMutation)});
    return write(Kind::Act, [&]() -> Result<void> {
        const Result<qint64> waiting = m_db.scalar("SELECT count(*) FROM outbox WHERE state=0");
        if (!waiting)
            return pass(waiting.error());
        if (*waiting >= kMaxPending)
            return fail(ErrorCode::TooLarge, {u"outbox"_s, QString::number(kMaxPending)});
        Result<Statement> insert = m_db.prepare(
            "INSERT INTO outbox(mid, case_id, content, crc, state, attempted, changed_ms)"
            " VALUES(?1, ?2, ?3, ?4, 0, ?5, ?6) ON CONFLICT(mid) DO NOTHING");
        if (!insert)
            return pass(insert.error());
        return insert->bindAll(entry.op.mid, entry.op.caseId, content,
            rowCrc(entry.op.mid, content), entry.attempted, entry.queuedMs).run();
    });
}

Result<void> WorkDb::markAttempted(const QList<Uuid>& mids)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> mark = m_db.prepare("UPDATE outbox SET attempted=1 WHERE mid=?1");
        if (!mark)
            return pass(mark.error());
        for (const Uuid& mid : mids) {
            if (Result<void> done = mark->bind(1, mid).run(); !done)
                return done;
        }
        return {};
    });
}

Result<void> WorkDb::recordResults(const QList<protocol::MutateResult>& results, const Uuid& epoch,
    qint64 nowMs)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> record = m_db.prepare("UPDATE outbox SET state=?2, result=?3,"
                                                " attempted=1, changed_ms=?4"
                                                " WHERE mid=?1 AND state=0");
        if (!record)
            return pass(record.error());
        for (const protocol::MutateResult& result : results) {
            if (result.status == protocol::ResultStatus::Later)
                continue;
            const OutboxState to =
                isAccepted(result.status) ? OutboxState::Accepted : OutboxState::Refused;
            record->bindAll(result.mid, int(to), encodeOutcome(result, epoch), nowMs);
            if (Result<void> done = record->run(); !done)
                return done;
        }
        return {};
    });
}

Result<void> WorkDb::settle(const QList<Uuid>& mids, qint64 nowMs)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> settle = m_db.prepare(
            "UPDATE outbox SET state=2, changed_ms=?2 WHERE mid=?1 AND state=1");
        if (!settle)
            return pass(settle.error());
        for (const Uuid& mid : mids) {
            if (Result<void> done = settle->bindAll(mid, nowMs).run(); !done)
                return done;
        }
        return {};
    });
}

Result<void> WorkDb::reopen(const QList<Uuid>& mids)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> reopen = m_db.prepare(
            "UPDATE outbox SET state=0, result=NULL WHERE mid=?1 AND state IN (1, 2)");
        if (!reopen)
            return pass(reopen.error());
        for (const Uuid& mid : mids) {
            if (Result<void> done = reopen->bind(1, mid).run(); !done)
                return done;
        }
        return {};
    });
}

Result<void> WorkDb::withdraw(const Uuid& mid, qint64 nowMs)
{
    const Result<std::optional<OutboxEntry>> entry = find(mid);
    if (!entry)
        return pass(entry.error());
    if (!*entry)
        return fail(ErrorCode::Unknown, {u"mutation"_s, mid.toString(Uuid::WithoutBraces)});
    if ((*entry)->state == OutboxState::Withdrawn)
        return {};
    if ((*entry)->state != OutboxState::Pending || (*entry)->attempted)
        return fail(ErrorCode::NotAllowed, {u"withdraw"_s}, u"it may have reached the server"_s);
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> withdraw = m_db.prepare(
            "UPDATE outbox SET state=4, changed_ms=?2 WHERE mid=?1 AND state=0 AND attempted=0");
        if (!withdraw)
            return pass(withdraw.error());
        return withdraw->bindAll(mid, nowMs).run();
    });
}

Result<void> WorkDb::dismiss(const Uuid& mid, qint64 nowMs)
{
    return write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> dismiss = m_db.prepare(
            "UPDATE outbox SET state=5, changed_ms=?2 WHERE mid=?1 AND state=3");
        return dismiss ? dismiss->bindAll(mid, nowMs).run() : Result<void>(pass(dismiss.error()));
    });
}

Result<QList<Uuid>> WorkDb::recentlySent(int limit) const
{
    Result<Statement> statement =
        m_db.prepare("SELECT mid FROM outbox WHERE state=2 ORDER BY n DESC LIMIT ?1");
    if (!statement)
        return pass(statement.error());
    statement->bind(1, limit);
    return readMids(*statement);
}

Result<QList<Uuid>> WorkDb::purge(qint64 beforeMs)
{
    QList<Uuid> mids;
    const Result<void> done = write(Kind::Bookkeeping, [&]() -> Result<void> {
        Result<Statement> old = m_db.prepare(
            "SELECT mid FROM outbox WHERE state IN (2, 4, 5) AND changed_ms<?1 ORDER BY n");
        if (!old)
            return pass(old.error());
        const Result<QList<Uuid>> found = readMids(old->bind(1, beforeMs));
        if (!found)
            return pass(found.error());
        mids = *found;
        Result<Statement> remove = m_db.prepare("DELETE FROM outbox WHERE mid=?1");
        if (!remove)
            return pass(remove.error());
        for (const Uuid& mid : std::as_const(mids)) {
            if (Result<void> gone = remove->bind(1, mid).run(); !gone)
                return gone;
        }
        return {};
    });
    if (!done)
        return pass(done.error());
    return mids;
}

}  // namespace kydai
