// SPDX-License-Identifier: GPL-3.0-or-later
// One SQLite connection: opened with the product's settings, closed by its destructor.
// Thread: everything on one thread at a time, but interrupt(), which any thread may call while the
// Db lives. Ownership: a Db owns its connection and its cache of prepared statements.
#pragma once

#include <functional>
#include <memory>

#include <QHash>
#include <QList>

#include "storage/statement.h"

struct sqlite3;

namespace kydai {

class FaultPoints;

struct DbOptions {
    enum class Sync { Normal, Full };  // Full: a commit survives loss of power
    Sync sync = Sync::Full;
    bool readOnly = false;
    bool create = true;                // make the file when it is absent
    int busyTimeoutMs = 2000;
    int cacheKiB = 0;                  // page cache, 0 = SQLite's own choice
    qint64 journalLimitBytes = 64LL << 20;
    qint32 applicationId = 0;          // 0 = neither set nor checked; another id = Unsupported
    FaultPoints* faults = nullptr;
};

// Shared between a Db and its statements; of no interest elsewhere.
struct DbState {
    sqlite3* handle = nullptr;
    FaultPoints* faults = nullptr;
    QHash<QByteArray, QList<sqlite3_stmt*>> idle;  // <= 128 statements, the rest are finalised
    int idleCount = 0;
    int live = 0;  // statements out of the cache
};

class Db
{
public:
    using TextFunction = std::function<QString(const QString&)>;

    // path ":memory:" gives a private database in memory. Sets WAL (files; Io when it
    // cannot be had), synchronous,
    // foreign_keys, secure_delete, busy timeout. New files are readable by their owner only.
    static Result<Db> open(const QString& path, const DbOptions& options = {});

    Db(Db&& other) noexcept;
    Db& operator=(Db&& other) noexcept;
    ~Db();

    // Closes at once (the destructor does too); all statements must be gone.
    void close();
    bool isOpen() const { return m_state != nullptr; }
    QString path() const { return m_path; }

    // A statement for one piece of SQL, from the cache when the same text was prepared before.
    Result<Statement> prepare(QByteArrayView sql) const;
    // Runs a script of one or more statements without parameters.
    Result<void> exec(QByteArrayView script) const;
    // First column of the first row; 0 when there is no row.
    Result<qint64> scalar(QByteArrayView sql) const;

    Result<int> userVersion() const;
    Result<void> setUserVersion(int version) const;
    qint64 lastInsertId() const;
    qint64 changes() const;  // rows changed by the last write
    bool inTransaction() const;

    // Registers name(text) -> text, deterministic; NULL stays NULL. Used for folding.
    Result<void> registerText(const char* name, TextFunction function) const;

    // Moves the whole -wal into the file and cuts it to 0 bytes. Busy when a reader is in the way.
    Result<void> checkpointTruncate() const;
    Result<void> quickCheck() const;                // Corrupt, or nothing
    Result<void> copyTo(const QString& path) const; // VACUUM INTO; the path must not exist
    Result<void> setMaxPages(int pages) const;      // DiskFull beyond it; for tests and quotas
    void interrupt() const;                         // any thread; what runs ends with Busy
    void setFaults(FaultPoints* faults) const;
    FaultPoints* faults() const { return m_state->faults; }
    sqlite3* handle() const;                        // for calls this kit does not wrap

private:
    Db(std::unique_ptr<DbState> state, QString path);
    Result<void> configure(const DbOptions& options) const;
    Result<void> checkWal() const;
    Result<void> claimApplicationId(const DbOptions& options) const;

    std::unique_ptr<DbState> m_state;
    QString m_path;
};

}  // namespace kydai
