// SPDX-License-Identifier: GPL-3.0-or-later
// Drawn pictures without a camera: a sliding pattern with the number of the picture in it, for tests
// and for showing a wall where there is no stream. synthetic:NAME?w=640&h=360&fps=25
#pragma once

#include "media/stream_link.h"

namespace kydai::media {

struct SyntheticShape {
    int width = 640, height = 360;
    double fps = 25;
    quint32 seed = 0;  // of the name: the colour
};

SyntheticShape syntheticShape(const QString& url);
// A square of the counter's row is light where its bit is 1; least bit first, 16 squares along the
// upper edge. Readable as long as the picture is at least 64 pixels wide.
void drawSynthetic(Frame& frame, const SyntheticShape& shape, quint32 number);
// The number drawn into a picture of any size; -1 when it is too small.
int readSynthetic(const Frame& frame);

class SyntheticSource : public StreamSource
{
public:
    StreamEnd run(StreamLink& link, Credentials credentials) override;
};

}  // namespace kydai::media
