// SPDX-License-Identifier: GPL-3.0-or-later
// cache.db's tables. There are no migrations: another number is another file.
#pragma once

#include "storage/db.h"

namespace kydai {

inline constexpr qint32 kCacheApplicationId = 0x4b444331;  // "KDC1"
inline constexpr int kCacheSchema = 1;

// Makes the tables in an empty file; Unsupported when the file has another schema.
Result<void> prepareCache(const Db& db);

}  // namespace kydai
