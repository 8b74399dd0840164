// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/pmtiles_directory.h"

#include <algorithm>
#include <limits>

#include <QtEndian>

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

auto badDirectory(const QString& why)
{
    return fail(ErrorCode::Corrupt, {u"directory"_s}, why);
}

class Varints
{
public:
    explicit Varints(QByteArrayView bytes) : m_bytes(bytes) {}

    quint64 next()
    {
        quint64 value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (m_at >= m_bytes.size())
                break;
            const quint64 byte = uchar(m_bytes[m_at++]);
            if (shift == 63 && byte > 1)
                break;
            value |= (byte & 0x7f) << shift;
            if (byte < 0x80)
                return value;
        }
        m_broken = true;
        return 0;
    }
    bool isBroken() const { return m_broken; }
    bool atEnd() const { return m_at == m_bytes.size(); }
    qsizetype left() const { return m_bytes.size() - m_at; }

private:
    QByteArrayView m_bytes;
    qsizetype m_at = 0;
    bool m_broken = false;
};

void putVarint(QByteArray& out, quint64 value)
{
    for (; value >= 0x80; value >>= 7)
        out.append(char(uchar(value) | 0x80));
    out.append(char(value));
}

double position(QByteArrayView header, qsizetype at)
{
    return qFromLittleEndian<qint32>(header.data() + at) / 1e7;
}

bool isInside(PmRange range, quint64 size)
{
    return range.offset <= size && range.length <= size - range.offset;
}

bool isReadable(PmPacking packing)
{
    return packing == PmPacking::None || packing == PmPacking::Gzip;
}

Result<std::optional<TileFormat>> formatFrom(uchar type)
{
    switch (type) {
    case 0: return std::optional<TileFormat>();
    case 1: return std::optional(TileFormat::Mvt);
    case 2: return std::optional(TileFormat::Png);
    case 3: return std::optional(TileFormat::Jpeg);
    case 4: return std::optional(TileFormat::Webp);
    default: return fail(ErrorCode::Unsupported, {u"format"_s}, u"tile type %1"_s.arg(int(type)));
    }
}

// Whether the entry lies in its section; checked without an overflow.
bool lies(const PmEntry& entry, quint64 tileBytes, quint64 leafBytes)
{
    return isInside({entry.offset, entry.length}, entry.run == 0 ? leafBytes : tileBytes);
}

}  // namespace

Result<PmHeader> readPmHeader(QByteArrayView first127, quint64 fileSize)
{
    if (!first127.startsWith(QByteArrayView("PM")))
        return fail(ErrorCode::Unsupported, {u"pmtiles"_s}, u"no PMTiles"_s);
    if (!first127.startsWith(QByteArrayView("PMTiles")) || first127.size() < 8 || first127[7] != 3)
        return fail(ErrorCode::Unsupported, {u"version"_s}, u"PMTiles of another version than 3"_s);
    if (first127.size() < kPmHeaderBytes)
        return fail(ErrorCode::Corrupt, {u"truncated"_s}, u"no whole header"_s);
    const auto number = [&](qsizetype at) {
        return qFromLittleEndian<quint64>(first127.data() + at);
    };
    PmHeader header;
    header.root = {number(8), number(16)};
    header.metadata = {number(24), number(32)};
    header.leaves = {number(40), number(48)};
    header.tiles = {number(56), number(64)};
    header.addressedTiles = number(72);
    header.inner = PmPacking(first127[97]);
    header.tilePacking = PmPacking(first127[98]);
    header.minZoom = uchar(first127[100]);
    header.maxZoom = uchar(first127[101]);
    header.southWest = {position(first127, 102), position(first127, 106)};
    header.northEast = {position(first127, 110), position(first127, 114)};
    // An unknown packing of tiles is tried as what the bytes show.
    if (!isReadable(header.inner)
        || (!isReadable(header.tilePacking) && header.tilePacking != PmPacking::Unknown))
        return fail(ErrorCode::Unsupported, {u"packing"_s}, u"neither plain nor gzip"_s);
    Result<std::optional<TileFormat>> format = formatFrom(uchar(first127[99]));
    if (!format)
        return tl::unexpected<Error>(format.error());
    header.format = *format;
    for (const PmRange range : {header.root, header.metadata, header.leaves, header.tiles}) {
        if (!isInside(range, fileSize))
            return fail(ErrorCode::Corrupt, {u"truncated"_s}, u"a part lies beyond the end"_s);
    }
    if (header.root.length == 0 || header.root.length > quint64(kMaxPmDirectory)
        || header.minZoom > header.maxZoom || header.maxZoom > kMaxZoom)
        return badDirectory(u"a header that cannot be"_s);
    return header;
}

Result<std::vector<PmEntry>> readPmDirectory(QByteArrayView plain, quint64 tileBytes,
    quint64 leafBytes)
{
    Varints in(plain);
    const quint64 count = in.next();
    // Each entry has four numbers of at least a byte.
    if (in.isBroken() || count > quint64(in.left()) / 4)
        return badDirectory(u"more entries than bytes"_s);
    std::vector<PmEntry> entries(static_cast<size_t>(count));
    quint64 id = 0;
    for (size_t i = 0; i < entries.size(); ++i) {
        const quint64 step = in.next();
        if (step > std::numeric_limits<quint64>::max() - id || (i > 0 && step == 0))
            return badDirectory(u"ids do not ascend"_s);
        entries[i].id = id += step;
    }
    for (PmEntry& entry : entries) {
        const quint64 run = in.next();
        if (run > std::numeric_limits<quint32>::max())
            return badDirectory(u"a run too long"_s);
        entry.run = quint32(run);
    }
    for (PmEntry& entry : entries) {
        const quint64 length = in.next();
        if (length == 0 || length > std::numeric_limits<quint32>::max())
            return badDirectory(u"an entry without or with too many bytes"_s);
        entry.length = quint32(length);
    }
    for (size_t i = 0; i < entries.size(); ++i) {
        const quint64 offset = in.next();
        if (offset == 0 && i == 0)
            return badDirectory(u"the first entry has no place"_s);
        // Both were found inside their section below, so the sum cannot overflow.
        entries[i].offset = offset == 0 ? entries[i - 1].offset + entries[i - 1].length : offset - 1;
        if (!lies(entries[i], tileBytes, leafBytes))
            return badDirectory(u"an entry beyond its section"_s);
        if (i > 0 && entries[i - 1].run > entries[i].id - entries[i - 1].id)
            return badDirectory(u"runs overlap"_s);
    }
    if (in.isBroken() || !in.atEnd())
        return badDirectory(u"cut short, or followed by something"_s);
    return entries;
}

QByteArray writePmDirectory(const std::vector<PmEntry>& entries)
{
    QByteArray out;
    putVarint(out, entries.size());
    quint64 last = 0;
    for (const PmEntry& entry : entries) {
        putVarint(out, entry.id - last);
        last = entry.id;
    }
    for (const PmEntry& entry : entries)
        putVarint(out, entry.run);
    for (const PmEntry& entry : entries)
        putVarint(out, entry.length);
    for (size_t i = 0; i < entries.size(); ++i) {
        const bool follows = i > 0
            && entries[i].offset == entries[i - 1].offset + entries[i - 1].length;
        putVarint(out, follows ? 0 : entries[i].offset + 1);
    }
    return out;
}

const PmEntry* findPmEntry(const std::vector<PmEntry>& entries, quint64 id)
{
    auto it = std::upper_bound(entries.begin(), entries.end(), id,
        [](quint64 wanted, const PmEntry& entry) { return wanted < entry.id; });
    if (it == entries.begin())
        return nullptr;
    --it;
    return it->run == 0 || id - it->id < it->run ? &*it : nullptr;
}

}  // namespace kydai::geo
