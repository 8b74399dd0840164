// SPDX-License-Identifier: GPL-3.0-or-later
// A copy of a picture that tells nothing of who took it, where and with what. libexiv2 is behind
// it: call from one thread at a time (the server's blob thread).
#pragma once

#include "intake/sniff.h"

namespace kydai::intake {

struct CleanPicture {
    ImageInfo info;
    QByteArray bytes;      // without metadata; a turned JPEG keeps its orientation
    bool hadMetadata = false;  // something was left behind
};

// BadInput(image) when the file is broken, Unsupported when it is no picture we take.
Result<CleanPicture> withoutMetadata(QByteArrayView bytes);

}  // namespace kydai::intake
