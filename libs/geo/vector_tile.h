// SPDX-License-Identifier: GPL-3.0-or-later
// Vector tiles (Mapbox Vector Tile specification, versions 1 and 2) decoded for drawing.
// Input is foreign: every count is checked against the bytes that are left before memory is taken,
// so that a tile costs at most some sixteen times its own size. Any thread; pure functions.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include <QString>

#include "core/result.h"
#include "geo/tile_source.h"

namespace kydai::geo {

struct TilePoint {
    qint32 x = 0;  // tile units, 0 … extent from the west; outside in the buffer
    qint32 y = 0;  // from the north

    bool operator==(const TilePoint&) const = default;
};

enum class GeomType : quint8 { Unknown = 0, Point = 1, Line = 2, Polygon = 3 };
using TagValue = std::variant<QString, double, qint64, quint64, bool>;

// A run of points of a layer: all points of a point feature, one line, or one ring. Rings are not
// closed by a repeated point.
struct TilePart {
    quint32 begin = 0, end = 0;  // into VectorLayer::points
    bool hole = false;           // a ring inside the last ring that is none
};

struct TagRef { quint32 key = 0, value = 0; };  // into VectorLayer::keys and ::values

struct VectorFeature {
    quint64 id = 0;  // 0 also when it has none
    GeomType type = GeomType::Unknown;
    quint32 partBegin = 0, partEnd = 0;  // into VectorLayer::parts
    quint32 tagBegin = 0, tagEnd = 0;    // into VectorLayer::tags
};

struct VectorLayer {
    QString name;
    quint32 version = 2;
    quint32 extent = 4096;
    std::vector<VectorFeature> features;
    std::vector<TilePart> parts;
    std::vector<TilePoint> points;
    std::vector<TagRef> tags;
    std::vector<QString> keys;
    std::vector<TagValue> values;

    std::span<const TilePart> partsOf(const VectorFeature& feature) const
    {
        return std::span(parts).subspan(feature.partBegin, feature.partEnd - feature.partBegin);
    }
    std::span<const TilePoint> pointsOf(const TilePart& part) const
    {
        return std::span(points).subspan(part.begin, part.end - part.begin);
    }
    // The value under a key; null when the feature has none.
    const TagValue* tag(const VectorFeature& feature, const QString& key) const;
    QString text(const VectorFeature& feature, const QString& key) const;  // "" unless a text
};

struct VectorTile {
    std::vector<VectorLayer> layers;
    // Rules broken: layers and features left out, or mended (a point repeated in a line, an unknown
    // kind of value). The rest of the tile is good.
    int faults = 0;
    QString firstFault;  // English, technical

    const VectorLayer* layer(const QString& name) const;
};

inline constexpr int kMaxLayers = 256;
inline constexpr quint32 kMaxExtent = 1 << 16;

// Damage of the protobuf itself fails with Corrupt. A layer or feature that breaks the rules is left
// out and counted in `faults`; a layer of a version beyond 2 too, as the specification asks.
Result<VectorTile> decodeVectorTile(QByteArrayView bytes);
// Writes version 2; keys and values as the layers list them. Rings are written in the order they
// stand, turned so that outer rings and holes wind as the specification asks.
QByteArray encodeVectorTile(const VectorTile& tile);

// Twice the signed area, positive for an outer ring (y grows to the south).
qint64 doubleArea(std::span<const TilePoint> ring);

}  // namespace kydai::geo
