// SPDX-License-Identifier: GPL-3.0-or-later
// A JPEG over HTTP, fetched again and again: for cameras without RTSP, or as a last resort.
#pragma once

#include "media/stream_link.h"

namespace kydai::media {

class JpegSource : public StreamSource
{
public:
    static constexpr double kDefaultFps = 1;
    static constexpr double kMostFps = 10;
    StreamEnd run(StreamLink& link, Credentials credentials) override;
};

}  // namespace kydai::media
