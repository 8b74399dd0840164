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

struct Upload {
    enum class State : quint8 { Waiting = 0, Done = 1, Failed = 2 };
    QString sha256;           // hex, the key
    QString path;             // the copy made for sending
    QString mime, name, author;
    Uuid caseId;
    qint64 bytes = 0, offset = 0;
    State state = State::Waiting;
};

}  // namespace kydai
