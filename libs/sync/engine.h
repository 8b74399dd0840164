// SPDX-License-Identifier: GPL-3.0-or-later
// The console's side of kydai.sync.1: keeps cache.db equal to what the server shows this account,
// and carries the operator's decisions from work.db to the server, each exactly once, in order per
// case.
//
// Threads: everything on the thread of the Scheduler handed in, callbacks too (the desk posts them
// to the GUI thread), but for cache.db: it is used on the thread of `cacheScheduler`, so that a
// decision never waits behind a page being written; releaseReaders is called there. WorkDb is used
// on the engine's own thread only. Callbacks may call the engine, but not destroy it.
// Ownership: the engine owns nothing handed in; all of it must outlive the engine, and `cache` and
// `scheduler` also what cacheScheduler still runs of it.
// Truth: rows come from pages and deltas only. A decision leaves the outbox when its result is
// terminal and the cursor has reached the result's position, so that nothing flickers back.
#pragma once

#include <functional>
#include <memory>

#include "core/case.h"
#include "core/result.h"
#include "core/seams.h"
#include "deskdb/outbox.h"
#include "protocol/messages.h"
#include "sync/transport.h"

namespace kydai {

class BlobSender;
class CacheDb;
class WorkDb;

struct SyncStatus {
    enum class State : quint8 {
        Stopped,         // start() not called
        NeedsSignIn,     // no token, or the server refused it; decisions wait in work.db
        Offline,         // waiting until nextTryMs
        Connecting,
        Authenticating,
        Snapshot,        // first fill or refresh; cached rows stay readable
        Live,
        UpgradeNeeded,   // the server speaks no version of ours; tried again every 5 min
    };
    State state = State::Stopped;
    qint64 snapshotRows = 0;        // received of the running snapshot
    qint64 snapshotEstimate = 0;    // the server's estimate of all of them, 0 = unknown
    qint64 serverOffsetMs = 0;      // server clock minus ours, median of the pongs
    bool serverClockKnown = false;
    int latencyMs = -1;             // round trip of the last pong, -1 = unknown
    qint64 lastContactMs = 0;       // our UTC clock at the last frame from the server, 0 = never
    qint64 nextTryMs = 0;           // UTC, 0 = not waiting
    qint64 lastSeq = -1;            // cursor: the rows' position, -1 = no full copy yet
    int unreadable = 0;             // rows that this program could not read since the start
    int pending = 0;                // decisions without a terminal result
    int unsettled = 0;              // accepted, the row is still to come
    int attention = 0;              // refused ones, and items of WorkDb::attention()
    Error problem;                  // why we are where we are; None = nothing wrong
    Error storage;                  // of cache.db or work.db; None = fine. DiskFull: reading only
    bool operator==(const SyncStatus&) const = default;
};

struct SyncAccount {
    QString user, displayName, agency;
    Roles roles;
    qint64 expiresMs = 0;  // of the token, server time
    bool operator==(const SyncAccount&) const = default;
};

struct RowBatch {
    enum class Kind : quint8 {
        Page,    // of a snapshot
        Delta,
        Reset,   // forget every row, read cache.db again: it is new, or a write's fate unknown
    };
    Kind kind = Kind::Delta;         // of a Reset, puts and leaves are empty
    QList<protocol::Row> puts;   // committed to cache.db; only those newer than before
    QList<Uuid> leaves;          // rows this account no longer sees
    qint64 cursor = -1;
};

struct SyncCallbacks {
    std::function<void(const RowBatch&)> rows;
    // Before cache.db is replaced by a new file: returns when every CacheReader is closed. They may
    // be opened again from the Reset batch on.
    std::function<void()> releaseReaders;
    std::function<void()> pendingChanged;                 // the outbox; read it from WorkDb
    std::function<void(const protocol::MutateResult&)> result;  // recorded, terminal
    std::function<void(const Uuid& mid, const Uuid& caseId, const Error&)> attention;  // refused
    std::function<void(const SyncStatus&)> status;        // only when something in it changed
    std::function<void(const SyncAccount&)> account;      // after each sign-in
    std::function<void(const QByteArray& version, const QByteArray& packed)> directory;
    std::function<void(const protocol::Presence&)> presence;
    std::function<void(const UploadNews&)> upload;  // a file: kept, on its way, there, refused
};

struct SyncSetup {
    Scheduler& scheduler;
    const Clock& clock;
    Random& random;
    Transport& transport;
    CacheDb& cache;
    WorkDb& work;
    QString app;     // "kydai/0.1.0"
    QString locale;  // "vi"
    Scheduler* cacheScheduler = nullptr;  // of the thread that owns cache.db; null = `scheduler`
    BlobSender* sender = nullptr;  // null: files are kept and never sent
    QString uploadFolder = {};     // holds the file of each row of WorkDb::uploads()
};

class SyncEngine
{
public:
    using AnswerCallback = std::function<void(const Result<protocol::Answer>&)>;

    SyncEngine(const SyncSetup& setup, SyncCallbacks callbacks);
    ~SyncEngine();
    SyncEngine(const SyncEngine&) = delete;
    SyncEngine& operator=(const SyncEngine&) = delete;

    // url: ws://127.0.0.1:PORT/sync or wss://… . Without a token it waits for one (NeedsSignIn).
    void start(const QString& url);
    void setToken(const QString& token);  // of POST /api/login; also a fresh one while live
    void stop();                          // leaves politely; nothing is lost
    void wake();                          // after a suspend or when the network came back
    void setBackground(bool background);  // no window has the focus: changes may gather longer

    // Records a decision. On disk (work.db, synchronous FULL) before it returns. An empty mid is
    // made here. Refuses an action that only works online with OnlineOnly when not live. Returns
    // the mid.
    Result<Uuid> enqueue(Operation op);
    // Takes back a decision that cannot have reached the server; otherwise NotAllowed: the desk
    // offers "undo" instead.
    Result<void> withdraw(const Uuid& mid);
    // The author has dealt with a refused decision, or with an item of WorkDb::attention().
    Result<void> dismiss(const Uuid& mid);
    Result<void> dismissNotice(qint64 attentionId);

    // A file for a decision to come; it lies in the upload folder, whole and durable. Held, and sent
    // at once, until released; a decision that names it keeps it beyond that.
    Result<Upload> addUpload(const Upload& upload);
    void holdUpload(const QString& sha256);
    void releaseUpload(const QString& sha256);

    // Asks the server ("timeline", "search"); Offline when not signed in. Answered once, or Offline
    // when the link goes. Returns the id for cancel, 0 = refused at once (the callback was called).
    quint32 query(const QString& kind, const QByteArray& args, AnswerCallback done);
    void cancel(quint32 qid);
    void setPresence(const Uuid& caseId, quint8 state);  // repeated every 15 s until state 0

    SyncStatus status() const;
    SyncAccount account() const;
    qint64 serverNowMs() const;  // best estimate; our own clock when the server's is not known

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace kydai
