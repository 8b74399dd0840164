// SPDX-License-Identifier: GPL-3.0-or-later
// Packets into MP4 as they are. Blocks.
#pragma once

#include <span>

#include "core/result.h"
#include "media/packet_ring.h"

namespace kydai::media {

// All packets have one format; the first is a key frame. size: of the picture.
Result<void> writeMp4(const QString& path, std::span<const PacketPtr> packets, QSize size);
// One picture as PNG.
Result<QByteArray> encodePng(const struct Frame& frame);

}  // namespace kydai::media
