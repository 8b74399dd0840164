// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/mbtiles.h"

#include <algorithm>

#include <sqlite3.h>

#include "storage/db.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr int kMaxMetadata = 200;          // rows that are read
constexpr int kMaxText = 4000;             // characters of one value that are kept
constexpr int kStepsAtOnce = 10000;        // virtual machine steps between two looks at the budget
constexpr int kTileBudget = 1000;          // 10 million steps: a plain lookup takes some twenty
constexpr int kScanBudget = 400000;        // 4 billion: counting a pack of 100 million tiles

// Ends a statement of a hostile file that would never end.
class Budget
{
public:
    Budget(const Db& db, int looks) : m_handle(db.handle()), m_left(looks)
    {
        sqlite3_progress_handler(m_handle, kStepsAtOnce, spend, this);
    }
    ~Budget() { sqlite3_progress_handler(m_handle, 0, nullptr, nullptr); }
    Budget(const Budget&) = delete;
    Budget& operator=(const Budget&) = delete;

private:
    static int spend(void* self) { return --static_cast<Budget*>(self)->m_left < 0 ? 1 : 0; }
    sqlite3* m_handle;
    int m_left;
};

Result<Db> openPack(const QString& path)
{
    DbOptions options;
    options.readOnly = true;
    options.create = false;
    Result<Db> db = Db::open(path, options);
    if (db)
        sqlite3_limit(db->handle(), SQLITE_LIMIT_LENGTH, int(kMaxTileBytes) + (1 << 20));
    return db;
}

class Reader : public TileReader
{
public:
    Reader(Db db, std::optional<TileFormat> declared) : m_db(std::move(db)), m_declared(declared) {}

    Result<std::optional<TileData>> tile(TileId id) override
    {
        if (!isValid(id))
            return std::optional<TileData>();
        const Budget budget(m_db, kTileBudget);
        Result<Statement> row = m_db.prepare(
            "SELECT tile_data FROM tiles WHERE zoom_level=?1 AND tile_column=?2 AND tile_row=?3");
        if (!row)
            return tl::unexpected<Error>(row.error());
        const Result<bool> found = row->bindAll(id.z, id.x, flipRow(id.z, id.y)).step();
        if (!found)
            return tl::unexpected<Error>(found.error());
        if (!*found || row->isNull(0))
            return std::optional<TileData>();
        Result<TileData> data = openTile(row->blobView(0), m_declared);
        if (!data)
            return tl::unexpected<Error>(data.error());
        return std::optional<TileData>(std::move(*data));
    }

private:
    Db m_db;
    std::optional<TileFormat> m_declared;
};

std::optional<TileFormat> declaredFormat(const QString& text)
{
    const QString format = text.trimmed().toLower();
    if (format == "png"_L1)
        return TileFormat::Png;
    if (format == "jpg"_L1 || format == "jpeg"_L1)
        return TileFormat::Jpeg;
    if (format == "webp"_L1)
        return TileFormat::Webp;
    if (format == "pbf"_L1 || format == "mvt"_L1
        || format == "application/vnd.mapbox-vector-tile"_L1)
        return TileFormat::Mvt;
    return std::nullopt;
}

// The tile of a query's first row; nothing when there is no row or it names no tile.
Result<std::optional<TileId>> idOf(const Db& db, QByteArrayView sql, int z, int column)
{
    Result<Statement> row = db.prepare(sql);
    if (!row)
        return tl::unexpected<Error>(row.error());
    const Result<bool> any = row->bindAll(z, column).step();
    if (!any)
        return tl::unexpected<Error>(any.error());
    if (!*any)
        return std::optional<TileId>();
    const qint64 last = (qint64(1) << z) - 1;
    const qint64 x = row->toInt(0);
    const qint64 y = row->toInt(1);
    if (x < 0 || y < 0 || x > last || y > last)
        return std::optional<TileId>();
    return std::optional<TileId>({z, int(x), flipRow(z, int(y))});
}

// A date somebody may read: RFC 3339 or what a tool wrote in its place, but one line.
QString oneLine(const QString& text)
{
    return text.left(kMaxText).simplified();
}

}  // namespace

Result<std::shared_ptr<const MbTiles>> MbTiles::open(const QString& path)
{
    const Result<Db> db = openPack(path);
    if (!db)
        return tl::unexpected<Error>(db.error());
    std::shared_ptr<MbTiles> pack(new MbTiles(path));
    const Budget budget(*db, kScanBudget);
    if (const Result<void> read = pack->readInfo(*db); !read)
        return tl::unexpected<Error>(read.error());
    return pack;
}

void MbTiles::takeMetadata(const QString& name, const QString& value)
{
    const QString text = oneLine(value);
    if (name == "name"_L1) {
        m_info.name = text;
    } else if (name == "description"_L1) {
        m_info.description = text;
    } else if (name == "attribution"_L1) {
        m_info.attribution = text;
    } else if (name == "license"_L1 || name == "licence"_L1) {
        m_info.licence = text;
    } else if (name == "date"_L1 || name == "mtime"_L1 || name == "planetiler:osm:osmosisreplicationtime"_L1) {
        m_info.date = text;
    } else if (name == "bounds"_L1) {
        readBounds(text, m_info);  // what is no area leaves the whole square
    } else if (name == "format"_L1) {
        m_declared = declaredFormat(text);
    } else if (name == "minzoom"_L1 || name == "maxzoom"_L1) {
        bool ok = false;
        const int zoom = text.toInt(&ok);
        if (!ok || zoom < 0 || zoom > kMaxZoom)
            return;
        const bool upper = name == "maxzoom"_L1;
        (upper ? m_info.maxZoom : m_info.minZoom) = zoom;
        m_hasZooms[upper ? 1 : 0] = true;
    }
}

Result<void> MbTiles::readInfo(const Db& db)
{
    Result<Statement> first = db.prepare("SELECT zoom_level, tile_column, tile_row, tile_data "
                                         "FROM tiles WHERE tile_data IS NOT NULL LIMIT 1");
    if (!first) {
        if (first.error().code != ErrorCode::Internal)
            return tl::unexpected<Error>(first.error());
        return fail(ErrorCode::Unsupported, {u"tiles"_s}, first.error().detail);
    }
    if (Result<Statement> rows = db.prepare("SELECT name, value FROM metadata LIMIT ?1"); rows) {
        rows->bindAll(kMaxMetadata);
        Result<bool> row = rows->step();
        for (; row && *row; row = rows->step())
            takeMetadata(rows->toText(0).toLower(), rows->toText(1));
        if (!row)
            return tl::unexpected<Error>(row.error());
    }
    const Result<bool> any = first->step();
    if (!any)
        return tl::unexpected<Error>(any.error());
    if (!*any)
        return fail(ErrorCode::Unsupported, {u"empty"_s}, u"no tile in it"_s);
    const Result<TileData> data = openTile(first->blobView(3), std::nullopt);
    if (!data && !m_declared)
        return fail(ErrorCode::Unsupported, {u"format"_s}, data.error().detail);
    m_info.format = data ? data->format : *m_declared;
    // What the pack's tiles are outweighs what it says they are.
    if (data && m_declared && *m_declared != data->format)
        m_declared = data->format;
    if (m_hasZooms[0] && m_hasZooms[1] && m_info.minZoom <= m_info.maxZoom)
        return {};
    const Result<qint64> low = db.scalar("SELECT min(zoom_level) FROM tiles");
    const Result<qint64> high = db.scalar("SELECT max(zoom_level) FROM tiles");
    if (!low || !high)
        return tl::unexpected<Error>(!low ? low.error() : high.error());
    if (*low < 0 || *high > kMaxZoom)
        return fail(ErrorCode::Corrupt, {}, u"zoom levels beyond any map"_s);
    m_info.minZoom = int(*low);
    m_info.maxZoom = int(*high);
    return {};
}

Result<std::unique_ptr<TileReader>> MbTiles::reader() const
{
    Result<Db> db = openPack(m_path);
    if (!db)
        return tl::unexpected<Error>(db.error());
    return std::unique_ptr<TileReader>(
        std::make_unique<Reader>(std::move(*db), m_info.format));
}

Result<qint64> MbTiles::countTiles() const
{
    const Result<Db> db = openPack(m_path);
    if (!db)
        return tl::unexpected<Error>(db.error());
    const Budget budget(*db, kScanBudget);
    return db->scalar("SELECT count(*) FROM tiles");
}

Result<QList<TileId>> MbTiles::sampleTiles() const
{
    const Result<Db> db = openPack(m_path);
    if (!db)
        return tl::unexpected<Error>(db.error());
    const Budget budget(*db, kScanBudget);
    QList<TileId> found;
    // The first, the middle and the last column of each zoom, through the pack's own index.
    constexpr QByteArrayView upwards =
        "SELECT tile_column, tile_row FROM tiles WHERE zoom_level=?1 AND tile_column>=?2 "
        "ORDER BY tile_column, tile_row LIMIT 1";
    constexpr QByteArrayView downwards =
        "SELECT tile_column, tile_row FROM tiles WHERE zoom_level=?1 AND tile_column<=?2 "
        "ORDER BY tile_column DESC, tile_row DESC LIMIT 1";
    const World middle{(m_info.area().left + m_info.area().right) / 2, 0};
    for (int z = m_info.minZoom; z <= m_info.maxZoom; ++z) {
        const std::pair<QByteArrayView, int> asks[] = {
            {upwards, 0}, {upwards, tileAt(middle, z).x}, {downwards, (1 << z) - 1}};
        for (const auto& [sql, column] : asks) {
            const Result<std::optional<TileId>> id = idOf(*db, sql, z, column);
            if (!id)
                return tl::unexpected<Error>(id.error());
            if (*id && !found.contains(**id))
                found.append(**id);
        }
    }
    return found;
}

}  // namespace kydai::geo
