// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite_error.h"

#include <cerrno>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

ErrorCode codeOf(int rc, int systemErrno)
{
    switch (rc & 0xff) {
    case SQLITE_FULL: return ErrorCode::DiskFull;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: return ErrorCode::Corrupt;
    case SQLITE_READONLY:
    case SQLITE_PERM: return ErrorCode::ReadOnly;
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        // The -shm file cannot grow on a full disk: SQLite says IOERR, the system says why.
        if (systemErrno == ENOSPC)
            return ErrorCode::DiskFull;
        if (rc == SQLITE_IOERR_SHORT_READ || rc == SQLITE_IOERR_CORRUPTFS)
            return ErrorCode::Corrupt;
        return ErrorCode::Io;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_INTERRUPT: return ErrorCode::Busy;
    case SQLITE_TOOBIG: return ErrorCode::TooLarge;
    default: return ErrorCode::Internal;
    }
}

}  // namespace

Error sqliteError(int rc, sqlite3* db, const QString& what)
{
    // errmsg names tables and columns, never a bound value.
    QString message = QString::fromUtf8(sqlite3_errstr(rc));
    if (db && sqlite3_extended_errcode(db) == rc)
        message = QString::fromUtf8(sqlite3_errmsg(db));
    const int system = db && (rc & 0xff) != SQLITE_OK ? sqlite3_system_errno(db) : 0;
    return Error{codeOf(rc, system), {}, u"%1: %2 (sqlite %3)"_s.arg(what, message).arg(rc)};
}

}  // namespace kydai
