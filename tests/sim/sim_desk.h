// SPDX-License-Identifier: GPL-3.0-or-later
// One operator's desk in the simulator: the real SyncEngine over the real stores, a mirror of the
// rows as a view would keep them, and what it must never see (rows going back in time, acts let go
// early).
#pragma once

#include "core/reducer.h"
#include "deskdb/cache_db.h"
#include "deskdb/cache_reader.h"
#include "deskdb/work_db.h"
#include "sim/sim_server.h"
#include "sync/engine.h"

namespace kydai::sim {

// A decision somebody made on a desk, and what became of it there.
struct Act {
    Uuid mid, caseId;
    QString action;
    int desk = 0;
    bool taken = false;      // enqueue said yes: it must not be lost
    bool withdrawn = false;  // must not happen
};

class SimDesk
{
public:
    // dir empty = stores in memory; else files that a crash closes and opens again.
    SimDesk(VirtualTime& time, SimNet& net, SimServer& server, quint64 seed, int index, Actor actor,
            const QString& dir);
    ~SimDesk();

    void start();
    void crash();                 // dead until start()
    bool isUp() const { return m_engine != nullptr; }
    void act(QList<Act>& acts);   // one decision on one of its rows, mostly a lawful one
    void typeReport(QList<Act>& acts);
    Uuid note(const Uuid& caseId, QList<Act>& acts);
    void withdraw(QList<Act>& acts);
    void look();                  // presence on some row
    SimTransport& transport() { return m_transport; }
    SyncEngine& engine() { return *m_engine; }
    VirtualClock& clock() { return m_clock; }
    WorkDb& work() { return *m_work; }
    CacheDb& cache() { return *m_cache; }
    const QString& user() const { return m_actor.user; }
    void setAgency(const QString& agency) { m_actor.agency = agency; }
    QList<Uuid> cases() const { return m_rows.keys(); }
    const QHash<Uuid, protocol::Row>& mirror() const { return m_rows; }
    QHash<Uuid, protocol::Row> cached() const;  // what cache.db says
    bool settled() const;         // live, at the server's position, nothing under way

    FaultPoints cacheFaults, workFaults;
    QStringList findings;
    int resets = 0, enqueueFailures = 0;

private:
    void open();
    void rows(const RowBatch& batch);
    void rebuildMirror();
    void checkSettled();
    void signIn();
    QVariantMap argsFor(const Case& c, std::span<const Field> demands);
    QVariant valueFor(const Case& c, const Field& field);
    Uuid enqueue(const Case& c, const QString& action, const QVariantMap& args, QList<Act>& acts);

    VirtualTime& m_time;
    SimServer& m_server;
    SeededRandom m_random;
    int m_index;
    Actor m_actor;
    QString m_dir;
    VirtualScheduler m_scheduler;
    LaggingScheduler m_cacheThread;
    VirtualClock m_clock;
    SimTransport m_transport;
    std::optional<CacheDb> m_cache;
    std::optional<WorkDb> m_work;
    std::unique_ptr<SyncEngine> m_engine;
    QHash<Uuid, protocol::Row> m_rows;
    QHash<Uuid, qint64> m_seen;   // highest seq of a row ever shown
    QSet<Uuid> m_accepted;        // told, not let go yet
    qint64 m_cursor = -1;         // highest ever
    bool m_signingIn = false;
    int m_words = 0;
};

}  // namespace kydai::sim
