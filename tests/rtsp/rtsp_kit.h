// SPDX-License-Identifier: GPL-3.0-or-later
// The other end of the wire, written from the RFCs and not from the server.
#pragma once

#include <QFile>
#include <QList>

#include "rtsp/clip.h"

namespace kydai::test {

inline QByteArray clipBytes(const QString& name)
{
    QFile file(QStringLiteral(KYDAI_SOURCE_DIR "/tests/media/data/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline rtsp::ClipPtr clip(const QString& name = QStringLiteral("clip_160.h264"), double fps = 25)
{
    return rtsp::clipFromAnnexB(clipBytes(name), fps).value_or(nullptr);
}

struct RtpPacket {
    int channel = 0;
    bool marker = false;
    quint16 sequence = 0;
    quint32 timestamp = 0, ssrc = 0;
    QByteArray payload;
};

// Takes whole interleaved packets off the front of the bytes.
inline QList<RtpPacket> takeRtp(QByteArray& bytes)
{
    QList<RtpPacket> packets;
    const auto at = [&bytes](qsizetype i) { return quint32(quint8(bytes.at(i))); };
    while (bytes.size() >= 4 && bytes.at(0) == '$') {
        const qsizetype length = qsizetype(at(2) << 8 | at(3));
        if (bytes.size() < 4 + length)
            break;
        RtpPacket packet;
        packet.channel = int(at(1));
        if (length >= 12) {
            packet.marker = at(5) & 0x80;
            packet.sequence = quint16(at(6) << 8 | at(7));
            packet.timestamp = at(8) << 24 | at(9) << 16 | at(10) << 8 | at(11);
            packet.ssrc = at(12) << 24 | at(13) << 16 | at(14) << 8 | at(15);
            packet.payload = bytes.mid(16, length - 12);
        }
        bytes.remove(0, 4 + length);
        packets.append(packet);
    }
    return packets;
}

// The NAL units of consecutive packets.
inline QList<QByteArray> nalsOf(const QList<RtpPacket>& packets)
{
    QList<QByteArray> nals;
    for (const RtpPacket& packet : packets) {
        const int type = quint8(packet.payload.at(0)) & 0x1f;
        if (type != 28) {
            nals.append(packet.payload);
            continue;
        }
        const int head = quint8(packet.payload.at(1));
        if (head & 0x80)
            nals.append(QByteArray(1, char((quint8(packet.payload.at(0)) & 0xe0) | (head & 0x1f))));
        if (!nals.isEmpty())
            nals.last().append(packet.payload.mid(2));
    }
    return nals;
}

}  // namespace kydai::test
