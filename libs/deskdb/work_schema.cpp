// SPDX-License-Identifier: GPL-3.0-or-later
#include "deskdb/work_schema.h"

#include "storage/migrations.h"

namespace kydai {

namespace {

// content = the decision as CBOR, never changed after it was written; crc = over mid and content.
constexpr const char* kFirst = R"(
CREATE TABLE outbox(
    n INTEGER PRIMARY KEY AUTOINCREMENT, mid BLOB NOT NULL UNIQUE, case_id BLOB NOT NULL,
    content BLOB NOT NULL, crc INTEGER NOT NULL, state INTEGER NOT NULL,
    attempted INTEGER NOT NULL, result BLOB, changed_ms INTEGER NOT NULL) STRICT;
CREATE INDEX outbox_state ON outbox(state, n);
CREATE INDEX outbox_case ON outbox(case_id, n);
CREATE TABLE draft(
    key TEXT NOT NULL, author TEXT NOT NULL, case_id BLOB, body BLOB NOT NULL,
    saved_ms INTEGER NOT NULL, crc INTEGER NOT NULL, UNIQUE(key, author)) STRICT;
CREATE TABLE attention(
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, case_id BLOB, author TEXT NOT NULL,
    code INTEGER NOT NULL, params TEXT NOT NULL, detail TEXT NOT NULL,
    at_ms INTEGER NOT NULL) STRICT;
CREATE TABLE setting(key TEXT NOT NULL UNIQUE, value BLOB NOT NULL) STRICT;
CREATE TABLE login(
    user TEXT NOT NULL UNIQUE, display_name TEXT NOT NULL, agency TEXT NOT NULL,
    roles INTEGER NOT NULL, hash TEXT NOT NULL, valid_until_ms INTEGER NOT NULL,
    failed_tries INTEGER NOT NULL, locked_until_ms INTEGER NOT NULL) STRICT;
CREATE TABLE upload(
    sha256 TEXT NOT NULL UNIQUE, path TEXT NOT NULL, mime TEXT NOT NULL, name TEXT NOT NULL,
    author TEXT NOT NULL, case_id BLOB, bytes INTEGER NOT NULL, offset INTEGER NOT NULL,
    state INTEGER NOT NULL) STRICT;
)";

// The first upload table was never written to; this one remembers what the server said.
constexpr const char* kUploads = R"(
DROP TABLE upload;
CREATE TABLE upload(
    sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, mime TEXT NOT NULL, author TEXT NOT NULL,
    case_id BLOB, bytes INTEGER NOT NULL, state INTEGER NOT NULL, width INTEGER NOT NULL,
    height INTEGER NOT NULL, added_ms INTEGER NOT NULL, changed_ms INTEGER NOT NULL,
    code INTEGER NOT NULL, params TEXT NOT NULL, detail TEXT NOT NULL) STRICT;
)";

const Migration kSteps[] = {{1, kFirst}, {2, kUploads}};

}  // namespace

Result<void> prepareWork(const Db& db)
{
    const Result<int> ran = migrate(db, kSteps);
    if (!ran)
        return tl::unexpected<Error>(ran.error());
    return {};
}

}  // namespace kydai
