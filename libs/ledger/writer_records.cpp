// SPDX-License-Identifier: GPL-3.0-or-later
// Results, reports, contacts, undo, outgoing messages, blobs.
#include "ledger/sql.h"
#include "ledger/writer.h"

using namespace Qt::StringLiterals;

namespace kydai {

Result<void> SqliteWriter::storeResult(const Uuid& device, const protocol::MutateResult& result,
                                       qint64 nowMs)
{
    return runSql(m_db, "INSERT OR IGNORE INTO result(device, mid, at, frame) VALUES(?,?,?,?)",
                  device, result.mid, nowMs, protocol::encode(result));
}

Result<std::optional<protocol::MutateResult>> SqliteWriter::result(const Uuid& device,
                                                                   const Uuid& mid) const
{
    QByteArray frame;
    const auto read = [&frame](const Statement& s) {
        frame = s.toBlob(0);
        return false;
    };
    if (Result<void> r = readSql(m_db, "SELECT frame FROM result WHERE device=? AND mid=?", read,
                                 device, mid);
        !r)
        return tl::unexpected<Error>(r.error());
    if (frame.isEmpty())
        return std::optional<protocol::MutateResult>();
    const Result<protocol::Message> message =
        protocol::decode(frame, protocol::kMaxFrameToClient);
    const auto* stored =
        message ? std::get_if<protocol::MutateResult>(&*message) : nullptr;
    if (!stored)
        return fail(ErrorCode::Corrupt, {u"result"_s});
    return std::optional<protocol::MutateResult>(*stored);
}

Result<void> SqliteWriter::markDone(const Uuid& device, const QList<Uuid>& mids)
{
    for (const Uuid& mid : mids) {
        if (Result<void> r =
                runSql(m_db, "UPDATE result SET done=1 WHERE device=? AND mid=?", device, mid);
            !r)
            return r;
    }
    return {};
}

Result<int> SqliteWriter::forgetResults(qint64 doneBeforeMs)
{
    if (Result<void> r = runSql(m_db, "DELETE FROM result WHERE done=1 AND at<?", doneBeforeMs); !r)
        return tl::unexpected<Error>(r.error());
    return int(m_db.changes());
}

Result<qint64> SqliteWriter::seqOfMid(const Uuid& mid) const
{
    qint64 seq = 0;
    const auto read = [&seq](const Statement& s) {
        seq = s.toInt(0);
        return false;
    };
    if (Result<void> r = readSql(m_db, "SELECT seq FROM event WHERE mid=? LIMIT 1", read, mid); !r)
        return tl::unexpected<Error>(r.error());
    return seq;
}

Result<void> SqliteWriter::putReport(const ReportRecord& v)
{
    return runSql(m_db,
                  "INSERT INTO report(code, case_id, api_key, service, at) VALUES(?,?,?,?,?)",
                  v.code, v.caseId, v.apiKey, v.service, v.atMs);
}

Result<void> SqliteWriter::putContact(const QString& reportCode, const Uuid& caseId,
                                      const Contact& v)
{
    return runSql(m_db,
                  "INSERT OR REPLACE INTO contact(report, case_id, name, phone, email)"
                  " VALUES(?,?,?,?,?)",
                  reportCode, caseId, v.name, v.phone, v.email);
}

Result<QList<QPair<QString, Contact>>> SqliteWriter::contacts(const Uuid& caseId) const
{
    QList<QPair<QString, Contact>> list;
    const auto read = [&list](const Statement& s) {
        list.append({s.toText(0), {s.toText(1), s.toText(2), s.toText(3)}});
        return true;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT report, name, phone, email FROM contact WHERE case_id=? ORDER BY report",
            read, caseId);
        !r)
        return tl::unexpected<Error>(r.error());
    return list;
}

Result<void> SqliteWriter::eraseContacts(const Uuid& caseId)
{
    return runSql(m_db, "DELETE FROM contact WHERE case_id=?", caseId);
}

Result<void> SqliteWriter::eraseEventArgs(const Uuid& caseId)
{
    return runSql(
        m_db, "DELETE FROM event_args WHERE seq IN (SELECT seq FROM event WHERE case_id=?)", caseId);
}

Result<void> SqliteWriter::putUndo(const UndoRecord& v)
{
    return runSql(m_db,
                  "INSERT OR REPLACE INTO undo(case_id, mid, user, at, body) VALUES(?,?,?,?,?)",
                  v.caseId, v.mid, v.user, v.atMs, v.body);
}

Result<void> SqliteWriter::dropUndo(const Uuid& caseId)
{
    return runSql(m_db, "DELETE FROM undo WHERE case_id=?", caseId);
}

Result<void> SqliteWriter::putOutgoing(const OutgoingMessage& v)
{
    return runSql(m_db,
                  "INSERT INTO outgoing(report, case_id, mid, kind, text, not_before, channel)"
                  " VALUES(?,?,?,?,?,?,?)",
                  v.reportCode, v.caseId, v.mid, v.kind, v.text, v.notBeforeMs, v.channel);
}

Result<void> SqliteWriter::dropOutgoing(const Uuid& mid)
{
    return runSql(m_db, "DELETE FROM outgoing WHERE mid=? AND sent=0", mid);
}

Result<void> SqliteWriter::markRead(const QString& reportCode, qint64 nowMs)
{
    return runSql(m_db,
                  "UPDATE outgoing SET delivered=?2, sent=1 WHERE report=?1 AND delivered=0"
                  " AND not_before<=?2 AND channel IN ('app','web')",
                  reportCode, nowMs);
}

Result<void> SqliteWriter::optimiseSearch()
{
    return runSql(m_db, "INSERT INTO search(search) VALUES('optimize')");
}

Result<void> SqliteWriter::sentOutgoing(qint64 id)
{
    return runSql(m_db, "UPDATE outgoing SET sent=1 WHERE id=?", id);
}

Result<QList<OutgoingMessage>> SqliteWriter::outgoingDue(qint64 nowMs, int limit) const
{
    QList<OutgoingMessage> list;
    const auto read = [&list](const Statement& s) {
        list.append({s.toInt(0), s.toText(1), s.toUuid(2), s.toUuid(3), s.toText(4), s.toText(5),
                     s.toInt(6), s.toText(7), {}, 0});
        return true;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT id, report, case_id, mid, kind, text, not_before, channel"
                                 " FROM outgoing WHERE sent=0 AND not_before<=?"
                                 " ORDER BY not_before, id LIMIT ?",
                                 read, nowMs, limit);
        !r)
        return tl::unexpected<Error>(r.error());
    return list;
}

Result<QList<Uuid>> SqliteWriter::dueCases(qint64 nowMs, int limit) const
{
    QList<Uuid> ids;
    const auto read = [&ids](const Statement& s) {
        ids.append(s.toUuid(0));
        return true;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT id FROM case_row WHERE wake>0 AND wake<=? ORDER BY wake LIMIT ?", read,
            nowMs, limit);
        !r)
        return tl::unexpected<Error>(r.error());
    return ids;
}

Result<qint64> SqliteWriter::nextWakeMs() const
{
    return m_db.scalar("SELECT wake FROM case_row WHERE wake>0 ORDER BY wake LIMIT 1");
}

Result<void> SqliteWriter::putBlob(const BlobRecord& v)
{
    // A stripped copy made later is added to the first record; the rest stays as first uploaded.
    return runSql(m_db,
                  "INSERT INTO blob(sha256, mime, name, bytes, width, height, stripped, by, at)"
                  " VALUES(?,?,?,?,?,?,?,?,?) ON CONFLICT(sha256) DO UPDATE SET"
                  " stripped=coalesce(stripped, excluded.stripped)",
                  v.sha256, v.mime, v.name, v.bytes, v.width, v.height,
                  v.stripped.isEmpty() ? QString() : v.stripped, v.by, v.atMs);
}

}  // namespace kydai
