// SPDX-License-Identifier: GPL-3.0-or-later
// What `kydai-server check` looks at; each finding is one line.
#include "core/reducer.h"
#include "core/window.h"
#include "ledger/eventrecord.h"
#include "ledger/sql.h"
#include "ledger/sqliteledger.h"
#include "ledger/words.h"
#include "ledger/writer.h"
#include "protocol/casecodec.h"
#include "storage/files.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {
constexpr qsizetype kMaxFindings = 1000;
}

Result<QStringList> SqliteWriter::check() const
{
    QStringList findings;
    if (Result<void> r = m_db.quickCheck(); !r)
        findings.append(u"database: "_s + r.error().detail);
    for (auto step : {&SqliteWriter::checkChain, &SqliteWriter::checkRows, &SqliteWriter::checkWindow,
                      &SqliteWriter::checkBlobs}) {
        if (Result<void> r = (this->*step)(findings); !r)
            return tl::unexpected<Error>(r.error());
    }
    return findings;
}

Result<void> SqliteWriter::checkChain(QStringList& findings) const
{
    QByteArray hash = chainStart();
    qint64 expected = 1;
    const auto read = [&](const Statement& s) {
        const qint64 seq = s.toInt(0);
        const QByteArray record = s.toBlob(1);
        if (seq != expected)
            findings.append(u"event %1: expected seq %2"_s.arg(seq).arg(expected));
        expected = seq + 1;
        hash = chainHash(hash, record);
        if (hash != s.toBlob(2)) {
            findings.append(u"event %1: hash chain broken"_s.arg(seq));
            hash = s.toBlob(2);  // go on from what is stored, to find later breaks too
        }
        const Result<ReadRecord> decoded = decodeRecord(record);
        if (!decoded) {
            findings.append(u"event %1: unreadable record"_s.arg(seq));
            return findings.size() < kMaxFindings;
        }
        if (decoded->event.seq != seq || decoded->event.caseId != s.toUuid(5)
            || decoded->event.mid != s.toUuid(6))
            findings.append(u"event %1: columns differ from the record"_s.arg(seq));
        const bool erased = s.isNull(3);
        if (!erased && hashOfArgs(s.toBlob(3), s.toBlob(4)) != decoded->argsHash)
            findings.append(u"event %1: arguments changed"_s.arg(seq));
        return findings.size() < kMaxFindings;
    };
    return readSql(m_db,
                   "SELECT e.seq, e.record, e.hash, a.salt, a.args, e.case_id, e.mid FROM event e"
                   " LEFT JOIN event_args a ON a.seq=e.seq ORDER BY e.seq",
                   read);
}

Result<void> SqliteWriter::checkRows(QStringList& findings) const
{
    const auto read = [&](const Statement& s) {
        const QString code = s.toText(1);
        const Result<Case> c = protocol::decodeWhole(s.blobView(3));
        if (!c) {
            findings.append(u"case %1: unreadable row"_s.arg(code));
        } else {
            if (c->seq != s.toInt(2) || c->code != code || c->id != s.toUuid(0))
                findings.append(u"case %1: columns differ from the row"_s.arg(code));
            if (s.toInt(5) != c->seq)
                findings.append(u"case %1: row at %2, log at %3"_s.arg(code).arg(c->seq)
                                    .arg(s.toInt(5)));
            if (joinScopes(scopesOf(*c)) != s.toText(4))
                findings.append(u"case %1: scopes differ from the row"_s.arg(code));
        }
        return findings.size() < kMaxFindings;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT id, code, seq, body, scopes, (SELECT max(seq) FROM event"
                                 " WHERE case_id=case_row.id AND seq<=case_row.seq) FROM case_row",
                                 read);
        !r)
        return r;
    const auto scoped = [&](const Statement& s) {
        if (s.toInt(0) != 0)
            findings.append(u"scopes: %1 entries without a row"_s.arg(s.toInt(0)));
        return false;
    };
    return readSql(m_db,
                   "SELECT count(*) FROM case_scope s WHERE NOT EXISTS"
                   " (SELECT 1 FROM case_row c WHERE c.id=s.id AND"
                   "  instr(char(10) || c.scopes || char(10), char(10) || s.scope || char(10)) > 0)",
                   scoped);
}

// The columns and words that stand beside a body say what it says.
Result<void> SqliteWriter::checkWindow(QStringList& findings) const
{
    const auto read = [&](const Statement& s) {
        const Result<Case> c = protocol::decodeWhole(s.blobView(1));
        if (!c)
            return true;  // told above
        const bool done = isFinal(c->state);
        if (done != (s.toInt(2) != 0) || touchedMsOf(*c) != s.toInt(3)
            || done != (s.toBlob(4) == protocol::encodeCase(summaryOf(*c))))
            findings.append(u"case %1: window differs from the row"_s.arg(s.toText(0)));
        if (wordsOf(*c) != s.toText(5) || maskedWordsOf(*c) != s.toText(6))
            findings.append(u"case %1: words differ from the row"_s.arg(s.toText(0)));
        return findings.size() < kMaxFindings;
    };
    return readSql(m_db,
                   "SELECT c.code, c.body, c.final, c.touched, c.brief, f.whole, f.masked"
                   " FROM case_row c LEFT JOIN search f ON f.rowid=c.n",
                   read);
}

Result<void> SqliteWriter::checkBlobs(QStringList& findings) const
{
    const auto known = [&](const Statement& s) {
        findings.append(u"case %1: file %2 is not known"_s.arg(s.toText(1), s.toText(0)));
        return findings.size() < kMaxFindings;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT b.sha256, c.code FROM blob_case b"
                                 " JOIN case_row c ON c.id=b.case_id"
                                 " WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha256=b.sha256)",
                                 known);
        !r)
        return r;
    if (m_dir.isEmpty())
        return {};
    const auto present = [&](const Statement& s) {
        for (const QString& sha : {s.toText(0), s.toText(1)}) {
            if (!sha.isEmpty() && !fileExists(blobPath(m_dir, sha)))
                findings.append(u"file %1: missing"_s.arg(sha));
        }
        return findings.size() < kMaxFindings;
    };
    return readSql(m_db, "SELECT sha256, stripped FROM blob", present);
}

}  // namespace kydai
