// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/schema.h"

namespace kydai {

namespace {

// case_row: words = folded code, title, address, texts. event.record is what the chain hashes; its
// arguments lie in event_args under a salted hash. change_log is for sync alone.
constexpr const char* kFirst = R"(
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE counter(name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE case_row(
    n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, code TEXT, seq INTEGER NOT NULL,
    state INTEGER NOT NULL, published INTEGER NOT NULL, master BLOB, category TEXT,
    created INTEGER NOT NULL, wake INTEGER NOT NULL, scopes TEXT, words TEXT, body BLOB NOT NULL)
    STRICT;
CREATE UNIQUE INDEX case_code ON case_row(code);
CREATE INDEX case_wake ON case_row(wake) WHERE wake > 0;
CREATE TABLE case_scope(scope TEXT NOT NULL, id BLOB NOT NULL, PRIMARY KEY(scope, id))
    STRICT, WITHOUT ROWID;
CREATE TABLE event(seq INTEGER PRIMARY KEY, case_id BLOB, mid BLOB, record BLOB NOT NULL,
    hash BLOB NOT NULL) STRICT;
CREATE INDEX event_case ON event(case_id, seq);
CREATE INDEX event_mid ON event(mid) WHERE mid IS NOT NULL;
CREATE TABLE event_args(seq INTEGER PRIMARY KEY, salt BLOB NOT NULL, args BLOB NOT NULL) STRICT;
CREATE TABLE change_log(seq INTEGER PRIMARY KEY, id BLOB NOT NULL, before TEXT, after TEXT) STRICT;
CREATE TABLE result(device BLOB NOT NULL, mid BLOB NOT NULL, at INTEGER NOT NULL,
    done INTEGER NOT NULL DEFAULT 0, frame BLOB NOT NULL, PRIMARY KEY(device, mid))
    STRICT, WITHOUT ROWID;
CREATE INDEX result_done ON result(at) WHERE done = 1;
CREATE TABLE report(code TEXT PRIMARY KEY, case_id BLOB NOT NULL, api_key TEXT, service TEXT,
    at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX report_key ON report(api_key, at);
CREATE INDEX report_at ON report(at);
CREATE TABLE contact(report TEXT PRIMARY KEY, case_id BLOB NOT NULL, name TEXT, phone TEXT,
    email TEXT) STRICT, WITHOUT ROWID;
CREATE INDEX contact_case ON contact(case_id);
CREATE TABLE undo(case_id BLOB PRIMARY KEY, mid BLOB NOT NULL, user TEXT, at INTEGER NOT NULL,
    body BLOB NOT NULL) STRICT;
CREATE TABLE outgoing(id INTEGER PRIMARY KEY AUTOINCREMENT, report TEXT, case_id BLOB, mid BLOB,
    kind TEXT NOT NULL, text TEXT, not_before INTEGER NOT NULL, sent INTEGER NOT NULL DEFAULT 0)
    STRICT;
CREATE INDEX outgoing_due ON outgoing(not_before) WHERE sent = 0;
CREATE INDEX outgoing_mid ON outgoing(mid);
CREATE TABLE user(name TEXT PRIMARY KEY, display TEXT, roles INTEGER NOT NULL, agency TEXT,
    hash TEXT, disabled INTEGER NOT NULL, created INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE token(hash BLOB PRIMARY KEY, user TEXT NOT NULL, device BLOB, created INTEGER NOT NULL,
    expires INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;
CREATE TABLE document(name TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
CREATE TABLE blob(sha256 TEXT PRIMARY KEY, mime TEXT, name TEXT, bytes INTEGER NOT NULL,
    width INTEGER NOT NULL, height INTEGER NOT NULL, stripped TEXT, by TEXT, at INTEGER NOT NULL)
    STRICT, WITHOUT ROWID;
CREATE INDEX blob_stripped ON blob(stripped) WHERE stripped IS NOT NULL;
CREATE TABLE blob_case(sha256 TEXT NOT NULL, case_id BLOB NOT NULL, PRIMARY KEY(sha256, case_id))
    STRICT, WITHOUT ROWID;
)";

const Migration kSteps[] = {{1, kFirst, {}}};

}  // namespace

std::span<const Migration> ledgerMigrations() { return kSteps; }

}  // namespace kydai
