// SPDX-License-Identifier: GPL-3.0-or-later
// SQLite's result codes as the product's typed errors.
#pragma once

#include "core/result.h"

struct sqlite3;

namespace kydai {

// FULL (or ENOSPC below an I/O error) = DiskFull, CORRUPT/NOTADB = Corrupt, READONLY/PERM =
// ReadOnly, CANTOPEN/IOERR = Io, BUSY/LOCKED/INTERRUPT = Busy, TOOBIG = TooLarge, else Internal.
// `what` names the act for the log; bound values never get into it. db may be null.
Error sqliteError(int rc, sqlite3* db, const QString& what);

}  // namespace kydai
