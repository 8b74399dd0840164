// SPDX-License-Identifier: GPL-3.0-or-later
// What the map tests share: colours, faces, styles, sources, and small tools on pictures.
#pragma once

#include <memory>

#include <QImage>
#include <QRect>
#include <QString>

#include "geo/tile_source.h"
#include "geo/vector_tile.h"
#include "maprender/map_colours.h"
#include "maprender/map_style.h"
#include "maprender/tile_pool.h"

namespace kydai::maprender::test {

QByteArray fileBytes(const QString& path);
QString source(const QString& path);  // of a file of the repository
ColourTable colours(const QString& theme = QStringLiteral("dark"));
QString face();                       // the house's face where it was made, else a sans serif
std::shared_ptr<const MapStyle> styleOf(const QByteArray& json);
std::shared_ptr<const MapStyle> houseStyle(const QString& dress);  // "dark", "light", …
// The map that comes along, lowest first; fails the program when it cannot be read.
QList<PoolSource> houseMap();

// A vector tile of one layer "road" with lines and, in "water", one square.
struct Drawing {
    geo::VectorTile tile;
    void line(const QString& layer, const QString& kind, const QString& name,
              std::initializer_list<geo::TilePoint> points);
    void square(const QString& layer, const QString& kind, int left, int top, int side);
    void point(const QString& layer, const QString& kind, const QString& name, geo::TilePoint at);
    geo::TileData data() const;

private:
    geo::VectorLayer& layerOf(const QString& name);
    void feature(const QString& layer, geo::GeomType type, const QString& kind, const QString& name,
                 const std::vector<geo::TilePoint>& points);
};

// Device pixels that differ.
QRect changed(const QImage& a, const QImage& b);
int changedCount(const QImage& a, const QImage& b);
// Writes into the build folder (pictures/maprender) and says where.
void keep(const QImage& image, const QString& name);

}  // namespace kydai::maprender::test
