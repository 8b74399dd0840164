// SPDX-License-Identifier: GPL-3.0-or-later
// H.264 as RTP over RTSP's own connection (RFC 6184, packetization mode 1: single NAL units and FU-A;
// RFC 2326 section 10.12: "$", channel, length). Pure.
#pragma once

#include "rtsp/clip.h"

namespace kydai::rtsp {

struct RtpStream {
    int channel = 0;
    quint8 payloadType = 96;
    quint16 sequence = 0;   // of the next packet
    quint32 ssrc = 0;
    qsizetype payload = 1400;
};

// The packets of one access unit, one after another and each behind its "$" head.
QByteArray packetise(RtpStream& stream, const AccessUnit& unit, quint32 timestamp);
// RTCP: the source says goodbye.
QByteArray goodbye(const RtpStream& stream);

// What DESCRIBE answers. control: the track's name, "track1".
QByteArray describe(const Clip& clip, const QByteArray& address, const QByteArray& control);

}  // namespace kydai::rtsp
