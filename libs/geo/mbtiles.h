// SPDX-License-Identifier: GPL-3.0-or-later
// MBTiles 1.3: tiles, pictures or vectors, in one SQLite file. Opened read-only; nothing of the
// file's own SQL is trusted: a query that runs past its budget of steps ends with Busy.
// Threads: as TileSource says.
#pragma once

#include "geo/tile_source.h"

namespace kydai {
class Db;
}

namespace kydai::geo {

class MbTiles : public TileSource
{
public:
    // Errors: Missing (no file), Corrupt (no SQLite, damaged), Unsupported with params[0] "tiles"
    // (no table of tiles), "empty" (no tile in it) or "format" (tiles of an unknown kind).
    static Result<std::shared_ptr<const MbTiles>> open(const QString& path);

    const TileSourceInfo& info() const override { return m_info; }
    Result<std::unique_ptr<TileReader>> reader() const override;
    // Counts the table: a look at every row, seconds for a pack of gigabytes.
    Result<qint64> countTiles() const;
    // Up to three ids of each zoom, for a check; not sorted.
    Result<QList<TileId>> sampleTiles() const;

private:
    explicit MbTiles(QString path) : m_path(std::move(path)) {}
    Result<void> readInfo(const Db& db);
    void takeMetadata(const QString& name, const QString& value);

    QString m_path;
    TileSourceInfo m_info;
    std::optional<TileFormat> m_declared;
    bool m_hasZooms[2] = {false, false};
};

}  // namespace kydai::geo
