// SPDX-License-Identifier: GPL-3.0-or-later
// What the server decides: commands in, verdicts and changes out. No socket, no thread of its own.
// Thread: the ledger's. One batch of commands is one ledger transaction with one commit.
#pragma once

#include <functional>
#include <span>

#include <QCache>

#include "authority/accounts.h"
#include "authority/camerahealth.h"
#include "authority/commands.h"
#include "core/directory.h"

namespace kydai {

inline constexpr int kMaxBatch = 256;        // commands of one apply(); more are answered Later
inline constexpr qint64 kOutgoingDelayMs = 10'000;
inline constexpr qint64 kResultKeepMs = 30LL * 24 * 3600 * 1000;
inline constexpr int kMaxImport = 1000;
inline constexpr int kCachedCases = 4000;
inline constexpr qint64 kChangeKeep = 500'000;  // entries of the change log

class Authority
{
public:
    Authority(Ledger& ledger, Directory directory, const Clock& clock, Random& random,
              PasswordCost cost = PasswordCost::Interactive);

    Outcome apply(const QList<Command>& commands);
    // Timeouts that are due (bounded a call; nextWakeMs says when to come again) and housekeeping.
    Outcome tick();

    // One transaction per ~500 steps. In an Operation "merge", args["master"] may be the master's
    // caseId in text form. Changes are not logged for sync: consoles take a new snapshot after it.
    HistoryResult loadHistory(std::span<const HistoryStep> steps);

    // Reports of another system, in one transaction, logged for sync; at most kMaxImport. A report
    // that was imported before stays as it is now: work may have gone on. The error is the store's.
    Result<QList<ImportVerdict>> importReports(const QList<ImportedReport>& reports);

    // The contact of a case's reports (code -> contact), audited. NotAllowed, NotInScope, Missing
    // "reason", Unknown.
    Result<QList<QPair<QString, Contact>>> reveal(const Uuid& caseId, const QString& user,
                                                  const QString& reason);
    // The row as this account may see it (agencyView, no contact …); Unknown or NotInScope.
    Result<Case> caseFor(const Uuid& caseId, const Actor& actor);
    // The row as it is, for the server's own use (Open311 reads); Unknown.
    Result<std::shared_ptr<const Case>> caseRow(const Uuid& caseId);
    Result<void> addBlob(const BlobRecord& blob);
    // What a console saw of its cameras; how many were young enough. NotAllowed, BadInput, TooLarge.
    Result<int> noteCameras(const QString& user, const QString& desk,
                            const QList<CameraSeen>& seen);
    // How to sign in to cameras, audited; NotAllowed.
    Result<QList<CameraSecretRecord>> cameraSecrets(const QString& user);
    // The app that posted these reports has read what was said to their citizens until now.
    Result<void> markRead(const QStringList& reportCodes, qint64 nowMs);

    Accounts& accounts() { return m_accounts; }
    const Directory& directory() const { return m_directory; }
    // Moves when the directory changed, also by another process.
    quint64 directoryRevision() const { return m_directoryRevision; }
    // Stores it, with the accounts' names in it; sessions are told by the caller.
    Result<void> setDirectory(Directory directory);
    // Changes what is stored now in one transaction, so that nothing another process wrote is lost.
    Result<void> changeDirectory(const std::function<Result<void>(Directory&)>& change);
    // A version of a named document (core/documents.h), announced by the directory in the same
    // transaction; `alongside` may change the directory with it. False = it was this one already.
    Result<bool> putDocument(const QString& name, const QByteArray& body,
                             const std::function<Result<void>(Directory&)>& alongside = {});
    // Takes the accounts' names into the directory again; true when it changed by that.
    bool refreshUserNames();
    // Another process may have written to the store (an account added, areas imported beside the
    // running server): looks, forgets what it had read and reads the directory again; true = it had.
    bool noticeOutside();
    // The directory kept in the ledger, if any.
    static Result<std::optional<Directory>> storedDirectory(const Ledger& ledger);

    const AuthorityCounters& counters() const { return m_counters; }
    Ledger& ledger() { return m_ledger; }

private:
    friend class Batch;

    void count(const protocol::MutateResult& verdict);
    Outcome storeFailed(const QList<Command>& commands, const Error& error);
    void remember(const QHash<Uuid, std::shared_ptr<const Case>>& rows);
    // Unknown, Corrupt (unreadable), or the store's error.
    Result<std::shared_ptr<const Case>> loadCase(const Uuid& id);
    Result<void> housekeep(qint64 nowMs);
    qint64 nextWake(qint64 nowMs) const;
    Result<void> storeDirectory(Directory directory);  // inside a transaction
    void takeDirectory(Directory directory);
    void reloadDirectory();
    Result<qsizetype> loadChunk(std::span<const HistoryStep> steps, qsizetype first,
                                HistoryResult& result);

    Ledger& m_ledger;
    Directory m_directory;
    QByteArray m_storedDirectory;  // as it lies in the ledger
    quint64 m_directoryRevision = 0;
    const Clock& m_clock;
    Random& m_random;
    Accounts m_accounts;
    QCache<Uuid, std::shared_ptr<const Case>> m_cases;  // committed rows, <= kCachedCases
    AuthorityCounters m_counters;
    qint64 m_lastHousekeepingMs = 0;
    bool m_erased = false;  // words of purged cases still lie in the search index
};

}  // namespace kydai
