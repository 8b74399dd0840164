// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of a stream, renewed once a second.
#pragma once

#include <QSize>
#include <QString>

#include "media/stream_address.h"
#include "media/stream_state.h"

namespace kydai::media {

struct StreamStats {
    Profile profile = Profile::Main;
    double fpsIn = 0;          // pictures that arrived
    double fpsDecoded = 0;
    double fpsDrawn = 0;       // of the tile, counted by drawn()
    double kbitPerSecond = 0;
    qint64 packetAgeMs = 0;    // how much later than the steadiest packet the last one came
    double decodeMs = 0;       // average a picture, decoding and scaling
    double decodeMsMax = 0;
    double cpuShare = 0;       // of one core, over the last second
    quint64 drops = 0;         // packets skipped to the next key frame, since the handle's camera opened
    QSize size;                // of the stream
    QString codec;
    int reconnects = 0;        // since the camera was first attached
    Trouble lastTrouble = Trouble::None;
    QString lastDetail;        // without credentials
    qint64 lastTroubleMs = 0;  // UTC
    double uptime = 0;         // share of the time since the camera was first attached, 0…1
    qint64 ringMs = 0;         // what can be replayed
    qint64 ringBytes = 0;
};

}  // namespace kydai::media
