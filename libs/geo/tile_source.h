// SPDX-License-Identifier: GPL-3.0-or-later
// Where tiles come from. A TileSource is opened once, never changes and may be asked from any
// thread; it makes a TileReader (its own connection, its own caches) for each thread that reads.
#pragma once

#include <memory>
#include <optional>

#include <QByteArray>
#include <QSize>
#include <QString>

#include "core/result.h"
#include "geo/tile.h"

namespace kydai::geo {

inline constexpr qsizetype kMaxTileBytes = 16 << 20;  // one tile, after opening its packing
inline constexpr int kMaxTilePixels = 2048;           // side of a picture tile

enum class TileFormat { Png, Jpeg, Webp, Mvt };
const char* nameOf(TileFormat format);  // "png", "jpeg", "webp", "mvt"

struct TileData {
    QByteArray bytes;  // never packed: a picture file or a vector tile's protobuf
    TileFormat format = TileFormat::Png;
};

// What a pack says of itself. All text is foreign: show it as plain text.
struct TileSourceInfo {
    QString name;
    QString description;
    QString attribution;
    QString licence;
    QString date;     // as written in the pack; may be empty
    LonLat southWest{-180, -85.0511287798066};
    LonLat northEast{180, 85.0511287798066};
    int minZoom = 0;
    int maxZoom = 0;
    TileFormat format = TileFormat::Mvt;

    WorldBox area() const;
};

// One thread at a time. Errors: Corrupt (damaged), TooLarge, Unsupported, Io, Busy (interrupted).
class TileReader
{
public:
    virtual ~TileReader() = default;
    // Nothing when the source has no such tile; an invalid id is such a one.
    virtual Result<std::optional<TileData>> tile(TileId id) = 0;
};

class TileSource
{
public:
    virtual ~TileSource() = default;
    virtual const TileSourceInfo& info() const = 0;
    virtual Result<std::unique_ptr<TileReader>> reader() const = 0;
};

// What a tile's first bytes say: a picture's signature, or the first layer of a vector tile.
std::optional<TileFormat> formatOf(QByteArrayView bytes);
// Opens gzip where there is some, then tells the format. An empty tile is an empty vector tile.
// `expected` decides what the bytes leave open; a picture where a vector tile was expected, or the
// other way round, is Corrupt. TooLarge beyond kMaxTileBytes.
Result<TileData> openTile(QByteArrayView stored, std::optional<TileFormat> expected);
// Width and height from a picture's header, without decoding it; nothing when it is damaged or cut.
std::optional<QSize> pictureSize(const TileData& picture);
// Corrupt unless it is square and 1 … kMaxTilePixels on a side.
Result<void> checkPicture(const TileData& picture);

// "west,south,east,north" in degrees; nothing unless it names an area of the earth.
bool readBounds(const QString& text, TileSourceInfo& info);

}  // namespace kydai::geo
