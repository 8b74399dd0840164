// SPDX-License-Identifier: GPL-3.0-or-later
// Snapshot pages under credit, catching up from the change log, and the tail of changes.
//
// One rule holds it together: a row goes out as it is when it is sent, and the range of a delta says
// only what the client need not ask for again. A newer row than its range is harmless (the client
// guards by the row's seq), an older one never happens (the ledger is read after the range is known).
#include "authority/sessionstate.h"
#include "core/reducer.h"
#include "core/window.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

using protocol::Delta;
using protocol::Row;
using protocol::SubMode;

namespace {

constexpr qint64 kRowOverhead = 32;

bool meets(const QStringList& a, const QStringList& b)
{
    for (const QString& scope : a) {
        if (b.contains(scope))
            return true;
    }
    return false;
}

}  // namespace

bool SyncSession::Private::canResume(const protocol::Subscribe& s, QString& reason) const
{
    const protocol::Cursor& cursor = s.cursor;
    if (cursor.seq < 0)
        reason = u"first"_s;
    else if (cursor.epoch != feed.epoch() || cursor.seq > feed.seq())
        reason = u"epoch"_s;
    else if (cursor.scopeHash != scopeHash)
        reason = u"scope_changed"_s;
    else if (cursor.seq < feed.floor() || feed.seq() - cursor.seq > limits.maxResumeChanges)
        reason = u"trimmed"_s;
    else
        return true;
    return false;
}

void SyncSession::Private::on(const protocol::Subscribe& subscribe)
{
    ++generation;
    pending.clear();
    behind.clear();
    catchUpDelta = {};
    catchUpBytes = 0;
    reading = false;
    sweep = {};
    subscribedAt = seen = feed.seq();
    QString reason;
    if (canResume(subscribe, reason)) {
        sent = subscribe.cursor.seq;
        send(protocol::SubOk{SubMode::Resume, sent, 0, {}});
        sweepThen(sent, &Private::beginResume);
    } else {
        beginSnapshot(subscribe, reason);
    }
}

void SyncSession::Private::beginSnapshot(const protocol::Subscribe& subscribe,
                                         const QString& givenReason)
{
    QString reason = givenReason;
    const protocol::SnapshotPosition& at = subscribe.resume;
    const bool goesOn = at.s0 >= 0 && subscribe.cursor.epoch == feed.epoch()
        && subscribe.cursor.scopeHash == scopeHash && at.s0 >= feed.floor() && at.s0 <= feed.seq()
        && feed.seq() - at.s0 <= limits.maxResumeChanges
        && (at.lastKey.isEmpty() || at.lastKey.size() == 16);
    s0 = goesOn ? at.s0 : feed.seq();
    lastKey = goesOn ? at.lastKey : QByteArray();
    if (goesOn)
        reason = u"resumed"_s;
    sweptMs = goesOn ? 0 : clock.nowMs();
    sent = s0;
    pageNumber = 0;
    credit = protocol::kPageCredit;
    lastPageSent = false;
    phase = Phase::Pages;
    reading = true;
    ports.countRows(scopes, windowCut(), guarded([this, reason, g = generation](const Result<qint64>& rows) {
        if (g != generation)
            return;
        reading = false;
        send(protocol::SubOk{SubMode::Snapshot, s0, rows.value_or(0), reason});
        pump();
    }));
}

void SyncSession::Private::pump()
{
    switch (phase) {
    case Phase::Pages: readNextPage(); break;
    case Phase::Resuming: catchUp(); break;
    case Phase::Live: scheduleFlush(); break;
    default: break;
    }
}

void SyncSession::Private::readNextPage()
{
    if (phase != Phase::Pages || reading || lastPageSent || credit <= 0
        || backlog > limits.softBacklog)
        return;
    reading = true;
    ports.readPage(scopes, windowCut(), lastKey, protocol::kMaxPageRows, protocol::kMaxPageBytes,
                   guarded([this, g = generation](const Result<PageResult>& page) {
                       if (g != generation)
                           return;
                       reading = false;
                       if (!page) {
                           complain({ErrorCode::Busy, {}, {}}, true);
                           return end(CloseCode::Overload);
                       }
                       sendPage(*page);
                   }));
}

void SyncSession::Private::sendPage(const PageResult& read)
{
    protocol::Page page;
    page.number = pageNumber++;
    page.lastKey = lastKey = read.lastKey;
    page.final = read.final;
    for (const CaseBody& row : read.rows) {
        bool visible = true;
        // One row that cannot be read must not keep the others from arriving.
        if (const Result<QByteArray> body = visibleBody(row, visible); body && visible)
            page.rows.append({row.id, row.seq, *body});
    }
    --credit;
    ++counters.pages;
    counters.rowsOut += page.rows.size();
    lastPageSent = page.final;  // before sending: the acknowledgement may come within it
    const quint64 before = generation;
    send(page);
    if (isClosed() || generation != before)
        return;
    if (page.final)
        pagesDone();
    else
        readNextPage();
}

void SyncSession::Private::on(const protocol::PageAck&)
{
    if (phase != Phase::Pages)
        return;
    credit = qMin(credit + 1, protocol::kPageCredit);
    readNextPage();
}

// The tail begins at s0; what happened between an interrupted snapshot and now is in the log.
void SyncSession::Private::pagesDone()
{
    if (s0 < subscribedAt || sweptMs == 0)
        return sweepThen(s0, &Private::beginResume);
    becomeLive();
}

void SyncSession::Private::becomeLive()
{
    phase = Phase::Live;
    if (!std::exchange(sweepArmed, true))
        arm(limits.sweepMs, &Private::sweepDue);
    scheduleFlush();
}

// The body this account may keep. visible = false when the row is not (or no more) in its scopes or
// its cache window.
Result<QByteArray> SyncSession::Private::visibleBody(const CaseBody& row, bool& visible) const
{
    const std::optional<CaseExtent> extent = extentOf(row.isFinal, row.touchedMs);
    visible = sight != Sight::None && extent;
    if (!visible)
        return QByteArray();
    if (sight == Sight::Whole && *extent == CaseExtent::Whole)
        return protocol::wireBody(row.body);
    const Result<Case> c = protocol::decodeWhole(row.body);
    if (!c)
        return tl::unexpected<Error>(c.error());
    visible = inSight(who.actor, *c);
    return bodyOf(*c, *extent);
}

QByteArray SyncSession::Private::bodyOf(const Case& c, CaseExtent extent) const
{
    const Case view = viewFor(who.actor, c);
    return protocol::encodeCase(extent == CaseExtent::Summary ? summaryOf(view) : view);
}

// ---- catching up ----

void SyncSession::Private::beginResume()
{
    const qint64 from = sent;
    phase = Phase::Resuming;
    reading = true;
    if (from >= subscribedAt) {
        gotBehind({}, from);
        return;
    }
    // Events that changed no row (a reveal, a sign-in) have no entry: fewer records than seqs.
    ports.readChanges(from, int(limits.maxResumeChanges) + 1,
                      guarded([this, from, g = generation](const Result<QList<ChangeRecord>>& r) {
                          if (g != generation)
                              return;
                          if (!r) {
                              complain({ErrorCode::Busy, {}, {}}, true);
                              return end(CloseCode::Overload);
                          }
                          gotBehind(*r, from);
                      }));
}

void SyncSession::Private::gotBehind(const QList<ChangeRecord>& records, qint64 from)
{
    reading = false;
    QHash<Uuid, Behind> newest;
    for (const ChangeRecord& record : records) {
        const bool now = meets(record.after, scopes);
        if (now || meets(record.before, scopes) || newest.contains(record.id))
            newest.insert(record.id, {record.id, record.seq, !now});
    }
    for (const Behind& row : std::as_const(newest))
        behind.emplace(row.seq, row);
    catchUpDelta = {};
    catchUpDelta.from = from;
    catchUpBytes = 0;
    catchUp();
}

void SyncSession::Private::catchUp()
{
    while (phase == Phase::Resuming && !reading && backlog <= limits.softBacklog) {
        if (behind.empty()) {
            sendCatchUp(true);
            if (isClosed())
                return;
            return becomeLive();
        }
        const Behind row = behind.begin()->second;
        behind.erase(behind.begin());
        if (row.leave) {
            gotRow(row, fail(ErrorCode::Unknown));
            continue;
        }
        reading = true;
        ports.readCase(row.id, guarded([this, row, g = generation](const Result<CaseBody>& body) {
            if (g != generation)
                return;
            reading = false;
            gotRow(row, body);
            catchUp();
        }));
    }
}

void SyncSession::Private::gotRow(const Behind& row, const Result<CaseBody>& body)
{
    if (!body && body.error().code != ErrorCode::Unknown) {
        complain({ErrorCode::Busy, {}, {}}, true);
        return end(CloseCode::Overload);
    }
    bool visible = false;
    const Result<QByteArray> shown =
        body ? visibleBody(*body, visible) : Result<QByteArray>(QByteArray());
    if (shown && visible) {
        catchUpDelta.puts.append({row.id, body->seq, *shown});
        catchUpBytes += shown->size() + kRowOverhead;
    } else if (shown) {
        catchUpDelta.leaves.append({row.id, row.seq});
        catchUpBytes += kRowOverhead;
    }
    catchUpDelta.to = row.seq;
    if (catchUpBytes >= limits.maxDeltaBytes / 2)
        sendCatchUp(false);
}

void SyncSession::Private::sendCatchUp(bool last)
{
    const qint64 to = last ? qMax(subscribedAt, sent) : catchUpDelta.to;
    if (to > sent || !catchUpDelta.puts.isEmpty() || !catchUpDelta.leaves.isEmpty())
        sendDelta(catchUpDelta, to);
    catchUpDelta = {};
    catchUpBytes = 0;
}

// ---- the tail ----

void SyncSession::Private::changed(const QList<Change>& changes, qint64 throughSeq)
{
    if (phase != Phase::Pages && phase != Phase::Resuming && phase != Phase::Live)
        return;  // a subscription begins at the feed's seq of that moment
    for (const Change& change : changes) {
        const auto extent = extentOf(isFinal(change.row->state), touchedMsOf(*change.row));
        if (extent && meets(change.after, scopes))
            pending.insert(change.id, {change.seq, false, change.row, change.body, *extent});
        else if (meets(change.before, scopes) || meets(change.after, scopes))
            pending.insert(change.id, {change.seq, true, nullptr, nullptr, {}});
        else
            continue;
        if (sweep.running)
            sweep.changed.insert(change.id);
    }
    seen = qMax(seen, throughSeq);
    if (phase == Phase::Live && !pending.isEmpty())
        scheduleFlush();
}

// At once when nothing went for a moment, else gathered: the newest state per row goes.
void SyncSession::Private::scheduleFlush()
{
    if (pending.isEmpty() || flushPosted)
        return;
    const qint64 idle = mono() - deltaSentMs;
    const int gather = inBackground ? limits.gatherBackgroundMs : limits.gatherFocusedMs;
    if (idle >= (inBackground ? gather : limits.leadingEdgeMs))
        return flush();
    flushPosted = true;
    scheduler.postAfter(gather - idle, guarded([this] {
        flushPosted = false;
        flush();
    }));
}

void SyncSession::Private::flush()
{
    if (phase != Phase::Live || backlog > limits.softBacklog)
        return;
    // The cursor never runs ahead of the sweeps: whoever resumes from it is swept from its time on.
    if (clock.nowMs() - sweptMs > 2 * qint64(limits.sweepMs))
        return beginSweep(sweptMs);
    QList<Uuid> ids = pending.keys();
    std::sort(ids.begin(), ids.end(), [this](const Uuid& a, const Uuid& b) {
        return pending.value(a).seq < pending.value(b).seq;
    });
    Delta delta;
    qint64 bytes = 0;
    qint64 lastSeq = sent;
    for (const Uuid& id : std::as_const(ids)) {
        const Pending row = pending.take(id);
        if (row.leave) {
            delta.leaves.append({id, row.seq});
            bytes += kRowOverhead;
        } else {
            const QByteArray body = sight == Sight::Whole && row.extent == CaseExtent::Whole
                ? *row.body
                : bodyOf(*row.row, row.extent);
            if (bytes > 0 && bytes + body.size() > limits.maxDeltaBytes) {
                sendDelta(delta, lastSeq);
                if (isClosed())
                    return;
                delta = {};
                bytes = 0;
            }
            delta.puts.append({id, row.seq, body});
            bytes += body.size() + kRowOverhead;
        }
        lastSeq = qMax(lastSeq, row.seq);
    }
    if (seen > sent || bytes > 0)
        sendDelta(delta, qMax(seen, lastSeq));
}

void SyncSession::Private::sendDelta(Delta& delta, qint64 to)
{
    delta.from = sent;
    delta.to = qMax(to, sent);
    sent = delta.to;
    deltaSentMs = mono();
    ++counters.deltas;
    counters.rowsOut += delta.puts.size();
    send(delta);
}

}  // namespace kydai
