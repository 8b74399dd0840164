// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/outbox_pump.h"

#include <algorithm>

#include <QSet>

#include "core/workflow.h"
#include "protocol/casecodec.h"

namespace kydai {

using protocol::MutateResult;
using protocol::ResultStatus;

namespace {

constexpr qint64 kLongestLaterMs = 60000;  // a server that asks for more is not believed
constexpr int kReportDone = 500;           // settled ones named again at each sign-in

QString epochKey()
{
    return QStringLiteral("sync.epoch");
}

bool isAccepted(ResultStatus status)
{
    return status == ResultStatus::Ok || status == ResultStatus::Merged;
}

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
    const bool sendNow = m_online && op.actor.user == m_author;
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
    if (sendNow) {
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
    m_items.emplace(key, Item{entry});
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
    const qint64 now = m_clock.nowMs();
    if (const Result<QList<Uuid>> done = m_work.recentlySent(kReportDone); done && !done->isEmpty())
        m_hooks.send(protocol::DoneThrough{*done});
    if (const Result<QList<Uuid>> old = m_work.purge(now - WorkDb::kKeepSentMs); !old)
        m_hooks.storage(old.error());
    pumpSoon();
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

// A decision that only works online and never left this machine must not happen hours later.
void OutboxPump::refuseStaleOnlineOnly()
{
    QList<quint64> keys;
    for (const auto& [key, item] : m_items) {
        if (!item.entry.attempted && isOnlineOnly(item.entry.op.action))
            keys.append(key);
    }
    for (quint64 key : std::as_const(keys)) {
        if (m_items.contains(key))
            refuse(key, ErrorCode::OnlineOnly);
    }
}

// A crash may have come between the refusal of an act and the fall of those decided on top of it.
void OutboxPump::refuseFallen()
{
    QList<quint64> keys;
    for (const auto& [key, item] : m_items) {
        if (!m_keys.contains(item.entry.after) && wasRefused(item.entry.after))
            keys.append(key);
    }
    for (quint64 key : std::as_const(keys)) {
        if (m_items.contains(key))
            refuse(key, ErrorCode::After);
    }
}

// What was decided after an act that was taken back stands on the one before that.
void OutboxPump::mendChains()
{
    for (auto& [key, item] : m_items) {
        while (!item.entry.after.isNull() && !m_keys.contains(item.entry.after)) {
            const Result<std::optional<OutboxEntry>> before = m_work.find(item.entry.after);
            if (!before || !*before || (*before)->state != OutboxState::Withdrawn)
                break;
            item.entry.after = (*before)->after;
        }
    }
}

// Also when its record is not on disk yet.
bool OutboxPump::wasRefused(const Uuid& mid) const
{
    if (mid.isNull())
        return false;
    for (const MutateResult& result : m_unrecorded) {
        if (result.mid == mid)
            return !isAccepted(result.status);
    }
    const Result<std::optional<OutboxEntry>> entry = m_work.find(mid);
    return entry && *entry
        && ((*entry)->state == OutboxState::Refused || (*entry)->state == OutboxState::Dismissed);
}

// The server was restored from a backup: what it accepted in its earlier life may be missing now.
// Sent again; where it does remember, the stored result comes back.
void OutboxPump::noteEpoch(const Uuid& epoch)
{
    const Result<QByteArray> known = m_work.setting(epochKey());
    if (!known || *known == epoch.toRfc4122())
        return;
    if (!known->isEmpty()) {
        QList<Uuid> mids;
        for (auto it = m_accepted.cbegin(); it != m_accepted.cend(); ++it)
            mids.append(it.key());
        if (const Result<QList<Uuid>> sent = m_work.recentlySent(WorkDb::kMaxPending))
            mids += *sent;
        if (const Result<void> again = m_work.reopen(mids); !again) {
            m_hooks.storage(again.error());
            return;  // with the next link
        }
    }
    if (const Result<void> set = m_work.setSetting(epochKey(), epoch.toRfc4122()); !set)
        m_hooks.storage(set.error());
}

void OutboxPump::pumpSoon(qint64 delayMs)
{
    if (m_online)
        m_pumpTimer.start(delayMs, [this] { pump(); });
}

// What may be sent now, oldest act first; within a case only a gapless run from its head.
QList<quint64> OutboxPump::choose(qint64 nowMs, qint64& wakeMs)
{
    QSet<Uuid> blocked;
    QList<quint64> chosen;
    for (auto& [key, item] : m_items) {
        if (m_inFlight + chosen.size() >= kInFlight)
            break;
        const Uuid caseId = item.entry.op.caseId;
        if (item.inFlight || blocked.contains(caseId))
            continue;
        const qint64 wait = m_lanes[caseId].notBeforeMs - nowMs;
        if (item.waits || wait > 0) {
            blocked.insert(caseId);
            if (wait > 0)
                wakeMs = wakeMs < 0 ? wait : std::min(wakeMs, wait);
            continue;
        }
        chosen.append(key);
    }
    return chosen;
}

void OutboxPump::pump()
{
    const qint64 now = m_clock.monotonicMs();
    takeBackOverdue(now);
    qint64 wake = -1;
    const QList<quint64> chosen = choose(now, wake);
    QList<Uuid> first;
    for (quint64 key : chosen) {
        if (const OutboxEntry& entry = m_items.at(key).entry; !entry.attempted)
            first.append(entry.op.mid);
    }
    if (!first.isEmpty()) {
        if (const Result<void> marked = m_work.markAttempted(first); !marked) {
            // Unmarked, it could be withdrawn although the server has it.
            storageTrouble(marked.error(), m_pumpTimer, [this] { pump(); });
            return;
        }
    }
    for (quint64 key : chosen)
        send(m_items.at(key), key, now);
    if (m_inFlight > 0)
        wake = wake < 0 ? kResultTimeoutMs : std::min(wake, kResultTimeoutMs);
    if (wake >= 0)
        pumpSoon(std::max<qint64>(wake, 1));
}

void OutboxPump::send(Item& item, quint64 key, qint64 nowMs)
{
    const Operation& op = item.entry.op;
    const QList<quint64>& queue = m_lanes[op.caseId].queue;
    const qsizetype at = queue.indexOf(key);
    protocol::Mutate mutate;
    mutate.mid = op.mid;
    mutate.caseId = op.caseId;
    if (at > 0)
        mutate.after = m_items.at(queue.at(at - 1)).entry.op.mid;
    else if (!item.alone)
        mutate.after = item.entry.after;
    mutate.action = op.action;
    mutate.args = protocol::encodeArgs(op.args);
    mutate.baseVersion = op.baseVersion;
    mutate.clientAtMs = op.clientAtMs;
    item.entry.attempted = true;
    item.inFlight = true;
    item.sentMs = nowMs;
    ++m_inFlight;
    m_hooks.send(mutate);
}

void OutboxPump::takeBackOverdue(qint64 nowMs)
{
    if (m_inFlight == 0)
        return;
    QList<quint64> fallen;
    for (auto& [key, item] : m_items) {
        if (item.inFlight && nowMs - item.sentMs >= kResultTimeoutMs) {
            item.inFlight = false;
            --m_inFlight;
            if (item.fallen)
                fallen.append(key);
        }
    }
    for (quint64 key : std::as_const(fallen)) {
        if (m_items.contains(key))
            refuse(key, ErrorCode::After);
    }
}

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
    const Item& item = m_items.at(key);
    MutateResult refused;
    refused.mid = item.entry.op.mid;
    refused.status = ResultStatus::Denied;
    refused.error = Error{code, {item.entry.op.action}, {}};
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
