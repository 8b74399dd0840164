// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/jpeg_source.h"

#include <thread>

#include "media/cpu_platform.h"
#include "media/libav_input.h"
#include "media/libav_log.h"
#include "media/picture_pump.h"
#include "media/thread_time.h"

namespace kydai::media {

using namespace Qt::StringLiterals;

namespace {

// One picture; empty with an error.
QByteArray fetch(StreamLink& link, const SecretUrl& url, Deadline& deadline, int& error)
{
    AVDictionary* options = nullptr;
    av_dict_set(&options, "protocol_whitelist", "http,https,tls,tcp", 0);
    av_dict_set(&options, "rw_timeout", QByteArray::number(link.limits.openMs * 1000).constData(), 0);
    AVIOContext* io = nullptr;
    deadline.set(threadMs() + link.limits.openMs);
    const AVIOInterruptCB callback = deadline.callback();
    error = avio_open2(&io, url.bytes(), AVIO_FLAG_READ, &callback, &options);
    av_dict_free(&options);
    if (error < 0)
        return {};
    QByteArray bytes;
    char part[16 * 1024];
    for (;;) {
        const int got = avio_read(io, reinterpret_cast<unsigned char*>(part), sizeof part);
        if (got <= 0) {
            error = got == 0 || got == AVERROR_EOF ? 0 : got;
            break;
        }
        bytes.append(part, got);
        if (bytes.size() > link.limits.largestPacket) {
            error = AVERROR_INVALIDDATA;
            break;
        }
    }
    avio_closep(&io);
    return error < 0 ? QByteArray() : bytes;
}

}  // namespace

StreamEnd JpegSource::run(StreamLink& link, Credentials credentials)
{
    useLibavLog();
    Deadline deadline(link.stop);
    const SecretUrl url(link.address.url, credentials);
    credentials.password.fill(u'\0');
    if (!url.fits())
        return {Trouble::WrongPassword, u"user and password are too long for the decoder library"_s};
    auto format = std::make_shared<PacketFormat>();
    format->codec = u"mjpeg"_s;
    format->codecId = AV_CODEC_ID_MJPEG;
    PicturePump pump(link, format, threadMs());
    Libav<AVPacket> raw(av_packet_alloc());
    if (!raw || !pump.begin())
        return {Trouble::UnknownCodec, u"mjpeg"_s};
    const double fps = link.address.fps > 0 ? std::min(link.address.fps, kMostFps) : kDefaultFps;
    bool playing = false;
    for (qint64 next = threadMs(); !link.stop; next += qint64(1000 / fps)) {
        int error = 0;
        const QByteArray bytes = fetch(link, url, deadline, error);
        if (link.stop)
            return {};
        if (error < 0)
            return {troubleOfOpening(error, 0), libavText(error)};
        if (!bytes.startsWith("\xff\xd8"))
            return {Trouble::UnknownCodec, u"not a JPEG"_s};
        if (!std::exchange(playing, true))
            link.tell({SourceEvent::Kind::Playing, Trouble::None, {}});
        const qint64 now = threadMs();
        if (av_new_packet(raw.get(), int(bytes.size())) < 0)
            return {Trouble::NoPicture, u"no memory"_s};
        std::copy(bytes.begin(), bytes.end(), raw->data);
        pump.packet(raw.get(),
                    std::make_shared<Packet>(Packet{format, bytes, threadUtcMs(), now * 1000,
                                                    now * 1000, true}),
                    now, true);
        av_packet_unref(raw.get());
        if (pump.lacksPicture(threadMs()))
            return {Trouble::NoPicture, u"no picture in the answers"_s};
        next = std::max(next, threadMs() - 1000);  // a slow camera is not asked in bursts afterwards
        while (!link.stop && threadMs() < next + qint64(1000 / fps))
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return {};
}

}  // namespace kydai::media
