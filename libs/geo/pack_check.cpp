// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/pack_check.h"

#include <algorithm>
#include <array>

#include "geo/mbtiles.h"
#include "geo/pmtiles.h"
#include "geo/vector_tile.h"
#include "storage/readfile.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr int kMaxChecked = 100;
constexpr qint64 kHeadBytes = 512;

constexpr std::array<const char*, 18> kRefusals = {"missing", "empty", "unknown", "osm-extract",
    "archive", "pointer", "no-tiles", "format", "version", "packing", "truncated", "directory",
    "tile", "damaged", "json", "position", "too-large", "busy"};

tl::unexpected<Error> refuse(PackRefusal why, const Error& cause)
{
    return fail(cause.code, {QString::fromLatin1(nameOf(why))}, cause.detail);
}

tl::unexpected<Error> refuse(PackRefusal why, const QString& detail)
{
    return fail(ErrorCode::Unsupported, {QString::fromLatin1(nameOf(why))}, detail);
}

// The refusal behind an error of a reader.
PackRefusal causeOf(const Error& error)
{
    const QString word = error.params.value(0);
    if (word == "tiles"_L1)
        return PackRefusal::NoTiles;
    if (word == "format"_L1)
        return PackRefusal::Format;
    if (word == "version"_L1)
        return PackRefusal::Version;
    if (word == "packing"_L1)
        return PackRefusal::Packing;
    if (word == "truncated"_L1)
        return PackRefusal::Truncated;
    if (word == "empty"_L1)
        return PackRefusal::Empty;
    if (word == "position"_L1)
        return PackRefusal::Position;
    if (error.code == ErrorCode::TooLarge)
        return PackRefusal::TooLarge;
    if (word == "directory"_L1)
        return PackRefusal::Directory;
    switch (error.code) {
    case ErrorCode::BadInput: return PackRefusal::Json;
    case ErrorCode::Missing:
    case ErrorCode::Io: return PackRefusal::Missing;
    case ErrorCode::Busy: return PackRefusal::Busy;
    default: return PackRefusal::Damaged;
    }
}

tl::unexpected<Error> refuse(const Error& error)
{
    return refuse(causeOf(error), error);
}

bool looksLikeJson(QByteArrayView head)
{
    if (head.startsWith(QByteArrayView("\xef\xbb\xbf")))
        head = head.sliced(3);
    for (const char c : head) {
        if (c == ' ' || c == '\t' || c == '\r' || c == '\n')
            continue;
        return c == '{' || c == '[';
    }
    return false;
}

bool looksLikeArchive(QByteArrayView head)
{
    for (const QByteArrayView mark : {QByteArrayView("PK\x03\x04", 4), QByteArrayView("\x1f\x8b", 2),
             QByteArrayView("7z\xbc\xaf\x27\x1c", 6), QByteArrayView("BZh", 3),
             QByteArrayView("\xfd" "7zXZ", 5), QByteArrayView("\x28\xb5\x2f\xfd", 4)}) {
        if (head.startsWith(mark))
            return true;
    }
    return false;
}

// What the first bytes say; a refusal for what is no map.
Result<PackKind> kindOf(QByteArrayView head)
{
    if (head.isEmpty())
        return refuse(PackRefusal::Empty, u"no bytes"_s);
    if (head.startsWith(QByteArrayView("SQLite format 3\0", 16)))
        return PackKind::MbTiles;
    if (head.startsWith(QByteArrayView("PMTiles")))
        return PackKind::PmTiles;
    if (head.size() >= 3 && head.startsWith(QByteArrayView("PM")) && (head[2] == 1 || head[2] == 2))
        return refuse(PackRefusal::Version, u"PMTiles 1 or 2"_s);
    if (head.first(std::min<qsizetype>(head.size(), 18)).contains(QByteArrayView("OSMHeader")))
        return refuse(PackRefusal::OsmExtract, u"an OpenStreetMap extract"_s);
    if (head.startsWith(QByteArrayView("version https://git-lfs")))
        return refuse(PackRefusal::Pointer, u"a Git LFS pointer"_s);
    if (looksLikeArchive(head))
        return refuse(PackRefusal::Archive, u"a packed file"_s);
    if (looksLikeJson(head))
        return PackKind::GeoJson;
    return refuse(PackRefusal::Unknown, u"no known signature"_s);
}

Result<PackKind> kindOfFile(const QString& path, qint64& size)
{
    const Result<ReadFile> file = ReadFile::open(path);
    if (!file)
        return refuse(PackRefusal::Missing, file.error());
    size = file->size();
    const Result<QByteArray> head = file->read(0, std::min(size, kHeadBytes));
    if (!head)
        return refuse(PackRefusal::Missing, head.error());
    return kindOf(*head);
}

// SQLite knows how many pages it wrote; a shorter file was cut on its way here.
Result<void> checkSqliteLength(const QString& path, qint64 size)
{
    const Result<ReadFile> file = ReadFile::open(path);
    const Result<QByteArray> head = file ? file->read(0, std::min<qint64>(size, 100))
                                         : Result<QByteArray>(tl::unexpected<Error>(file.error()));
    if (!head)
        return refuse(head.error());
    const auto byte = [&head](int at) { return qint64(uchar(head->at(at))); };
    if (head->size() < 100)
        return refuse(PackRefusal::Truncated, u"no whole header"_s);
    qint64 page = byte(16) << 8 | byte(17);
    if (page == 1)
        page = 65536;
    const qint64 pages = byte(28) << 24 | byte(29) << 16 | byte(30) << 8 | byte(31);
    // The count is good only when both change counters agree.
    const bool counted = head->mid(24, 4) == head->mid(92, 4);
    if (counted && pages * page > size)
        return refuse(PackRefusal::Truncated, u"%1 of %2 bytes"_s.arg(size).arg(pages * page));
    return {};
}

Result<void> checkTile(const TileData& data, PackReport& report)
{
    if (data.format != TileFormat::Mvt)
        return checkPicture(data);
    const Result<VectorTile> tile = decodeVectorTile(data.bytes);
    if (!tile)
        return tl::unexpected<Error>(tile.error());
    if (tile->faults > 0 && report.warning.isEmpty())
        report.warning = tile->firstFault;
    return {};
}

Result<void> checkTiles(const TileSource& source, const QList<TileId>& ids, PackReport& report)
{
    Result<std::unique_ptr<TileReader>> reader = source.reader();
    if (!reader)
        return refuse(reader.error());
    for (const TileId& id : ids.first(std::min<qsizetype>(ids.size(), kMaxChecked))) {
        const QString where = u"tile %1/%2/%3: "_s.arg(id.z).arg(id.x).arg(id.y);
        const Result<std::optional<TileData>> data = (*reader)->tile(id);
        Error error;
        if (!data) {
            error = data.error();
            if (error.code == ErrorCode::Busy || error.params.value(0) == "directory"_L1)
                return refuse(error);
        } else if (!*data) {
            error = Error{ErrorCode::Corrupt, {}, u"named, but not there"_s};
        } else if (const Result<void> good = checkTile(**data, report); !good) {
            error = good.error();
        } else {
            ++report.checkedTiles;
            continue;
        }
        error.detail = where + error.detail;
        return refuse(PackRefusal::Tile, error);
    }
    return {};
}

Result<void> checkMbTiles(const QString& path, PackReport& report)
{
    if (const Result<void> whole = checkSqliteLength(path, report.fileBytes); !whole)
        return whole;
    const auto pack = MbTiles::open(path);
    if (!pack)
        return refuse(pack.error());
    report.info = (*pack)->info();
    const Result<qint64> tiles = (*pack)->countTiles();
    if (!tiles)
        return refuse(tiles.error());
    report.tiles = *tiles;
    const Result<QList<TileId>> ids = (*pack)->sampleTiles();
    if (!ids)
        return refuse(ids.error());
    if (ids->isEmpty())
        return refuse(PackRefusal::Empty, u"no tile within the zooms it declares"_s);
    return checkTiles(**pack, *ids, report);
}

Result<void> checkPmTiles(const QString& path, PackReport& report)
{
    const auto pack = PmTiles::open(fileBytes(path));
    if (!pack)
        return refuse(pack.error());
    report.info = (*pack)->info();
    report.tiles = (*pack)->countTiles();
    const Result<QList<TileId>> ids = (*pack)->sampleTiles();
    if (!ids)
        return refuse(ids.error());
    if (ids->isEmpty())
        return refuse(PackRefusal::Empty, u"no tile in its directory"_s);
    return checkTiles(**pack, *ids, report);
}

Result<std::shared_ptr<const GeoJson>> openGeoJson(const QString& path,
    const GeoJsonOptions& options)
{
    const Result<QByteArray> json = readWhole(path, kMaxGeoJsonBytes);
    if (!json)
        return tl::unexpected<Error>(json.error());
    return GeoJson::parse(*json, options);
}

}  // namespace

const char* nameOf(PackKind kind)
{
    switch (kind) {
    case PackKind::MbTiles: return "mbtiles";
    case PackKind::PmTiles: return "pmtiles";
    case PackKind::GeoJson: return "geojson";
    }
    return "";
}

const char* nameOf(PackRefusal refusal)
{
    return kRefusals[size_t(refusal)];
}

PackRefusal refusalOf(const Error& error)
{
    const QString word = error.params.value(0);
    for (size_t i = 0; i < kRefusals.size(); ++i) {
        if (word == QLatin1String(kRefusals[i]))
            return PackRefusal(i);
    }
    return PackRefusal::Damaged;
}

Result<PackReport> checkPack(const QString& path)
{
    PackReport report;
    const Result<PackKind> kind = kindOfFile(path, report.fileBytes);
    if (!kind)
        return tl::unexpected<Error>(kind.error());
    report.kind = *kind;
    Result<void> checked;
    if (*kind == PackKind::MbTiles) {
        checked = checkMbTiles(path, report);
    } else if (*kind == PackKind::PmTiles) {
        checked = checkPmTiles(path, report);
    } else {
        const auto source = openGeoJson(path, {});
        if (!source)
            return refuse(source.error());
        report.info = (*source)->info();
        report.tiles = qint64((*source)->features().size());
    }
    if (!checked)
        return tl::unexpected<Error>(checked.error());
    return report;
}

Result<std::shared_ptr<const TileSource>> openPack(const QString& path,
    const GeoJsonOptions& options)
{
    qint64 size = 0;
    const Result<PackKind> kind = kindOfFile(path, size);
    if (!kind)
        return tl::unexpected<Error>(kind.error());
    const auto taken = [](const auto& source) -> Result<std::shared_ptr<const TileSource>> {
        if (!source)
            return refuse(source.error());
        return std::shared_ptr<const TileSource>(*source);
    };
    switch (*kind) {
    case PackKind::MbTiles: return taken(MbTiles::open(path));
    case PackKind::PmTiles: return taken(PmTiles::open(fileBytes(path)));
    case PackKind::GeoJson: return taken(openGeoJson(path, options));
    }
    return refuse(PackRefusal::Unknown, QString());
}

}  // namespace kydai::geo
