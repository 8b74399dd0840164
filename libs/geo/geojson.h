// SPDX-License-Identifier: GPL-3.0-or-later
// GeoJSON kept whole in memory, and cut into vector tiles on demand: simplified for the zoom, clipped
// to the tile with a buffer. Meant for a base map or areas of up to some 100,000 points.
// Threads: as TileSource says. Input is foreign and bounded.
#pragma once

#include <memory>
#include <vector>

#include "geo/tile_source.h"
#include "geo/vector_tile.h"

namespace kydai::geo {

inline constexpr qint64 kMaxGeoJsonBytes = 64 << 20;
inline constexpr int kMaxGeoJsonPoints = 2'000'000;
inline constexpr int kMaxGeoJsonFeatures = 200'000;

struct GeoPoint {
    double x = 0, y = 0;   // World
    float weight = 0;      // largest tolerance (World units) at which the point is still kept
};

// A run of points: all points of a point feature, one line, or one ring (not closed, hole or not).
struct GeoPart {
    std::vector<GeoPoint> points;
    WorldBox box;
    bool hole = false;
};

struct GeoFeature {
    quint64 id = 0;
    GeomType type = GeomType::Unknown;
    int layer = 0;  // into GeoJson::layers()
    std::vector<std::pair<QString, TagValue>> tags;
    std::vector<GeoPart> parts;
    WorldBox box;
};

struct GeoJsonOptions {
    QString layerKey;                          // a text property that names the layer; "" = none
    QString layerName = QStringLiteral("features");  // of features without it
    int minZoom = 0;
    int maxZoom = 18;      // above it tiles are cut without simplification, up to kMaxZoom
    quint32 extent = 4096;
    quint32 buffer = 128;  // tile units around the tile that are kept
    double tolerance = 2;  // tile units a simplified line may be off
    TileSourceInfo info;   // name, attribution, licence, date; zooms and area are filled in
};

class GeoJson : public TileSource, public std::enable_shared_from_this<GeoJson>
{
public:
    // FeatureCollection, Feature or a bare geometry, WGS 84 degrees. Features without a geometry are
    // left out. Errors: BadInput with params[0] "json" (no JSON; detail says where), "geojson" (no
    // GeoJSON), "position" (degrees no place has: most often another coordinate system), "empty";
    // TooLarge with the bound.
    static Result<std::shared_ptr<const GeoJson>> parse(QByteArrayView json,
        const GeoJsonOptions& options = {});

    const TileSourceInfo& info() const override { return m_options.info; }
    Result<std::unique_ptr<TileReader>> reader() const override;  // keeps the source alive
    const std::vector<GeoFeature>& features() const { return m_features; }
    const std::vector<QString>& layers() const { return m_layers; }

    // The layers of a tile; none when nothing lies in it. Any thread.
    VectorTile cut(TileId id) const;

private:
    GeoJson() = default;

    GeoJsonOptions m_options;
    std::vector<GeoFeature> m_features;
    std::vector<QString> m_layers;
    friend class GeoJsonParser;
};

}  // namespace kydai::geo
