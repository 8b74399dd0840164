// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/libav_input.h"

#include <QUrl>

#include "media/cpu_platform.h"
#include "media/libav_log.h"
#include "media/thread_time.h"

namespace kydai::media {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kLibavAuth = 127;
constexpr qint64 kCloseMs = 300;  // for the goodbye, within the time a thread has to end

// Deletes the options libav did not take.
class Options
{
public:
    ~Options() { av_dict_free(&m_options); }
    void set(const char* key, const QByteArray& value)
    {
        av_dict_set(&m_options, key, value.constData(), 0);
    }
    AVDictionary** get() { return &m_options; }

private:
    AVDictionary* m_options = nullptr;
};

}  // namespace

SecretUrl::SecretUrl(const QString& url, const Credentials& credentials)
{
    if (credentials.isEmpty()) {
        m_bytes = url.toUtf8();
        return;
    }
    QByteArray secret = QUrl::toPercentEncoding(credentials.user) + ':'
        + QUrl::toPercentEncoding(credentials.password);
    m_fits = secret.size() <= kLibavAuth && !credentials.user.contains(u':');
    const qsizetype host = url.indexOf(u"://"_s) + 3;
    m_bytes = url.left(host).toUtf8() + secret + '@' + url.mid(host).toUtf8();
    secret.fill('\0');
}

SecretUrl::~SecretUrl()
{
    m_bytes.fill('\0');
}

void Deadline::closeBy(qint64 atMs)
{
    m_closing = true;
    m_atMs = atMs;
}

bool Deadline::isOver() const
{
    return (m_stop && !m_closing) || threadMs() > m_atMs;
}

AVIOInterruptCB Deadline::callback()
{
    return {[](void* self) { return int(static_cast<Deadline*>(self)->isOver()); }, this};
}

Trouble troubleOfOpening(int error, int serverStatus)
{
    if (serverStatus == 453)
        return Trouble::TooManyViewers;
    if (serverStatus == 461 || serverStatus == 415)
        return Trouble::UnknownCodec;
    switch (error) {
    case AVERROR_HTTP_UNAUTHORIZED:
    case AVERROR_HTTP_FORBIDDEN: return Trouble::WrongPassword;
    case AVERROR_HTTP_NOT_FOUND: return Trouble::MissingStream;
    case AVERROR_HTTP_BAD_REQUEST:
    case AVERROR_HTTP_OTHER_4XX:
    case AVERROR_HTTP_SERVER_ERROR: return Trouble::CameraBusy;
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_PROTOCOL_NOT_FOUND:
    case AVERROR_STREAM_NOT_FOUND:
    case AVERROR_PATCHWELCOME: return Trouble::UnknownCodec;
    case AVERROR_EXIT:
    case AVERROR_INVALIDDATA:
    case AVERROR(ETIMEDOUT): return Trouble::NoAnswer;
    case AVERROR(ENOENT): return Trouble::MissingStream;
    default: return Trouble::Unreachable;
    }
}

Trouble troubleOfReading(int error)
{
    if (error == AVERROR_EOF)
        return Trouble::Ended;
    return error == AVERROR_EXIT || error == AVERROR(ETIMEDOUT) ? Trouble::NoPackets
                                                                 : Trouble::Unreachable;
}

StreamEnd LibavInput::resolve()
{
    const QString host = hostOf(m_link.address.url);
    if (host.isEmpty())
        return {};
    m_link.tell({SourceEvent::Kind::Resolving, Trouble::None, {}});
    if (!resolves(host))
        return {Trouble::HostUnknown, u"no address for "_s + host};
    return {};
}

StreamEnd LibavInput::open(const Credentials& credentials)
{
    useLibavLog();
    forgetServerStatus();
    if (const StreamEnd end = resolve(); end.trouble != Trouble::None || m_link.stop)
        return end;
    m_link.tell({SourceEvent::Kind::Connecting, Trouble::None, {}});
    const SecretUrl url(m_link.address.url, credentials);
    if (!url.fits())
        return {Trouble::WrongPassword, u"user and password are too long for the decoder library"_s};
    Options options;
    if (m_kind == SourceKind::Rtsp) {
        options.set("rtsp_transport", "tcp");
        options.set("timeout", QByteArray::number(m_link.limits.openMs * 1000));
        options.set("allowed_media_types", "video");
        options.set("protocol_whitelist", "rtsp,rtsps,rtp,tcp,tls,crypto");
        options.set("format_whitelist", "rtsp,rtp,sdp");
        options.set("fflags", "nobuffer");
        options.set("max_delay", "100000");
        options.set("probesize", "65536");
        options.set("analyzeduration", "200000");
    } else {
        options.set("protocol_whitelist", "file");
        options.set("format_whitelist", "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,h264,hevc,mpegts,avi");
    }
    m_context = avformat_alloc_context();
    if (!m_context)
        return {Trouble::Unreachable, u"no memory"_s};
    m_deadline.set(threadMs() + m_link.limits.openMs);
    m_context->interrupt_callback = m_deadline.callback();
    const int error = avformat_open_input(&m_context, url.bytes(), nullptr, options.get());
    if (error < 0) {
        m_context = nullptr;  // libav has freed it
        const int status = serverStatus();
        // What libav makes of an interrupted step differs from step to step.
        const Trouble trouble = m_deadline.isOver() && status == 0 ? Trouble::NoAnswer
                                                                   : troubleOfOpening(error, status);
        return {m_link.stop ? Trouble::None : trouble,
                (status ? QString::number(status) + u' ' : QString()) + libavText(error)};
    }
    // libav needs the address no more; its copy has the password in it.
    av_freep(&m_context->url);
    m_context->url = av_strdup("");
    return findVideo();
}

StreamEnd LibavInput::findVideo()
{
    if (m_kind == SourceKind::File) {
        m_deadline.set(threadMs() + m_link.limits.openMs);
        if (const int error = avformat_find_stream_info(m_context, nullptr); error < 0)
            return {Trouble::UnknownCodec, libavText(error)};
    }
    for (unsigned i = 0; i < m_context->nb_streams && m_video < 0; ++i) {
        if (m_context->streams[i]->codecpar->codec_type == AVMEDIA_TYPE_VIDEO)
            m_video = int(i);
    }
    if (m_video < 0)
        return {Trouble::UnknownCodec, u"no video"_s};
    for (unsigned i = 0; i < m_context->nb_streams; ++i) {
        if (int(i) != m_video)
            m_context->streams[i]->discard = AVDISCARD_ALL;
    }
    return {};
}

int LibavInput::read(AVPacket* packet, qint64 deadlineMs)
{
    m_deadline.set(deadlineMs);
    return av_read_frame(m_context, packet);
}

void LibavInput::close()
{
    if (!m_context)
        return;
    m_deadline.closeBy(threadMs() + kCloseMs);
    avformat_close_input(&m_context);
}

}  // namespace kydai::media
