// SPDX-License-Identifier: GPL-3.0-or-later
// Carries what can still be read of a damaged work.db, and then of its backups, into a new one.
#pragma once

#include "deskdb/work_db.h"

namespace kydai {

// Damage SQLite does not see: Corrupt when a row of outbox or drafts has a wrong checksum; Internal
// when a table is not there or has other columns.
Result<void> checkRows(const Db& db);

// Copies every readable and whole row of `brokenPath` into `fresh`, then those that are missing
// there from the newest readable of `backups`. Fills the counts of the report; changes no source.
Result<void> salvageInto(const Db& fresh, const QString& brokenPath, const QStringList& backups,
    WorkDb::OpenReport& report);

}  // namespace kydai
