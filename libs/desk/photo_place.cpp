// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/photo_place.h"

#include <cmath>

namespace kydai::desk {

namespace {

constexpr quint16 kGpsPointer = 0x8825, kLatRef = 1, kLat = 2, kLonRef = 3, kLon = 4;
constexpr quint16 kRational = 5, kLong = 4, kAscii = 2;
constexpr int kEntryBytes = 12;
constexpr double kEarthMetres = 6'371'008.8;
constexpr double kRadians = 3.14159265358979323846 / 180;

// The TIFF structure inside an Exif segment; reading beyond its end gives zero and spoils the answer.
class Tiff
{
public:
    explicit Tiff(QByteArrayView bytes)
        : m_bytes(bytes), m_big(bytes.startsWith("MM")), m_ok(m_big || bytes.startsWith("II"))
    {
        m_ok = m_ok && u16(2) == 42;
    }
    bool ok() const { return m_ok; }
    quint32 u8(qint64 at)
    {
        if (at < 0 || at >= m_bytes.size()) {
            m_ok = false;
            return 0;
        }
        return static_cast<uchar>(m_bytes[at]);
    }
    quint32 u16(qint64 at) { return m_big ? u8(at) << 8 | u8(at + 1) : u8(at + 1) << 8 | u8(at); }
    quint32 u32(qint64 at)
    {
        return m_big ? u16(at) << 16 | u16(at + 2) : u16(at + 2) << 16 | u16(at);
    }
    // Position of the entry of this tag in the directory at `ifd`; -1 = none.
    qint64 entry(qint64 ifd, quint16 tag, quint16 type, quint32 count)
    {
        const quint32 entries = u16(ifd);
        for (quint32 n = 0; n < entries && m_ok; ++n) {
            const qint64 at = ifd + 2 + n * kEntryBytes;
            if (u16(at) == tag)
                return u16(at + 2) == type && u32(at + 4) == count ? at : -1;
        }
        return -1;
    }
    // Degrees, minutes and seconds as three rationals.
    std::optional<double> degrees(qint64 entryAt)
    {
        double sum = 0, unit = 1;
        const qint64 values = u32(entryAt + 8);
        for (int n = 0; n < 3; ++n, unit *= 60) {
            const quint32 top = u32(values + n * 8), bottom = u32(values + n * 8 + 4);
            if (!m_ok || bottom == 0)
                return std::nullopt;
            sum += static_cast<double>(top) / bottom / unit;
        }
        return sum;
    }

private:
    QByteArrayView m_bytes;
    bool m_big;
    bool m_ok;
};

std::optional<LatLon> placeOfTiff(QByteArrayView bytes)
{
    Tiff tiff(bytes);
    if (!tiff.ok())
        return std::nullopt;
    const qint64 pointer = tiff.entry(tiff.u32(4), kGpsPointer, kLong, 1);
    if (pointer < 0)
        return std::nullopt;
    const qint64 gps = tiff.u32(pointer + 8);
    const qint64 latRef = tiff.entry(gps, kLatRef, kAscii, 2), lat = tiff.entry(gps, kLat, kRational, 3);
    const qint64 lonRef = tiff.entry(gps, kLonRef, kAscii, 2), lon = tiff.entry(gps, kLon, kRational, 3);
    if (latRef < 0 || lat < 0 || lonRef < 0 || lon < 0)
        return std::nullopt;
    const auto north = tiff.degrees(lat), east = tiff.degrees(lon);
    if (!north || !east || *north > 90 || *east > 180)
        return std::nullopt;
    LatLon place{tiff.u8(latRef + 8) == 'S' ? -*north : *north,
                 tiff.u8(lonRef + 8) == 'W' ? -*east : *east};
    // A camera without a fix writes zeros.
    if (!tiff.ok() || (*north == 0 && *east == 0))
        return std::nullopt;
    return place;
}

}  // namespace

std::optional<LatLon> placeOfPhoto(QByteArrayView jpeg)
{
    jpeg = jpeg.first(std::min<qsizetype>(jpeg.size(), kExifReach));
    const auto byte = [&jpeg](qsizetype at) { return static_cast<uchar>(jpeg[at]); };
    if (jpeg.size() < 4 || byte(0) != 0xff || byte(1) != 0xd8)
        return std::nullopt;
    qsizetype at = 2;
    while (at + 4 <= jpeg.size() && byte(at) == 0xff && byte(at + 1) != 0xda) {
        const qsizetype length = byte(at + 2) << 8 | byte(at + 3);
        if (length < 2 || at + 2 + length > jpeg.size())
            return std::nullopt;
        const QByteArrayView segment = jpeg.sliced(at + 4, length - 2);
        if (byte(at + 1) == 0xe1 && segment.startsWith(QByteArrayView("Exif\0\0", 6)))
            return placeOfTiff(segment.sliced(6));
        at += 2 + length;
    }
    return std::nullopt;
}

double metresBetween(const LatLon& a, const LatLon& b)
{
    const double dLat = (b.lat - a.lat) * kRadians / 2, dLon = (b.lon - a.lon) * kRadians / 2;
    const double h = std::sin(dLat) * std::sin(dLat)
        + std::cos(a.lat * kRadians) * std::cos(b.lat * kRadians) * std::sin(dLon) * std::sin(dLon);
    return 2 * kEarthMetres * std::asin(std::min(1.0, std::sqrt(h)));
}

}  // namespace kydai::desk
