// SPDX-License-Identifier: GPL-3.0-or-later
// Packets to pictures: one decoder, one scaler. Keeps the newest picture only, and scales it only when
// it is taken. One thread at a time.
#pragma once

#include <memory>

#include "media/frame.h"
#include "media/packet_ring.h"

struct AVPacket;

namespace kydai::media {

class PictureDecoder
{
public:
    PictureDecoder();
    ~PictureDecoder();
    PictureDecoder(const PictureDecoder&) = delete;
    PictureDecoder& operator=(const PictureDecoder&) = delete;

    // False when libav has no such decoder, or the picture is larger than largestSide.
    bool open(const PacketFormat& format, int largestSide);
    bool isOpen() const;
    bool isFor(const PacketFormat* format) const;

    // The number of pictures that came out; -1 when the packet was of no use.
    int decode(const AVPacket* packet);
    int decode(const Packet& packet);

    QSize size() const;             // of the newest picture
    // Of 32 × 18 points of the newest picture: the same for the same picture.
    quint64 fingerprint() const;
    // The newest picture, scaled into the box; null when there is none or it is too large.
    std::shared_ptr<Frame> take(QSize box);
    void flush();                   // before jumping to another key frame

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

}  // namespace kydai::media
