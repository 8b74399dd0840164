// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/transaction.h"

#include <sqlite3.h>

#include "storage/fault_points.h"
#include "storage/sqlite_error.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

Result<void> control(const Db& db, QByteArrayView sql)
{
    Result<Statement> statement = db.prepare(sql);
    if (!statement)
        return tl::unexpected<Error>(statement.error());
    return statement->run();
}

Result<void> injected(const Db& db, int (FaultPoints::*point)())
{
    FaultPoints* faults = db.faults();
    const int rc = faults ? (faults->*point)() : 0;
    if (rc != 0)
        return tl::unexpected<Error>(sqliteError(rc, nullptr, u"commit"_s));
    return {};
}

}  // namespace

Result<Transaction> Transaction::begin(const Db& db)
{
    KYDAI_ASSERT(!db.inTransaction());
    if (const Result<void> begun = control(db, "BEGIN IMMEDIATE"); !begun)
        return tl::unexpected<Error>(begun.error());
    return Transaction(db);
}

Result<void> Transaction::commit()
{
    KYDAI_ASSERT(m_db != nullptr);
    Result<void> done = injected(*m_db, &FaultPoints::beforeCommit);
    if (done)
        done = control(*m_db, "COMMIT");
    if (!done) {
        rollback();
        return done;
    }
    const Db& db = *m_db;
    m_db = nullptr;
    return injected(db, &FaultPoints::afterCommit);
}

void Transaction::rollback()
{
    if (!m_db)
        return;
    // After FULL, IOERR or NOMEM SQLite may have rolled back by itself.
    if (m_db->inTransaction()) {
        if (const Result<void> undone = control(*m_db, "ROLLBACK"); !undone)
            KYDAI_ASSERT(!m_db->inTransaction());
    }
    m_db = nullptr;
}

}  // namespace kydai
