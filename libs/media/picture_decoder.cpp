// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/picture_decoder.h"

#include "media/fit.h"
#include "media/libav.h"

namespace kydai::media {

struct PictureDecoder::Parts {
    Libav<AVCodecContext> context;
    Libav<AVFrame> incoming{av_frame_alloc()}, newest{av_frame_alloc()};
    Libav<AVPacket> packet{av_packet_alloc()};
    Libav<SwsContext> scaler;
    const PacketFormat* format = nullptr;  // to tell others from it; never read
    int largestSide = 0;
    bool hasPicture = false;
};

PictureDecoder::PictureDecoder() : m_parts(std::make_unique<Parts>()) {}

PictureDecoder::~PictureDecoder() = default;

bool PictureDecoder::open(const PacketFormat& format, int largestSide)
{
    Parts& parts = *m_parts;
    parts.context.reset();
    parts.hasPicture = false;
    parts.format = &format;
    parts.largestSide = largestSide;
    const AVCodec* codec = avcodec_find_decoder(static_cast<AVCodecID>(format.codecId));
    if (!codec || codec->type != AVMEDIA_TYPE_VIDEO)
        return false;
    Libav<AVCodecContext> context(avcodec_alloc_context3(codec));
    if (!context)
        return false;
    // One thread a stream: on a wall more threads cost memory and a picture of delay each.
    context->thread_count = 1;
    context->thread_type = FF_THREAD_SLICE;
    context->flags |= AV_CODEC_FLAG_LOW_DELAY;
    context->max_pixels = int64_t(largestSide) * largestSide;
    if (!format.extra.isEmpty()) {
        const auto size = size_t(format.extra.size());
        context->extradata = static_cast<uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
        if (!context->extradata)
            return false;
        std::copy(format.extra.begin(), format.extra.end(), context->extradata);
        context->extradata_size = int(size);
    }
    if (avcodec_open2(context.get(), codec, nullptr) < 0)
        return false;
    parts.context = std::move(context);
    return true;
}

bool PictureDecoder::isOpen() const
{
    return m_parts->context != nullptr;
}

bool PictureDecoder::isFor(const PacketFormat* format) const
{
    return isOpen() && m_parts->format == format;
}

int PictureDecoder::decode(const AVPacket* packet)
{
    Parts& parts = *m_parts;
    if (!parts.context)
        return -1;
    const int sent = avcodec_send_packet(parts.context.get(), packet);
    int pictures = 0;
    while (avcodec_receive_frame(parts.context.get(), parts.incoming.get()) >= 0) {
        const AVFrame& frame = *parts.incoming;
        // Damaged pictures are not shown: what a decoder makes up is no evidence of anything.
        const bool damaged = (frame.flags & AV_FRAME_FLAG_CORRUPT) || frame.decode_error_flags != 0;
        const bool usable = !damaged && frame.width > 0 && frame.height > 0
            && frame.width <= parts.largestSide && frame.height <= parts.largestSide;
        if (usable) {
            av_frame_unref(parts.newest.get());
            av_frame_move_ref(parts.newest.get(), parts.incoming.get());
            parts.hasPicture = true;
            ++pictures;
        }
        av_frame_unref(parts.incoming.get());
    }
    return sent < 0 && sent != AVERROR(EAGAIN) && pictures == 0 ? -1 : pictures;
}

int PictureDecoder::decode(const Packet& packet)
{
    AVPacket& raw = *m_parts->packet;
    av_packet_unref(&raw);
    if (av_new_packet(&raw, int(packet.data.size())) < 0)
        return -1;
    std::copy(packet.data.begin(), packet.data.end(), raw.data);
    raw.pts = packet.ptsUs == Packet::kNoTime ? AV_NOPTS_VALUE : packet.ptsUs;
    raw.dts = packet.dtsUs == Packet::kNoTime ? AV_NOPTS_VALUE : packet.dtsUs;
    raw.flags = packet.key ? AV_PKT_FLAG_KEY : 0;
    const int pictures = decode(&raw);
    av_packet_unref(&raw);
    return pictures;
}

QSize PictureDecoder::size() const
{
    const AVFrame& frame = *m_parts->newest;
    return m_parts->hasPicture ? QSize(frame.width, frame.height) : QSize();
}

quint64 PictureDecoder::fingerprint() const
{
    const AVFrame& frame = *m_parts->newest;
    if (!m_parts->hasPicture || !frame.data[0])
        return 0;
    quint64 hash = 1469598103934665603ULL;
    for (int row = 0; row < 18; ++row) {
        const uint8_t* line = frame.data[0] + ptrdiff_t(frame.linesize[0]) * (frame.height * row / 18);
        for (int column = 0; column < 32; ++column)
            hash = (hash ^ line[frame.width * column / 32]) * 1099511628211ULL;
    }
    return hash;
}

std::shared_ptr<Frame> PictureDecoder::take(QSize box)
{
    Parts& parts = *m_parts;
    if (!parts.hasPicture)
        return nullptr;
    const AVFrame& from = *parts.newest;
    auto frame = std::make_shared<Frame>();
    frame->sourceSize = QSize(from.width, from.height);
    frame->size = fitted(frame->sourceSize, box);
    frame->bytesPerLine = alignedLine(frame->size.width());
    frame->pixels = QByteArray(qsizetype(frame->bytesPerLine) * frame->size.height(),
                               Qt::Uninitialized);
    parts.scaler.reset(sws_getCachedContext(
        parts.scaler.release(), from.width, from.height, static_cast<AVPixelFormat>(from.format),
        frame->size.width(), frame->size.height(), AV_PIX_FMT_BGRA, SWS_FAST_BILINEAR, nullptr,
        nullptr, nullptr));
    if (!parts.scaler)
        return nullptr;
    uint8_t* planes[4] = {reinterpret_cast<uint8_t*>(frame->pixels.data()), nullptr, nullptr, nullptr};
    const int lines[4] = {frame->bytesPerLine, 0, 0, 0};
    sws_scale(parts.scaler.get(), from.data, from.linesize, 0, from.height, planes, lines);
    return frame;
}

void PictureDecoder::flush()
{
    if (m_parts->context)
        avcodec_flush_buffers(m_parts->context.get());
    m_parts->hasPicture = false;
}

}  // namespace kydai::media
