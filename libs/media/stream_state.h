// SPDX-License-Identifier: GPL-3.0-or-later
// What a stream is doing and why it does not do better. Codes are for QML and the health history;
// sentences are made in the UI.
#pragma once

#include <QString>

namespace kydai::media {

enum class StreamState : quint8 {
    Idle,             // nobody looks, or its turn to open has not come
    Resolving,        // asking for the host's address
    Connecting,       // up to the camera's answer to PLAY
    WaitingKeyframe,  // packets may come, no picture yet
    Live,
    Stalled,          // was live, nothing comes any more; about to be opened anew
    Degraded,         // live, but trouble says what is wrong with the picture
    Backoff,          // waits until nextTryMs
    AuthFailed,       // waits a minute: cameras lock accounts
    NotFound,
    Unsupported,
    Disabled,         // switched off in the catalogue, or unknown there
};

enum class Trouble : quint8 {
    None,
    BadAddress,     // not an address the engine opens
    HostUnknown,    // the name has no address
    Unreachable,    // refused, reset, no route
    NoAnswer,       // connected, but silent
    NoPackets,      // was live, then silent
    NoPicture,      // packets, but nothing a picture comes of
    Ended,          // the camera said goodbye, or a file ended
    WrongPassword,
    MissingStream,  // 404
    TooManyViewers, // 453: the camera serves no further session
    CameraBusy,     // 503 and the like
    UnknownCodec,
    Frozen,         // the same picture for long, by day
    Late,           // packets arrive later than they should: pictures were skipped
    Stuck,          // a thread that does not end; left behind
};

// Full … Closed: what the engine spends on a camera.
enum class Tier : quint8 {
    MainFull = 0,
    SubFull = 1,
    SubReduced = 2,  // fewer pictures drawn
    KeyFrames = 3,   // key frames only
    IngestOnly = 4,  // nothing decoded; the ring goes on, a picture is there at once when shown
    Closed = 5,
};

enum class TierReason : quint8 {
    None,          // it has what it can use
    TileSize,      // the sub stream is sharp enough for this tile
    NoSub,         // has no sub stream
    NoMain,
    ManyTiles,     // more than 16 tiles
    CpuBudget,     // decoding costs more than this machine should spend
    Network,       // packets came late
    SessionLimit,  // the camera serves no second session for the change
    Hidden,
    Failed,        // the better stream failed twice; tried again later
};

// The stream waits for a time before it is tried again.
inline bool waits(StreamState state)
{
    return state == StreamState::Backoff || state == StreamState::AuthFailed
        || state == StreamState::NotFound || state == StreamState::Unsupported;
}

// Stable words: "live", "backoff", …
QString stateCode(StreamState state);
QString troubleCode(Trouble trouble);
QString tierCode(Tier tier);            // "T0" … "T5"
QString tierReasonCode(TierReason reason);

struct StreamStatus {
    StreamState state = StreamState::Idle;
    qint64 sinceMs = 0;    // UTC
    qint64 nextTryMs = 0;  // UTC; 0 unless the state waits
    Trouble trouble = Trouble::None;  // of now, or the last one while it waits and tries again
    QString detail;        // technical, English, without credentials
    Tier tier = Tier::Closed;
    TierReason reason = TierReason::None;

    bool hasPicture() const
    {
        return state == StreamState::Live || state == StreamState::Degraded;
    }
    bool operator==(const StreamStatus&) const = default;
};

}  // namespace kydai::media
