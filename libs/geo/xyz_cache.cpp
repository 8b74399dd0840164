// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/xyz_cache.h"

#include "storage/files.h"
#include "storage/transaction.h"

using namespace Qt::StringLiterals;

namespace kydai::geo {

namespace {

constexpr int kVersion = 1;
constexpr qint32 kApplicationId = 0x4b445459;  // "KDTY"

constexpr QByteArrayView kSchema =
    "CREATE TABLE origin(template TEXT NOT NULL) STRICT;"
    "CREATE TABLE tile(id INTEGER PRIMARY KEY, z INTEGER NOT NULL, x INTEGER NOT NULL,"
    " y INTEGER NOT NULL, format INTEGER NOT NULL, body BLOB, etag BLOB NOT NULL,"
    " modified BLOB NOT NULL, fetched INTEGER NOT NULL, expires INTEGER NOT NULL,"
    " used INTEGER NOT NULL, bytes INTEGER NOT NULL, UNIQUE(z, x, y)) STRICT;"
    "CREATE INDEX tile_used ON tile(used);";

DbOptions options(bool readOnly)
{
    DbOptions made;
    made.sync = DbOptions::Sync::Normal;
    made.readOnly = readOnly;
    made.create = !readOnly;
    made.applicationId = kApplicationId;
    made.journalLimitBytes = 8 << 20;
    return made;
}

std::optional<TileData> bodyOf(const Statement& row, int formatColumn, int bodyColumn)
{
    const qint64 format = row.toInt(formatColumn);
    if (row.isNull(bodyColumn) || format < 0 || format > qint64(TileFormat::Mvt))
        return std::nullopt;
    return TileData{row.toBlob(bodyColumn), TileFormat(format)};
}

class Reader : public TileReader
{
public:
    explicit Reader(Db db) : m_db(std::move(db)) {}

    Result<std::optional<TileData>> tile(TileId id) override
    {
        Result<Statement> row =
            m_db.prepare("SELECT format, body FROM tile WHERE z=?1 AND x=?2 AND y=?3");
        if (!row)
            return tl::unexpected<Error>(row.error());
        const Result<bool> found = row->bindAll(id.z, id.x, id.y).step();
        if (!found)
            return tl::unexpected<Error>(found.error());
        return *found ? bodyOf(*row, 0, 1) : std::nullopt;
    }

private:
    Db m_db;
};

qint64 costOf(const CachedTile& tile)
{
    return XyzCache::kRowBytes + tile.etag.size() + tile.lastModified.size()
        + (tile.data ? tile.data->bytes.size() : 0);
}

}  // namespace

XyzCache::XyzCache(Db db, qint64 limit, const Clock& clock)
    : m_db(std::move(db)), m_limit(limit), m_clock(&clock)
{
}

Result<XyzCache> XyzCache::open(const QString& path, const QString& urlTemplate, qint64 limitBytes,
    const Clock& clock)
{
    KYDAI_ASSERT(limitBytes > 0);
    Error error;
    for (int attempt = 0; attempt < 2; ++attempt) {
        Result<Db> db = Db::open(path, options(false));
        if (db) {
            XyzCache cache(std::move(*db), limitBytes, clock);
            const Result<void> ready = cache.prepare(urlTemplate);
            if (ready)
                return cache;
            error = ready.error();
        } else {
            error = db.error();
        }
        const bool rubbish = error.code == ErrorCode::Corrupt || error.code == ErrorCode::Unsupported
            || error.code == ErrorCode::Internal;
        if (!rubbish)
            break;
        if (const Result<void> gone = removeDatabase(path); !gone)
            return tl::unexpected<Error>(gone.error());
    }
    return tl::unexpected<Error>(error);
}

Result<void> XyzCache::prepare(const QString& urlTemplate)
{
    const Result<int> version = m_db.userVersion();
    if (!version)
        return tl::unexpected<Error>(version.error());
    if (*version != 0 && *version != kVersion)
        return fail(ErrorCode::Unsupported, {}, u"a cache of another version"_s);
    if (*version == 0) {
        if (const Result<void> made = inTransaction(m_db, [this]() -> Result<void> {
                if (Result<void> done = m_db.exec(kSchema); !done)
                    return done;
                return m_db.setUserVersion(kVersion);
            }); !made)
            return made;
    }
    bool same = false;
    {
        Result<Statement> origin = m_db.prepare("SELECT 1 FROM origin WHERE template=?1");
        if (!origin)
            return tl::unexpected<Error>(origin.error());
        const Result<bool> found = origin->bindAll(urlTemplate).step();
        if (!found)
            return tl::unexpected<Error>(found.error());
        same = *found;
    }
    if (!same) {
        const Result<void> emptied = inTransaction(m_db, [&]() -> Result<void> {
            if (Result<void> done = m_db.exec("DELETE FROM tile; DELETE FROM origin;"); !done)
                return done;
            Result<Statement> in = m_db.prepare("INSERT INTO origin VALUES(?1)");
            return in ? in->bindAll(urlTemplate).run() : tl::unexpected<Error>(in.error());
        });
        if (!emptied)
            return emptied;
    }
    const Result<qint64> sum = m_db.scalar("SELECT coalesce(sum(bytes), 0) FROM tile");
    if (!sum)
        return tl::unexpected<Error>(sum.error());
    m_bytes = *sum;
    return trim();
}

Result<std::optional<CachedTile>> XyzCache::find(TileId id)
{
    CachedTile tile;
    qint64 row = 0;
    const qint64 now = m_clock->nowMs();
    {
        Result<Statement> get = m_db.prepare("SELECT id, format, body, etag, modified, fetched, "
                                             "expires, used FROM tile WHERE z=?1 AND x=?2 AND y=?3");
        if (!get)
            return tl::unexpected<Error>(get.error());
        const Result<bool> found = get->bindAll(id.z, id.x, id.y).step();
        if (!found)
            return tl::unexpected<Error>(found.error());
        if (!*found)
            return std::optional<CachedTile>();
        tile.data = bodyOf(*get, 1, 2);
        tile.etag = get->toBlob(3);
        tile.lastModified = get->toBlob(4);
        tile.fetchedMs = get->toInt(5);
        tile.expiresMs = get->toInt(6);
        const qint64 used = get->toInt(7);
        // A clock set back leaves times of the future; they are brought down, too.
        if (now - used >= kUsedStepMs || used > now)
            row = get->toInt(0);
    }
    if (row != 0) {
        Result<Statement> mark = m_db.prepare("UPDATE tile SET used=?1 WHERE id=?2");
        // The tile is good even where the mark cannot be written (a full disk).
        if (mark)
            static_cast<void>(mark->bindAll(now, row).run());
    }
    return std::optional(std::move(tile));
}

Result<void> XyzCache::store(TileId id, const CachedTile& tile)
{
    const qint64 cost = costOf(tile);
    if (cost > m_limit / 8)
        return {};
    qint64 before = 0;
    const Result<void> stored = inTransaction(m_db, [&]() -> Result<void> {
        {
            Result<Statement> old =
                m_db.prepare("SELECT bytes FROM tile WHERE z=?1 AND x=?2 AND y=?3");
            if (!old)
                return tl::unexpected<Error>(old.error());
            const Result<bool> found = old->bindAll(id.z, id.x, id.y).step();
            if (!found)
                return tl::unexpected<Error>(found.error());
            before = *found ? old->toInt(0) : 0;
        }
        Result<Statement> put = m_db.prepare(
            "INSERT OR REPLACE INTO tile(z,x,y,format,body,etag,modified,fetched,expires,used,bytes)"
            " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)");
        if (!put)
            return tl::unexpected<Error>(put.error());
        const QByteArray body = tile.data ? tile.data->bytes : QByteArray();
        // A null array binds NULL, which means "no such tile"; an empty tile is not null.
        const QByteArray kept = tile.data && body.isNull() ? QByteArray("") : body;
        const auto orEmpty = [](const QByteArray& a) { return a.isNull() ? QByteArray("") : a; };
        return put->bindAll(id.z, id.x, id.y, tile.data ? int(tile.data->format) : 0, kept,
                      orEmpty(tile.etag), orEmpty(tile.lastModified), tile.fetchedMs, tile.expiresMs,
                      m_clock->nowMs(), cost)
            .run();
    });
    if (!stored)
        return stored;
    m_bytes += cost - before;
    return m_bytes > m_limit ? trim() : Result<void>();
}

Result<void> XyzCache::renew(TileId id, qint64 expiresMs)
{
    Result<Statement> put =
        m_db.prepare("UPDATE tile SET expires=?1, fetched=?2 WHERE z=?3 AND x=?4 AND y=?5");
    if (!put)
        return tl::unexpected<Error>(put.error());
    return put->bindAll(expiresMs, m_clock->nowMs(), id.z, id.x, id.y).run();
}

Result<void> XyzCache::clear()
{
    const Result<void> done = m_db.exec("DELETE FROM tile");
    if (done)
        m_bytes = 0;
    return done;
}

Result<void> XyzCache::remove(qint64 row)
{
    Result<Statement> drop = m_db.prepare("DELETE FROM tile WHERE id=?1");
    return drop ? drop->bindAll(row).run() : tl::unexpected<Error>(drop.error());
}

Result<void> XyzCache::trim()
{
    if (m_bytes <= m_limit)
        return {};
    qint64 left = m_bytes;
    const Result<void> trimmed = inTransaction(m_db, [&]() -> Result<void> {
        while (left > m_limit / 10 * 9) {
            std::pair<qint64, qint64> oldest;
            {
                Result<Statement> row =
                    m_db.prepare("SELECT id, bytes FROM tile ORDER BY used, id LIMIT 1");
                if (!row)
                    return tl::unexpected<Error>(row.error());
                const Result<bool> found = row->step();
                if (!found)
                    return tl::unexpected<Error>(found.error());
                if (!*found) {
                    left = 0;
                    break;
                }
                oldest = {row->toInt(0), row->toInt(1)};
            }
            if (Result<void> gone = remove(oldest.first); !gone)
                return gone;
            left -= oldest.second;
        }
        return {};
    });
    if (trimmed)
        m_bytes = left;
    return trimmed;
}

Result<qint64> XyzCache::countTiles() const
{
    return m_db.scalar("SELECT count(*) FROM tile");
}

Result<std::unique_ptr<TileReader>> XyzCache::reader(const QString& path)
{
    Result<Db> db = Db::open(path, options(true));
    if (!db)
        return tl::unexpected<Error>(db.error());
    return std::unique_ptr<TileReader>(std::make_unique<Reader>(std::move(*db)));
}

}  // namespace kydai::geo
