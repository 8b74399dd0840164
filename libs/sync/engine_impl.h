// SPDX-License-Identifier: GPL-3.0-or-later
// Inside of the engine: one link at a time, from the first hello to the last frame. engine.cpp
// holds the life of the link and what the desk calls, engine_frames.cpp what the server says.
#pragma once

#include "sync/engine.h"
#include "sync/cache_lane.h"
#include "sync/outbox_pump.h"
#include "sync/server_clock.h"

namespace kydai {

class SyncEngine::Impl
{
public:
    Impl(const SyncSetup& setup, SyncCallbacks callbacks);
    ~Impl();

    void start(const QString& url);
    void setToken(const QString& token);
    void stop();
    void wake();
    void setBackground(bool background);
    Result<Uuid> enqueue(Operation op);
    Result<void> withdraw(const Uuid& mid) { return m_pump.withdraw(mid); }
    Result<void> dismiss(const Uuid& mid) { return m_pump.dismiss(mid); }
    Result<void> dismissNotice(qint64 attentionId);
    Result<Upload> addUpload(const Upload& upload) { return m_uploads.add(upload); }
    void holdUpload(const QString& sha256) { m_uploads.hold(sha256); }
    void releaseUpload(const QString& sha256) { m_uploads.release(sha256); }
    quint32 query(const QString& kind, const QByteArray& args, AnswerCallback done);
    void cancel(quint32 qid);
    void setPresence(const Uuid& caseId, quint8 state);
    SyncStatus status() const;
    SyncAccount account() const { return m_account; }
    qint64 serverNowMs() const;

private:
    using State = SyncStatus::State;

    UploadPump::Hooks uploadHooks();
    OutboxPump::Hooks outboxHooks();

    // the link (engine.cpp)
    void connectNow();
    void opened();
    void closed(int code, const QString& reason);
    void cut(int code, const QString& reason, ErrorCode why);
    void linkGone(const Error& why, State next, qint64 delayMs);
    void retryLater(const Error& why)
    {
        linkGone(why, State::Offline, m_backoff.next(m_setup.random));
    }
    void tick();
    void watchSuspend();
    void tidyUp();
    void probeStorage();
    void ping();
    void ackNow();
    void setState(State state, const Error& problem);
    void publish();
    void failQueries();
    void sendPresence();
    void countAttention();
    void changed();

    // what the server says (engine_frames.cpp)
    void frame(const QByteArray& bytes);
    void on(const protocol::ServerHello& hello);
    void on(const protocol::AuthOk& ok);
    void on(const protocol::AuthError& refused);
    void on(const protocol::DirectoryData& directory);
    void on(const protocol::SubOk& ok);
    void on(const protocol::Page& page);
    void on(const protocol::Delta& delta);
    void on(const protocol::MutateResult& result) { m_pump.onResult(result); }
    void on(const protocol::Presence& presence);
    void on(const protocol::Ping& ping);
    void on(const protocol::Pong& pong);
    void on(const protocol::ErrorMessage& error);
    void on(const protocol::Goaway& goaway);
    void on(const protocol::Answer& answer);
    template <typename ClientsOwn> void on(const ClientsOwn&) {}  // never sent by a server: ignored

    void send(const protocol::Message& message);
    // What a step of the inbox came to, carried home from the lane.
    struct Stepped {
        Inbox::Step step = Inbox::Step::Ignored;
        Error error{ErrorCode::None, {}, {}};
        CacheDb::Applied applied;
    };
    struct Replaced {
        Error error{ErrorCode::None, {}, {}};
        bool replaced = false;
    };
    static Stepped taken(Inbox& inbox, Inbox::Step step);
    using Release = std::function<void()>;
    static Replaced replaceFile(Inbox& inbox, CacheDb& cache, bool keepOld,
                                const CacheDb::Owner& owner, const Release& release);
    bool isLive() const { return m_liveSub == m_sub; }

    void learnDirectory();
    void pause();
    void subscribe();
    void resubscribe();
    void adoptOwner();
    void replaced(const Replaced& what);
    void saveDirectory();
    void applied(Stepped what, RowBatch::Kind kind, bool isCurrent);
    void fault(const Stepped& what);
    void becameLive();
    void cacheFailed();
    void replaceCache(bool keepOld);
    void eraseSoon(qint64 delayMs);

    SyncSetup m_setup;
    SyncCallbacks m_call;
    CacheLane m_cache;
    UploadPump m_uploads;
    OutboxPump m_pump;
    ServerClock m_serverClock;
    Backoff m_backoff;
    SyncAccount m_account;
    QString m_url, m_token, m_sentToken;

    State m_state = State::Stopped;
    Error m_problem, m_cacheError, m_workError;
    bool m_linkOpen = false;     // opened() came, closed() did not
    Uuid m_epoch;                // of the server on this link
    QByteArray m_scopeHash;
    quint64 m_sub = 1;           // counts subscriptions: answers of an older one change no state
    quint64 m_liveSub = 0;       // the one that went live
    bool m_subscribing = false;  // asked for, the server has not answered
    QByteArray m_directoryVersion;  // what cache.db holds
    int m_gaps = 0;              // subscriptions since the chain last moved
    int m_cacheFailures = 0;     // in a row
    int m_unreadable = 0;
    int m_attention = 0;
    int m_latencyMs = -1;
    qint64 m_receivedMs = 0;     // monotonic, last frame
    qint64 m_pingedMs = 0;       // monotonic
    qint64 m_liveSinceMs = 0;    // monotonic, 0 = not live
    qint64 m_wakeUntilMs = 0;    // monotonic: a frame must come before; 0 = none awaited
    qint64 m_contactMs = 0;      // UTC
    qint64 m_nextTryMs = 0;      // UTC
    qint64 m_wallMs = 0, m_monoMs = 0;  // of the last tick
    qint64 m_ackedSeq = -1;
    bool m_background = false, m_saidBackground = false;
    qint64 m_unackedBytes = 0;
    qint64 m_probedMs = 0;       // monotonic
    qint64 m_tidiedMs = 0;       // monotonic
    protocol::DirectoryData m_unsaved;  // cache.db could not take it; no version = none
    qint64 m_pongSeq = -1;       // server's position at the last pong
    bool m_movedSincePong = false;
    QHash<quint32, AnswerCallback> m_queries;
    quint32 m_nextQuery = 1;
    Uuid m_presenceCase;
    quint8 m_presenceState = 0;
    qint64 m_presenceMs = 0;     // monotonic, last sent
    SyncStatus m_told;
    Timer m_tick, m_deadline, m_retry, m_cacheRetry, m_erase;
};

}  // namespace kydai
