// SPDX-License-Identifier: GPL-3.0-or-later
// Names in the viewport: takes the candidates of the visible tiles, joins streets across tile
// borders, and gives each name a place where it overlaps nothing. One thread.
#pragma once

#include <optional>

#include <QFont>
#include <QHash>
#include <QList>
#include <QRectF>

#include "geo/label_placer.h"
#include "maprender/map_camera.h"
#include "maprender/tile_cache.h"

namespace kydai::maprender {

struct PlacedLabel {
    quint64 key = 0;
    QString text;
    LabelLook look;
    geo::World anchor;    // moves with the map
    QPointF offset;       // px from the anchor to the middle of the text
    double angle = 0;     // degrees; along its street
    double dot = 0;       // px radius of a disc at the anchor; 0 = none
    bool near = false;    // a street near the selection: drawn in the colour of text
    QSizeF size;          // px of the unrotated text
};

struct LabelSettings {
    QString family;                          // font of the names
    QList<QRectF> taken;                     // px: marks and panels no name may touch
    std::optional<geo::World> selection;     // names of streets near it are always shown
    double nearRadius = 300;                 // ground metres
    int most = 200;                          // names in all
    double repeat = 320;                     // px between two equal names
};

class LabelLayer
{
public:
    // Places the candidates of these tiles for a camera. Names placed before keep their place while
    // they can, so that nothing jumps when the map moves by a pixel.
    QList<PlacedLabel> place(const QList<TilePtr>& tiles, const MapCamera& camera,
                             const LabelSettings& settings);
    // Of the last place(): the streets with a piece within the radius of the selection.
    const QList<QList<geo::World>>& nearStreets() const { return m_nearStreets; }
    void reset() { m_placer.forget(); }

private:
    struct Chain;
    std::vector<Chain> gather(const QList<TilePtr>& tiles, const MapCamera& camera,
                              const LabelSettings& settings) const;
    std::vector<geo::Label> labelsOf(const std::vector<Chain>& chains, const LabelSettings& settings);
    QSizeF measure(const QString& text, const LabelLook& look, const QString& family);

    geo::LabelPlacer m_placer;
    QHash<QString, QSizeF> m_sizes;  // of texts, by look and family
    QList<QList<geo::World>> m_nearStreets;
};

QFont labelFont(const QString& family, const LabelLook& look);

}  // namespace kydai::maprender
