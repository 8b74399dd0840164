// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityvideo/encode.h"

#include <algorithm>
#include <cstring>
#include <mutex>

#include <QCryptographicHash>
#include <QSize>
#include <QStringList>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavutil/opt.h>
}

namespace kydai::cityvideo {

using namespace Qt::StringLiterals;

namespace {

// To be raised when the drawing or the coding changes, so that no kept stream shows the old one.
constexpr int kVersion = 1;

struct FreeContext {
    void operator()(AVCodecContext* c) const { avcodec_free_context(&c); }
};
struct FreeFrame {
    void operator()(AVFrame* f) const { av_frame_free(&f); }
};
struct FreePacket {
    void operator()(AVPacket* p) const { av_packet_free(&p); }
};
using Context = std::unique_ptr<AVCodecContext, FreeContext>;
using Frame = std::unique_ptr<AVFrame, FreeFrame>;
using CodedPacket = std::unique_ptr<AVPacket, FreePacket>;

int keyInterval(const StreamSpec& spec)
{
    return spec.keyEvery > 0 ? std::min(spec.keyEvery, 600) : 2 * std::clamp(spec.scene.fps, 1, 60);
}

bool takesPlanes(const AVCodec* codec)
{
    for (const AVPixelFormat* f = codec->pix_fmts; f && *f != AV_PIX_FMT_NONE; ++f)
        if (*f == AV_PIX_FMT_YUV420P)
            return true;
    return false;
}

// libx264 first; then whatever else there is that takes plain pictures.
QList<const AVCodec*> encoders()
{
    QList<const AVCodec*> list;
    void* at = nullptr;
    while (const AVCodec* codec = av_codec_iterate(&at)) {
        if (codec->id != AV_CODEC_ID_H264 || !av_codec_is_encoder(codec) || !takesPlanes(codec))
            continue;
        if (std::strcmp(codec->name, "libx264") == 0)
            list.prepend(codec);
        else
            list.append(codec);
    }
    return list;
}

Context opened(const AVCodec* codec, const StreamSpec& spec, QSize size)
{
    Context c(avcodec_alloc_context3(codec));
    if (!c)
        return nullptr;
    const int fps = std::clamp(spec.scene.fps, 1, 60);
    c->width = size.width();
    c->height = size.height();
    c->pix_fmt = AV_PIX_FMT_YUV420P;
    c->time_base = {1, fps};
    c->framerate = {fps, 1};
    c->gop_size = keyInterval(spec);
    c->max_b_frames = 0;
    c->thread_count = 1;
    c->color_range = AVCOL_RANGE_MPEG;
    c->colorspace = AVCOL_SPC_SMPTE170M;
    if (spec.kbits > 0) {
        c->bit_rate = qint64(spec.kbits) * 1000;
        c->rc_max_rate = c->bit_rate;
        c->rc_buffer_size = static_cast<int>(std::min<qint64>(c->bit_rate, INT_MAX));
    }
    const auto set = [&c](const char* name, const char* value) {
        av_opt_set(c->priv_data, name, value, 0);  // an encoder without that option goes without
    };
    set("preset", "veryfast");
    set("sc_threshold", "0");
    set("forced-idr", "1");
    set("aud", "1");
    if (spec.kbits <= 0)
        set("crf", "25");
    return avcodec_open2(c.get(), codec, nullptr) >= 0 ? std::move(c) : nullptr;
}

void copyPlane(const std::vector<quint8>& from, int width, quint8* to, int stride)
{
    const auto w = static_cast<size_t>(width);
    for (size_t y = 0; y * w < from.size(); ++y)
        std::memcpy(to + y * static_cast<size_t>(stride), &from[y * w], w);
}

bool send(AVCodecContext* c, AVFrame* frame, AVPacket* packet, QByteArray& out)
{
    if (avcodec_send_frame(c, frame) < 0)
        return false;
    while (avcodec_receive_packet(c, packet) >= 0) {
        const QByteArray unit(reinterpret_cast<const char*>(packet->data), packet->size);
        // An encoder without delimiters is given them.
        if (!unit.startsWith(QByteArray("\0\0\0\1\x09", 5)) && !unit.startsWith(QByteArray("\0\0\1\x09", 4)))
            out += QByteArray("\0\0\0\1\x09\xf0", 6);
        out += unit;
        av_packet_unref(packet);
    }
    return true;
}

Result<QByteArray> codedBytes(AVCodecContext* c, cityscene::Scene& scene, int frames, int keyEvery,
                              const std::atomic<bool>& stop)
{
    const Frame frame(av_frame_alloc());
    const CodedPacket packet(av_packet_alloc());
    frame->format = AV_PIX_FMT_YUV420P;
    frame->width = c->width;
    frame->height = c->height;
    QByteArray out;
    for (int n = 0; n < frames; ++n) {
        if (stop)
            return fail(ErrorCode::Later, {}, u"told to stop"_s);
        if (!frame->data[0] && av_frame_get_buffer(frame.get(), 0) < 0)
            return fail(ErrorCode::Internal, {}, u"no memory for a picture"_s);
        if (av_frame_make_writable(frame.get()) < 0)
            return fail(ErrorCode::Internal, {}, u"no memory for a picture"_s);
        const cityscene::Picture picture = scene.picture(n);
        copyPlane(picture.y, picture.width, frame->data[0], frame->linesize[0]);
        copyPlane(picture.u, picture.width / 2, frame->data[1], frame->linesize[1]);
        copyPlane(picture.v, picture.width / 2, frame->data[2], frame->linesize[2]);
        frame->pts = n;
        frame->pict_type = n % keyEvery == 0 ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE;
        if (!send(c, frame.get(), packet.get(), out) || out.size() > kMaxStreamBytes)
            return fail(ErrorCode::Internal, {}, u"a picture could not be coded"_s);
    }
    if (!send(c, nullptr, packet.get(), out))
        return fail(ErrorCode::Internal, {}, u"the coder did not end"_s);
    return out;
}

}  // namespace

QString keyOf(const StreamSpec& spec)
{
    const cityscene::SceneSpec& s = spec.scene;
    const QString text = u"%1 %2 %3 %4 %5x%6 %7 %8 %9"_s
                             .arg(static_cast<int>(s.place)).arg(static_cast<int>(s.light))
                             .arg(static_cast<int>(s.weather)).arg(s.seed).arg(s.width).arg(s.height)
                             .arg(s.fps).arg(s.frames).arg(s.grain)
        + u" %1 %2 %3"_s.arg(spec.kbits).arg(keyInterval(spec)).arg(s.label);
    const QByteArray hash = QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256);
    return u"v%1-%2"_s.arg(kVersion).arg(QString::fromLatin1(hash.first(16).toHex()));
}

Result<QByteArray> encode(const StreamSpec& spec, const std::atomic<bool>& stop)
{
    static std::once_flag quiet;
    std::call_once(quiet, [] { av_log_set_level(AV_LOG_ERROR); });
    cityscene::Scene scene(spec.scene);
    const cityscene::Canvas& first = scene.draw(0);
    const QSize size(first.width(), first.height());
    const int frames = std::clamp(spec.scene.frames, 1, 1800);
    QStringList tried;
    for (const AVCodec* codec : encoders()) {
        tried.append(QString::fromLatin1(codec->name));
        const Context context = opened(codec, spec, size);
        if (!context)
            continue;
        return codedBytes(context.get(), scene, frames, keyInterval(spec), stop);
    }
    return fail(ErrorCode::Unsupported, {u"h264"_s}, u"no encoder for H.264 works here (tried: %1)"_s.arg(tried.join(u", "_s)));
}

}  // namespace kydai::cityvideo
