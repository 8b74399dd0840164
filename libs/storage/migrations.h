// SPDX-License-Identifier: GPL-3.0-or-later
// Schema steps by user_version: each runs with its new version number in one transaction.
#pragma once

#include <functional>
#include <span>

#include "storage/db.h"

namespace kydai {

struct Migration {
    int version;      // 1, 2, 3 ... without gaps
    const char* sql;  // run first; may be null
    std::function<Result<void>(const Db&)> code = {};  // run after sql in the same transaction
};

// Brings the file to the last step's version. A file newer than that, or with a negative version,
// is left untouched: Unsupported, params = found, known. Returns how many steps ran.
Result<int> migrate(const Db& db, std::span<const Migration> steps);

}  // namespace kydai
