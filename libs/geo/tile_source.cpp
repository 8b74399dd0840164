// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/tile_source.h"

#include <cmath>

#include <QStringList>
#include <QtEndian>

#include "geo/inflate.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr char kPngSignature[] = "\x89PNG\r\n\x1a\n";

bool isVector(TileFormat format)
{
    return format == TileFormat::Mvt;
}

template <typename T> T bigEndian(QByteArrayView bytes, qsizetype at)
{
    return qFromBigEndian<T>(bytes.data() + at);
}

template <typename T> T littleEndian(QByteArrayView bytes, qsizetype at)
{
    return qFromLittleEndian<T>(bytes.data() + at);
}

std::optional<QSize> pngSize(QByteArrayView bytes)
{
    if (bytes.size() < 33 || bytes.sliced(12, 4) != QByteArrayView("IHDR"))
        return std::nullopt;
    const quint32 width = bigEndian<quint32>(bytes, 16);
    const quint32 height = bigEndian<quint32>(bytes, 20);
    if (width > 0x7fffffff || height > 0x7fffffff)
        return std::nullopt;
    // The end mark, with its checksum, tells a whole file; some writers leave bytes behind it.
    const qsizetype end = bytes.lastIndexOf(QByteArrayView("IEND"));
    if (end < 0 || bytes.size() - end < 8)
        return std::nullopt;
    return QSize(int(width), int(height));
}

std::optional<QSize> jpegSize(QByteArrayView bytes)
{
    if (bytes.lastIndexOf(QByteArrayView("\xff\xd9", 2)) < 0)  // no end of image: cut
        return std::nullopt;
    qsizetype at = 2;
    while (at + 4 <= bytes.size()) {
        if (uchar(bytes[at]) != 0xff)
            return std::nullopt;
        const uchar marker = uchar(bytes[at + 1]);
        if (marker == 0xff) {  // fill byte
            ++at;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {  // marks without a body
            at += 2;
            continue;
        }
        const qsizetype length = bigEndian<quint16>(bytes, at + 2);
        const bool frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8
            && marker != 0xcc;
        if (frame) {
            if (at + 9 > bytes.size())
                return std::nullopt;
            return QSize(bigEndian<quint16>(bytes, at + 7), bigEndian<quint16>(bytes, at + 5));
        }
        if (length < 2 || marker == 0xd9 || marker == 0xda)
            return std::nullopt;
        at += 2 + length;
    }
    return std::nullopt;
}

std::optional<QSize> webpSize(QByteArrayView bytes)
{
    if (bytes.size() < 30 || qint64(littleEndian<quint32>(bytes, 4)) + 8 > bytes.size())
        return std::nullopt;
    const QByteArrayView kind = bytes.sliced(12, 4);
    if (kind == QByteArrayView("VP8 "))
        return QSize(littleEndian<quint16>(bytes, 26) & 0x3fff,
            littleEndian<quint16>(bytes, 28) & 0x3fff);
    if (kind == QByteArrayView("VP8L") && bytes[20] == 0x2f) {
        const quint32 packed = littleEndian<quint32>(bytes, 21);
        return QSize(int(packed & 0x3fff) + 1, int(packed >> 14 & 0x3fff) + 1);
    }
    if (kind == QByteArrayView("VP8X")) {
        return QSize(int(littleEndian<quint32>(bytes, 23) >> 8) + 1,
            int(littleEndian<quint32>(bytes, 26) >> 8) + 1);
    }
    return std::nullopt;
}

}  // namespace

const char* nameOf(TileFormat format)
{
    switch (format) {
    case TileFormat::Png: return "png";
    case TileFormat::Jpeg: return "jpeg";
    case TileFormat::Webp: return "webp";
    case TileFormat::Mvt: return "mvt";
    }
    return "";
}

WorldBox TileSourceInfo::area() const
{
    const World corner = toWorld({southWest.lon, northEast.lat});
    const World other = toWorld({northEast.lon, southWest.lat});
    return {corner.x, corner.y, other.x, other.y};
}

std::optional<TileFormat> formatOf(QByteArrayView bytes)
{
    if (bytes.startsWith(QByteArrayView(kPngSignature, 8)))
        return TileFormat::Png;
    if (bytes.startsWith(QByteArrayView("\xff\xd8\xff", 3)))
        return TileFormat::Jpeg;
    if (bytes.size() >= 16 && bytes.startsWith(QByteArrayView("RIFF"))
        && bytes.sliced(8, 4) == QByteArrayView("WEBP"))
        return TileFormat::Webp;
    // Field 3 (layers) with a length: how every vector tile begins.
    if (bytes.size() >= 2 && bytes[0] == 0x1a)
        return TileFormat::Mvt;
    return std::nullopt;
}

Result<TileData> openTile(QByteArrayView stored, std::optional<TileFormat> expected)
{
    TileData data;
    if (stored.size() > kMaxTileBytes)
        return fail(ErrorCode::TooLarge, {u"tile"_s, QString::number(kMaxTileBytes)});
    if (isGzip(stored)) {
        Result<QByteArray> plain = inflate(stored, kMaxTileBytes);
        if (!plain)
            return tl::unexpected<Error>(plain.error());
        data.bytes = std::move(*plain);
    } else {
        data.bytes = stored.toByteArray();
    }
    if (data.bytes.isEmpty()) {
        if (expected && !isVector(*expected))
            return fail(ErrorCode::Corrupt, {}, u"empty picture"_s);
        data.format = TileFormat::Mvt;
        return data;
    }
    const std::optional<TileFormat> found = formatOf(data.bytes);
    if (!found)
        return fail(ErrorCode::Corrupt, {}, u"neither a picture nor a vector tile"_s);
    // A pack that mixes png and jpeg is common and harmless; pictures for vectors are not.
    if (expected && isVector(*expected) != isVector(*found))
        return fail(ErrorCode::Corrupt, {}, u"another kind of tile than the pack declares"_s);
    data.format = *found;
    return data;
}

std::optional<QSize> pictureSize(const TileData& picture)
{
    switch (picture.format) {
    case TileFormat::Png: return pngSize(picture.bytes);
    case TileFormat::Jpeg: return jpegSize(picture.bytes);
    case TileFormat::Webp: return webpSize(picture.bytes);
    case TileFormat::Mvt: break;
    }
    return std::nullopt;
}

Result<void> checkPicture(const TileData& picture)
{
    const std::optional<QSize> size = pictureSize(picture);
    if (!size)
        return fail(ErrorCode::Corrupt, {}, u"a damaged picture"_s);
    if (size->width() != size->height() || size->width() < 1 || size->width() > kMaxTilePixels) {
        return fail(ErrorCode::Corrupt, {},
            u"a picture of %1 x %2"_s.arg(size->width()).arg(size->height()));
    }
    return {};
}

bool readBounds(const QString& text, TileSourceInfo& info)
{
    const QStringList parts = text.split(u',');
    if (parts.size() != 4)
        return false;
    double value[4];
    for (int i = 0; i < 4; ++i) {
        bool ok = false;
        value[i] = parts[i].trimmed().toDouble(&ok);
        if (!ok || !std::isfinite(value[i]))
            return false;
    }
    const bool inside = value[0] >= -180 && value[2] <= 180 && value[1] >= -90 && value[3] <= 90;
    if (!inside || value[0] > value[2] || value[1] > value[3])
        return false;
    info.southWest = {value[0], value[1]};
    info.northEast = {value[2], value[3]};
    return true;
}

}  // namespace kydai::geo
