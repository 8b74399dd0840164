// SPDX-License-Identifier: GPL-3.0-or-later
// What a picture is, by its header; nothing is decoded. Pure; any thread.
#pragma once

#include <QByteArrayView>

#include "core/result.h"

namespace kydai::intake {

inline constexpr int kMaxImageSide = 32767;
inline constexpr qint64 kMaxImagePixels = 200'000'000;

enum class ImageKind { Jpeg, Png, Webp };

struct ImageInfo {
    ImageKind kind = ImageKind::Jpeg;
    int width = 0, height = 0;
    bool operator==(const ImageInfo&) const = default;
};

const char* mimeOf(ImageKind kind);

// A whole PDF by its first and its last bytes; nothing in it is read.
bool isPdf(QByteArrayView bytes);

// A whole MP4 by its boxes: ftyp first, each within the file, a moov among them; nothing in them is
// read.
bool isMp4(QByteArrayView bytes);

// Unsupported(type) when it is none of the three, BadInput(image) when its header is broken,
// TooLarge(image) when the sides are beyond the bounds.
Result<ImageInfo> sniffImage(QByteArrayView bytes);

}  // namespace kydai::intake
