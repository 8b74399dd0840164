// SPDX-License-Identifier: GPL-3.0-or-later
// Outbox: decisions that stand on one another, and what a refusal, a crash or a restored server
// means to those behind.
#include "sync/outbox_pump.h"

namespace kydai {

using protocol::MutateResult;

namespace {

QString epochKey()
{
    return QStringLiteral("sync.epoch");
}

}  // namespace

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
        if (m_hooks.serverRestored)
            m_hooks.serverRestored();
    }
    if (const Result<void> set = m_work.setSetting(epochKey(), epoch.toRfc4122()); !set)
        m_hooks.storage(set.error());
}

}  // namespace kydai
