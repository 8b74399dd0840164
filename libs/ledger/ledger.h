// SPDX-License-Identifier: GPL-3.0-or-later
// The server's store behind an interface: current rows, the hash-chained event log (never trimmed),
// the change log for sync (trimmed), results per mutation, contacts, accounts and blobs' metadata.
// Thread: a Ledger belongs to one thread (the authority's). A LedgerReader of its own may be used on
// another thread beside it; what was committed before a read begins is seen by it.
#pragma once

#include <optional>

#include "ledger/records.h"
#include "protocol/messages.h"

namespace kydai {

inline constexpr qint64 kCameraGapMs = 10 * 60'000;  // longer without a word: nobody looked

class LedgerReader
{
public:
    virtual ~LedgerReader() = default;

    virtual Uuid epoch() const = 0;      // changes when the store was restored from a backup
    virtual qint64 seq() const = 0;      // of the last event; gapless, commit order == seq order
    virtual qint64 floor() const = 0;    // changes with seq <= floor are trimmed

    // Unknown (params kind, id) when there is none.
    virtual Result<CaseBody> caseBody(const Uuid& id) const = 0;
    virtual Result<Uuid> caseIdOf(const QString& code) const = 0;  // a case's or a report's code
    // Rows of the window that carry one of the scopes, newest id first, after the row `afterKey`
    // named.
    virtual Result<PageResult> page(const QStringList& scopes, const WindowCut& cut,
                                    const QByteArray& afterKey, int maxRows,
                                    qint64 maxBytes) const = 0;
    virtual Result<qint64> countRows(const QStringList& scopes, const WindowCut& cut) const = 0;
    // By (touched, id); bodies are index rows.
    virtual Result<QList<CaseBody>> aged(const AgedQuery& query) const = 0;
    // Looks at a bounded number of rows a call: fewer rows than asked may come with a `next`.
    virtual Result<FindResult> find(const FindQuery& query) const = 0;
    // When the event at or before seq was; 0 = there is none.
    virtual Result<qint64> timeOfSeq(qint64 seq) const = 0;
    // Changes with seq > after, oldest first, at most limit.
    virtual Result<QList<ChangeRecord>> changesAfter(qint64 after, int limit) const = 0;
    // Events of a case with seq < before (0 = all), newest first.
    virtual Result<QList<Event>> eventsOf(const Uuid& caseId, qint64 before, int limit) const = 0;

    virtual Result<ReportRecord> report(const QString& code) const = 0;
    virtual Result<QList<ReportRecord>> reports(const ReportQuery& query) const = 0;
    virtual Result<BlobRecord> blob(const QString& sha256) const = 0;  // also by a stripped copy's
    virtual Result<QList<Uuid>> casesWithBlob(const QString& sha256) const = 0;
    virtual Result<QString> setting(const QString& key) const = 0;  // empty when not set
    // A named document as it is announced, and its body; Unknown when there is none.
    virtual Result<DocumentRecord> documentRecord(const QString& name) const = 0;
    virtual Result<QByteArray> documentBody(const QString& name, const QString& sha256) const = 0;
    // Messages to the citizens of a case, oldest first, at most 200.
    virtual Result<QList<OutgoingMessage>> outgoingOf(const Uuid& caseId) const = 0;
    // Has a message to this report left that nobody read yet?
    virtual Result<bool> hasUnread(const QString& reportCode, qint64 nowMs) const = 0;
    // What was seen of cameras (empty = of all) after sinceMs, by camera, observer and time.
    virtual Result<QList<CameraStateRow>> cameraStates(const QString& camera, qint64 sinceMs,
                                                       int limit) const = 0;
    // The row as it was before an act that may still be undone; optional: none = there is none.
    virtual Result<std::optional<UndoRecord>> undo(const Uuid& caseId) const = 0;
};

class Ledger : public LedgerReader
{
public:
    // True once after another process committed to this store (an account was added beside the
    // running server): what was read before may be stale.
    virtual bool changedOutside() = 0;
    // The head when another process last changed rows; 0 = none did. What changed lies in the change
    // log alone.
    virtual qint64 outsideSeq() const = 0;

    // One write transaction; a command inside it runs between savepoint and release, so that a
    // refused one leaves nothing behind.
    virtual Result<void> begin() = 0;
    virtual Result<void> commit() = 0;  // on an error nothing of it is in the store
    virtual void rollback() = 0;
    virtual Result<void> savepoint() = 0;
    virtual Result<void> release() = 0;
    virtual void rollbackToSavepoint() = 0;

    // Writes (inside a transaction).
    virtual Result<qint64> appendEvent(const Event& event) = 0;  // gives the seq; event.seq ignored
    virtual Result<void> putCase(const Case& c, qint64 wakeAtMs) = 0;  // c.seq set; 0 = no timer
    virtual Result<void> putChange(const ChangeRecord& change) = 0;
    virtual Result<QString> nextCode(const QString& prefix) = 0;       // "PA" -> "PA-213001"
    virtual Result<void> storeResult(const Uuid& device, const protocol::MutateResult& result,
                                     qint64 nowMs) = 0;
    virtual Result<void> markDone(const Uuid& device, const QList<Uuid>& mids) = 0;
    virtual Result<int> forgetResults(qint64 doneBeforeMs) = 0;  // of those marked done
    virtual Result<void> putReport(const ReportRecord& report) = 0;
    virtual Result<void> putContact(const QString& reportCode, const Uuid& caseId,
                                    const Contact& contact) = 0;
    virtual Result<void> eraseContacts(const Uuid& caseId) = 0;
    virtual Result<void> optimiseSearch() = 0;  // after erasing: old words leave the index too
    virtual Result<void> eraseEventArgs(const Uuid& caseId) = 0;  // the chain stays whole
    virtual Result<void> putUndo(const UndoRecord& undo) = 0;     // one per case, the newest
    virtual Result<void> dropUndo(const Uuid& caseId) = 0;
    virtual Result<void> putOutgoing(const OutgoingMessage& message) = 0;
    virtual Result<void> dropOutgoing(const Uuid& mid) = 0;       // the act was undone
    virtual Result<void> sentOutgoing(qint64 id) = 0;
    // The posting key reads this report: what had left by now is delivered.
    virtual Result<void> markRead(const QString& reportCode, qint64 nowMs) = 0;
    virtual Result<void> trimChanges(qint64 throughSeq) = 0;      // raises the floor
    virtual Result<void> putUser(const UserRecord& user) = 0;
    virtual Result<void> putToken(const TokenRecord& token) = 0;
    virtual Result<void> dropToken(const QByteArray& hash) = 0;
    virtual Result<void> dropTokensOf(const QString& user) = 0;
    virtual Result<void> dropTokensBefore(qint64 expiredMs) = 0;
    virtual Result<void> putSetting(const QString& key, const QString& value) = 0;
    virtual Result<void> putDocument(const QString& name, const QByteArray& body) = 0;
    virtual Result<void> putDocument(const DocumentRecord& record, const QByteArray& body) = 0;
    virtual Result<void> putBlob(const BlobRecord& blob) = 0;
    // Goes on with the observer's last row of this camera where the state is the same, else begins
    // one; the row before reaches up to it when it ended less than kCameraGapMs ago.
    virtual Result<void> noteCamera(const CameraStateRow& seen) = 0;
    virtual Result<void> trimCameraStates(qint64 beforeMs) = 0;
    virtual Result<void> putCameraSecret(const CameraSecretRecord& secret) = 0;

    // Reads that only the authority needs. optional: none = there is none.
    virtual Result<std::optional<protocol::MutateResult>> result(const Uuid& device,
                                                                 const Uuid& mid) const = 0;
    virtual Result<qint64> seqOfMid(const Uuid& mid) const = 0;  // 0 = not in the event log
    virtual Result<QList<QPair<QString, Contact>>> contacts(const Uuid& caseId) const = 0;
    virtual Result<QList<Uuid>> dueCases(qint64 nowMs, int limit) const = 0;
    virtual Result<qint64> nextWakeMs() const = 0;               // 0 = none
    virtual Result<QList<OutgoingMessage>> outgoingDue(qint64 nowMs, int limit) const = 0;
    virtual Result<std::optional<UserRecord>> user(const QString& name) const = 0;
    virtual Result<QList<UserRecord>> users() const = 0;
    virtual Result<std::optional<TokenRecord>> token(const QByteArray& hash) const = 0;
    virtual Result<QByteArray> document(const QString& name) const = 0;  // empty when there is none
    virtual Result<QList<CameraSecretRecord>> cameraSecrets() const = 0;

    // Every finding is one English line: chain, gaps, rows against the log, blob files. Slow.
    virtual Result<QStringList> check() const = 0;
};

}  // namespace kydai
