// SPDX-License-Identifier: GPL-3.0-or-later
// The server of the simulator: the real Ledger, Authority and SyncSessions in virtual time, one
// batch of commands after another, with restarts, log trims, temporary refusals and failing
// commits. A planted bug changes what passes through its hands, to see that the oracle finds it.
#pragma once

#include <QHash>
#include <QSet>

#include "authority/authority.h"
#include "authority/presencehub.h"
#include "authority/sessionfeed.h"
#include "authority/syncsession.h"
#include "ledger/sqliteledger.h"
#include "sim/sim_net.h"
#include "storage/fault_points.h"

namespace kydai::sim {

enum class Bug {
    None,
    ForgetsResults,       // no dedupe: a repeated mutation is a new one
    TailFromNow,          // changes between S0 and the last page are not sent
    NoLeaves,             // rows that left the scope are not taken away
    SettlesEarly,         // a result names no position: the outbox lets go before the row came
    IgnoresOrder,         // `after` is not looked at
    ShowsReporter,        // an agency's rows carry the reporter's name
};

inline const QByteArray kCanary = "CANARY";  // in every reporter's name

class SimServer
{
public:
    SimServer(VirtualTime& time, SimNet& net, SeededRandom& random, Bug bug);
    ~SimServer();

    void start();
    void stop();  // as a crash: what waits is gone, what was committed is there
    bool isUp() const { return m_authority != nullptr; }

    void addUser(const QString& name, Roles roles, const QString& agency);
    void recheckSessions();
    // A token, as of POST /api/login; an error when it is down.
    Result<QString> login(const QString& user);
    void dropTokens(const QString& user);
    void report(const ReportCommand& command) { submit(command, {}); }
    void citizen(const CitizenCommand& command) { submit(command, {}); }
    void trim(qint64 keep);

    // What a session of this actor would be shown, from the start: rows by id, as sent.
    QHash<Uuid, protocol::Row> snapshotFor(const QString& user);
    qint64 seq() const { return m_ledger->seq(); }
    Ledger& ledger() { return *m_ledger; }
    const Directory& directory() const { return m_directory; }
    qint64 nowMs() const { return m_clock.nowMs(); }

    int laterPercent = 0;           // of mutations refused for the moment
    QSet<Uuid> laterCases;          // all of theirs
    FaultPoints faults;
    QHash<Uuid, protocol::MutateResult> verdicts;  // first terminal one a mutation got
    QStringList leaks;              // frames that showed an agency what it must not see
    QStringList reportCodes;
    qint64 batches = 0, laters = 0, repeats = 0, refusals = 0, storeFailures = 0;

private:
    using Done = std::function<void(const protocol::MutateResult&)>;
    struct Waiting { Command command; Done done; Uuid mid; };
    struct Peer {
        LinkPtr link;
        std::unique_ptr<SyncSession> session;
        bool agency = false;
        bool filling = false;        // TailFromNow: between SubOk and the last page
        qint64 hidesThrough = -1;    // TailFromNow
    };

    void accept(const LinkPtr& link);
    SessionPorts portsFor(int id);
    void slowReads(SessionPorts& ports);
    void submitMutation(int peer, MutateCommand command, Done done);
    void submit(Command command, Done done, const Uuid& mid = {});
    void process();
    void tick();
    void send(int peer, const QByteArray& frame);
    QByteArray twist(Peer& peer, const QByteArray& frame);
    void forget(int peer);

    VirtualTime& m_time;
    SimNet& m_net;
    SeededRandom& m_random;
    Bug m_bug;
    VirtualScheduler m_scheduler;
    VirtualClock m_clock;
    Directory m_directory;
    std::unique_ptr<Ledger> m_ledger;
    std::unique_ptr<Authority> m_authority;
    std::unique_ptr<SessionFeed> m_feed;
    std::unique_ptr<PresenceHub> m_presence;
    std::map<int, Peer> m_peers;
    QList<Waiting> m_waiting;
    bool m_batchPosted = false;
    int m_nextPeer = 1;
    int m_logins = 0;
    QHash<QString, UserRecord> m_users;
    protocol::DirectoryData m_packed;
};

}  // namespace kydai::sim
