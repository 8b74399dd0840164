// SPDX-License-Identifier: GPL-3.0-or-later
// The values of work.db. All times are UTC milliseconds.
#pragma once

#include "protocol/messages.h"

namespace kydai {

// The numbers lie in work.db.
enum class OutboxState : quint8 {
    Pending = 0,    // no terminal result yet
    Accepted = 1,   // applied at result.seq, its row has not come back yet
    Sent = 2,       // its row is in the cache; kept 24 h
    Refused = 3,    // needs its author's attention
    Withdrawn = 4,  // taken back before it was ever sent
    Dismissed = 5,  // was refused, its author has dealt with it
};

struct OutboxEntry {
    Operation op;
    Uuid after;               // mid before it on the same case, null = none
    bool attempted = false;   // may have reached the server
    OutboxState state = OutboxState::Pending;
    protocol::MutateResult result;  // of Accepted, Sent, Refused
    Uuid resultEpoch;         // of the server's log that result.seq belongs to
    qint64 queuedMs = 0;
    qint64 changedMs = 0;     // when the state changed last
};

// Something a person must see that is not a refused entry.
struct AttentionItem {
    qint64 id = 0;
    QString kind;             // "salvaged", "upload", ...
    Uuid caseId;              // null when none
    QString author;           // user code; empty = everybody's
    Error error;
    qint64 atMs = 0;
};

struct Draft {
    QString key;              // the view's name for it
    QString author;           // user code
    Uuid caseId;              // null when none
    QByteArray body;          // CBOR, the view's own
    qint64 savedMs = 0;
};

// What lets a person in again while the server is away.
struct LoginCheck {
    QString user, displayName, agency;
    Roles roles;
    QString passwordHash;     // Argon2id, see password.h
    qint64 validUntilMs = 0;
    int failedTries = 0;
    qint64 lockedUntilMs = 0;
};

// A file chosen on this desk. It lies in a folder of the profile, under its sha256.
struct Upload {
    enum class State : quint8 { Waiting = 0, Done = 1, Refused = 2 };
    QString sha256;           // lower-case hex, the key
    QString name, mime, author;
    Uuid caseId;              // null when none
    qint64 bytes = 0;
    State state = State::Waiting;
    int width = 0, height = 0;  // of a picture, once the server has measured it
    qint64 addedMs = 0, changedMs = 0;
    Error error{ErrorCode::None, {}, {}};  // of Refused
};

// What became of a file, for whoever shows it.
struct UploadNews {
    Upload upload;
    qint64 sentBytes = 0;
    bool gone = false;        // no longer kept here; only upload.sha256 is set
};

// The sha256 of every file that an operation's arguments name, each once: lists of {sha256, ...}
// ("files") and lists of sha256 ("attachments").
QStringList filesNamedBy(const QVariantMap& args);

}  // namespace kydai
