// SPDX-License-Identifier: GPL-3.0-or-later
// work.db's tables, by ordered steps that are never changed once released.
#pragma once

#include "storage/db.h"

namespace kydai {

inline constexpr qint32 kWorkApplicationId = 0x4b445731;  // "KDW1"

// The tables that a salvage carries over, with their number of columns.
struct WorkTable {
    const char* name;
    int columns;
    bool checked;  // its rows carry a crc (see rowIsWhole)
    int since = 1; // schema version that made it as it is: an older file has nothing to give
};
inline constexpr WorkTable kWorkTables[] = {
    {"outbox", 9, true}, {"draft", 6, true}, {"attention", 8, false}, {"setting", 2, false},
    {"login", 8, false}, {"upload", 14, false, 2},
};

Result<void> prepareWork(const Db& db);

}  // namespace kydai
