// SPDX-License-Identifier: GPL-3.0-or-later
// libav's objects with owners. Only units that talk to libav include this.
#pragma once

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/bsf.h>
#include <libavformat/avformat.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libswscale/swscale.h>
}

#include <QString>

namespace kydai::media {

struct LibavFree {
    void operator()(AVPacket* packet) const { av_packet_free(&packet); }
    void operator()(AVFrame* frame) const { av_frame_free(&frame); }
    void operator()(AVCodecContext* context) const { avcodec_free_context(&context); }
    void operator()(SwsContext* context) const { sws_freeContext(context); }
    void operator()(AVBSFContext* context) const { av_bsf_free(&context); }
};

template <typename T> using Libav = std::unique_ptr<T, LibavFree>;

// libav's words for an error.
inline QString libavText(int error)
{
    char text[AV_ERROR_MAX_STRING_SIZE] = {};
    av_strerror(error, text, sizeof text);
    return QString::fromUtf8(text);
}

}  // namespace kydai::media
