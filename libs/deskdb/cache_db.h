// SPDX-License-Identifier: GPL-3.0-or-later
// cache.db: what the server said, as one file that may be thrown away at any time (WAL, NORMAL).
// This is its one writer. Nothing but pages and deltas writes rows, always under the guard
// incoming.seq > local.seq, always in one transaction with the cursor that stands for them.
// Thread: one; readers have a CacheReader each. Ownership: its connection.
// Bounds: 1,200,000 rows; a page or delta as the protocol bounds it. Every call may be repeated.
#pragma once

#include "protocol/messages.h"
#include "storage/db.h"

namespace kydai {

class CacheDb
{
public:
    // What a page or delta changed, for the one ChangeSet path.
    struct Applied {
        QList<protocol::Row> puts;  // those the guard let through
        QList<Uuid> leaves;         // rows deleted; of a final page: those the server did not send
        QList<Uuid> rejected;       // bodies that cannot be read: not stored, the rest goes on
    };
    struct Snapshot {               // one that is under way
        Uuid epoch;                 // null = none
        QByteArray scopeHash;
        protocol::SnapshotPosition position;  // s0 -1 = none
        qint64 rows = 0;            // received so far
    };
    struct Owner {
        QString user;               // empty = nobody yet
        quint32 roles = 0;          // Roles::bits()
        bool operator==(const Owner&) const = default;
    };

    // ":memory:" works (read it through CacheReader::over). A file that is damaged, foreign or of
    // another schema becomes <path>.broken (the one before goes), a new one begins: movedAside().
    static Result<CacheDb> open(const QString& path, FaultPoints* faults = nullptr);
    // A new empty file; the old one and any <path>.broken are deleted: signing out, another user,
    // other roles, more than 10,000 leaves. Own-connection readers must be gone before.
    Result<void> reset();
    // After an error Corrupt at work: the file becomes <path>.broken, a new empty one begins.
    Result<void> recover();

    QString path() const { return m_path; }
    bool movedAside() const { return m_movedAside; }

    Result<Owner> owner() const;
    Result<void> setOwner(const Owner& owner);
    Result<protocol::Cursor> cursor() const;  // seq -1 = none
    Result<Snapshot> snapshot() const;
    Result<void> dropCursor();                // a snapshot next time; the rows stay
    Result<qint64> rowCount() const;

    // Snapshot: begin, or go on where snapshot() stands, then pages. Old rows stay visible until
    // the final page deletes what the server did not send and sets the cursor to {epoch, s0,
    // scopeHash}, in the same transaction. When epoch or scope are not the cursor's, rows of before
    // are overwritten whatever their seq. A page without a begun snapshot is BadInput.
    Result<void> beginSnapshot(const Uuid& epoch, qint64 s0, const QByteArray& scopeHash);
    Result<Applied> applyPage(const protocol::Page& page);

    // delta.from must be the cursor's seq, else BadInput (params "from", cursor, from) and nothing
    // changes: subscribe again.
    Result<Applied> applyDelta(const protocol::Delta& delta);

    Result<void> putDirectory(const QByteArray& version, const QByteArray& packed);
    Result<QByteArray> directoryVersion() const;  // empty = none
    Result<QByteArray> directoryPacked() const;

    // After leaves and sweeps, when idle: the search index is rewritten without the deleted words
    // and the -wal is cut to nothing. hasResidue() stays true (also over a restart) until it
    // worked; Busy while a reader is in the way: try again later.
    Result<bool> hasResidue() const;
    Result<void> eraseResidue();
    Result<void> quickCheck() const { return m_db.quickCheck(); }
    Result<void> checkpoint() const { return m_db.checkpointTruncate(); }

private:
    friend class CacheReader;
    struct Local;
    CacheDb(Db db, QString path, FaultPoints* faults);
    static Result<Db> openFile(const QString& path, FaultPoints* faults);
    Result<void> begin();
    Result<Local> find(const Uuid& id) const;
    Result<void> put(const protocol::Row& row, qint64 generation, bool overwrite, Applied& applied);
    Result<void> remove(const Local& local, const Uuid& id, Applied& applied);
    Result<void> sweep(qint64 generation, Applied& applied);
    Result<void> applyPageRows(const protocol::Page& page, Applied& applied);
    Result<void> applyDeltaRows(const protocol::Delta& delta, Applied& applied);

    Db m_db;
    QString m_path;
    FaultPoints* m_faults = nullptr;
    bool m_movedAside = false;
};

}  // namespace kydai
