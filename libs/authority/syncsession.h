// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of one console's connection: greeting, signing in, snapshot pages with credit,
// the tail of changes, mutations, presence, limits. Pure: bytes and changes in, bytes out through the
// ports; used by the edge over a socket and by tests/sim over virtual time.
// Thread: one (the edge's); ports may answer at once or later, on the same thread. A session may be
// destroyed at any time: answers that come after are dropped.
#pragma once

#include <functional>
#include <memory>

#include "authority/accounts.h"
#include "authority/commands.h"
#include "authority/sessionlimits.h"
#include "ledger/ledger.h"

namespace kydai {

class PresenceHub;
class SessionFeed;

// Close codes of the sub-protocol (docs/protocol.md).
enum class CloseCode : int {
    Normal = 1000, TooBig = 1009, Timeout = 4001, Version = 4002, BadFrame = 4003, Overload = 4008,
    Unauthorized = 4401, RolesChanged = 4409, // sign in again on a new connection
};

struct SessionPorts {
    template <typename T> using Done = std::function<void(Result<T>)>;

    std::function<void(const QByteArray& frame)> send;
    std::function<void(CloseCode code)> close;  // after what was sent; no call comes after it
    std::function<void(const QString& token, Done<SignedIn> done)> verify;
    std::function<void(const MutateCommand& command,
                       std::function<void(const protocol::MutateResult&)> done)> submit;
    std::function<void(const QStringList& scopes, const WindowCut& cut, const QByteArray& afterKey,
                       int maxRows, qint64 maxBytes, Done<PageResult> done)> readPage;
    std::function<void(const QStringList& scopes, const WindowCut& cut, Done<qint64> done)>
        countRows;
    std::function<void(qint64 seq, Done<qint64> done)> timeOfSeq;
    std::function<void(const AgedQuery& query, Done<QList<CaseBody>> done)> readAged;
    std::function<void(qint64 after, int limit, Done<QList<ChangeRecord>> done)> readChanges;
    std::function<void(const Uuid& id, Done<CaseBody> done)> readCase;
    std::function<void(const Uuid& id, qint64 before, int limit, Done<QList<Event>> done)>
        readEvents;
    std::function<void(const FindQuery& query, Done<FindResult> done)> find;
    std::function<void(const QString& code, Done<Uuid> done)> caseIdOf;
    std::function<void(const Uuid& id, Done<QList<OutgoingMessage>> done)> readOutgoing;
    std::function<void(const Uuid& device, const QList<Uuid>& mids)> markDone;
    // The directory as packed for DirectoryData (see packDirectory) and its version.
    std::function<protocol::DirectoryData()> directory;
};

// Ports over a ledger and an authority on the same thread: for tests, the simulator and small
// servers. `apply` is called for one command and must give its verdict (batching is the caller's).
SessionPorts directPorts(const LedgerReader& reader, Accounts& accounts);

protocol::DirectoryData packDirectory(const Directory& directory);

// Opaque to clients: equal scopes and views, equal hash.
QByteArray scopeHashOf(const Actor& actor);

class SyncSession
{
public:
    // feed and presence outlive the session; it enters both by itself.
    SyncSession(SessionPorts ports, SessionFeed& feed, PresenceHub& presence, const Clock& clock,
                Scheduler& scheduler, const SessionLimits& limits = {});
    ~SyncSession();
    SyncSession(const SyncSession&) = delete;
    SyncSession& operator=(const SyncSession&) = delete;

    void onFrame(QByteArrayView bytes);
    // Bytes handed to send() that did not leave yet; call when it changes. Above 1 MiB deltas
    // gather, above 8 MiB or without any progress for 30 s the session ends with Overload.
    void setBacklog(qint64 bytes);
    // The account may have changed (roles, disabled, signed out): verifies the token again.
    void recheck();
    // The directory changed: sends it.
    void directoryChanged();
    void goaway(const QString& reason, int spreadMs);

    const SessionCounters& counters() const;
    bool isLive() const;      // snapshot or resume done
    QString user() const;     // empty before signing in
    Uuid device() const;

private:
    friend class SessionFeed;
    friend class PresenceHub;
    class Private;
    std::shared_ptr<Private> d;
};

}  // namespace kydai
