// SPDX-License-Identifier: GPL-3.0-or-later
// Reading what a cache window holds, what left it, and what lies beyond it.
#include <algorithm>

#include <QtEndian>

#include "ledger/reads.h"
#include "ledger/sql.h"
#include "ledger/words.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

#define KYDAI_PAGE(inScope)                                                                   \
    "SELECT c.id, c.seq, CASE WHEN k.final=0 OR k.touched>?5 THEN c.body ELSE c.brief END,"   \
    " k.final, k.touched FROM (SELECT DISTINCT s.id AS id, w.final AS final,"                 \
    " w.touched AS touched FROM case_scope s JOIN case_row w INDEXED BY case_window"          \
    " ON w.id=s.id WHERE " inScope " AND s.id<?7"                                             \
    " AND (w.final=0 OR w.touched>?6) ORDER BY s.id DESC LIMIT ?8) k"                         \
    " JOIN case_row c ON c.id=k.id ORDER BY k.id DESC"

constexpr int kMaxScopes = 4;       // of one account; further ones are not asked for
constexpr int kMaxScanned = 4000;   // rows one find() looks at
constexpr qint64 kIndexRowBytes = 900;  // of one found row on the wire beside its words

QString scopeAt(const QStringList& scopes, int i)
{
    return i < scopes.size() ? scopes.at(i) : QString();  // NULL equals nothing
}

// (created, n) of the last row looked at.
QByteArray keyOf(qint64 createdMs, qint64 n)
{
    QByteArray key(16, Qt::Uninitialized);
    qToBigEndian(createdMs, key.data());
    qToBigEndian(n, key.data() + 8);
    return key;
}

template <typename List, typename Value> bool wants(const List& list, const Value& value)
{
    return list.isEmpty() || list.contains(value);
}

bool passes(const FilterSpec& f, const protocol::CaseSummary& s)
{
    const auto has = [](quint32 bits, auto value) { return bits == 0 || (bits & filterBit(value)); };
    return has(f.states, s.state) && has(f.priorities, s.priority) && has(f.channels, s.channel)
        && wants(f.categories, s.category) && wants(f.agencies, s.agency) && wants(f.areas, s.area)
        && s.createdMs >= f.fromMs && (f.toMs <= 0 || s.createdMs < f.toMs);
}

}  // namespace

template <typename Base>
Result<PageResult> Reads<Base>::page(const QStringList& scopes, const WindowCut& cut,
                                     const QByteArray& afterKey, int maxRows, qint64 maxBytes) const
{
    PageResult page;
    page.final = true;
    if (scopes.isEmpty())
        return page;
    // Newest id first: what is worked on arrives first. The key is immutable, so that rows that
    // change between two pages are neither lost nor doubled.
    const QByteArray after = afterKey.isEmpty() ? QByteArray(17, '\xff') : afterKey;
    qint64 bytes = 0;
    const auto take = [&](const Statement& s) {
        const QByteArrayView body = s.blobView(2);
        if (page.rows.size() >= maxRows || (!page.rows.isEmpty() && bytes + body.size() > maxBytes)) {
            page.final = false;
            return false;
        }
        bytes += body.size();
        page.rows.append(
            {s.toUuid(0), s.toInt(1), body.toByteArray(), s.toInt(3) != 0, s.toInt(4)});
        return true;
    };
    // The ids first, over the narrow index: rows outside the window are never opened.
    // One scope is read in the order of its key; more than one have to be sorted first.
    if (Result<void> r = readSql(m_db, scopes.size() == 1 ? KYDAI_PAGE("s.scope=?1")
                                                          : KYDAI_PAGE("s.scope IN (?1,?2,?3,?4)"),
                                 take, scopeAt(scopes, 0), scopeAt(scopes, 1), scopeAt(scopes, 2),
                                 scopeAt(scopes, 3), cut.wholeAfterMs, cut.indexAfterMs, after,
                                 maxRows + 1);
        !r)
        return tl::unexpected<Error>(r.error());
    page.lastKey = page.rows.isEmpty() ? afterKey : page.rows.last().id.toRfc4122();
    return page;
}

template <typename Base>
Result<qint64> Reads<Base>::countRows(const QStringList& scopes, const WindowCut& cut) const
{
    qint64 count = 0;
    for (int i = 0; i < qMin<qsizetype>(kMaxScopes, scopes.size()); ++i) {
        const auto read = [&count](const Statement& s) {
            count += s.toInt(0);
            return false;
        };
        if (Result<void> r = readSql(m_db,
                                     "SELECT count(*) FROM case_scope s JOIN case_row w INDEXED BY"
                                     " case_window ON w.id=s.id WHERE s.scope=?1"
                                     " AND (w.final=0 OR w.touched>?2)",
                                     read, scopes.at(i), cut.indexAfterMs);
            !r)
            return tl::unexpected<Error>(r.error());
    }
    return count;
}

template <typename Base> Result<QList<CaseBody>> Reads<Base>::aged(const AgedQuery& q) const
{
    QList<CaseBody> rows;
    const auto read = [&rows](const Statement& s) {
        rows.append({s.toUuid(0), s.toInt(1), s.toBlob(2), true, s.toInt(3)});
        return true;
    };
    if (Result<void> r = readSql(m_db,
                                 "SELECT c.id, c.seq, c.brief, c.touched FROM case_row c"
                                 " WHERE c.final=1 AND (c.touched, c.id)>(?5, ?6) AND c.touched<=?7"
                                 " AND EXISTS (SELECT 1 FROM case_scope s WHERE s.id=c.id"
                                 "  AND s.scope IN (?1,?2,?3,?4))"
                                 " ORDER BY c.touched, c.id LIMIT ?8",
                                 read, scopeAt(q.scopes, 0), scopeAt(q.scopes, 1),
                                 scopeAt(q.scopes, 2), scopeAt(q.scopes, 3), q.fromMs,
                                 q.afterId.isNull() ? QByteArray(17, '\xff')
                                                    : q.afterId.toRfc4122(),
                                 q.toMs, q.limit);
        !r)
        return tl::unexpected<Error>(r.error());
    return rows;
}

template <typename Base> Result<FindResult> Reads<Base>::find(const FindQuery& q) const
{
    FindResult found;
    const QString match = matchOf(q.filter.text, q.masked);
    if (q.scopes.isEmpty() || (match.isEmpty() && !q.filter.text.trimmed().isEmpty()))
        return found;
    if (!q.after.isEmpty() && q.after.size() != 16)
        return fail(ErrorCode::BadInput, {u"after"_s});
    const bool first = q.after.isEmpty();
    const qint64 created = first ? INT64_MAX : qFromBigEndian<qint64>(q.after.constData());
    const qint64 below = first ? INT64_MAX : qFromBigEndian<qint64>(q.after.constData() + 8);
    qint64 scanned = 0, bytes = 0;
    QByteArray last;
    const auto read = [&](const Statement& s) {
        if (found.rows.size() >= q.limit || scanned >= kMaxScanned || bytes > q.maxBytes) {
            found.next = last;
            return false;
        }
        ++scanned;
        last = keyOf(s.toInt(1), s.toInt(0));
        const Result<protocol::CaseSummary> summary = protocol::summariseWhole(s.blobView(4));
        if (summary && passes(q.filter, *summary)) {
            found.rows.append({s.toUuid(2), s.toInt(3), s.toBlob(4), false, 0});
            bytes += kIndexRowBytes + 3 * (summary->title.size() + summary->address.size());
        }
        return true;
    };
    const qint64 toMs = q.filter.toMs > 0 ? q.filter.toMs - 1 : INT64_MAX;
    const Result<void> r = match.isEmpty()
        ? readSql(m_db,
                  "SELECT c.n, c.created, c.id, c.seq, c.body FROM case_row c"
                  " WHERE (c.created, c.n)<(?5, ?6) AND c.created<=?7 AND c.created>=?8"
                  " AND EXISTS (SELECT 1 FROM case_scope s WHERE s.id=c.id"
                  "  AND s.scope IN (?1,?2,?3,?4)) ORDER BY c.created DESC, c.n DESC",
                  read, scopeAt(q.scopes, 0), scopeAt(q.scopes, 1), scopeAt(q.scopes, 2),
                  scopeAt(q.scopes, 3), created, below, toMs, q.filter.fromMs)
        : readSql(m_db,
                  "SELECT c.n, c.created, c.id, c.seq, c.body FROM search f"
                  " JOIN case_row c ON c.n=f.rowid WHERE search MATCH ?5 AND f.rowid<?6"
                  " AND EXISTS (SELECT 1 FROM case_scope s WHERE s.id=c.id"
                  "  AND s.scope IN (?1,?2,?3,?4)) ORDER BY f.rowid DESC",
                  read, scopeAt(q.scopes, 0), scopeAt(q.scopes, 1), scopeAt(q.scopes, 2),
                  scopeAt(q.scopes, 3), match, below);
    if (!r)
        return tl::unexpected<Error>(r.error());
    return found;
}

template Result<PageResult> Reads<LedgerReader>::page(const QStringList&, const WindowCut&,
                                                      const QByteArray&, int, qint64) const;
template Result<PageResult> Reads<Ledger>::page(const QStringList&, const WindowCut&,
                                                const QByteArray&, int, qint64) const;
template Result<qint64> Reads<LedgerReader>::countRows(const QStringList&, const WindowCut&) const;
template Result<qint64> Reads<Ledger>::countRows(const QStringList&, const WindowCut&) const;
template Result<QList<CaseBody>> Reads<LedgerReader>::aged(const AgedQuery&) const;
template Result<QList<CaseBody>> Reads<Ledger>::aged(const AgedQuery&) const;
template Result<FindResult> Reads<LedgerReader>::find(const FindQuery&) const;
template Result<FindResult> Reads<Ledger>::find(const FindQuery&) const;

}  // namespace kydai
