// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/mp4_writer.h"

#include "media/frame.h"
#include "media/libav.h"
#include "media/libav_log.h"

namespace kydai::media {
namespace {

constexpr AVRational kMicroseconds{1, 1'000'000};
constexpr qint64 kLongestStepUs = 10'000'000;  // a larger step is a jump of the stream's times
constexpr qint64 kLongestReorderUs = 2'000'000;

tl::unexpected<Error> failed(int error)
{
    return fail(error == AVERROR(ENOSPC) ? ErrorCode::DiskFull : ErrorCode::Io, {}, libavText(error));
}

// An MP4 being written; closed, but not removed, by its end.
class Mp4
{
public:
    ~Mp4()
    {
        if (m_context && m_context->pb)
            avio_closep(&m_context->pb);
        avformat_free_context(m_context);
    }
    int open(const QString& path, const PacketFormat& format, QSize size)
    {
        const QByteArray name = "file:" + path.toUtf8();
        int error = avformat_alloc_output_context2(&m_context, nullptr, "mp4", name.constData());
        if (error < 0)
            return error;
        AVStream* stream = avformat_new_stream(m_context, nullptr);
        if (!stream)
            return AVERROR(ENOMEM);
        stream->time_base = {1, 90'000};
        AVCodecParameters& to = *stream->codecpar;
        to.codec_type = AVMEDIA_TYPE_VIDEO;
        to.codec_id = static_cast<AVCodecID>(format.codecId);
        to.width = size.width();
        to.height = size.height();
        to.extradata = static_cast<uint8_t*>(
            av_mallocz(size_t(format.extra.size()) + AV_INPUT_BUFFER_PADDING_SIZE));
        if (!to.extradata)
            return AVERROR(ENOMEM);
        std::copy(format.extra.begin(), format.extra.end(), to.extradata);
        to.extradata_size = int(format.extra.size());
        error = avio_open(&m_context->pb, name.constData(), AVIO_FLAG_WRITE);
        return error < 0 ? error : avformat_write_header(m_context, nullptr);
    }
    int write(const Packet& packet)
    {
        Libav<AVPacket> raw(av_packet_alloc());
        if (!raw || av_new_packet(raw.get(), int(packet.data.size())) < 0)
            return AVERROR(ENOMEM);
        std::copy(packet.data.begin(), packet.data.end(), raw->data);
        raw->flags = packet.key ? AV_PKT_FLAG_KEY : 0;
        raw->dts = advance(packet);
        raw->pts = raw->dts + reorder(packet);
        av_packet_rescale_ts(raw.get(), kMicroseconds, m_context->streams[0]->time_base);
        return av_interleaved_write_frame(m_context, raw.get());
    }
    int finish()
    {
        const int error = av_write_trailer(m_context);
        return error < 0 ? error : avio_closep(&m_context->pb);
    }

private:
    // The stream's own steps while they make sense, else those of arrival: always forward.
    qint64 advance(const Packet& packet)
    {
        const qint64 stream = packet.dtsUs != Packet::kNoTime ? packet.dtsUs : packet.ptsUs;
        if (!m_last) {
            m_last = &packet;
            m_lastStream = stream;
            return m_time;
        }
        qint64 step = (packet.arrivedMs - m_last->arrivedMs) * 1000;
        if (stream != Packet::kNoTime && m_lastStream != Packet::kNoTime && stream > m_lastStream
            && stream - m_lastStream < kLongestStepUs)
            step = stream - m_lastStream;
        m_last = &packet;
        m_lastStream = stream;
        m_time += std::max<qint64>(step, 1000);
        return m_time;
    }
    static qint64 reorder(const Packet& packet)
    {
        if (packet.ptsUs == Packet::kNoTime || packet.dtsUs == Packet::kNoTime)
            return 0;
        const qint64 ahead = packet.ptsUs - packet.dtsUs;
        return ahead > 0 && ahead < kLongestReorderUs ? ahead : 0;
    }

    AVFormatContext* m_context = nullptr;
    const Packet* m_last = nullptr;
    qint64 m_lastStream = Packet::kNoTime;
    qint64 m_time = 0;
};

}  // namespace

Result<void> writeMp4(const QString& path, std::span<const PacketPtr> packets, QSize size)
{
    useLibavLog();
    Mp4 file;
    if (const int error = file.open(path, *packets.front()->format, size); error < 0)
        return failed(error);
    for (const PacketPtr& packet : packets) {
        if (const int error = file.write(*packet); error < 0)
            return failed(error);
    }
    if (const int error = file.finish(); error < 0)
        return failed(error);
    return {};
}

Result<QByteArray> encodePng(const Frame& frame)
{
    const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_PNG);
    Libav<AVCodecContext> context(codec ? avcodec_alloc_context3(codec) : nullptr);
    Libav<AVFrame> picture(av_frame_alloc());
    Libav<AVPacket> packet(av_packet_alloc());
    if (!context || !picture || !packet)
        return fail(ErrorCode::Unsupported, {}, QStringLiteral("no PNG"));
    context->width = picture->width = frame.size.width();
    context->height = picture->height = frame.size.height();
    context->pix_fmt = AV_PIX_FMT_RGB24;
    picture->format = AV_PIX_FMT_RGB24;
    context->time_base = {1, 25};
    if (const int error = avcodec_open2(context.get(), codec, nullptr); error < 0)
        return failed(error);
    if (const int error = av_frame_get_buffer(picture.get(), 0); error < 0)
        return failed(error);
    for (int y = 0; y < frame.size.height(); ++y) {
        const char* from = frame.pixels.constData() + qsizetype(y) * frame.bytesPerLine;
        uint8_t* to = picture->data[0] + ptrdiff_t(y) * picture->linesize[0];
        for (int x = 0; x < frame.size.width(); ++x, from += 4, to += 3) {
            to[0] = uint8_t(from[2]);
            to[1] = uint8_t(from[1]);
            to[2] = uint8_t(from[0]);
        }
    }
    int error = avcodec_send_frame(context.get(), picture.get());
    if (error >= 0)
        error = avcodec_receive_packet(context.get(), packet.get());
    if (error < 0)
        return failed(error);
    return QByteArray(reinterpret_cast<const char*>(packet->data), packet->size);
}

}  // namespace kydai::media
