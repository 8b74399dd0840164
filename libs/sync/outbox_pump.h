// SPDX-License-Identifier: GPL-3.0-or-later
// Carries one author's outbox from work.db to the server: order per case, at most kInFlight at
// once, a temporary refusal delays its own case only, every result is recorded before anybody hears
// of it.
//
// Crash rules: an act is on disk before add() returns; a mutation may be sent any number of times
// (the server knows its mid); a result that was not recorded is asked for by sending again; an
// accepted one is settled only when the cursor has reached its result's position.
// Thread: the Scheduler's. Bound: WorkDb::kMaxPending.
#pragma once

#include <functional>
#include <map>

#include <QHash>

#include "deskdb/work_db.h"
#include "sync/backoff.h"
#include "sync/timer.h"
#include "sync/upload_pump.h"

namespace kydai {

class OutboxPump
{
public:
    static constexpr int kInFlight = 8;
    static constexpr qint64 kResultTimeoutMs = 30000;  // then it is sent again
    static constexpr qint64 kStorageRetryMs = 2000;

    struct Hooks {
        std::function<void(const protocol::Message&)> send;
        std::function<void()> changed;
        std::function<void(const protocol::MutateResult&)> result;   // recorded, terminal
        std::function<void(const Uuid& mid, const Uuid& caseId, const Error&)> attention;
        std::function<void(const Error&)> storage;  // None = work.db writes again
        // Of the files a decision names: it goes out when they are on the server.
        std::function<UploadPump::Files(const QStringList& sha256s, Error* why)> files;
        std::function<void()> serverRestored;  // from a backup: it may have lost what it took
    };
    struct Counts {
        int pending = 0;    // no terminal result yet, every author's
        int unsettled = 0;  // accepted, the row is still to come
        int refused = 0;
    };

    OutboxPump(WorkDb& work, Scheduler& scheduler, const Clock& clock, Random& random, Hooks hooks);

    Result<void> load();  // counts what work.db holds
    Result<void> add(const Operation& op);
    Result<void> withdraw(const Uuid& mid);
    Result<void> dismiss(const Uuid& mid);

    // Signed in as `author`: its acts are sent, those of others stay sealed.
    void connected(const QString& author, const Uuid& epoch);
    void disconnected();
    void onResult(const protocol::MutateResult& result);
    // The rows stand at `cursor` of the server's present log; seq -1 = not known.
    void cursorMoved(const protocol::Cursor& cursor);
    Counts counts() const { return m_counts; }
    bool namesFile(const QString& sha256) const;  // a decision that waits to be sent
    void filesSettled() { pumpSoon(); }
    void purgeOld();  // forgets what is done with and older than WorkDb::kKeepSentMs

    static bool isOnlineOnly(const QString& action);  // by the workflow table
    static bool isAccepted(protocol::ResultStatus status)
    {
        return status == protocol::ResultStatus::Ok || status == protocol::ResultStatus::Merged;
    }

private:
    struct Item {
        OutboxEntry entry;
        QStringList files;    // sha256 of those it names
        bool inFlight = false;
        bool waits = false;   // the server waits for the one before it
        bool fallen = false;  // the one before it was refused while this one was under way
        bool alone = false;   // sent without `after`: the server does not know that one
        qint64 sentMs = 0;    // monotonic
    };
    struct Lane {                // one case
        QList<quint64> queue;    // keys of m_items, in order
        Backoff backoff;
        qint64 notBeforeMs = 0;  // monotonic
    };
    struct Accepted {
        qint64 seq = 0;
        Uuid epoch;
    };

    void follow(const OutboxEntry& entry);
    QList<quint64> choose(qint64 nowMs, qint64& wakeMs);
    void pump();
    void pumpSoon(qint64 delayMs = 0);
    void send(Item& item, quint64 key, qint64 nowMs);
    void takeBackOverdue(qint64 nowMs);
    void onLater(Item& item, quint64 key, const Error& why);
    void finish(quint64 key, const protocol::MutateResult& result);
    void refuse(quint64 key, ErrorCode code);
    void refuseWith(quint64 key, const Error& why);
    void refuseForTheirFiles();
    UploadPump::Files filesOf(const QStringList& sha256s, Error* why) const;
    void refuseStaleOnlineOnly();
    void refuseFallen();
    void mendChains();
    bool wasRefused(const Uuid& mid) const;
    void flush();
    void settle();
    void noteEpoch(const Uuid& epoch);
    void storageTrouble(const Error& error, Timer& timer, Scheduler::Task again);

    WorkDb& m_work;
    const Clock& m_clock;
    Random& m_random;
    Hooks m_hooks;
    std::map<quint64, Item> m_items;  // pending acts of the author while online, in order
    QHash<Uuid, quint64> m_keys;      // mid -> key
    QHash<Uuid, Lane> m_lanes;        // case -> its queue
    QHash<Uuid, Accepted> m_accepted; // recorded, not settled; every author's
    QList<protocol::MutateResult> m_unrecorded;  // terminal, not on disk yet
    QHash<Uuid, Uuid> m_cases;        // mid -> case, of the unrecorded
    quint64 m_nextKey = 1;
    QString m_author;
    Uuid m_epoch;
    bool m_online = false;
    int m_inFlight = 0;
    protocol::Cursor m_cursor;
    Counts m_counts;
    Timer m_pumpTimer, m_flushTimer, m_settleTimer, m_loadTimer;
};

}  // namespace kydai
