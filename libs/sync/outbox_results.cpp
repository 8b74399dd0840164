// SPDX-License-Identifier: GPL-3.0-or-later
// Outbox: what the server said of a decision, and when the decision is done with.
#include "sync/outbox_pump.h"

#include <algorithm>

namespace kydai {

using protocol::MutateResult;
using protocol::ResultStatus;

namespace {

constexpr qint64 kLongestLaterMs = 60000;  // a server that asks for more is not believed

}  // namespace

void OutboxPump::onResult(const MutateResult& result)
{
    const quint64 key = m_keys.value(result.mid);
    if (!key)
        return;  // a repeated answer
    Item& item = m_items.at(key);
    if (item.inFlight) {
        item.inFlight = false;
        --m_inFlight;
    }
    if (result.status == ResultStatus::Later)
        onLater(item, key, result.error);
    else
        finish(key, result);
    pumpSoon();
}

void OutboxPump::onLater(Item& item, quint64 key, const Error& why)
{
    if (item.fallen) {
        // Never again without `after`: it would happen although what it stood on was refused.
        refuse(key, ErrorCode::After);
        return;
    }
    Lane& lane = m_lanes[item.entry.op.caseId];
    const QString param = why.params.value(0);
    if (param == u"waits" && lane.queue.constFirst() != key) {
        item.waits = true;  // until the one before it has a result
        return;
    }
    if (param == u"waits" && wasRefused(item.entry.after)) {
        refuse(key, ErrorCode::After);  // here, so that the server never heard of it
        return;
    }
    // Accepted before, and a server that came back from a backup does not know it: go on alone.
    item.alone = item.alone || param == u"waits";
    const qint64 asked = std::clamp<qint64>(param.toLongLong(), 0, kLongestLaterMs);
    lane.notBeforeMs = m_clock.monotonicMs() + asked + lane.backoff.next(m_random);
}

// A terminal result: the act leaves its queue, and what waited for it may go.
void OutboxPump::finish(quint64 key, const MutateResult& result)
{
    const Uuid mid = m_items.at(key).entry.op.mid, caseId = m_items.at(key).entry.op.caseId;
    m_items.erase(key);
    m_keys.remove(mid);
    m_unrecorded.append(result);
    m_cases.insert(mid, caseId);
    m_flushTimer.start(0, [this] { flush(); });
    Lane& lane = m_lanes[caseId];
    lane.queue.removeOne(key);
    lane.backoff.reset();
    lane.notBeforeMs = 0;
    if (lane.queue.isEmpty()) {
        m_lanes.remove(caseId);
        return;
    }
    m_items.at(lane.queue.constFirst()).waits = false;
    if (isAccepted(result.status))
        return;
    // What was decided on top of a refused decision falls with it; of those under way the server
    // says the same by itself.
    for (quint64 next : std::as_const(lane.queue)) {
        Item& follower = m_items.at(next);
        if (follower.entry.after != mid)
            continue;
        follower.fallen = follower.inFlight;
        if (!follower.inFlight)
            refuse(next, ErrorCode::After);  // and with it those after it
        return;
    }
}

void OutboxPump::refuse(quint64 key, ErrorCode code)
{
    refuseWith(key, Error{code, {m_items.at(key).entry.op.action}, {}});
}

void OutboxPump::refuseWith(quint64 key, const Error& why)
{
    MutateResult refused;
    refused.mid = m_items.at(key).entry.op.mid;
    refused.status = ResultStatus::Denied;
    refused.error = why;
    finish(key, refused);
}

// Records all terminal results of this turn in one commit, then tells.
void OutboxPump::flush()
{
    if (m_unrecorded.isEmpty())
        return;
    if (const Result<void> stored = m_work.recordResults(m_unrecorded, m_epoch, m_clock.nowMs());
        !stored) {
        storageTrouble(stored.error(), m_flushTimer, [this] { flush(); });
        return;
    }
    m_hooks.storage(Error{ErrorCode::None, {}, {}});
    const QList<MutateResult> done = std::exchange(m_unrecorded, {});
    const QHash<Uuid, Uuid> cases = std::exchange(m_cases, {});
    for (const MutateResult& result : done) {
        --m_counts.pending;
        if (isAccepted(result.status)) {
            ++m_counts.unsettled;
            m_accepted.insert(result.mid, {result.seq, m_epoch});
        } else {
            ++m_counts.refused;
        }
    }
    for (const MutateResult& result : done) {
        m_hooks.result(result);
        if (!isAccepted(result.status))
            m_hooks.attention(result.mid, cases.value(result.mid), result.error);
    }
    m_hooks.changed();
    settle();
}

void OutboxPump::cursorMoved(const protocol::Cursor& cursor)
{
    m_cursor = cursor;
    settle();
}

// Accepted acts whose effect the rows show by now leave the outbox.
void OutboxPump::settle()
{
    QList<Uuid> mids;
    for (auto it = m_accepted.cbegin(); it != m_accepted.cend(); ++it) {
        if (it->epoch == m_cursor.epoch && it->seq <= m_cursor.seq)
            mids.append(it.key());
    }
    if (mids.isEmpty())
        return;
    if (const Result<void> settled = m_work.settle(mids, m_clock.nowMs()); !settled) {
        storageTrouble(settled.error(), m_settleTimer, [this] { settle(); });
        return;
    }
    for (const Uuid& mid : std::as_const(mids))
        m_accepted.remove(mid);
    m_counts.unsettled -= static_cast<int>(mids.size());
    if (m_online)
        m_hooks.send(protocol::DoneThrough{mids});
    m_hooks.changed();
}

void OutboxPump::storageTrouble(const Error& error, Timer& timer, Scheduler::Task again)
{
    m_hooks.storage(error);
    timer.start(kStorageRetryMs, std::move(again));
}

}  // namespace kydai
