// SPDX-License-Identifier: GPL-3.0-or-later
// Outbox: which decisions go out now, and the way they do.
#include "sync/outbox_pump.h"

#include <algorithm>

#include <QSet>

#include "protocol/casecodec.h"

namespace kydai {

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
        Error why{ErrorCode::None, {}, {}};
        if (filesOf(item.files, &why) != UploadPump::Files::Ready) {
            blocked.insert(caseId);
            continue;
        }
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
    refuseForTheirFiles();
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

UploadPump::Files OutboxPump::filesOf(const QStringList& sha256s, Error* why) const
{
    return sha256s.isEmpty() || !m_hooks.files ? UploadPump::Files::Ready
                                               : m_hooks.files(sha256s, why);
}

bool OutboxPump::namesFile(const QString& sha256) const
{
    return std::any_of(m_items.begin(), m_items.end(),
                       [&](const auto& one) { return one.second.files.contains(sha256); });
}

// A file the server does not take: the decision comes back to its author with that reason. One that
// was sent already was judged with its files.
void OutboxPump::refuseForTheirFiles()
{
    QList<std::pair<quint64, Error>> refused;
    for (const auto& [key, item] : m_items) {
        Error why{ErrorCode::None, {}, {}};
        if (!item.entry.attempted && filesOf(item.files, &why) == UploadPump::Files::Refused)
            refused.append({key, why});
    }
    for (const auto& [key, why] : std::as_const(refused)) {
        if (m_items.contains(key))
            refuseWith(key, why);
    }
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

}  // namespace kydai
