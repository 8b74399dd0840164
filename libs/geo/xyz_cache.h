// SPDX-License-Identifier: GPL-3.0-or-later
// The tiles of one tile server kept on disk: SQLite, bounded in bytes, the longest unused go first.
// Thread: one at a time; other threads read through reader(). A cache may always be lost: a damaged
// file, or one of another server, is emptied when it is opened.
#pragma once

#include "core/seams.h"
#include "geo/tile_source.h"
#include "storage/db.h"

namespace kydai::geo {

struct CachedTile {
    std::optional<TileData> data;  // nothing = the server has no such tile
    QByteArray etag;               // as the server wrote it
    QByteArray lastModified;
    qint64 fetchedMs = 0;          // UTC
    qint64 expiresMs = 0;          // UTC; still good to show after it, but to be asked about
};

class XyzCache
{
public:
    static constexpr qint64 kRowBytes = 200;      // what a row costs beside its body, about
    static constexpr qint64 kUsedStepMs = 60'000; // "used" is written no finer, to spare writes

    // `clock` must outlive the cache. limitBytes > 0.
    static Result<XyzCache> open(const QString& path, const QString& urlTemplate,
        qint64 limitBytes, const Clock& clock);

    // Also marks it as used. Nothing when it is not there.
    Result<std::optional<CachedTile>> find(TileId id);
    // Keeps it, then drops the longest unused until 9/10 of the limit are held, if it is passed. A
    // tile larger than an eighth of the limit is not kept.
    Result<void> store(TileId id, const CachedTile& tile);
    Result<void> renew(TileId id, qint64 expiresMs);  // the server said: unchanged
    Result<void> clear();

    qint64 bytes() const { return m_bytes; }
    qint64 limitBytes() const { return m_limit; }
    Result<qint64> countTiles() const;

    // What is stored, fresh or not, for drawing without the server; any thread, own connection.
    static Result<std::unique_ptr<TileReader>> reader(const QString& path);

private:
    XyzCache(Db db, qint64 limit, const Clock& clock);
    Result<void> prepare(const QString& urlTemplate);
    Result<void> trim();
    Result<void> remove(qint64 row);

    Db m_db;
    qint64 m_limit;
    const Clock* m_clock;
    qint64 m_bytes = 0;
};

}  // namespace kydai::geo
