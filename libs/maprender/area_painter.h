// SPDX-License-Identifier: GPL-3.0-or-later
// Ward outlines and choropleth. Keeps the outlines of the current zoom as lines in pixels, each shared
// edge once, so that dashes of two neighbours do not fill each other's gaps. One thread.
#pragma once

#include <QPainter>
#include <QPainterPath>
#include <QPolygonF>

#include "maprender/map_camera.h"
#include "maprender/map_colours.h"
#include "maprender/overlay_scene.h"

namespace kydai::maprender {

class AreaPainter
{
public:
    void fill(QPainter& painter, const MapCamera& camera, const AreaScene& scene,
              const ColourTable& colours);
    void outline(QPainter& painter, const MapCamera& camera, const AreaScene& scene,
                 const ColourTable& colours);

private:
    struct Edge {
        QPolygonF line;
        QRectF box;
    };
    void prepare(const MapCamera& camera, const AreaScene& scene);
    QPointF shift(const MapCamera& camera) const;

    std::weak_ptr<const std::vector<AreaShape>> m_of;
    double m_zoom = -1;
    geo::World m_origin;              // pixels below are from here, so that they stay small
    std::vector<QPainterPath> m_paths;  // by shape, closed
    std::vector<Edge> m_edges;
};

}  // namespace kydai::maprender
