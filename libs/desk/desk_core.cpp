// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/desk_core.h"

#include <algorithm>

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kDecodedRows = 16;  // of one batch; a case takes about 60 µs to read whole

}  // namespace

DeskCore::DeskCore(Scheduler& scheduler, const Clock& clock, Asks asks, QObject* parent)
    : QObject(parent),
      m_scheduler(scheduler),
      m_clock(clock),
      m_asks(std::move(asks)),
      m_wheel(
          scheduler, clock,
          [this](quint32 slot) { return m_index.isLive(slot) ? &m_index.row(slot) : nullptr; },
          [this](const QList<quint32>& slotsCrossed, bool dayChanged) {
              ChangeSet change;
              change.kind = ChangeKind::Clock;
              change.changed = slotsCrossed;
              change.dayChanged = dayChanged;
              emitChange(std::move(change));
          }),
      m_texts([this] {
          m_scheduler.post([this, alive = std::weak_ptr<int>(m_alive)] {
              if (alive.expired())
                  return;
              do {
                  if (const QList<Uuid> ids = m_texts.takeWanted(); !ids.isEmpty())
                      m_asks.texts(ids);
              } while (m_texts.wantsMore());
          });
      }),
      m_directory(std::make_shared<Directory>()),
      m_alive(std::make_shared<int>(0))
{
    m_store.setDirectory(m_directory);
}

DeskCore::~DeskCore() = default;

void DeskCore::setActor(const Actor& actor)
{
    m_actor = actor;
    Q_EMIT actorChanged();
}

void DeskCore::setDirectory(DirectoryPtr directory)
{
    KYDAI_ASSERT(directory);
    m_directory = std::move(directory);
    m_hasDirectory = true;
    m_store.setDirectory(m_directory);
    ChangeSet change;
    change.kind = ChangeKind::Pending;
    for (const Uuid& id : m_store.casesWithPending())
        refreshEffective(id, change);
    Q_EMIT directoryChanged();
    emitChange(std::move(change));
}

void DeskCore::setOnline(bool online)
{
    if (m_online == online)
        return;
    m_online = online;
    if (!online)
        m_viewers.clear();
    Q_EMIT onlineChanged();
}

void DeskCore::setServerOffset(qint64 ms)
{
    m_wheel.setOffset(ms);
}

quint16 DeskCore::ownFlags(const Uuid& id) const
{
    quint16 flags = 0;
    if (m_pending.contains(id))
        flags |= FlagPending;
    if (m_refused.contains(id))
        flags |= FlagRefused;
    return flags;
}

void DeskCore::putIndexRow(const Uuid& id, qint64 seq, const protocol::CaseSummary& summary,
                           ChangeSet& change)
{
    const auto put = m_index.put(id, seq, summary, ownFlags(id));
    // What a summary does not tell is kept from before.
    if (!summary.title.isEmpty()) {
        RowText text{summary.code, summary.title, summary.address, 1, {}};
        if (const RowText* known = m_texts.peek(id)) {
            text.reports = known->reports;
            text.handedTo = known->handedTo;
        }
        m_texts.put(id, std::move(text));
    }
    if (put == CaseIndex::Put::Full)
        return;
    const quint32 slot = m_index.slotOf(id);
    if (put == CaseIndex::Put::Inserted)
        change.inserted.append(slot);
    else
        change.changed.append(slot);  // also when only texts changed
    if (!m_filling)
        m_wheel.watch(slot);
}

void DeskCore::refreshEffective(const Uuid& id, ChangeSet& change)
{
    const CasePtr row = m_store.effective(id);
    if (m_archived.contains(id)) {
        Q_EMIT caseArrived(id, row != nullptr);
        return;
    }
    if (row) {
        putIndexRow(id, row->seq, protocol::summarise(*row), change);
        m_texts.put(id, rowTextOf(*row));
        return;
    }
    // A report that was still to be created and is not any more; or a case that is not held whole.
    const quint32 slot = m_index.slotOf(id);
    if (slot == kNoSlot)
        return;
    if (m_index.row(slot).seq == 0 && !m_store.hasPending(id)) {
        removeRow(id, change);
        return;
    }
    if (m_index.setFlags(slot, ownFlags(id), FlagPending | FlagRefused))
        change.changed.append(slot);
    if (m_store.hasPending(id))
        wholeCase(id);  // asks for it; the overlay follows
}

void DeskCore::removeRow(const Uuid& id, ChangeSet& change)
{
    const quint32 slot = m_index.slotOf(id);
    if (slot == kNoSlot)
        return;
    m_index.remove(id);
    change.removed.append(slot);
    change.removedIds.append(id);
    m_texts.remove(id);
    m_store.forget(id);
}

void DeskCore::emitChange(ChangeSet change)
{
    if (m_filling) {
        m_index.releaseRemoved();
        return;
    }
    // A row that came and changed within one turn is named once.
    const auto tidy = [](QList<quint32>& list) {
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
    };
    tidy(change.inserted);
    tidy(change.changed);
    const auto drop = [](QList<quint32>& from, const QList<quint32>& known) {
        from.removeIf([&known](quint32 slot) {
            return std::binary_search(known.begin(), known.end(), slot);
        });
    };
    QList<quint32> removed = change.removed;
    tidy(removed);
    QList<quint32> bornAndGone;
    std::set_intersection(change.inserted.begin(), change.inserted.end(), removed.begin(),
                          removed.end(), std::back_inserter(bornAndGone));
    drop(change.inserted, removed);
    drop(change.changed, removed);
    drop(change.changed, change.inserted);
    for (quint32 slot : std::as_const(bornAndGone)) {
        const auto at = change.removed.indexOf(slot);
        change.removed.removeAt(at);
        change.removedIds.removeAt(at);
    }
    if (!change.isEmpty())
        Q_EMIT changed(change);
    m_index.releaseRemoved();
}

void DeskCore::beginFill()
{
    m_filling = true;
    m_index.beginBulk();
}

void DeskCore::endFill()
{
    m_filling = false;
    m_filled = true;
    applyPendingList();
    m_wheel.rebuild(m_index.slotEnd());
    ChangeSet change;
    change.kind = ChangeKind::Reset;
    Q_EMIT changed(change);
}

void DeskCore::putRows(const QList<RowUpdate>& rows, const QList<Uuid>& leaves)
{
    ChangeSet change;
    change.kind = ChangeKind::Data;
    QList<Uuid> touched;
    for (const RowUpdate& row : rows) {
        const quint32 known = m_index.slotOf(row.id);
        // A first fill from disk may come after a newer delta.
        if (known != kNoSlot && m_index.row(known).seq > row.seq)
            continue;
        m_archived.remove(row.id);
        const bool wanted = m_store.wants(row.id);
        if (!row.body.isEmpty() && (wanted || rows.size() <= kDecodedRows)) {
            if (auto whole = protocol::decodeCase(row.body)) {
                whole->seq = row.seq;
                m_texts.put(row.id, rowTextOf(*whole));
                if (wanted) {
                    m_store.putConfirmed(std::make_shared<const Case>(std::move(*whole)));
                    touched.append(row.id);
                }
            }
        }
        if (m_store.hasPending(row.id) && m_store.holds(row.id))
            refreshEffective(row.id, change);
        else
            putIndexRow(row.id, row.seq, row.summary, change);
    }
    for (const Uuid& id : leaves)
        removeRow(id, change);
    emitChange(std::move(change));
    for (const Uuid& id : std::as_const(touched))
        Q_EMIT caseArrived(id, true);
}

void DeskCore::clearRows()
{
    m_index.clear();
    m_store.clear();
    m_texts.clear();
    m_viewers.clear();
    m_askedCases.clear();
    m_archived.clear();
    m_wheel.rebuild(0);
    m_filling = false;
    m_filled = false;
    ChangeSet change;
    change.kind = ChangeKind::Reset;
    Q_EMIT changed(change);
}

void DeskCore::setPending(const QList<PendingOp>& pending)
{
    m_pendingList = pending;
    applyPendingList();
}

void DeskCore::addPending(const PendingOp& op)
{
    const auto known = std::any_of(m_pendingList.cbegin(), m_pendingList.cend(),
                                   [&op](const PendingOp& p) { return p.op.mid == op.op.mid; });
    if (known)
        return;
    m_pendingList.append(op);
    applyPendingList();
}

void DeskCore::applyPendingList()
{
    QSet<Uuid> marks(m_pending.keyBegin(), m_pending.keyEnd());
    QHash<Uuid, QList<PendingOp>> next;
    QList<Operation> operations;
    for (const PendingOp& op : std::as_const(m_pendingList)) {
        next[op.op.caseId].append(op);
        operations.append(op.op);
        marks.insert(op.op.caseId);
    }
    m_pending = std::move(next);
    const QList<Uuid> composed = m_store.setPending(operations);
    marks.unite(QSet<Uuid>(composed.cbegin(), composed.cend()));
    ChangeSet change;
    change.kind = ChangeKind::Pending;
    for (const Uuid& id : std::as_const(marks))
        refreshEffective(id, change);
    emitChange(std::move(change));
}

void DeskCore::setRefused(const QSet<Uuid>& cases)
{
    QSet<Uuid> touched = m_refused;
    touched.unite(cases);
    m_refused = cases;
    ChangeSet change;
    change.kind = ChangeKind::Pending;
    for (const Uuid& id : std::as_const(touched)) {
        const quint32 slot = m_index.slotOf(id);
        if (slot != kNoSlot && m_index.setFlags(slot, ownFlags(id), FlagPending | FlagRefused))
            change.changed.append(slot);
    }
    emitChange(std::move(change));
}

CasePtr DeskCore::wholeCase(const Uuid& id)
{
    if (CasePtr row = m_store.effective(id))
        return row;
    if (!id.isNull() && !m_askedCases.contains(id)) {
        m_askedCases.insert(id);
        m_asks.wholeCase(id);
    }
    return {};
}

void DeskCore::giveCase(const Uuid& id, CasePtr row)
{
    m_askedCases.remove(id);
    if (row) {
        m_store.putConfirmed(std::move(row));
        if (m_store.hasPending(id)) {
            ChangeSet change;
            change.kind = ChangeKind::Pending;
            refreshEffective(id, change);
            emitChange(std::move(change));
        }
    }
    Q_EMIT caseArrived(id, m_store.holds(id));
}

void DeskCore::giveArchived(const Uuid& id, CasePtr row)
{
    KYDAI_ASSERT(row);
    if (m_index.contains(id))
        return giveCase(id, std::move(row));
    m_archived.insert(id, nowMs());
    m_askedCases.remove(id);
    m_store.putConfirmed(std::move(row));
    Q_EMIT caseArrived(id, true);
}

void DeskCore::giveTexts(const QList<std::pair<Uuid, RowText>>& texts, const QList<Uuid>& asked)
{
    QList<QUuid> ids;
    for (const auto& [id, text] : texts) {
        if (!m_texts.contains(id))
            m_texts.put(id, text);
        ids.append(id);
    }
    for (const Uuid& id : asked)
        m_texts.answered(id);
    Q_EMIT textsArrived(ids);
}

void DeskCore::putPresence(const protocol::Presence& presence)
{
    if (presence.user.isEmpty() || presence.user == m_actor.user)
        return;
    // A person is at one case at a time.
    for (auto it = m_viewers.begin(); it != m_viewers.end();) {
        const auto gone = it->removeIf([&](const Viewer& v) { return v.user == presence.user; });
        const Uuid id = it.key();
        it = it->isEmpty() ? m_viewers.erase(it) : std::next(it);
        if (gone && id != presence.caseId)
            Q_EMIT presenceChanged(id);
    }
    if (presence.caseId.isNull())
        return;
    if (presence.state != 0)
        m_viewers[presence.caseId].append({presence.user, presence.state, nowMs()});
    Q_EMIT presenceChanged(presence.caseId);
}

QList<Viewer> DeskCore::viewersOf(const Uuid& id) const
{
    QList<Viewer> viewers = m_viewers.value(id);
    const qint64 now = nowMs();
    viewers.removeIf([now](const Viewer& v) { return now - v.seenMs > kPresenceGoneMs; });
    return viewers;
}

bool DeskCore::isUnread(const Uuid& id) const
{
    const quint32 slot = m_index.slotOf(id);
    return slot != kNoSlot && m_index.row(slot).state() == CaseState::Received
           && !m_read.contains(id);
}

void DeskCore::markRead(const Uuid& id)
{
    if (m_read.contains(id))
        return;
    m_read.insert(id);
    const quint32 slot = m_index.slotOf(id);
    if (slot == kNoSlot)
        return;
    ChangeSet change;
    change.kind = ChangeKind::Pending;
    change.changed.append(slot);
    emitChange(std::move(change));
}

}  // namespace kydai::desk
