// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/reads.h"

#include <algorithm>

#include "ledger/eventrecord.h"
#include "ledger/sql.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

ReportRecord reportRow(const Statement& s)
{
    return {s.toText(0), s.toUuid(1), s.toText(2), s.toText(3), s.toInt(4)};
}

tl::unexpected<Error> unknown(const QString& kind, const QString& id)
{
    return fail(ErrorCode::Unknown, {kind, id});
}

}  // namespace

template <typename Base>
Result<DocumentRecord> Reads<Base>::documentRecord(const QString& name) const
{
    DocumentRecord record;
    const auto read = [&record](const Statement& s) {
        record = {s.toText(0), s.toText(1), s.toInt(2), Roles::fromBits(quint32(s.toInt(3))),
                  s.toInt(4)};
        return false;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT name, sha256, length(body), readers, at FROM document"
                                 " WHERE name=? AND sha256 IS NOT NULL",
                                 read, name);
        !r)
        return tl::unexpected<Error>(r.error());
    if (record.name.isEmpty())
        return unknown(u"document"_s, name);
    return record;
}

template <typename Base>
Result<QByteArray> Reads<Base>::documentBody(const QString& name, const QString& sha256) const
{
    QByteArray body;
    bool found = false;
    const auto read = [&](const Statement& s) {
        body = s.toBlob(0);
        found = true;
        return false;
    };
    if (Result<void> r = readSql(m_db, "SELECT body FROM document WHERE name=? AND sha256=?", read,
                                 name, sha256);
        !r)
        return tl::unexpected<Error>(r.error());
    if (!found)
        return unknown(u"document"_s, name);
    return body;
}

template <typename Base> Result<void> Reads<Base>::readEpoch()
{
    return readSql(m_db, "SELECT value FROM meta WHERE name='epoch'", [this](const Statement& s) {
        m_epoch = s.toUuid(0);
        return false;
    });
}

template <typename Base> qint64 Reads<Base>::seq() const
{
    return m_db.scalar("SELECT max(seq) FROM event").value_or(0);
}

template <typename Base> qint64 Reads<Base>::floor() const
{
    return m_db.scalar("SELECT value FROM counter WHERE name='floor'").value_or(0);
}

template <typename Base> Result<CaseBody> Reads<Base>::caseBody(const Uuid& id) const
{
    CaseBody row;
    const auto read = [&row](const Statement& s) {
        row = {s.toUuid(0), s.toInt(1), s.toBlob(2), s.toInt(3) != 0, s.toInt(4)};
        return false;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT id, seq, body, final, touched FROM case_row WHERE id=?", read, id);
        !r)
        return tl::unexpected<Error>(r.error());
    if (row.id.isNull())
        return unknown(u"case"_s, id.toString(QUuid::WithoutBraces));
    return row;
}

template <typename Base> Result<Uuid> Reads<Base>::caseIdOf(const QString& code) const
{
    Uuid id;
    const auto read = [&id](const Statement& s) {
        id = s.toUuid(0);
        return false;
    };
    Result<void> r = readSql(m_db, "SELECT id FROM case_row WHERE code=?", read, code);
    if (r && id.isNull())
        r = readSql(m_db, "SELECT case_id FROM report WHERE code=?", read, code);
    if (!r)
        return tl::unexpected<Error>(r.error());
    if (id.isNull())
        return unknown(u"case"_s, code);
    return id;
}

template <typename Base>
Result<QList<ChangeRecord>> Reads<Base>::changesAfter(qint64 after, int limit) const
{
    QList<ChangeRecord> changes;
    const auto read = [&changes](const Statement& s) {
        changes.append({s.toInt(0), s.toUuid(1), splitScopes(s.toText(2)), splitScopes(s.toText(3))});
        return true;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT seq, id, before, after FROM change_log WHERE seq>? ORDER BY seq LIMIT ?",
            read, after, limit);
        !r)
        return tl::unexpected<Error>(r.error());
    // Asked after the read: what was trimmed meanwhile must not look like "nothing happened".
    if (const qint64 trimmed = floor(); after < trimmed)
        return fail(ErrorCode::Unknown, {QStringLiteral("changes"), QString::number(trimmed)});
    return changes;
}

template <typename Base>
Result<QList<Event>> Reads<Base>::eventsOf(const Uuid& caseId, qint64 before, int limit) const
{
    QList<Event> events;
    Error broken{ErrorCode::None, {}, {}};
    const auto read = [&](const Statement& s) {
        Result<ReadRecord> record = decodeRecord(s.blobView(0));
        if (!record) {
            broken = record.error();
            return false;
        }
        record->event.args = s.toBlob(1);
        events.append(record->event);
        return true;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT e.record, a.args FROM event e LEFT JOIN event_args a"
                                 " ON a.seq=e.seq WHERE e.case_id=? AND e.seq<?"
                                 " ORDER BY e.seq DESC LIMIT ?",
                                 read, caseId, before > 0 ? before : INT64_MAX, limit);
        !r)
        return tl::unexpected<Error>(r.error());
    if (broken.code != ErrorCode::None)
        return tl::unexpected<Error>(broken);
    return events;
}

template <typename Base> Result<ReportRecord> Reads<Base>::report(const QString& code) const
{
    ReportRecord record;
    const auto read = [&record](const Statement& s) {
        record = reportRow(s);
        return false;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT code, case_id, api_key, service, at FROM report WHERE code=?", read, code);
        !r)
        return tl::unexpected<Error>(r.error());
    if (record.code.isEmpty())
        return unknown(u"report"_s, code);
    return record;
}

template <typename Base>
Result<QList<ReportRecord>> Reads<Base>::reports(const ReportQuery& q) const
{
    QList<ReportRecord> found;
    qint64 skip = q.offset;
    const qint64 toMs = q.toMs > 0 ? q.toMs : INT64_MAX;
    const auto read = [&](const Statement& s) {
        const bool wanted = q.services.isEmpty() || q.services.contains(s.toText(3))
            || q.services.contains(s.toText(5));
        if (wanted && --skip < 0)
            found.append(reportRow(s));
        return found.size() < qMin(q.limit, 1000);
    };
    const Result<void> r = q.apiKey.isEmpty()
        ? readSql(m_db,
                  "SELECT r.code, r.case_id, r.api_key, r.service, r.at, c.category FROM report r"
                  " JOIN case_row c ON c.id=r.case_id LEFT JOIN case_row m ON m.id=c.master"
                  " WHERE r.at>=?1 AND r.at<?2 AND coalesce(m.published, c.published)=1"
                  " ORDER BY r.at DESC, r.code DESC",
                  read, q.fromMs, toMs)
        : readSql(m_db,
                  "SELECT r.code, r.case_id, r.api_key, r.service, r.at, c.category FROM report r"
                  " JOIN case_row c ON c.id=r.case_id WHERE r.api_key=?1 AND r.at>=?2 AND r.at<?3"
                  " ORDER BY r.at DESC, r.code DESC",
                  read, q.apiKey, q.fromMs, toMs);
    if (!r)
        return tl::unexpected<Error>(r.error());
    return found;
}

template <typename Base> Result<BlobRecord> Reads<Base>::blob(const QString& sha256) const
{
    BlobRecord b;
    const auto read = [&b](const Statement& s) {
        b = {s.toText(0), s.toText(1), s.toText(2), s.toInt(3), int(s.toInt(4)), int(s.toInt(5)),
             s.toText(6), s.toText(7), s.toInt(8)};
        return false;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT sha256, mime, name, bytes, width, height, stripped, by, at"
                                 " FROM blob WHERE sha256=?1 OR stripped=?1 LIMIT 1",
                                 read, sha256);
        !r)
        return tl::unexpected<Error>(r.error());
    if (b.sha256.isEmpty())
        return unknown(u"blob"_s, sha256);
    return b;
}

template <typename Base> Result<QList<Uuid>> Reads<Base>::casesWithBlob(const QString& sha256) const
{
    QList<Uuid> ids;
    const auto read = [&ids](const Statement& s) {
        ids.append(s.toUuid(0));
        return true;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT case_id FROM blob_case WHERE sha256=?1 OR sha256 IN"
                                 " (SELECT sha256 FROM blob WHERE stripped=?1) LIMIT 1000",
                                 read, sha256);
        !r)
        return tl::unexpected<Error>(r.error());
    return ids;
}

template <typename Base> Result<QString> Reads<Base>::setting(const QString& key) const
{
    QString value;
    const auto read = [&value](const Statement& s) {
        value = s.toText(0);
        return false;
    };
    if (Result<void> r = readSql(m_db, "SELECT value FROM setting WHERE name=?", read, key); !r)
        return tl::unexpected<Error>(r.error());
    return value;
}

template <typename Base> Result<qint64> Reads<Base>::timeOfSeq(qint64 seq) const
{
    qint64 atMs = 0;
    const auto read = [&atMs](const Statement& s) {
        if (const Result<ReadRecord> record = decodeRecord(s.blobView(0)))
            atMs = record->event.atMs;
        return false;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT record FROM event WHERE seq<=? ORDER BY seq DESC LIMIT 1", read, seq);
        !r)
        return tl::unexpected<Error>(r.error());
    return atMs;
}

template <typename Base>
Result<QList<OutgoingMessage>> Reads<Base>::outgoingOf(const Uuid& caseId) const
{
    QList<OutgoingMessage> list;
    const auto read = [&list](const Statement& s) {
        list.append({s.toInt(0), s.toText(1), s.toUuid(2), s.toUuid(3), s.toText(4), s.toText(5),
                     s.toInt(6), s.toText(7), s.toText(8), s.toInt(9)});
        return true;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT o.id, o.report, o.case_id, o.mid, o.kind, o.text,"
                                 " o.not_before, o.channel, r.api_key, o.delivered FROM outgoing o"
                                 " LEFT JOIN report r ON r.code=o.report WHERE o.case_id=?"
                                 " ORDER BY o.id DESC LIMIT 200",
                                 read, caseId);
        !r)
        return tl::unexpected<Error>(r.error());
    std::reverse(list.begin(), list.end());
    return list;
}

template <typename Base>
Result<bool> Reads<Base>::hasUnread(const QString& reportCode, qint64 nowMs) const
{
    bool found = false;
    const auto read = [&found](const Statement&) {
        found = true;
        return false;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT 1 FROM outgoing WHERE report=? AND delivered=0"
                                 " AND not_before<=? AND channel IN ('app','web') LIMIT 1",
                                 read, reportCode, nowMs);
        !r)
        return tl::unexpected<Error>(r.error());
    return found;
}

template <typename Base>
Result<std::optional<UndoRecord>> Reads<Base>::undo(const Uuid& caseId) const
{
    std::optional<UndoRecord> found;
    const auto read = [&found](const Statement& s) {
        found = UndoRecord{s.toUuid(0), s.toUuid(1), s.toText(2), s.toInt(3), s.toBlob(4)};
        return false;
    };
    if (Result<void> r = readSql(
            m_db, "SELECT case_id, mid, user, at, body FROM undo WHERE case_id=?", read, caseId);
        !r)
        return tl::unexpected<Error>(r.error());
    return found;
}

template class Reads<LedgerReader>;
template class Reads<Ledger>;

}  // namespace kydai
