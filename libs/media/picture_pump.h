// SPDX-License-Identifier: GPL-3.0-or-later
// From packets to the slot of a camera: the ring, the wait for a key frame, what a tier leaves out,
// what is skipped when packets come late. Lives on the stream's thread; times are handed in.
#pragma once

#include "media/packet_age.h"
#include "media/picture_decoder.h"
#include "media/stream_link.h"
#include "media/watchdog.h"

namespace kydai::media {

class PicturePump
{
public:
    PicturePump(StreamLink& link, std::shared_ptr<const PacketFormat> format, qint64 nowMs);

    // False when nothing can decode the stream.
    bool begin();
    // raw is the packet as libav gave it. waited: it was not there yet when it was asked for.
    void packet(const AVPacket* raw, PacketPtr packet, qint64 nowMs, bool waited);
    const Watchdog& watchdog() const { return m_watchdog; }
    // The tiers that decode do, and long no picture came.
    bool lacksPicture(qint64 nowMs) const;

private:
    bool isSkipped(const Packet& packet, qint64 nowMs, bool waited);
    bool wants(Tier tier, const Packet& packet, qint64 nowMs);
    void catchUp(const Packet& upTo);
    void decoded(int pictures, const Packet& packet, Tier tier, qint64 nowMs, qint64 cpuNs);
    void publish(const Packet& packet, Tier tier, qint64 nowMs);
    void compare(qint64 nowMs);
    void tellPicture();

    StreamLink& m_link;
    std::shared_ptr<const PacketFormat> m_format;
    PictureDecoder m_decoder;
    Watchdog m_watchdog;
    PacketAge m_age;
    bool m_hasKey = false;       // the decoder stands on a whole group
    bool m_wantsCatchUp = false; // packets of this group were left out
    bool m_skips = false;
    bool m_told = false;
    qint64 m_drawnMs = 0, m_comparedMs = 0;
    quint64 m_print = 0;
};

}  // namespace kydai::media
