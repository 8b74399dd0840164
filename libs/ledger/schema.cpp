// SPDX-License-Identifier: GPL-3.0-or-later
#include "ledger/schema.h"

#include "ledger/sql.h"
#include "ledger/words.h"
#include "protocol/casecodec.h"

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

// final, touched, brief: the cache window, so that no body is opened to know who keeps the row; brief
// is the index row of a case that is done. search: folded words, whole and as agencies see them.
constexpr const char* kSecond = R"(
ALTER TABLE case_row ADD COLUMN final INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN touched INTEGER NOT NULL DEFAULT 0;
ALTER TABLE case_row ADD COLUMN brief BLOB;
UPDATE case_row SET words=NULL;
CREATE INDEX case_window ON case_row(id, final, touched);
CREATE INDEX case_aged ON case_row(touched, id) WHERE final = 1;
CREATE INDEX case_created ON case_row(created, n);
CREATE VIRTUAL TABLE search USING fts5(whole, masked, detail=column,
    tokenize='unicode61 remove_diacritics 0');
ALTER TABLE outgoing ADD COLUMN channel TEXT;
ALTER TABLE outgoing ADD COLUMN delivered INTEGER NOT NULL DEFAULT 0;
CREATE INDEX outgoing_case ON outgoing(case_id);
CREATE INDEX outgoing_unread ON outgoing(report) WHERE delivered = 0;
)";

// Documents that consoles read: what they are known by, and the roles that may.
constexpr const char* kThird = R"(
ALTER TABLE document ADD COLUMN sha256 TEXT;
ALTER TABLE document ADD COLUMN readers INTEGER NOT NULL DEFAULT 0;
ALTER TABLE document ADD COLUMN at INTEGER NOT NULL DEFAULT 0;
)";

// Cameras: who saw what of them, and how to sign in to them.
constexpr const char* kCameras = R"(
CREATE TABLE camera_state(camera TEXT NOT NULL, observer TEXT NOT NULL, at INTEGER NOT NULL,
    until INTEGER NOT NULL, state TEXT NOT NULL, reason TEXT, PRIMARY KEY(camera, observer, at))
    STRICT, WITHOUT ROWID;
CREATE INDEX camera_state_until ON camera_state(until);
CREATE TABLE camera_secret(camera TEXT PRIMARY KEY, user TEXT, password TEXT)
    STRICT, WITHOUT ROWID;
)";

// Rows of a store of version 1 get their new columns and words.
Result<void> fillSecond(const Db& db)
{
    qint64 n = 0;
    for (;;) {
        QByteArray body;
        const auto read = [&](const Statement& s) {
            n = s.toInt(0);
            body = s.toBlob(1);
            return true;
        };
        if (Result<void> r = readSql(
                db, "SELECT n, body FROM case_row WHERE n>? ORDER BY n LIMIT 1", read, n);
            !r)
            return r;
        if (body.isNull())
            return {};
        const Result<Case> c = protocol::decodeWhole(body);
        if (!c)
            continue;  // `check` names it
        if (Result<void> r = putWindow(db, n, *c); !r)
            return r;
        if (Result<void> r = putWords(db, n, *c); !r)
            return r;
    }
}

const Migration kSteps[] = {
    {1, kFirst, {}}, {2, kSecond, fillSecond}, {3, kThird, {}}, {4, kCameras, {}}};

}  // namespace

std::span<const Migration> ledgerMigrations() { return kSteps; }

}  // namespace kydai
