// SPDX-License-Identifier: GPL-3.0-or-later
// The header and directories of PMTiles v3, as bytes. Any thread; pure functions.
#pragma once

#include <vector>

#include "core/result.h"
#include "geo/tile_source.h"

namespace kydai::geo {

inline constexpr qsizetype kPmHeaderBytes = 127;
inline constexpr qsizetype kMaxPmDirectory = 4 << 20;   // one directory, opened: a million entries
inline constexpr int kMaxPmDepth = 4;                   // root and leaves below leaves

enum class PmPacking : quint8 { Unknown = 0, None = 1, Gzip = 2, Brotli = 3, Zstd = 4 };

struct PmRange { quint64 offset = 0, length = 0; };  // bytes

struct PmHeader {
    PmRange root, metadata, leaves, tiles;  // all inside the file
    quint64 addressedTiles = 0;             // 0 = unknown
    PmPacking inner = PmPacking::None;      // of directories and metadata
    PmPacking tilePacking = PmPacking::None;
    std::optional<TileFormat> format;       // nothing = the tiles tell
    int minZoom = 0, maxZoom = 0;
    LonLat southWest, northEast;
};

// Errors: Unsupported with params[0] "pmtiles" (no such file), "version", "packing" or "format";
// Corrupt with params[0] "truncated" (a part lies beyond fileSize) or "directory".
Result<PmHeader> readPmHeader(QByteArrayView first127, quint64 fileSize);

struct PmEntry {
    quint64 id = 0;       // Hilbert number of the first tile
    quint64 offset = 0;   // from the start of the tiles, or of the leaves
    quint32 length = 0;   // bytes, never 0
    quint32 run = 0;      // tiles with the same bytes; 0 = a leaf directory stands there
};

// An opened directory: ids ascend, runs do not overlap, every entry lies inside `tileBytes` or
// `leafBytes`. Memory follows the bytes given. Corrupt with params[0] "directory" otherwise.
Result<std::vector<PmEntry>> readPmDirectory(QByteArrayView plain, quint64 tileBytes,
    quint64 leafBytes);
QByteArray writePmDirectory(const std::vector<PmEntry>& entries);  // for packs made here and tests

// The entry that holds the tile, or the leaf to look in; null when there is none.
const PmEntry* findPmEntry(const std::vector<PmEntry>& entries, quint64 id);

}  // namespace kydai::geo
