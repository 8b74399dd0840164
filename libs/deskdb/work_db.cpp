// SPDX-License-Identifier: GPL-3.0-or-later
// The file: opening, backup, salvage, the full disk. What lies in it: work_outbox, work_notes,
// work_login.
#include "deskdb/work_db.h"

#include "deskdb/kit.h"
#include "deskdb/work_salvage.h"
#include "deskdb/work_schema.h"
#include "storage/transaction.h"

using namespace Qt::StringLiterals;

namespace kydai {

using deskdb::pass;

namespace {

bool isInMemory(const QString& path)
{
    return path == ":memory:"_L1;
}

// Indexes too, unlike quick_check: a mid that its index does not know could be added twice.
Result<void> checkWhole(const Db& db)
{
    Result<Statement> check = db.prepare("PRAGMA integrity_check(1)");
    if (!check)
        return pass(check.error());
    const Result<bool> row = check->step();
    if (!row)
        return pass(row.error());
    if (!*row || check->toText(0) != "ok"_L1)
        return fail(ErrorCode::Corrupt, {}, u"integrity_check found damage"_s);
    return {};
}

QString backupBase(const QString& path)
{
    return path + ".backup"_L1;
}

QString salvagePath(const QString& path)
{
    return path + ".salvage"_L1;
}

// A salvage that was cut off between its two renames: the copy is complete, only the name is not.
Result<void> finishRenaming(const QString& path)
{
    if (fileExists(path) || !fileExists(salvagePath(path)))
        return {};
    // A -wal of the damaged file must never meet the new one.
    if (Result<void> gone = removeDatabase(path); !gone)
        return gone;
    return moveFile(salvagePath(path), path);
}

QStringList backupsOf(const QString& path)
{
    QStringList paths;
    for (int n = 1; n <= WorkDb::kBackups; ++n)
        paths.append(backupBase(path) + u'.' + QString::number(n));
    return paths;
}

}  // namespace

WorkDb::WorkDb(Db db, std::unique_ptr<Reserve> reserve)
    : m_db(std::move(db)), m_reserve(std::move(reserve))
{
}

Result<Db> WorkDb::openFile(const QString& path, FaultPoints* faults)
{
    DbOptions options;
    options.sync = DbOptions::Sync::Full;
    options.applicationId = kWorkApplicationId;
    Result<Db> db = Db::open(path, options);
    if (!db)
        return db;
    db->setFaults(faults);
    Result<void> good = prepareWork(*db);
    // The file is small: a full look at every start costs milliseconds.
    if (good)
        good = checkWhole(*db);
    if (good)
        good = checkRows(*db);
    if (good)
        return db;
    Error error = good.error();
    // SQL that no longer fits the tables: their own description is damaged.
    if (error.code == ErrorCode::Internal)
        error.code = ErrorCode::Corrupt;
    return pass(error);
}

Result<WorkDb> WorkDb::open(const QString& path, qint64 nowMs, FaultPoints* faults)
{
    if (const Result<void> renamed = finishRenaming(path); !renamed)
        return pass(renamed.error());
    Result<Db> db = openFile(path, faults);
    if (isInMemory(path)) {
        if (!db)
            return pass(db.error());
        return WorkDb(std::move(*db), nullptr);
    }
    if (!db && db.error().code == ErrorCode::Corrupt)
        return salvage(path, nowMs, faults);
    if (!db)
        return pass(db.error());
    WorkDb work(std::move(*db), std::make_unique<Reserve>(path + ".reserve"_L1));
    work.m_full = !work.m_reserve->ensure();
    if (const Result<void> copied = work.backUp(); !copied)
        work.m_report.backup = copied.error();
    else
        work.m_report.backup.code = ErrorCode::None;
    return work;
}

Result<WorkDb> WorkDb::salvage(const QString& path, qint64 nowMs, FaultPoints* faults)
{
    // The copy is made beside the damaged file and takes its name last: whatever happens in
    // between, the next start finds the damaged file and begins anew, or finishes the renaming.
    const QString fresh = salvagePath(path);
    if (const Result<void> gone = removeDatabase(fresh); !gone)
        return pass(gone.error());
    OpenReport report;
    report.salvaged = true;
    {
        Result<Db> db = openFile(fresh, faults);
        if (!db)
            return pass(db.error());
        const Result<void> copied = salvageInto(*db, path, backupsOf(path), report);
        if (!copied)
            return pass(copied.error());
        if (const Result<void> moved = db->checkpointTruncate(); !moved)
            return pass(moved.error());
    }
    const Result<QString> aside = moveDatabaseAside(path, u"broken-%1"_s.arg(nowMs));
    if (!aside)
        return pass(aside.error());
    if (const Result<void> moved = finishRenaming(path); !moved)
        return pass(moved.error());
    report.movedAside = *aside;
    Result<WorkDb> work = open(path, nowMs, faults);
    if (!work)
        return work;
    report.backup = work->m_report.backup;
    work->m_report = report;
    AttentionItem item;
    item.kind = u"salvaged"_s;
    item.error.code = ErrorCode::Corrupt;
    item.error.params = {QString::number(report.kept), QString::number(report.fromBackup),
        QString::number(report.lost)};
    item.atMs = nowMs;
    if (const Result<void> told = work->addAttention(item); !told)
        return pass(told.error());
    return work;
}

Result<void> WorkDb::backUp()
{
    const QString base = backupBase(m_db.path());
    const QString made = base + ".new"_L1;
    if (Result<void> gone = removeFile(made); !gone)
        return gone;
    createPrivateFile(made);  // VACUUM INTO accepts an empty file, and it is ours alone
    if (Result<void> copied = m_db.copyTo(made); !copied) {
        const Result<void> gone = removeFile(made);
        return gone ? copied : gone;
    }
    if (Result<void> rotated = rotateFiles(base, kBackups); !rotated)
        return rotated;
    return moveFile(made, base + ".1"_L1);
}

Result<void> WorkDb::write(Kind kind, const std::function<Result<void>()>& work)
{
    if (m_full && kind == Kind::Act) {
        if (!m_reserve->ensure())
            return fail(ErrorCode::DiskFull);
        m_full = false;
    }
    Result<void> done = inTransaction(m_db, work);
    if (done || done.error().code != ErrorCode::DiskFull || !m_reserve || !m_reserve->release())
        return done;
    // The row in hand is what the reserve was laid down for.
    m_full = true;
    return inTransaction(m_db, work);
}

Result<void> WorkDb::eraseResidue()
{
    if (Result<void> cut = m_db.checkpointTruncate(); !cut)
        return cut;
    if (isInMemory(m_db.path()))
        return {};
    if (Result<void> copied = backUp(); !copied)
        return copied;
    const QStringList backups = backupsOf(m_db.path());
    for (qsizetype i = 1; i < backups.size(); ++i) {
        if (Result<void> gone = removeFile(backups.at(i)); !gone)
            return gone;
    }
    return {};
}

}  // namespace kydai
