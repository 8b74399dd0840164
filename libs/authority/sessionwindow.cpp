// SPDX-License-Identifier: GPL-3.0-or-later
// The cache window of one console: which rows, how much of each, and what leaves it as time passes.
// A row whose time is over leaves, and comes again as an index row where the window has those: a
// client takes a row only when it is newer than its own.
#include "authority/sessionstate.h"
#include "protocol/casecodec.h"

namespace kydai {

namespace {

constexpr qint64 kRowOverhead = 32;

}  // namespace

std::optional<CaseExtent> SyncSession::Private::extentOf(bool isFinal, qint64 touchedMs) const
{
    return extentIn(limits.window, sight == Sight::Agency, isFinal, touchedMs, clock.nowMs());
}

WindowCut SyncSession::Private::windowCut() const
{
    const qint64 now = clock.nowMs();
    const qint64 whole = now - limits.window.wholeMs;
    return {whole, sight == Sight::Agency ? whole : now - limits.window.indexMs};
}

// Before going on from a cursor: the client's rows are those of the window at about the time of the
// event its cursor names, for a session never lets the cursor run ahead of its sweeps.
void SyncSession::Private::sweepThen(qint64 seq, void (Private::*next)())
{
    phase = Phase::Resuming;
    reading = true;
    ports.timeOfSeq(seq, guarded([this, next, g = generation](const Result<qint64>& at) {
        if (g != generation)
            return;
        if (!at) {
            complain({ErrorCode::Busy, {}, {}}, true);
            return end(CloseCode::Overload);
        }
        sweep.next = next;
        beginSweep(*at - 3 * qint64(limits.sweepMs));
    }));
}

void SyncSession::Private::sweepDue()
{
    arm(limits.sweepMs, &Private::sweepDue);
    if (phase == Phase::Live)
        beginSweep(sweptMs);
}

void SyncSession::Private::beginSweep(qint64 fromMs)
{
    if (sweep.running)
        return;
    sweep.running = true;
    sweep.fromMs = fromMs;
    sweep.toMs = clock.nowMs();
    sweep.indexRows = true;
    sweep.atMs = fromMs - limits.window.wholeMs;
    sweep.atId = {};
    sweep.changed.clear();
    readAged();
}

void SyncSession::Private::readAged()
{
    const qint64 age = sweep.indexRows ? limits.window.wholeMs : limits.window.indexMs;
    const AgedQuery query{scopes, sweep.atMs, sweep.toMs - age, sweep.atId, limits.sweepRows};
    if (query.toMs <= query.fromMs && query.afterId.isNull())
        return gotAged({});
    ports.readAged(query, guarded([this, g = generation](const Result<QList<CaseBody>>& rows) {
        if (g != generation || !sweep.running)
            return;
        if (!rows) {
            complain({ErrorCode::Busy, {}, {}}, true);
            return end(CloseCode::Overload);
        }
        gotAged(*rows);
    }));
}

void SyncSession::Private::gotAged(const QList<CaseBody>& rows)
{
    QList<protocol::Delta> deltas(1);  // those that leave first, then the index rows
    qint64 bytes = 0;
    for (const CaseBody& row : rows) {
        const std::optional<CaseExtent> extent = extentOf(row.isFinal, row.touchedMs);
        if (extent == CaseExtent::Whole || pending.contains(row.id) || sweep.changed.contains(row.id))
            continue;
        // Above whatever the client has of it; a later change is newer still, or finds no row.
        deltas.first().leaves.append({row.id, qMax(seen, row.seq) + 1});
        if (!extent)
            continue;
        const Result<Case> c = protocol::decodeCase(row.body);
        if (!c)
            continue;
        const QByteArray body = bodyOf(*c, *extent);
        if (deltas.size() == 1 || bytes + body.size() > limits.maxDeltaBytes) {
            deltas.append(protocol::Delta{});
            bytes = 0;
        }
        bytes += body.size() + kRowOverhead;
        deltas.last().puts.append({row.id, row.seq, body});
    }
    for (protocol::Delta& delta : deltas) {
        if (!delta.leaves.isEmpty() || !delta.puts.isEmpty())
            sendDelta(delta, sent);
        if (isClosed() || !sweep.running)
            return;
    }
    if (rows.size() >= limits.sweepRows) {
        sweep.atMs = rows.last().touchedMs;
        sweep.atId = rows.last().id;
        return readAged();
    }
    if (sweep.indexRows && sight != Sight::Agency) {
        sweep.indexRows = false;
        sweep.atMs = sweep.fromMs - limits.window.indexMs;
        sweep.atId = {};
        return readAged();
    }
    sweepDone();
}

void SyncSession::Private::sweepDone()
{
    const auto next = sweep.next;
    sweptMs = sweep.toMs;
    sweep = {};
    if (next)
        (this->*next)();
    else
        scheduleFlush();
}

}  // namespace kydai
