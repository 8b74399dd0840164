// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/libav_source.h"

#include <thread>

#include "media/libav_input.h"
#include "media/parameter_sets.h"
#include "media/picture_pump.h"
#include "media/thread_time.h"

namespace kydai::media {

using namespace Qt::StringLiterals;

namespace {

constexpr AVRational kMicroseconds{1, 1'000'000};
constexpr qint64 kWaitMs = 3;  // a packet that took as long to come had not been there

std::shared_ptr<const PacketFormat> formatOf(const AVStream& stream)
{
    const AVCodecParameters& from = *stream.codecpar;
    auto format = std::make_shared<PacketFormat>();
    format->codec = QString::fromLatin1(avcodec_get_name(from.codec_id));
    format->codecId = from.codec_id;
    format->size = QSize(from.width, from.height);
    if (from.extradata && from.extradata_size > 0)
        format->extra = QByteArray(reinterpret_cast<const char*>(from.extradata), from.extradata_size);
    return format;
}

qint64 inMicroseconds(int64_t time, const AVStream& stream)
{
    return time == AV_NOPTS_VALUE ? Packet::kNoTime
                                  : av_rescale_q(time, stream.time_base, kMicroseconds);
}

// Reads packets into the pump until the stream ends.
class Reader
{
public:
    Reader(StreamLink& link, LibavInput& input, SourceKind kind)
        : m_link(link), m_input(input), m_paced(kind == SourceKind::File),
          m_format(formatOf(input.video())), m_pump(link, m_format, threadMs())
    {
    }
    StreamEnd run();

private:
    void take(bool waited);
    void pace(qint64 ptsUs);
    void followSets(const QByteArray& data);

    StreamLink& m_link;
    LibavInput& m_input;
    const bool m_paced;
    std::shared_ptr<const PacketFormat> m_format;
    PicturePump m_pump;
    Libav<AVPacket> m_raw{av_packet_alloc()};
    QByteArray m_sets;
    qint64 m_firstUs = Packet::kNoTime, m_beganMs = 0;
};

StreamEnd Reader::run()
{
    if (!m_raw || !m_pump.begin())
        return {Trouble::UnknownCodec, m_format->codec};
    m_link.tell({SourceEvent::Kind::Playing, Trouble::None, {}});
    while (!m_link.stop) {
        const qint64 askedMs = threadMs();
        const int error = m_input.read(m_raw.get(), m_pump.watchdog().deadlineMs());
        if (error == AVERROR(EAGAIN))
            continue;
        if (error < 0) {
            if (m_link.stop)
                return {};
            return {troubleOfReading(error), libavText(error)};
        }
        take(threadMs() - askedMs >= kWaitMs);
        av_packet_unref(m_raw.get());
        if (m_pump.lacksPicture(threadMs()))
            return {Trouble::NoPicture, u"packets without a picture"_s};
    }
    return {};
}

void Reader::take(bool waited)
{
    const AVPacket& raw = *m_raw;
    if (raw.stream_index != m_input.videoIndex() || raw.size <= 0
        || raw.size > m_link.limits.largestPacket)
        return;
    auto packet = std::make_shared<Packet>();
    packet->data = QByteArray(reinterpret_cast<const char*>(raw.data), raw.size);
    packet->key = raw.flags & AV_PKT_FLAG_KEY;
    packet->ptsUs = inMicroseconds(raw.pts, m_input.video());
    packet->dtsUs = inMicroseconds(raw.dts, m_input.video());
    if (m_paced)
        pace(packet->ptsUs);
    else if (packet->key)
        followSets(packet->data);
    packet->format = m_format;
    packet->arrivedMs = threadUtcMs();
    m_pump.packet(&raw, std::move(packet), threadMs(), waited);
}

// A camera may change its picture without a word in RTSP: the sets before a key frame tell.
void Reader::followSets(const QByteArray& data)
{
    if (m_format->codecId != AV_CODEC_ID_H264)
        return;
    const QByteArray sets = parameterSets(data);
    if (sets.isEmpty() || sets == m_sets)
        return;
    const bool first = m_sets.isEmpty();
    m_sets = sets;
    auto format = std::make_shared<PacketFormat>(*m_format);
    format->extra = sets;
    if (!first)
        format->size = {};
    m_format = std::move(format);
}

void Reader::pace(qint64 ptsUs)
{
    if (ptsUs == Packet::kNoTime)
        return;
    if (m_firstUs == Packet::kNoTime) {
        m_firstUs = ptsUs;
        m_beganMs = threadMs();
    }
    const qint64 due = m_beganMs + (ptsUs - m_firstUs) / 1000;
    while (!m_link.stop && threadMs() < due)
        std::this_thread::sleep_for(
            std::chrono::milliseconds(std::clamp<qint64>(due - threadMs(), 1, 50)));
}

}  // namespace

StreamEnd LibavSource::run(StreamLink& link, Credentials credentials)
{
    LibavInput input(link, m_kind);
    StreamEnd end = input.open(credentials);
    credentials.password.fill(u'\0');
    if (end.trouble == Trouble::None && !link.stop)
        end = Reader(link, input, m_kind).run();
    input.close();
    return end;
}

}  // namespace kydai::media
