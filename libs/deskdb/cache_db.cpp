// SPDX-License-Identifier: GPL-3.0-or-later
// The file, its state row, the directory; rows are in cache_rows.cpp.
#include "deskdb/cache_db.h"

#include "deskdb/cache_schema.h"
#include "storage/files.h"
#include "storage/transaction.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

const QLatin1String kBrokenTag = "broken"_L1;

QString brokenPath(const QString& path)
{
    return path + u'.' + kBrokenTag;
}

bool isInMemory(const QString& path)
{
    return path == ":memory:"_L1;
}

// One column of the state row.
Result<QByteArray> stateBlob(const Db& db, QByteArrayView sql)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected<Error>(row.error());
    return *row ? statement->toBlob(0) : QByteArray();
}

template <typename... Values>
Result<void> runWith(const Db& db, QByteArrayView sql, const Values&... values)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    return statement->bindAll(values...).run();
}

}  // namespace

CacheDb::CacheDb(Db db, QString path, FaultPoints* faults)
    : m_db(std::move(db)), m_path(std::move(path)), m_faults(faults)
{
}

Result<Db> CacheDb::openFile(const QString& path, FaultPoints* faults)
{
    DbOptions options;
    options.sync = DbOptions::Sync::Normal;
    options.applicationId = kCacheApplicationId;
    options.cacheKiB = 64 * 1024;
    Result<Db> db = Db::open(path, options);
    if (!db)
        return db;
    db->setFaults(faults);
    if (const Result<void> prepared = prepareCache(*db); !prepared)
        return tl::unexpected<Error>(prepared.error());
    return db;
}

Result<CacheDb> CacheDb::open(const QString& path, FaultPoints* faults)
{
    Result<Db> db = openFile(path, faults);
    if (db)
        return CacheDb(std::move(*db), path, faults);
    const ErrorCode code = db.error().code;
    if (isInMemory(path) || (code != ErrorCode::Corrupt && code != ErrorCode::Unsupported))
        return tl::unexpected<Error>(db.error());
    if (const Result<void> gone = removeDatabase(brokenPath(path)); !gone)
        return tl::unexpected<Error>(gone.error());
    if (const Result<QString> aside = moveDatabaseAside(path, kBrokenTag); !aside)
        return tl::unexpected<Error>(aside.error());
    db = openFile(path, faults);
    if (!db)
        return tl::unexpected<Error>(db.error());
    CacheDb cache(std::move(*db), path, faults);
    cache.m_movedAside = true;
    return cache;
}

Result<void> CacheDb::begin()
{
    Result<Db> db = openFile(m_path, m_faults);
    if (!db)
        return tl::unexpected<Error>(db.error());
    m_db = std::move(*db);
    return {};
}

Result<void> CacheDb::reset()
{
    m_db.close();
    if (!isInMemory(m_path)) {
        if (Result<void> gone = removeDatabase(m_path); !gone)
            return gone;
        if (Result<void> gone = removeDatabase(brokenPath(m_path)); !gone)
            return gone;
    }
    return begin();
}

Result<void> CacheDb::recover()
{
    m_db.close();
    if (!isInMemory(m_path)) {
        if (Result<void> gone = removeDatabase(brokenPath(m_path)); !gone)
            return gone;
        if (Result<QString> aside = moveDatabaseAside(m_path, kBrokenTag); !aside)
            return tl::unexpected<Error>(aside.error());
        m_movedAside = true;
    }
    return begin();
}

Result<CacheDb::Owner> CacheDb::owner() const
{
    Result<Statement> statement = m_db.prepare("SELECT owner, roles FROM state");
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected<Error>(row.error());
    return *row ? Owner{statement->toText(0), quint32(statement->toInt(1))} : Owner{};
}

Result<void> CacheDb::setOwner(const Owner& owner)
{
    const QString user = owner.user.isNull() ? u""_s : owner.user;
    return runWith(m_db, "UPDATE state SET owner=?1, roles=?2", user, owner.roles);
}

Result<protocol::Cursor> CacheDb::cursor() const
{
    Result<Statement> statement = m_db.prepare("SELECT epoch, seq, scope FROM state");
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected<Error>(row.error());
    protocol::Cursor cursor;
    if (*row) {
        cursor.epoch = statement->toUuid(0);
        cursor.seq = statement->toInt(1);
        cursor.scopeHash = statement->toBlob(2);
    }
    return cursor;
}

Result<CacheDb::Snapshot> CacheDb::snapshot() const
{
    Result<Statement> statement =
        m_db.prepare("SELECT snap_epoch, snap_s0, snap_scope, snap_key, snap_rows FROM state");
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    const Result<bool> row = statement->step();
    if (!row)
        return tl::unexpected<Error>(row.error());
    Snapshot snapshot;
    if (*row && statement->toInt(1) >= 0) {
        snapshot.epoch = statement->toUuid(0);
        snapshot.position.s0 = statement->toInt(1);
        snapshot.scopeHash = statement->toBlob(2);
        snapshot.position.lastKey = statement->toBlob(3);
        snapshot.rows = statement->toInt(4);
    }
    return snapshot;
}

Result<void> CacheDb::dropCursor()
{
    // The epoch and scope stay: they say what the rows' seqs mean to the next snapshot.
    return runWith(m_db, "UPDATE state SET seq=-1, snap_s0=-1, snap_key=NULL, snap_rows=0");
}

Result<qint64> CacheDb::rowCount() const
{
    return m_db.scalar("SELECT count(*) FROM row");
}

Result<void> CacheDb::beginSnapshot(const Uuid& epoch, qint64 s0, const QByteArray& scopeHash)
{
    KYDAI_ASSERT(s0 >= 0);
    // A snapshot that was broken off before may have left rows of a third epoch: then, too, seqs of
    // before mean nothing.
    return runWith(m_db,
        "UPDATE state SET generation=generation+1, snap_overwrite="
        " (epoch IS NOT ?1 OR scope IS NOT ?3 OR snap_overwrite OR"
        "  (snap_s0 >= 0 AND (snap_epoch IS NOT ?1 OR snap_scope IS NOT ?3))),"
        " snap_epoch=?1, snap_s0=?2, snap_scope=?3, snap_key=NULL, snap_rows=0",
        epoch, s0, scopeHash);
}

Result<void> CacheDb::putDirectory(const QByteArray& version, const QByteArray& packed)
{
    return runWith(m_db, "UPDATE state SET directory_version=?1, directory=?2", version, packed);
}

Result<QByteArray> CacheDb::directoryVersion() const
{
    return stateBlob(m_db, "SELECT directory_version FROM state");
}

Result<QByteArray> CacheDb::directoryPacked() const
{
    return stateBlob(m_db, "SELECT directory FROM state");
}

Result<bool> CacheDb::hasResidue() const
{
    const Result<qint64> residue = m_db.scalar("SELECT residue FROM state");
    if (!residue)
        return tl::unexpected<Error>(residue.error());
    return *residue != 0;
}

Result<void> CacheDb::eraseResidue()
{
    // FTS5 keeps the words of deleted rows in its segments until they are merged.
    if (Result<void> done = runWith(m_db, "INSERT INTO search(search) VALUES('optimize')"); !done)
        return done;
    if (Result<void> done = m_db.checkpointTruncate(); !done)
        return done;
    // Cleared last, so that a crash in between repeats the work.
    return runWith(m_db, "UPDATE state SET residue=0");
}

}  // namespace kydai
