// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces of a ring as files: a clip as it came over the wire, put into MP4 without encoding it anew,
// or one picture at full size. Beside each lies a manifest: what, when, by whom, why, and the SHA-256
// of every file. These functions block: they belong on a thread of their own (StreamHub gives one).
#pragma once

#include <functional>
#include <vector>

#include "core/result.h"
#include "media/frame.h"
#include "media/packet_ring.h"
#include "media/replay.h"

namespace kydai::media {

struct EvidenceOrder {
    QString camera;        // code
    QString cameraName;
    QString folder;        // exists
    qint64 fromMs = 0;     // UTC; a clip begins with the key frame before
    qint64 toMs = 0;       // of a picture: the moment
    QString operatorName;
    QString reason;
    QList<ReplayMark> marks;
};

struct EvidenceFile {
    QString path;
    QByteArray sha256;     // of its bytes
    qint64 bytes = 0;
    qint64 fromMs = 0, toMs = 0;  // UTC, as it came out
    QString codec;
    QSize size;
    int packets = 0;
};

struct Evidence {
    QList<EvidenceFile> files;  // several where the camera changed its picture in between
    QString manifest;           // path
};

using EvidenceDone = std::function<void(const Result<Evidence>&)>;

// packets: of one profile, the first a key frame. Missing (params: "packets"), Unsupported, Io, DiskFull.
Result<Evidence> writeClip(const std::vector<PacketPtr>& packets, Profile profile,
                           const EvidenceOrder& order, qint64 nowMs);
Result<Evidence> writePicture(const std::vector<PacketPtr>& packets, Profile profile,
                              const EvidenceOrder& order, qint64 nowMs);
// The picture that was on at this moment, at full size; null when there is none.
FramePtr pictureAt(const std::vector<PacketPtr>& packets, qint64 atMs);

}  // namespace kydai::media
