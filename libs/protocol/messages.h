// SPDX-License-Identifier: GPL-3.0-or-later
// The messages of sub-protocol kydai.sync.1: one binary WebSocket frame = one CBOR array
// [type, {integer keys}]. docs/protocol.md is the reference. Unknown types >= 128 are ignored, other
// unknown types are a non-fatal error; unknown keys are skipped. C = client sends, S = server sends.
#pragma once

#include <variant>

#include <QCborMap>

#include "core/reducer.h"
#include "core/result.h"

namespace kydai::protocol {

inline constexpr int kVersion = 1;
inline constexpr const char* kSubProtocol = "kydai.sync.1";
inline constexpr int kMaxFrameBeforeAuth = 8 * 1024;
inline constexpr int kMaxFrameToServer = 256 * 1024;
inline constexpr int kMaxFrameToClient = 1024 * 1024;   // receiver's cap; the server sends <= 256 KiB
inline constexpr int kMaxPageBytes = 192 * 1024;        // before packing
inline constexpr int kMaxPageRows = 500;
inline constexpr int kPageCredit = 3;                   // pages in flight
inline constexpr int kMaxMutation = 64 * 1024;
inline constexpr int kMaxInflated = 4 * 1024 * 1024;
inline constexpr int kPingMs = 15000;
inline constexpr int kDeadMs = 35000;

struct Hello {              // 1 C, first, within 5 s
    int protoMin = kVersion, protoMax = kVersion;
    QString app;
    Uuid device;
    QString locale;
};
struct ServerHello {        // 2 S
    int proto = kVersion;
    QString server;
    Uuid epoch;
    qint64 serverMs = 0;
    int featureLevel = 1;
};
struct Auth { QString token; QByteArray directoryVersion; };   // 3 C
struct AuthOk {             // 4 S
    QString user, displayName, agency;
    quint32 roles = 0;
    QByteArray scopeHash;
    qint64 expiresMs = 0;
};
struct AuthError { Error error; };                             // 5 S, then close 4401
struct DirectoryData { QByteArray version; QByteArray packed; };  // 6 S, zlib of Directory CBOR
struct Cursor {
    Uuid epoch;
    qint64 seq = -1;        // -1 = none
    QByteArray scopeHash;
    bool operator==(const Cursor&) const = default;
};
struct SnapshotPosition {   // of an interrupted snapshot
    qint64 s0 = -1;         // -1 = none
    QByteArray lastKey;
};
struct Subscribe { Cursor cursor; SnapshotPosition resume; };  // 7 C
enum class SubMode : quint8 { Resume, Snapshot };
struct SubOk {              // 8 S
    SubMode mode = SubMode::Snapshot;
    qint64 s0 = 0;          // the tail starts after it
    qint64 estimatedRows = 0;
    QString reason;         // first, epoch, trimmed, scope_changed, resumed
};
struct Row { Uuid id; qint64 seq = 0; QByteArray body; };  // body = case CBOR, see casecodec.h
struct Page {               // 9 S
    int number = 0;
    QByteArray lastKey;     // keyset position after this page
    QList<Row> rows;        // packed with zlib on the wire
    bool final = false;
};
struct PageAck { int number = 0; };                            // 10 C, gives one page of credit
struct Leave { Uuid id; qint64 seq = 0; };
struct Delta {              // 11 S; accepted only when from == cursor; rows may be empty
    qint64 from = 0, to = 0;
    QList<Row> puts;
    QList<Leave> leaves;
};
struct Ack {                // 12 C, every 1 s or 256 KiB, and at once when `background` changes
    qint64 seq = 0;
    bool background = false;  // nobody looks at this console just now: deltas may gather longer
};
struct Mutate {             // 13 C
    Uuid mid;
    Uuid caseId;            // for "report" (typing a report): id of the case to be
    Uuid after;             // mid before it on the same case, null = none
    QString action;         // workflow action code, or "report"
    QByteArray args;        // CBOR map, field code -> value
    int baseVersion = 0;
    qint64 clientAtMs = 0;
};
enum class ResultStatus : quint8 { Ok, Merged, Conflict, Denied, Invalid, Gone, Later };
struct MutateResult {       // 14 S; all but Later are terminal and stored per (device, mid)
    Uuid mid;
    ResultStatus status = ResultStatus::Ok;
    qint64 seq = 0;         // position of the effect; 0 when none
    Error error{ErrorCode::None, {}, {}};  // why not; Later: params[0] = milliseconds or "waits"
    QString code;           // "report": the code given
};
struct DoneThrough { QList<Uuid> mids; };                      // 15 C, results no longer needed
struct Presence {           // 16 C and S; ephemeral, ttl 120 s
    Uuid caseId;            // null = none
    QString user;           // S only
    quint8 state = 0;       // 0 left, 1 viewing, 2 editing, 3 on a call
};
struct Ping { qint64 t = 0; };                                 // 17 C/S
struct Pong { qint64 t = 0; qint64 serverMs = 0; qint64 seq = 0; };  // 18
struct ErrorMessage { Error error; bool fatal = false; };      // 19 S
struct Goaway { QString reason; int spreadMs = 0; };           // 20 S
struct Query { quint32 qid = 0; QString kind; QByteArray args; };     // 21 C: timeline, search, case
struct Answer {             // 22 S
    quint32 qid = 0;
    qint64 asOfSeq = 0;
    QByteArray body;        // CBOR map as of encodeArgs(); see docs/protocol.md
    Error error{ErrorCode::None, {}, {}};
};
struct Cancel { quint32 qid = 0; };                            // 23 C

using Message = std::variant<Hello, ServerHello, Auth, AuthOk, AuthError, DirectoryData, Subscribe,
                             SubOk, Page, PageAck, Delta, Ack, Mutate, MutateResult, DoneThrough,
                             Presence, Ping, Pong, ErrorMessage, Goaway, Query, Answer, Cancel>;

QByteArray encode(const Message& message);
// Bounded: nesting <= 16, strings <= 64 KiB (row bodies <= 256 KiB), no trailing bytes, no duplicate
// keys, valid UTF-8, integers in range. maxBytes = the receiver's cap. Never throws. An unknown type
// >= 128 gives ErrorCode::Unsupported (ignore it), another unknown type Unknown (complain, go on),
// anything else wrong BadFrame (close).
Result<Message> decode(QByteArrayView frame, int maxBytes);

}  // namespace kydai::protocol
