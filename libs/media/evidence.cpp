// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/evidence.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QTimeZone>

#include "media/mp4_writer.h"
#include "media/picture_decoder.h"

namespace kydai::media {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMaxText = 2000;  // of a reason or a name in the manifest
constexpr int kLargestSide = 8192;

QString utc(qint64 ms, const QString& format = u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'"_s)
{
    return QDateTime::fromMSecsSinceEpoch(ms, QTimeZone::utc()).toString(format);
}

// A name of which nothing lies in the folder yet.
Result<QString> freeName(const EvidenceOrder& order, qint64 fromMs, const QString& ending)
{
    QString base;
    for (QChar c : order.camera.left(32))
        base += c.unicode() < 128 && (c.isLetterOrNumber() || c == u'-') ? c : QChar(u'_');
    base += u'-' + utc(fromMs, u"yyyyMMdd-HHmmss"_s);
    const QDir folder(order.folder);
    if (!folder.exists())
        return fail(ErrorCode::Io, {}, u"no such folder"_s);
    for (int n = 0; n < 1000; ++n) {
        const QString name = n == 0 ? base : base + u'-' + QString::number(n);
        if (!folder.exists(name + ending) && !folder.exists(name + u".json"_s))
            return folder.filePath(name);
    }
    return fail(ErrorCode::Io, {}, u"the folder is full of such files"_s);
}

Result<void> seal(EvidenceFile& file)
{
    QFile bytes(file.path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!bytes.open(QIODevice::ReadOnly) || !hash.addData(&bytes))
        return fail(ErrorCode::Io, {}, bytes.errorString());
    file.sha256 = hash.result();
    file.bytes = bytes.size();
    return {};
}

Result<void> save(const QString& path, const QByteArray& bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return fail(ErrorCode::Io, {}, file.errorString());
    return {};
}

QJsonObject describeFile(const EvidenceFile& file)
{
    return {{u"file"_s, QFileInfo(file.path).fileName()},
            {u"sha256"_s, QString::fromLatin1(file.sha256.toHex())},
            {u"bytes"_s, file.bytes},
            {u"from"_s, utc(file.fromMs)},
            {u"to"_s, utc(file.toMs)},
            {u"codec"_s, file.codec},
            {u"width"_s, file.size.width()},
            {u"height"_s, file.size.height()},
            {u"packets"_s, file.packets}};
}

Result<Evidence> withManifest(Evidence evidence, const QString& base, const QString& kind,
                              Profile profile, const EvidenceOrder& order, qint64 nowMs)
{
    QJsonArray files, marks;
    for (const EvidenceFile& file : std::as_const(evidence.files))
        files.append(describeFile(file));
    for (const ReplayMark& mark : order.marks)
        marks.append(QJsonObject{{u"at"_s, utc(mark.atMs)}, {u"label"_s, mark.label.left(kMaxText)}});
    const QJsonObject manifest{{u"format"_s, 1},
                               {u"kind"_s, kind},
                               {u"camera"_s, order.camera},
                               {u"camera_name"_s, order.cameraName.left(kMaxText)},
                               {u"profile"_s, profileCode(profile)},
                               {u"asked_from"_s, utc(order.fromMs)},
                               {u"asked_to"_s, utc(order.toMs)},
                               {u"operator"_s, order.operatorName.left(kMaxText)},
                               {u"reason"_s, order.reason.left(kMaxText)},
                               {u"made"_s, utc(nowMs)},
                               {u"program"_s, u"kydai "_s + QStringLiteral(KYDAI_VERSION)},
                               {u"marks"_s, marks},
                               {u"files"_s, files}};
    evidence.manifest = base + u".json"_s;
    if (const auto saved = save(evidence.manifest, QJsonDocument(manifest).toJson()); !saved)
        return tl::unexpected<Error>(saved.error());
    return evidence;
}

QSize sizeOf(const Packet& key)
{
    PictureDecoder decoder;
    if (decoder.open(*key.format, kLargestSide) && decoder.decode(key) > 0)
        return decoder.size();
    return key.format->size;
}

bool isSameFormat(const PacketFormat& a, const PacketFormat& b)
{
    return &a == &b || (a.codecId == b.codecId && a.extra == b.extra);
}

// One file of packets that share a format.
Result<EvidenceFile> writePart(std::span<const PacketPtr> packets, const QString& path)
{
    EvidenceFile file;
    file.path = path;
    file.fromMs = packets.front()->arrivedMs;
    file.toMs = packets.back()->arrivedMs;
    file.codec = packets.front()->format->codec;
    file.size = sizeOf(*packets.front());
    file.packets = int(packets.size());
    const QString partial = path + u".part"_s;
    Result<void> done = writeMp4(partial, packets, file.size);
    if (done && !QFile::rename(partial, path))
        done = fail(ErrorCode::Io, {}, u"cannot rename"_s);
    if (done)
        done = seal(file);
    if (!done) {
        QFile::remove(partial);
        return tl::unexpected<Error>(done.error());
    }
    return file;
}

}  // namespace

Result<Evidence> writeClip(const std::vector<PacketPtr>& packets, Profile profile,
                           const EvidenceOrder& order, qint64 nowMs)
{
    if (packets.empty() || !packets.front()->key)
        return fail(ErrorCode::Missing, {u"packets"_s});
    const auto base = freeName(order, packets.front()->arrivedMs, u".mp4"_s);
    if (!base)
        return tl::unexpected<Error>(base.error());
    Evidence evidence;
    for (size_t begin = 0; begin < packets.size();) {
        size_t end = begin + 1;
        while (end < packets.size()
               && isSameFormat(*packets[end]->format, *packets[begin]->format))
            ++end;
        const int number = int(evidence.files.size());
        const QString path = number == 0 ? *base + u".mp4"_s
                                         : *base + u"-part%1.mp4"_s.arg(number + 1);
        // What follows a change begins with a key frame, or cannot be decoded at all.
        if (packets[begin]->key) {
            auto file = writePart({packets.data() + begin, end - begin}, path);
            if (!file)
                return tl::unexpected<Error>(file.error());
            evidence.files.append(*file);
        }
        begin = end;
    }
    return withManifest(std::move(evidence), *base, u"clip"_s, profile, order, nowMs);
}

FramePtr pictureAt(const std::vector<PacketPtr>& packets, qint64 atMs)
{
    PictureDecoder decoder;
    const Packet* shown = nullptr;
    for (const PacketPtr& packet : packets) {
        if (packet->arrivedMs > atMs)
            break;
        if (!decoder.isFor(packet->format.get()))
            decoder.open(*packet->format, kLargestSide);
        if (decoder.decode(*packet) > 0)
            shown = packet.get();
    }
    auto frame = shown ? decoder.take({}) : nullptr;
    if (frame)
        frame->capturedMs = frame->positionMs = shown->arrivedMs;
    return frame;
}

Result<Evidence> writePicture(const std::vector<PacketPtr>& packets, Profile profile,
                              const EvidenceOrder& order, qint64 nowMs)
{
    const FramePtr frame = pictureAt(packets, order.toMs);
    if (!frame)
        return fail(ErrorCode::Missing, {u"packets"_s});
    const auto base = freeName(order, frame->capturedMs, u".png"_s);
    if (!base)
        return tl::unexpected<Error>(base.error());
    const Result<QByteArray> png = encodePng(*frame);
    if (!png)
        return tl::unexpected<Error>(png.error());
    EvidenceFile file{*base + u".png"_s, {}, 0, frame->capturedMs, frame->capturedMs, u"png"_s,
                      frame->size, 1};
    if (const auto saved = save(file.path, *png); !saved)
        return tl::unexpected<Error>(saved.error());
    if (const auto sealed = seal(file); !sealed)
        return tl::unexpected<Error>(sealed.error());
    return withManifest({{file}, {}}, *base, u"picture"_s, profile, order, nowMs);
}

}  // namespace kydai::media
