// SPDX-License-Identifier: GPL-3.0-or-later
// The inside of a SyncSession; included by its .cpp files and the two hubs only.
#pragma once

#include <map>

#include <QHash>
#include <QSet>

#include "authority/presencehub.h"
#include "authority/sessionfeed.h"
#include "authority/sight.h"
#include "authority/syncsession.h"
#include "authority/tokenbucket.h"

namespace kydai {

class SyncSession::Private : public std::enable_shared_from_this<SyncSession::Private>
{
public:
    Private(SyncSession* session, SessionPorts p, SessionFeed& f, PresenceHub& h, const Clock& c,
            Scheduler& s, const SessionLimits& l);

    // ---- sessionstate.cpp: greeting, signing in, limits, heartbeat ----
    void start();
    void frame(QByteArrayView bytes);
    void backlogIs(qint64 bytes);
    void verify(const QString& candidate);
    void verified(const QString& candidate, const Result<SignedIn>& result);
    void end(CloseCode code);
    void send(const protocol::Message& message);
    void complain(const Error& error, bool fatal);

    void on(const protocol::Hello& hello);
    void on(const protocol::Auth& auth);
    void on(const protocol::Ping& ping);
    void on(const protocol::Pong&) {}
    void on(const protocol::Presence& presence);
    void on(const protocol::Mutate& mutate);
    void on(const protocol::DoneThrough& done);
    void on(const protocol::Cancel& cancel) { openQueries.remove(cancel.qid); }
    template <typename ServerOnly> void on(const ServerOnly&) { badFrame(); }

    // ---- sessiontail.cpp: snapshot, resume, tail ----
    void on(const protocol::Subscribe& subscribe);
    void on(const protocol::PageAck& ack);
    void on(const protocol::Ack& ack) { inBackground = ack.background; }
    void changed(const QList<Change>& changes, qint64 throughSeq);
    void flush();
    void pump();  // whatever may go on now: pages, resume, tail

    // ---- sessionquery.cpp ----
    void on(const protocol::Query& query);

    bool isClosed() const { return phase == Phase::Closed; }
    bool isSignedIn() const { return !who.actor.user.isEmpty(); }
    qint64 mono() const { return clock.monotonicMs(); }

    SyncSession* q;
    SessionPorts ports;
    SessionFeed& feed;
    PresenceHub& hub;
    const Clock& clock;
    Scheduler& scheduler;
    const SessionLimits limits;
    SessionCounters counters;

    enum class Phase { Greeting, Signing, Ready, Pages, Resuming, Live, Closed };
    Phase phase = Phase::Greeting;
    Uuid device;
    QString token;
    QByteArray knownDirectory;  // the version the client has
    SignedIn who;
    Sight sight = Sight::None;
    QStringList scopes;
    QByteArray scopeHash;

private:
    struct Pending {
        qint64 seq = 0;
        bool leave = false;
        std::shared_ptr<const Case> row;
        std::shared_ptr<const QByteArray> body;
        CaseExtent extent = CaseExtent::Whole;
    };
    struct Behind {  // a row to catch up with
        Uuid id;
        qint64 seq = 0;
        bool leave = false;
    };

    template <typename F> auto guarded(F&& function);
    void badFrame();
    bool isAbuse(qsizetype bytes);
    void adopt(const QString& candidate, const SignedIn& now);
    void arm(qint64 delayMs, void (Private::*what)());
    void beat();
    void checkGreeting();
    void answerLater(const Uuid& mid, qint64 waitMs);

    bool canResume(const protocol::Subscribe& subscribe, QString& reason) const;
    void beginSnapshot(const protocol::Subscribe& subscribe, const QString& reason);
    void beginResume();
    void gotBehind(const QList<ChangeRecord>& records, qint64 from);
    void readNextPage();
    void sendPage(const PageResult& page);
    void pagesDone();
    void catchUp();
    void gotRow(const Behind& behind, const Result<CaseBody>& body);
    void sendCatchUp(bool last);
    Result<QByteArray> visibleBody(const CaseBody& row, bool& visible) const;
    QByteArray bodyOf(const Case& c, CaseExtent extent) const;
    std::optional<CaseExtent> extentOf(bool isFinal, qint64 touchedMs) const;
    void becomeLive();
    void scheduleFlush();
    void sendDelta(protocol::Delta& delta, qint64 to);

    // ---- sessionwindow.cpp: what leaves the cache window by time ----
    WindowCut windowCut() const;
    void sweepThen(qint64 seq, void (Private::*next)());
    void sweepDue();
    void beginSweep(qint64 fromMs);
    void readAged();
    void gotAged(const QList<CaseBody>& rows);
    void sweepDone();

    void finishQuery(quint32 qid, const QByteArray& body, const Error& error);
    void timeline(const protocol::Query& query, const QVariantMap& args);
    void search(const protocol::Query& query, const QVariantMap& args);
    void found(quint32 qid, const FindResult& result);
    void oneCase(const protocol::Query& query, const QVariantMap& args);
    void casePiece(quint32 qid, const Uuid& id, const QVariantMap& args);
    void eventsAndDelivery(quint32 qid, const Uuid& id, qint64 before);

    TokenBucket mutations, bytesIn, presences;
    qint64 windowStartMs = 0, windowMutations = 0, windowBytes = 0;
    qint64 startedMs = 0, heardMs = 0;
    bool verifying = false;
    int inFlight = 0;
    QSet<quint32> openQueries;

    quint64 generation = 0;  // of the subscription; answers for an older one are dropped
    qint64 seen = 0;         // changes known through here
    qint64 sent = 0;         // the client's cursor once it has read what was sent
    qint64 s0 = 0;           // of the snapshot
    qint64 subscribedAt = 0; // feed's seq when subscribed
    QByteArray lastKey;
    int pageNumber = 0, credit = 0;
    bool reading = false, lastPageSent = false;
    QHash<Uuid, Pending> pending;
    std::map<qint64, Behind> behind;  // by seq
    protocol::Delta catchUpDelta;
    qint64 catchUpBytes = 0;
    qint64 deltaSentMs = 0;
    bool flushPosted = false;
    bool inBackground = false;

    struct Sweep {
        bool running = false;
        qint64 fromMs = 0, toMs = 0;      // the window moved from .. to
        bool indexRows = false;           // first what becomes index rows, then what goes
        qint64 atMs = 0;                  // where reading goes on: (touched, id)
        Uuid atId;
        QSet<Uuid> changed;               // rows that changed meanwhile: the tail tells of them
        void (Private::*next)() = nullptr;
    };
    Sweep sweep;
    qint64 sweptMs = 0;       // the client's rows are those of the window at this time
    bool sweepArmed = false;

    qint64 backlog = 0, progressMs = 0;
    friend class SyncSession;
};

// A callback that does nothing once the session is gone or closed.
template <typename F> auto SyncSession::Private::guarded(F&& function)
{
    return [weak = weak_from_this(), f = std::forward<F>(function)](auto&&... values) {
        if (const auto self = weak.lock(); self && !self->isClosed())
            f(std::forward<decltype(values)>(values)...);
    };
}

}  // namespace kydai
