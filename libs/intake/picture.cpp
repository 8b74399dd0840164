// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/picture.h"

#include "intake/bytes.h"

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> broken(const QString& why)
{
    return fail(ErrorCode::BadInput, {u"image"_s}, why);
}

// JFIF density and Adobe's colour transform change how a picture decodes; the colour profile (APP2
// "ICC_PROFILE") how it looks. All other application segments and comments go.
bool keepsJpegSegment(quint32 marker, QByteArrayView payload)
{
    if (marker == 0xE0)
        return payload.startsWith("JFIF");
    if (marker == 0xE2)
        return payload.startsWith("ICC_PROFILE");
    if (marker == 0xEE)
        return payload.startsWith("Adobe") && payload.size() <= 16;
    return !(marker >= 0xE0 && marker <= 0xEF) && marker != 0xFE;
}

// End of the entropy coded data that starts at `at`: the next marker that is neither a restart nor
// an escaped 0xFF. -1 when the bytes end first.
qsizetype endOfScan(QByteArrayView b, qsizetype at)
{
    while (true) {
        at = b.indexOf('\xFF', at);
        if (at < 0 || at + 1 >= b.size())
            return -1;
        const quint32 next = byteAt(b, at + 1);
        if (next != 0 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7))
            return at;
        at += next == 0xFF ? 1 : 2;
    }
}

Result<QByteArray> jpegOnly(QByteArrayView b)
{
    QByteArray out("\xFF\xD8", 2);
    out.reserve(b.size());
    qsizetype at = 2;
    bool scanned = false;
    while (at + 2 <= b.size()) {
        if (byteAt(b, at) != 0xFF)
            return broken(u"no JPEG marker where one must be"_s);
        const quint32 marker = byteAt(b, at + 1);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        if (marker == 0xD9) {
            if (!scanned)
                return broken(u"JPEG without a scan"_s);
            out.append("\xFF\xD9", 2);
            return out;  // what follows the end (a second picture, a film) is no part of it
        }
        if (isJpegStandalone(marker) || at + 4 > b.size())
            return broken(u"unexpected JPEG marker"_s);
        const qsizetype length = be16(b, at + 2);
        if (length < 2 || at + 2 + length > b.size())
            return broken(u"JPEG segment cut off"_s);
        if (keepsJpegSegment(marker, b.sliced(at + 4, length - 2)))
            out.append(b.sliced(at, 2 + length));
        at += 2 + length;
        if (marker == 0xDA) {
            const qsizetype end = endOfScan(b, at);
            if (end < 0)
                return broken(u"JPEG scan cut off"_s);
            out.append(b.sliced(at, end - at));
            at = end;
            scanned = true;
        }
    }
    return broken(u"JPEG without an end"_s);
}

Result<QByteArray> pngOnly(QByteArrayView b)
{
    static constexpr QByteArrayView kKept[] = {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA",
                                               "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs",
                                               "acTL", "fcTL", "fdAT"};
    QByteArray out(b.first(8).toByteArray());
    out.reserve(b.size());
    bool data = false;
    qsizetype at = 8;
    while (at + 12 <= b.size()) {
        const quint32 length = be32(b, at);
        if (length > 0x7FFFFFFF || at + 12 + static_cast<qsizetype>(length) > b.size())
            return broken(u"PNG chunk cut off"_s);
        const QByteArrayView type = b.sliced(at + 4, 4);
        const qsizetype whole = 12 + static_cast<qsizetype>(length);
        if (std::find(std::begin(kKept), std::end(kKept), type) != std::end(kKept))
            out.append(b.sliced(at, whole));
        data = data || type == "IDAT";
        at += whole;
        if (type == "IEND") {
            if (!data)
                return broken(u"PNG without picture data"_s);
            return out;
        }
    }
    return broken(u"PNG without an end"_s);
}

Result<QByteArray> webpOnly(QByteArrayView b)
{
    const qint64 size = 8 + static_cast<qint64>(le32(b, 4));
    if (size > b.size() || size < 20)
        return broken(u"WebP cut off"_s);
    static constexpr QByteArrayView kKept[] = {"VP8X", "VP8 ", "VP8L", "ALPH",
                                               "ANIM", "ANMF", "ICCP"};
    QByteArray out(b.first(12).toByteArray());
    bool data = false;
    qsizetype at = 12;
    while (at + 8 <= size) {
        const QByteArrayView type = b.sliced(at, 4);
        const qint64 length = le32(b, at + 4);
        if (at + 8 + length > size)
            return broken(u"WebP chunk cut off"_s);
        const qsizetype whole = 8 + length + (length & 1);
        if (std::find(std::begin(kKept), std::end(kKept), type) != std::end(kKept)) {
            const qsizetype start = out.size();
            out.append(b.sliced(at, 8 + length));
            if (length & 1)
                out.append('\0');
            if (type == "VP8X" && length >= 1)  // says no EXIF and no XMP any more
                out[start + 8] =
                    static_cast<char>(static_cast<unsigned char>(out[start + 8]) & ~0x0Cu);
        }
        data = data || type == "VP8 " || type == "VP8L" || type == "ANMF";
        at += whole;
    }
    if (!data)
        return broken(u"WebP without picture data"_s);
    const quint32 riff = static_cast<quint32>(out.size() - 8);
    for (int i = 0; i < 4; ++i)
        out[4 + i] = static_cast<char>(riff >> (8 * i) & 0xFF);
    return out;
}

}  // namespace

Result<QByteArray> pictureOnly(QByteArrayView bytes, ImageKind kind)
{
    switch (kind) {
    case ImageKind::Jpeg:
        return jpegOnly(bytes);
    case ImageKind::Png:
        return pngOnly(bytes);
    case ImageKind::Webp:
        return webpOnly(bytes);
    }
    return broken(u"unknown kind"_s);
}

}  // namespace kydai::intake
