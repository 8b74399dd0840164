// SPDX-License-Identifier: GPL-3.0-or-later
// Outbox: what the desk asks of it, and the beginning and end of a link.
#include "sync/outbox_pump.h"

#include <algorithm>

#include "core/workflow.h"

namespace kydai {

namespace {

constexpr int kReportDone = 500;           // settled ones named again at each sign-in

}  // namespace

OutboxPump::OutboxPump(WorkDb& work, Scheduler& scheduler, const Clock& clock, Random& random,
                       Hooks hooks)
    : m_work(work), m_clock(clock), m_random(random), m_hooks(std::move(hooks)),
      m_pumpTimer(scheduler), m_flushTimer(scheduler), m_settleTimer(scheduler),
      m_loadTimer(scheduler)
{
}

bool OutboxPump::isOnlineOnly(const QString& action)
{
    const std::optional<Action> a = actionFrom(action);
    const auto table = workflowTable();
    return a && std::any_of(table.begin(), table.end(), [&](const Transition& t) {
        return t.action == *a && t.onlineOnly;
    });
}

Result<void> OutboxPump::load()
{
    const Result<QList<OutboxEntry>> entries = m_work.outbox();
    if (!entries)
        return tl::unexpected<Error>(entries.error());
    m_counts = {};
    m_accepted.clear();
    for (const OutboxEntry& entry : *entries) {
        if (entry.state == OutboxState::Pending) {
            ++m_counts.pending;
        } else if (entry.state == OutboxState::Accepted) {
            ++m_counts.unsettled;
            m_accepted.insert(entry.op.mid, {entry.result.seq, entry.resultEpoch});
        } else {
            ++m_counts.refused;
        }
    }
    return {};
}

Result<void> OutboxPump::add(const Operation& op)
{
    if (!m_online && isOnlineOnly(op.action))
        return fail(ErrorCode::OnlineOnly, {op.action});
    const Result<std::optional<OutboxEntry>> known = m_work.find(op.mid);
    if (known && *known)
        return {};
    const Result<QList<OutboxEntry>> before = m_work.outbox(op.caseId);
    if (!before)
        return tl::unexpected<Error>(before.error());
    OutboxEntry entry;
    entry.op = op;
    entry.queuedMs = entry.changedMs = m_clock.nowMs();
    for (const OutboxEntry& other : *before) {
        if (other.state == OutboxState::Pending && other.op.actor.user == op.actor.user)
            entry.after = other.op.mid;
    }
    // About to be sent: the mark goes with the same commit, but where sending late would be wrong.
    const bool follows = m_online && op.actor.user == m_author;
    Error why{ErrorCode::None, {}, {}};
    const bool sendNow =
        follows && filesOf(filesNamedBy(op.args), &why) == UploadPump::Files::Ready;
    entry.attempted = sendNow && !isOnlineOnly(op.action);
    if (const Result<void> stored = m_work.add(entry); !stored) {
        // A commit that failed with Io may have reached the disk: then it is an act like any other.
        const Result<std::optional<OutboxEntry>> there = m_work.find(op.mid);
        if (!there || !*there) {
            m_hooks.storage(stored.error());
            return stored;
        }
    }
    ++m_counts.pending;
    m_hooks.storage(Error{ErrorCode::None, {}, {}});
    if (follows) {
        follow(entry);
        // Decided on top of one whose refusal is known here and not told yet.
        if (!m_keys.contains(entry.after) && wasRefused(entry.after))
            refuse(m_keys.value(op.mid), ErrorCode::After);
        pumpSoon();
    }
    m_hooks.changed();
    return {};
}

Result<void> OutboxPump::withdraw(const Uuid& mid)
{
    const quint64 key = m_keys.value(mid);
    if (key && m_items.at(key).inFlight)
        return fail(ErrorCode::NotAllowed, {QStringLiteral("withdraw")});
    if (Result<void> done = m_work.withdraw(mid, m_clock.nowMs()); !done) {
        // As in add(): what counts is what the file says.
        const Result<std::optional<OutboxEntry>> now = m_work.find(mid);
        if (!now || !*now || (*now)->state != OutboxState::Withdrawn)
            return done;
    }
    if (key) {
        const Uuid caseId = m_items.at(key).entry.op.caseId;
        Lane& lane = m_lanes[caseId];
        lane.queue.removeOne(key);
        if (lane.queue.isEmpty())
            m_lanes.remove(caseId);
        m_items.erase(key);
        m_keys.remove(mid);
        mendChains();
    }
    --m_counts.pending;
    m_hooks.changed();
    pumpSoon();
    return {};
}

Result<void> OutboxPump::dismiss(const Uuid& mid)
{
    if (Result<void> done = m_work.dismiss(mid, m_clock.nowMs()); !done)
        return done;
    if (const Result<void> counted = load(); !counted)
        m_hooks.storage(counted.error());
    m_hooks.changed();
    return {};
}

void OutboxPump::follow(const OutboxEntry& entry)
{
    const quint64 key = m_nextKey++;
    m_keys.insert(entry.op.mid, key);
    m_lanes[entry.op.caseId].queue.append(key);
    m_items.emplace(key, Item{entry, filesNamedBy(entry.op.args)});
}

void OutboxPump::connected(const QString& author, const Uuid& epoch)
{
    m_author = author;
    m_online = true;
    m_epoch = epoch;
    m_cursor = {};
    m_items.clear();
    m_keys.clear();
    m_lanes.clear();
    m_unrecorded.clear();  // still pending on disk: asked again, answered the same
    m_cases.clear();
    m_inFlight = 0;
    noteEpoch(epoch);
    const Result<QList<OutboxEntry>> entries = m_work.outbox();
    const Result<void> counted = load();
    if (!entries || !counted) {
        storageTrouble(entries ? counted.error() : entries.error(), m_loadTimer,
                       [this, author, epoch] { connected(author, epoch); });
        return;
    }
    for (const OutboxEntry& entry : *entries) {
        if (entry.state == OutboxState::Pending && entry.op.actor.user == author)
            follow(entry);
    }
    m_hooks.changed();
    mendChains();
    refuseStaleOnlineOnly();
    refuseFallen();
    // Results settled in an earlier life of this desk: the server may forget them in its own time.
    if (const Result<QList<Uuid>> done = m_work.recentlySent(kReportDone); done && !done->isEmpty())
        m_hooks.send(protocol::DoneThrough{*done});
    purgeOld();
    pumpSoon();
}

void OutboxPump::purgeOld()
{
    const qint64 before = m_clock.nowMs() - WorkDb::kKeepSentMs;
    if (const Result<QList<Uuid>> old = m_work.purge(before); !old)
        m_hooks.storage(old.error());
}

void OutboxPump::disconnected()
{
    if (!m_online)
        return;
    m_online = false;
    m_loadTimer.stop();
    m_pumpTimer.stop();
    refuseStaleOnlineOnly();
    m_items.clear();
    m_keys.clear();
    m_lanes.clear();
    m_inFlight = 0;
    m_cursor = {};
}

}  // namespace kydai
