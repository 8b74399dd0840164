// SPDX-License-Identifier: GPL-3.0-or-later
// The last minute of a stream as it came over the wire, bounded in time and bytes, for replay, clips
// and pictures at full size. Written by the stream's thread, read by any; the lock is held for the
// exchange of pointers. What a reader was given stays, even when the ring has gone on.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <vector>

#include <QByteArray>
#include <QSize>
#include <QString>

#include "media/stream_address.h"

namespace kydai::media {

// How the packets that follow are to be decoded; a new one after each opening or change.
struct PacketFormat {
    QString codec;        // libavcodec's name: "h264", "hevc", "mjpeg"
    int codecId = 0;      // of libavcodec, in this program only
    QSize size;           // may be empty when the stream does not say
    QByteArray extra;     // parameter sets, as the stream carries them
};

struct Packet {
    std::shared_ptr<const PacketFormat> format;
    QByteArray data;      // shared, never changed
    qint64 arrivedMs = 0; // UTC
    qint64 dtsUs = kNoTime;  // of the stream
    qint64 ptsUs = kNoTime;
    bool key = false;

    static constexpr qint64 kNoTime = INT64_MIN;
};

using PacketPtr = std::shared_ptr<const Packet>;

class PacketRing
{
public:
    PacketRing(QString camera, Profile profile, qint64 lengthMs, qint64 maxBytes)
        : m_camera(std::move(camera)), m_profile(profile), m_lengthMs(lengthMs), m_maxBytes(maxBytes)
    {
    }

    const QString& camera() const { return m_camera; }
    Profile profile() const { return m_profile; }

    // Drops whole groups from the front, so that the first packet is a key frame; until the first
    // key frame nothing is kept.
    void add(PacketPtr packet);
    void expire(qint64 nowMs);  // a stream that ended leaves its minute behind, and then nothing
    void setMaxBytes(qint64 maxBytes);
    void clear();

    qint64 firstMs() const;  // UTC; 0 when empty
    qint64 lastMs() const;
    qint64 bytes() const;
    qsizetype size() const;
    // From the key frame at or before fromMs up to toMs, both included. Empty when there is none.
    std::vector<PacketPtr> read(qint64 fromMs, qint64 toMs) const;

private:
    void trim(qint64 nowMs);
    void dropFirstGroup();

    const QString m_camera;
    const Profile m_profile;
    const qint64 m_lengthMs;
    mutable std::mutex m_mutex;
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    std::deque<PacketPtr> m_packets;
};

}  // namespace kydai::media
