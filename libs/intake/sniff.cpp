// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/sniff.h"

#include "intake/bytes.h"
#include "intake/picture.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

Result<ImageInfo> bounded(ImageKind kind, quint32 width, quint32 height)
{
    if (width == 0 || height == 0)
        return fail(ErrorCode::BadInput, {u"image"_s}, u"empty picture"_s);
    if (width > kMaxImageSide || height > kMaxImageSide || qint64(width) * height > kMaxImagePixels)
        return fail(ErrorCode::TooLarge, {u"image"_s, QString::number(kMaxImagePixels)});
    return ImageInfo{kind, static_cast<int>(width), static_cast<int>(height)};
}

tl::unexpected<Error> broken(const QString& why)
{
    return fail(ErrorCode::BadInput, {u"image"_s}, why);
}

// The frame header (SOF) lies behind segments of any length: EXIF thumbnails, colour profiles.
Result<ImageInfo> sniffJpeg(QByteArrayView b)
{
    qsizetype at = 2;
    while (at + 4 <= b.size()) {
        if (byteAt(b, at) != 0xFF)
            return broken(u"no JPEG marker where one must be"_s);
        const quint32 marker = byteAt(b, at + 1);
        if (marker == 0xFF) {
            ++at;  // fill byte
            continue;
        }
        if (isJpegStandalone(marker))
            return broken(u"unexpected JPEG marker"_s);
        const quint32 length = be16(b, at + 2);
        if (length < 2)
            return broken(u"JPEG segment too short"_s);
        const bool frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8
            && marker != 0xCC;
        if (frame) {
            if (length < 8 || at + 9 > b.size())
                return broken(u"JPEG frame header cut off"_s);
            return bounded(ImageKind::Jpeg, be16(b, at + 7), be16(b, at + 5));
        }
        if (marker == 0xDA)
            return broken(u"JPEG scan before its frame header"_s);
        at += 2 + static_cast<qsizetype>(length);
    }
    return broken(u"JPEG ends before its frame header"_s);
}

Result<ImageInfo> sniffPng(QByteArrayView b)
{
    if (b.size() < 33 || be32(b, 8) != 13 || b.sliced(12, 4) != "IHDR")
        return broken(u"PNG without header"_s);
    return bounded(ImageKind::Png, be32(b, 16), be32(b, 20));
}

Result<ImageInfo> sniffWebp(QByteArrayView b)
{
    if (b.size() < 30)
        return broken(u"WebP cut off"_s);
    const QByteArrayView chunk = b.sliced(12, 4);
    if (chunk == "VP8X")
        return bounded(ImageKind::Webp, le24(b, 24) + 1, le24(b, 27) + 1);
    if (chunk == "VP8 ") {
        if (le24(b, 23) != 0x2A019D)
            return broken(u"WebP without key frame"_s);
        return bounded(ImageKind::Webp, le16(b, 26) & 0x3FFF, le16(b, 28) & 0x3FFF);
    }
    if (chunk == "VP8L") {
        if (byteAt(b, 20) != 0x2F)
            return broken(u"WebP lossless signature missing"_s);
        const quint32 bits = le32(b, 21);
        return bounded(ImageKind::Webp, (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
    }
    return broken(u"WebP of an unknown kind"_s);
}

}  // namespace

const char* mimeOf(ImageKind kind)
{
    switch (kind) {
    case ImageKind::Jpeg:
        return "image/jpeg";
    case ImageKind::Png:
        return "image/png";
    case ImageKind::Webp:
        return "image/webp";
    }
    return "application/octet-stream";
}

bool isPdf(QByteArrayView bytes)
{
    if (!bytes.startsWith("%PDF-1.") && !bytes.startsWith("%PDF-2."))
        return false;
    // Its end mark: writers put blanks or a signature's padding behind it.
    constexpr qsizetype kTail = 2048;
    const qsizetype tail = bytes.size() < kTail ? bytes.size() : kTail;
    return bytes.last(tail).lastIndexOf("%%EOF") >= 0;
}

bool isMp4(QByteArrayView b)
{
    constexpr int kMostBoxes = 4096;
    bool hasMovie = false;
    qsizetype at = 0;
    for (int n = 0; n < kMostBoxes && at < b.size(); ++n) {
        if (b.size() - at < 8)
            return false;
        const QByteArrayView type = b.sliced(at + 4, 4);
        quint64 length = be32(b, at);
        quint64 head = 8;
        if (length == 1) {
            if (b.size() - at < 16)
                return false;
            length = quint64(be32(b, at + 8)) << 32 | be32(b, at + 12);
            head = 16;
        } else if (length == 0) {
            length = quint64(b.size() - at);  // the last one, to the end
        }
        if (length < head || length > quint64(b.size() - at) || (n == 0) != (type == "ftyp"))
            return false;
        hasMovie = hasMovie || type == "moov";
        at += qsizetype(length);
    }
    return hasMovie && at == b.size();
}

Result<ImageInfo> sniffImage(QByteArrayView bytes)
{
    if (bytes.startsWith("\xFF\xD8\xFF"))
        return sniffJpeg(bytes);
    if (bytes.startsWith("\x89PNG\r\n\x1A\n"))
        return sniffPng(bytes);
    if (bytes.size() >= 16 && bytes.startsWith("RIFF") && bytes.sliced(8, 4) == "WEBP")
        return sniffWebp(bytes);
    return fail(ErrorCode::Unsupported, {u"image"_s}, u"neither JPEG, PNG nor WebP"_s);
}

}  // namespace kydai::intake
