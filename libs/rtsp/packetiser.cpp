// SPDX-License-Identifier: GPL-3.0-or-later
#include "rtsp/packetiser.h"

#include <algorithm>

#include <QtEndian>

namespace kydai::rtsp {
namespace {

constexpr int kFuA = 28;

void put16(QByteArray& bytes, quint16 value)
{
    bytes.append(char(value >> 8)).append(char(value & 0xff));
}

void put32(QByteArray& bytes, quint32 value)
{
    put16(bytes, quint16(value >> 16));
    put16(bytes, quint16(value & 0xffff));
}

void putHead(QByteArray& bytes, RtpStream& stream, qsizetype payload, bool last, quint32 timestamp)
{
    bytes.append('$').append(char(stream.channel));
    put16(bytes, quint16(12 + payload));
    bytes.append(char(0x80)).append(char(stream.payloadType | (last ? 0x80 : 0)));
    put16(bytes, stream.sequence++);
    put32(bytes, timestamp);
    put32(bytes, stream.ssrc);
}

}  // namespace

QByteArray packetise(RtpStream& stream, const AccessUnit& unit, quint32 timestamp)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < unit.nals.size(); ++i) {
        const QByteArray& nal = unit.nals.at(i);
        const bool lastNal = i + 1 == unit.nals.size();
        if (nal.size() <= stream.payload) {
            putHead(bytes, stream, nal.size(), lastNal, timestamp);
            bytes.append(nal);
            continue;
        }
        const quint8 head = quint8(nal.at(0));
        for (qsizetype at = 1; at < nal.size();) {
            const qsizetype size = std::min(stream.payload - 2, nal.size() - at);
            const bool begins = at == 1, ends = at + size == nal.size();
            putHead(bytes, stream, size + 2, lastNal && ends, timestamp);
            bytes.append(char((head & 0xe0) | kFuA));
            bytes.append(char((begins ? 0x80 : 0) | (ends ? 0x40 : 0) | (head & 0x1f)));
            bytes.append(nal.constData() + at, size);
            at += size;
        }
    }
    return bytes;
}

QByteArray goodbye(const RtpStream& stream)
{
    QByteArray bytes;
    bytes.append('$').append(char(stream.channel + 1));
    put16(bytes, 16);
    // A goodbye never stands alone: an empty receiver report comes first.
    bytes.append(char(0x80)).append(char(201));
    put16(bytes, 1);
    put32(bytes, stream.ssrc);
    bytes.append(char(0x81)).append(char(203));
    put16(bytes, 1);
    put32(bytes, stream.ssrc);
    return bytes;
}

QByteArray describe(const Clip& clip, const QByteArray& address, const QByteArray& control)
{
    const QByteArray level = clip.sps.mid(1, 3).toHex();
    return "v=0\r\n"
           "o=- 1 1 IN IP4 " + address + "\r\n"
           "s=camera\r\n"
           "c=IN IP4 0.0.0.0\r\n"
           "t=0 0\r\n"
           "a=control:*\r\n"
           "m=video 0 RTP/AVP 96\r\n"
           "a=rtpmap:96 H264/90000\r\n"
           "a=fmtp:96 packetization-mode=1;profile-level-id=" + level + ";sprop-parameter-sets="
        + clip.sps.toBase64() + ',' + clip.pps.toBase64() + "\r\n"
           "a=framerate:" + QByteArray::number(clip.fps, 'f', 2) + "\r\n"
           "a=control:" + control + "\r\n";
}

}  // namespace kydai::rtsp
