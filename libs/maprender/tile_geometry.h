// SPDX-License-Identifier: GPL-3.0-or-later
// Vector features -> paths in a tile's pixels, cut to the tile and its margin. Internal to the room.
#pragma once

#include <functional>
#include <vector>

#include <QPainterPath>
#include <QPointF>

#include "geo/vector_tile.h"
#include "maprender/map_style.h"

namespace kydai::maprender {

using Points = std::vector<QPointF>;

// Tile units of a source tile -> pixels of the wanted one.
struct TileFit {
    double scale = 1;
    QPointF origin;   // px of the source tile's corner
    double side = 512;
    double margin = 0;  // px around the tile that are painted too, so that strokes join at borders

    // `levels` = how far the source tile lies above the wanted one.
    static TileFit between(geo::TileId source, geo::TileId wanted, double side, double margin,
                           quint32 extent);
    QPointF map(geo::TilePoint p) const { return {p.x * scale + origin.x(), p.y * scale + origin.y()}; }
};

// The pieces of a line inside left/top … right/bottom = -margin … side + margin.
std::vector<Points> cutLine(std::span<const geo::TilePoint> points, const TileFit& fit);
// A ring cut to the same square; may run along its edge. Empty when outside.
Points cutRing(std::span<const geo::TilePoint> points, const TileFit& fit);

// Adds a feature: polygons as closed figures for a winding fill, lines (and, if asked, rings) as
// open ones. Points nearer than a third of a pixel to the one before are left out.
void addFill(QPainterPath& path, const geo::VectorLayer& layer, const geo::VectorFeature& feature,
             const TileFit& fit);
void addLine(QPainterPath& path, const geo::VectorLayer& layer, const geo::VectorFeature& feature,
             const TileFit& fit);
// Every piece of a feature's lines (of a polygon: its closed rings) by itself.
void eachLine(const geo::VectorLayer& layer, const geo::VectorFeature& feature, const TileFit& fit,
              const std::function<void(const Points&)>& take);
QPainterPath pathOf(const Points& line);

double numberOf(const geo::TagValue& value, double otherwise);

// Which features of a layer a rule means: tests are resolved once a layer. A feature may bring tags
// `minzoom` and `maxzoom` of its own.
class RuleMatch
{
public:
    RuleMatch(const StyleRule& rule, const geo::VectorLayer& layer, double zoom);
    bool matches(const geo::VectorFeature& feature) const;

private:
    struct Test {
        std::vector<bool> keys;    // by key index
        std::vector<bool> values;  // by value index
        bool negated = false;
    };
    const geo::VectorLayer& m_layer;
    int m_geometries = 0;  // bits by GeomType
    std::vector<Test> m_tests;
    std::vector<bool> m_minKeys;  // keys called minzoom; empty when the layer has none
    std::vector<bool> m_maxKeys;
    double m_zoom = 0;
};

}  // namespace kydai::maprender
