// SPDX-License-Identifier: GPL-3.0-or-later
#include "deskdb/cache_schema.h"

#include "storage/transaction.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

// Bodies lie apart, so that reading the index of 100,000 rows does not page through them.
constexpr const char* kTables = R"(
CREATE TABLE state(
    one INTEGER PRIMARY KEY CHECK(one = 1),
    owner TEXT NOT NULL DEFAULT '', roles INTEGER NOT NULL DEFAULT 0,
    epoch BLOB, seq INTEGER NOT NULL DEFAULT -1, scope BLOB,
    generation INTEGER NOT NULL DEFAULT 0,
    snap_epoch BLOB, snap_s0 INTEGER NOT NULL DEFAULT -1, snap_scope BLOB, snap_key BLOB,
    snap_rows INTEGER NOT NULL DEFAULT 0, snap_overwrite INTEGER NOT NULL DEFAULT 0,
    residue INTEGER NOT NULL DEFAULT 0,
    directory_version BLOB, directory BLOB) STRICT;
INSERT INTO state(one) VALUES(1);
CREATE TABLE row(
    n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, seq INTEGER NOT NULL,
    generation INTEGER NOT NULL, code TEXT NOT NULL, state INTEGER NOT NULL,
    priority INTEGER NOT NULL, channel INTEGER NOT NULL, flags INTEGER NOT NULL,
    created_ms INTEGER NOT NULL, due_ms INTEGER NOT NULL, due_soon_ms INTEGER NOT NULL,
    claim_until_ms INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    category TEXT NOT NULL, area TEXT NOT NULL, agency TEXT NOT NULL,
    claim_user TEXT NOT NULL) STRICT;
CREATE INDEX row_code ON row(code);
CREATE TABLE body(n INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE VIRTUAL TABLE search USING fts5(
    text, content='', tokenize='unicode61 remove_diacritics 0', prefix='2 3');
)";

}  // namespace

Result<void> prepareCache(const Db& db)
{
    const Result<int> found = db.userVersion();
    if (!found)
        return tl::unexpected<Error>(found.error());
    if (*found == kCacheSchema)
        return {};
    const Result<qint64> tables = db.scalar("SELECT count(*) FROM sqlite_schema");
    if (!tables)
        return tl::unexpected<Error>(tables.error());
    if (*found != 0 || *tables != 0)
        return fail(ErrorCode::Unsupported, {QString::number(*found)}, u"another cache schema"_s);
    return inTransaction(db, [&]() -> Result<void> {
        if (Result<void> made = db.exec(kTables); !made)
            return made;
        return db.setUserVersion(kCacheSchema);
    });
}

}  // namespace kydai
