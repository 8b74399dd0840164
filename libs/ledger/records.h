// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in the server's store beside the case: plain values. All times are UTC milliseconds.
#pragma once

#include "core/case.h"
#include "core/filter.h"
#include "core/result.h"

namespace kydai {

// The reporter's identity: in a table of its own, never in a row, an event or a log.
struct Contact {
    QString name, phone, email;
    bool isEmpty() const { return name.isEmpty() && phone.isEmpty() && email.isEmpty(); }
    bool operator==(const Contact&) const = default;
};

// A report by its code; the text lies in the case's row.
struct ReportRecord {
    QString code;     // PA-216935
    Uuid caseId;      // the case it opened; a merged case's masterId leads on
    QString apiKey;   // of the poster, empty = typed by an operator
    QString service;  // Open311 service_code as posted, may differ from the category given later
    qint64 atMs = 0;
};

struct ReportQuery {
    QString apiKey;            // with a key: that key's reports; empty: published cases only
    qint64 fromMs = 0, toMs = 0;   // received in [from, to), 0 = open
    QStringList services;      // empty = all
    int limit = 200;           // <= 1000
    int offset = 0;
};

// One line of the event log: what was done. `args` lies apart, under a salted hash in the chain, so
// that a purge can remove it and the chain still holds.
struct Event {
    qint64 seq = 0;
    Uuid caseId;         // null = not about a case
    QString action;      // workflow action, "report", "reveal", "login" …
    QString user;        // user code, "citizen", "system"
    quint32 roles = 0;   // Roles::bits()
    QString agency;
    Uuid device, mid;
    qint64 atMs = 0;       // server time
    qint64 clientAtMs = 0; // as the client said
    int baseVersion = 0;
    QByteArray args;       // CBOR as of protocol::encodeArgs(); empty when purged
};

// A change of a row, for sync only; trimmed from the old end.
struct ChangeRecord {
    qint64 seq = 0;
    Uuid id;
    QStringList before, after;  // scope keys
};

// body: as of protocol::encodeWhole(), or of an index row (core/window.h) where that was asked for.
struct CaseBody {
    Uuid id;
    qint64 seq = 0;
    QByteArray body;
    bool isFinal = false;
    qint64 touchedMs = 0;  // core/window.h
};

// A reader's cache window at one moment: of cases that are done, those touched after wholeAfterMs
// come whole, those after indexAfterMs as index rows, older ones not at all.
struct WindowCut {
    qint64 wholeAfterMs = -1, indexAfterMs = -1;
};

// Rows that left a window by time: done, touched in (fromMs, toMs], after (fromMs, afterId).
struct AgedQuery {
    QStringList scopes;
    qint64 fromMs = 0, toMs = 0;
    Uuid afterId;
    int limit = 500;
};

// Search and archive page over the whole ledger.
struct FindQuery {
    QStringList scopes;
    bool masked = false;   // the words of the agencies' view, for who sees no more than that
    FilterSpec filter;     // lateness is not looked at; text: each word begins a word
    QByteArray after;      // FindResult::next of the page before
    int limit = 50;
    qint64 maxBytes = 160 * 1024;  // of the rows' index rows, at most about
};
struct FindResult {
    QList<CaseBody> rows;  // whole bodies, newest received first
    QByteArray next;       // empty = that was all
};

struct PageResult {
    QList<CaseBody> rows;
    QByteArray lastKey;  // hand to the next call; empty = from the start
    bool final = false;
};

// The row as it was before an act that may be undone.
struct UndoRecord {
    Uuid caseId, mid;
    QString user;
    qint64 atMs = 0;
    QByteArray body;
};

// A message to a citizen; it leaves at notBeforeMs, delivery is another part's work.
struct OutgoingMessage {
    qint64 id = 0;
    QString reportCode;
    Uuid caseId, mid;
    QString kind;        // action that caused it: ask, reject, refer, message, publish
    QString text;
    qint64 notBeforeMs = 0;
    QString channel;         // code; app and web are read through the posting key, others need a gateway
    QString apiKey;          // of the report; empty = nobody can read it through Open311
    qint64 deliveredMs = 0;  // first read by the posting key after it had left; 0 = not yet
};

// A named document (core/documents.h); its body lies apart.
struct DocumentRecord {
    QString name, sha256;   // of the body, hex
    qint64 bytes = 0;
    Roles readers;
    qint64 atMs = 0;        // when it was put
};

// What one console saw of a camera's stream, and until when it said so.
struct CameraStateRow {
    QString camera;
    QString observer;    // the account and its desk
    qint64 fromMs = 0, untilMs = 0;
    QString state;       // "online", "degraded", "reconnecting", "lost", "closed"
    QString reason;      // technical word, may be empty
    bool operator==(const CameraStateRow&) const = default;
};

// Lies apart from the catalogue and goes to consoles that watch, never to an agency or a log.
struct CameraSecretRecord {
    QString camera, user, password;
    bool operator==(const CameraSecretRecord&) const = default;
};

struct UserRecord {
    QString name, displayName;
    Roles roles;
    QString agency;      // of an agency account
    QString hash;        // crypto_pwhash_str, empty = nobody can sign in with a password
    bool disabled = false;
    qint64 createdMs = 0;
};

struct TokenRecord {
    QByteArray hash;     // sha256 of the token
    QString user;
    Uuid device;
    qint64 createdMs = 0, expiresMs = 0;
};

struct BlobRecord {
    QString sha256;      // hex
    QString mime, name;
    qint64 bytes = 0;
    int width = 0, height = 0;
    QString stripped;    // sha256 of the copy without metadata, empty = none needed or not made
    QString by;          // user code or "citizen"
    qint64 atMs = 0;
};

}  // namespace kydai
