// SPDX-License-Identifier: GPL-3.0-or-later
// The desk's state on the GUI thread: index of all cached cases, whole cases of the working set,
// own undelivered decisions, who is where. Everything that changes it comes in through the put…
// functions (from the engine, never from a view) and goes out as one ChangeSet. Pure on Scheduler
// and Clock.
#pragma once

#include <functional>
#include <memory>

#include <QObject>
#include <QSet>

#include "core/directory.h"
#include "desk/case_index.h"
#include "desk/change_set.h"
#include "desk/due_wheel.h"
#include "desk/row_texts.h"
#include "desk/store.h"
#include "protocol/messages.h"

namespace kydai::desk {

// A row as the reading thread hands it over: summarised there, the body kept for the working set.
struct RowUpdate {
    Uuid id;
    qint64 seq = 0;
    protocol::CaseSummary summary;
    QByteArray body;  // may be empty: index only
};

struct PendingOp {
    Operation op;
    bool accepted = false;  // the server has it, its row is still to come
    bool tried = false;     // may have reached the server
};

struct Viewer {
    QString user;
    quint8 state = 1;   // 1 viewing, 2 editing, 3 on a call
    qint64 seenMs = 0;  // server time
};

inline constexpr qint64 kPresenceStaleMs = 45'000;
inline constexpr qint64 kPresenceGoneMs = 120'000;

class DeskCore : public QObject
{
    Q_OBJECT

public:
    // What the core asks for; the answers come through giveTexts and giveCase. Set once, before
    // use.
    struct Asks {
        std::function<void(const QList<Uuid>&)> texts;
        std::function<void(const Uuid&)> wholeCase;
    };

    DeskCore(Scheduler& scheduler, const Clock& clock, Asks asks, QObject* parent = nullptr);
    ~DeskCore() override;

    // --- state, read by models -----------------------------------------------------------------
    const CaseIndex& index() const { return m_index; }
    qint64 nowMs() const { return m_wheel.nowMs(); }  // server time, best estimate
    const Directory& directory() const { return *m_directory; }
    DirectoryPtr directoryPtr() const { return m_directory; }
    bool hasDirectory() const { return m_hasDirectory; }
    const Actor& actor() const { return m_actor; }
    bool online() const { return m_online; }
    qint64 lastContactMs() const { return m_lastContactMs; }  // server time, 0 = never
    // The case with own pending work on top; null when it is not here (then it is asked for, and
    // caseArrived tells).
    CasePtr wholeCase(const Uuid& id);
    CasePtr confirmedCase(const Uuid& id) const { return m_store.confirmed(id); }
    const RowText* textOf(const Uuid& id) { return m_texts.find(id); }
    QList<PendingOp> pendingOf(const Uuid& id) const { return m_pending.value(id); }
    bool isRefused(const Uuid& id) const { return m_refused.contains(id); }
    QList<Viewer> viewersOf(const Uuid& id) const;
    bool isUnread(const Uuid& id) const;
    bool filled() const { return m_filled; }

    // --- changes, by the engine and the actions only --------------------------------------------
    void setActor(const Actor& actor);
    void setDirectory(DirectoryPtr directory);
    void setOnline(bool online);
    void setServerOffset(qint64 ms);
    void setLastContact(qint64 serverMs) { m_lastContactMs = serverMs; }
    void beginFill();                              // rows come in bulk: no signal until endFill
    void endFill();
    void putRows(const QList<RowUpdate>& rows, const QList<Uuid>& leaves);
    void clearRows();
    void setPending(const QList<PendingOp>& pending);
    void addPending(const PendingOp& op);          // recorded just now
    void setRefused(const QSet<Uuid>& cases);
    void putPresence(const protocol::Presence& presence);
    void giveTexts(const QList<std::pair<Uuid, RowText>>& texts, const QList<Uuid>& asked);
    void giveCase(const Uuid& id, CasePtr row);    // null = not in the cache
    // A case outside this desk's rows, read from the server: it is shown and may be worked on, but
    // never stands in the lists.
    void giveArchived(const Uuid& id, CasePtr row);
    qint64 archivedAtMs(const Uuid& id) const { return m_archived.value(id); }  // 0 = not archived
    void markRead(const Uuid& id);

Q_SIGNALS:
    void changed(const kydai::desk::ChangeSet& change);
    void caseArrived(const QUuid& id, bool found);
    void textsArrived(const QList<QUuid>& ids);
    void presenceChanged(const QUuid& caseId);
    void directoryChanged();
    void actorChanged();
    void onlineChanged();

private:
    quint16 ownFlags(const Uuid& id) const;
    void putIndexRow(const Uuid& id, qint64 seq, const protocol::CaseSummary& summary,
                     ChangeSet& change);
    void refreshEffective(const Uuid& id, ChangeSet& change);
    void removeRow(const Uuid& id, ChangeSet& change);
    void emitChange(ChangeSet change);
    void applyPendingList();

    Scheduler& m_scheduler;
    const Clock& m_clock;
    Asks m_asks;
    CaseIndex m_index;
    Store m_store;
    DueWheel m_wheel;
    RowTexts m_texts;
    DirectoryPtr m_directory;
    bool m_hasDirectory = false;
    Actor m_actor;
    bool m_online = false;
    bool m_filling = false;
    bool m_filled = false;
    QList<PendingOp> m_pendingList;
    QHash<Uuid, QList<PendingOp>> m_pending;
    QSet<Uuid> m_refused;
    QSet<Uuid> m_askedCases;
    QSet<Uuid> m_read;              // opened since the start
    QHash<Uuid, qint64> m_archived; // read when (server time); until a row of the stream comes
    qint64 m_lastContactMs = 0;
    QHash<Uuid, QList<Viewer>> m_viewers;
    std::shared_ptr<int> m_alive;   // tasks posted to the scheduler ask whether we still are
};

}  // namespace kydai::desk
