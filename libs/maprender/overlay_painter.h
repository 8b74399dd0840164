// SPDX-License-Identifier: GPL-3.0-or-later
// Paints an OverlayScene. Keeps pictures of marks and names between calls, so one painter lives as
// long as its view. One thread (any that may use fonts).
#pragma once

#include <QImage>
#include <QPainter>

#include "maprender/area_painter.h"
#include "maprender/map_camera.h"
#include "maprender/map_colours.h"
#include "maprender/overlay_scene.h"
#include "maprender/sprite_cache.h"

namespace kydai::maprender {

class OverlayPainter
{
public:
    // `family` is the face of numbers and texts; names carry their own look in the same family.
    OverlayPainter(ColourTable colours, QString family);
    void setColours(ColourTable colours);  // drops the kept pictures

    // A transparent picture of the viewport (device pixels of the camera's dpr; its ratio is set).
    // Gives `reuse` back, cleared, when its size fits.
    QImage paint(const MapCamera& camera, const OverlayScene& scene,
                 quint32 layers = AllOverlayLayers, QImage reuse = {});
    // The same onto anything in logical pixels: printing.
    void paintOn(QPainter& painter, const MapCamera& camera, const OverlayScene& scene,
                 quint32 layers = AllOverlayLayers);

    const ColourTable& colours() const { return m_colours; }
    qsizetype keptSprites() const { return m_sprites.size(); }

private:
    void heat(QPainter& painter, const MapCamera& camera, const HeatScene& heat);
    void nearStreets(QPainter& painter, const MapCamera& camera, const OverlayScene& scene);
    void areaNames(QPainter& painter, const MapCamera& camera, const AreaScene& scene);
    void labels(QPainter& painter, const MapCamera& camera, const QList<PlacedLabel>& labels);
    void marks(QPainter& painter, const MapCamera& camera, const OverlayScene& scene, quint32 layers);
    void selection(QPainter& painter, const MapCamera& camera, const SelectionMark& mark);
    void fan(QPainter& painter, const MapCamera& camera, const FanScene& fan);
    void hover(QPainter& painter, const MapCamera& camera, const OverlayScene& scene);
    void shape(QPainter& painter, const MapCamera& camera, const ShapeScene& shape);
    void scaleBar(QPainter& painter, const MapCamera& camera, const ScaleBarScene& bar);
    void attribution(QPainter& painter, const AttributionScene& attribution);
    void haloText(QPainter& painter, const QFont& font, const QString& text, QPointF baseline,
                  const QColor& ink, const QColor& halo, double haloWidth) const;
    bool isSeen(QPointF at, const QRectF& bounds, const MapCamera& camera) const;

    ColourTable m_colours;
    QString m_family;
    QFont m_font;
    SpriteCache m_sprites;
    AreaPainter m_areas;
};

// Weights on a grid, row by row from the north-west, as a picture in the heat ramp: transparent at 0,
// stronger to `top` (0 = the largest weight). Place it with HeatScene::area.
QImage heatImage(std::span<const float> weights, int columns, int rows, const ColourTable& colours,
                 float top = 0);

// The length a scale bar shows: the longest of 1, 2, 5 · 10^n metres that fits.
struct ScaleStep {
    double metres = 0;
    double pixels = 0;
    QString text;  // "500 m", "2 km"
};
ScaleStep scaleStep(double metresPerPixel, double maxWidth);

}  // namespace kydai::maprender
