// SPDX-License-Identifier: GPL-3.0-or-later
// One picture of a stream, as tiles draw it: 32 bits a pixel, blue first, the fourth byte 0xff (the
// layout of QImage::Format_RGB32 on little-endian machines). Immutable and shared; any thread.
#pragma once

#include <memory>

#include <QByteArray>
#include <QSize>

namespace kydai::media {

struct Frame {
    QSize size;              // of this picture, at most what the largest viewer asked for
    QSize sourceSize;        // of the stream
    int bytesPerLine = 0;    // a multiple of 16
    QByteArray pixels;       // bytesPerLine * size.height()
    quint64 sequence = 0;    // grows with each picture of one handle's camera; 0 is never given
    qint64 capturedMs = 0;   // UTC, when its packet arrived
    qint64 positionMs = -1;  // of a file; -1 for live streams
};

using FramePtr = std::shared_ptr<const Frame>;

inline int alignedLine(int width)
{
    return (width * 4 + 15) & ~15;
}

}  // namespace kydai::media
