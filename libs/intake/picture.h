// SPDX-License-Identifier: GPL-3.0-or-later
// The picture alone: walks the container of a JPEG, PNG or WebP and copies only the parts that a
// decoder needs. Text, EXIF, XMP, IPTC, thumbnails, maker notes and whatever hides behind the end
// stay behind. Nothing is decoded. Pure; any thread.
#pragma once

#include "intake/sniff.h"

namespace kydai::intake {

// BadInput(image) when the container is broken or cut off.
Result<QByteArray> pictureOnly(QByteArrayView bytes, ImageKind kind);

// A marker that has no length: TEM, RSTn, SOI, EOI and the escaped zero.
inline bool isJpegStandalone(quint32 marker)
{
    return marker <= 0x01 || (marker >= 0xD0 && marker <= 0xD9);
}

}  // namespace kydai::intake
