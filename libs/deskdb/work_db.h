// SPDX-License-Identifier: GPL-3.0-or-later
// work.db: what people did and the server does not know yet (WAL, FULL: a call that returned is on
// disk). Precious: never deleted, backed up at open, salvaged row by row when damaged.
// Thread: one. Ownership: its connection. Every call is one transaction, all of it or nothing, and
// may be repeated: an Io error on the commit itself leaves open whether it happened.
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "deskdb/outbox.h"
#include "storage/db.h"
#include "storage/files.h"

namespace kydai {

class WorkDb
{
public:
    static constexpr int kBackups = 3;
    static constexpr qint64 kKeepSentMs = 24LL * 3600 * 1000;
    static constexpr int kMaxPending = 20000;       // add beyond it: TooLarge
    static constexpr int kMaxDraftBytes = 64 * 1024;
    static constexpr int kMaxUploads = 500;         // files kept; saveUpload beyond it: TooLarge
    static constexpr qint64 kMaxUploadBytes = 2LL << 30;  // of all of them
    static constexpr int kMaxTries = 5;             // of unlock, then kLockMs
    static constexpr qint64 kLockMs = 5LL * 60 * 1000;

    struct OpenReport {
        bool salvaged = false;  // the file was damaged; what follows counts outbox rows and drafts
        int kept = 0;           // read whole from the damaged file
        int fromBackup = 0;     // not readable there, taken from the last backup
        int lost = 0;           // was there, is damaged, and is in no backup
        QList<Uuid> uncertain;  // outbox rows from a backup: are sent again, the server dedupes
        QString movedAside;     // the damaged file, kept
        Error backup;           // why no backup could be made; None = made (or in memory)
    };

    // ":memory:" works, without backup and reserve. A newer schema is Unsupported, the file stays
    // untouched. After a salvage an attention item "salvaged" tells everybody (params kept,
    // fromBackup, lost).
    static Result<WorkDb> open(const QString& path, qint64 nowMs, FaultPoints* faults = nullptr);
    const OpenReport& report() const { return m_report; }
    QString path() const { return m_db.path(); }

    // The desk's own id, made at the first call and kept: results are known by (device, mid).
    Result<Uuid> device(qint64 nowMs, Random& random);

    // --- outbox --------------------------------------------------------------------------------
    Result<QList<OutboxEntry>> outbox() const;  // Pending, Accepted, Refused, in order of decision
    Result<QList<OutboxEntry>> outbox(const Uuid& caseId) const;  // the same, of one case
    Result<std::optional<OutboxEntry>> find(const Uuid& mid) const;  // in any state
    // A mid that is there already is left as it is.
    Result<void> add(const OutboxEntry& entry);
    Result<void> markAttempted(const QList<Uuid>& mids);
    // Ok, Merged -> Accepted; Later changes nothing; others -> Refused. Entries that are not
    // Pending, or unknown, are left alone.
    Result<void> recordResults(const QList<protocol::MutateResult>& results, const Uuid& epoch,
        qint64 nowMs);
    Result<void> settle(const QList<Uuid>& mids, qint64 nowMs);  // Accepted -> Sent
    Result<void> reopen(const QList<Uuid>& mids);  // Accepted or Sent -> Pending, result cleared
    Result<void> withdraw(const Uuid& mid, qint64 nowMs);  // NotAllowed once attempted
    Result<void> dismiss(const Uuid& mid, qint64 nowMs);   // Refused -> Dismissed
    // Sent ones that are still kept, newest first: their results are no longer needed from the
    // server (DoneThrough), and a server restored from a backup may not know them (reopen).
    Result<QList<Uuid>> recentlySent(int limit = 500) const;
    // Forgets Sent, Withdrawn and Dismissed entries that are older; returns their mids.
    Result<QList<Uuid>> purge(qint64 beforeMs);

    // --- attention beside refused entries ------------------------------------------------------
    Result<QList<AttentionItem>> attention(const QString& author) const;  // own and everybody's
    Result<void> addAttention(const AttentionItem& item);                 // the id is given here
    Result<void> dismissAttention(qint64 id);

    // --- drafts, settings, uploads -------------------------------------------------------------
    Result<void> saveDraft(const Draft& draft);  // by (key, author)
    Result<std::optional<Draft>> draft(const QString& key, const QString& author) const;
    Result<QList<Draft>> drafts(const QString& author) const;  // newest first
    Result<void> removeDraft(const QString& key, const QString& author);
    Result<void> setSetting(const QString& key, const QByteArray& value);  // null removes
    Result<QByteArray> setting(const QString& key) const;                  // null when absent
    // By sha256. TooLarge (params "uploads" or "upload_bytes", the bound) when no more fit.
    Result<void> saveUpload(const Upload& upload);
    Result<void> recordUpload(const Upload& upload);  // what became of one that is there
    Result<QList<Upload>> uploads() const;            // in order of first saving
    Result<void> removeUpload(const QString& sha256);
    Result<void> reopenUploads();                     // Done -> Waiting
    // Added before and named by no outbox row (of any state) and no draft.
    Result<QStringList> unusedUploads(qint64 beforeMs) const;

    // --- signing in without the server ---------------------------------------------------------
    Result<void> saveLogin(const LoginCheck& check);
    Result<std::optional<LoginCheck>> login(const QString& user) const;
    Result<QStringList> loginUsers() const;
    Result<void> removeLogin(const QString& user);
    // WrongPassword (params: tries left), Locked (seconds), Expired, NotSignedIn (nobody of that
    // name signed in here). Takes about 0.1 s (Argon2id). A try is counted on disk before it is
    // judged, so that killing the program wins nothing.
    Result<LoginCheck> unlock(const QString& user, const QString& password, qint64 nowMs);

    // --- disk and erasure ----------------------------------------------------------------------
    // True after the disk ran full and the reserve was spent on the row in hand: add and saveDraft
    // say DiskFull until there is room for the reserve again (tried at each of them).
    bool isFull() const { return m_full; }
    // The case left this desk's scope: its drafts and its entries that are done with go.
    Result<void> forgetCase(const Uuid& caseId);
    // After forgetCase and purge, when idle: cuts the -wal and replaces all backups by a new one.
    Result<void> eraseResidue();

private:
    enum class Kind { Act, Bookkeeping };
    WorkDb(Db db, std::unique_ptr<Reserve> reserve);
    static Result<Db> openFile(const QString& path, FaultPoints* faults);
    static Result<WorkDb> salvage(const QString& path, qint64 nowMs, FaultPoints* faults);
    Result<void> write(Kind kind, const std::function<Result<void>()>& work);
    Result<void> backUp();
    Result<void> insertAttention(const AttentionItem& item);

    Db m_db;
    std::unique_ptr<Reserve> m_reserve;  // none in memory
    bool m_full = false;
    OpenReport m_report;
};

}  // namespace kydai
