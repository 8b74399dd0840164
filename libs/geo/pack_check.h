// SPDX-License-Identifier: GPL-3.0-or-later
// What a file is that somebody dropped on the map, or why it is no map. Any thread; reads the file,
// writes nothing; seconds for a pack of gigabytes, so not on the thread of the screen.
#pragma once

#include "geo/geojson.h"
#include "geo/tile_source.h"

namespace kydai::geo {

enum class PackKind { MbTiles, PmTiles, GeoJson };
const char* nameOf(PackKind kind);  // "mbtiles", "pmtiles", "geojson"

struct PackReport {
    PackKind kind = PackKind::MbTiles;
    TileSourceInfo info;
    qint64 tiles = 0;      // 0 = the pack does not tell; of GeoJSON: features
    qint64 fileBytes = 0;
    int checkedTiles = 0;  // tiles that were read and decoded for this report
    QString warning;       // English, technical: what is broken but bearable; mostly empty
};

// Why a file is refused: params[0] of the Error is nameOf() of one of these. Append only.
enum class PackRefusal {
    Missing,      // "missing": no such file, a folder, or not readable
    Empty,        // "empty": no bytes, or no tile in it
    Unknown,      // "unknown": none of the kinds the map reads
    OsmExtract,   // "osm-extract": .osm.pbf; to be made into a pack first
    Archive,      // "archive": zip, gzip, 7z …; to be opened first
    Pointer,      // "pointer": a version store's pointer to the file, not the file itself
    NoTiles,      // "no-tiles": SQLite, but without a table of tiles
    Format,       // "format": tiles of a kind the map cannot draw
    Version,      // "version": PMTiles 1 or 2
    Packing,      // "packing": brotli or zstd
    Truncated,    // "truncated": the file ends too early
    Directory,    // "directory": its directory is damaged
    Tile,         // "tile": a tile in it is damaged
    Damaged,      // "damaged": anything else that is broken in it
    Json,         // "json": no JSON, or no GeoJSON
    Position,     // "position": its coordinates are no degrees
    TooLarge,     // "too-large"
    Busy,         // "busy": its own SQL does not end, or another program writes to it
};
const char* nameOf(PackRefusal refusal);
PackRefusal refusalOf(const Error& error);  // of an Error that checkPack or openPack returned

// Opens the file, reads some tiles of each zoom (at most 100 in all), decodes them and tells.
Result<PackReport> checkPack(const QString& path);

// The source of a file of any kind, for drawing; checks only what opening needs.
Result<std::shared_ptr<const TileSource>> openPack(const QString& path,
    const GeoJsonOptions& options = {});

}  // namespace kydai::geo
