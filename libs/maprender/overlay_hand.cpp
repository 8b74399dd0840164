// SPDX-License-Identifier: GPL-3.0-or-later
// What the hand makes on the overlay: the ring under the pointer, the fan of one spot, a drawn figure.
#include <cmath>

#include "maprender/mark_shapes.h"
#include "maprender/overlay_painter.h"

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr double kRescueHover = 22;  // px, outside the disc and its ring
constexpr double kDotHover = 8;

}  // namespace

void OverlayPainter::hover(QPainter& painter, const MapCamera& camera, const OverlayScene& scene)
{
    const QPointF at = camera.toScreen(*scene.hover);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(m_colours.value(u"text.primary"_s), 1.5));
    if (scene.hoverOn == OverlayScene::HoverOn::Cluster) {
        int count = 0;
        for (const ClusterMark& mark : scene.clusters) {
            if (mark.at.x == scene.hover->x && mark.at.y == scene.hover->y)
                count = mark.count;
        }
        const double radius = clusterRadius(count) + 8;
        painter.drawEllipse(at, radius, radius);
    } else if (scene.hoverOn == OverlayScene::HoverOn::Rescue) {
        painter.drawEllipse(at, kRescueHover, kRescueHover);
    } else if (scene.hoverOn == OverlayScene::HoverOn::Dot) {
        painter.drawEllipse(at, kDotHover, kDotHover);
    } else {
        painter.drawEllipse(at + QPointF(0, -20.5), 16, 16);
    }
}

void OverlayPainter::shape(QPainter& painter, const MapCamera& camera, const ShapeScene& shape)
{
    QPolygonF line;
    for (const geo::World& point : shape.ring)
        line.append(camera.toScreen(point));
    if (line.size() < 2)
        return;
    const QColor ink = m_colours.value(u"accent.text"_s);
    painter.save();
    if (shape.closed) {
        QColor fill = ink;
        fill.setAlphaF(0.08f);
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawPolygon(line);
        line.append(line.first());
    }
    QPen pen(ink, 1.5, Qt::SolidLine, Qt::FlatCap);
    pen.setDashPattern({4, 8.0 / 3});
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.restore();
}

void OverlayPainter::fan(QPainter& painter, const MapCamera& camera, const FanScene& fan)
{
    const QPointF at = camera.toScreen(fan.at);
    const QList<QPointF> offsets = fanOffsets(static_cast<int>(fan.legs.size()));
    painter.save();
    painter.setPen(QPen(m_colours.value(u"bg.popover"_s), 4, Qt::SolidLine, Qt::RoundCap));
    for (const QPointF& offset : offsets)
        painter.drawLine(at, at + offset);
    painter.setPen(QPen(m_colours.value(u"text.secondary"_s), 1.5, Qt::SolidLine, Qt::RoundCap));
    for (const QPointF& offset : offsets)
        painter.drawLine(at, at + offset);
    painter.setBrush(m_colours.value(u"text.secondary"_s));
    painter.drawEllipse(at, 3, 3);
    for (qsizetype i = 0; i < offsets.size(); ++i) {
        const FanScene::Leg& leg = fan.legs.at(i);
        painter.save();
        painter.translate(at + offsets.at(i));
        if (i == fan.current) {
            painter.setPen(QPen(m_colours.value(u"accent.focus"_s), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(QPointF(0, -20.5), 20, 20);
        }
        if (leg.rescue) {
            painter.translate(0, -20.5);
            drawRescue(painter, m_colours, *leg.rescue, leg.selected);
        } else {
            drawPin(painter, m_colours, leg.mark.state, leg.mark.lateness, leg.mark.urgent,
                    leg.selected);
        }
        painter.restore();
    }
    painter.restore();
}

}  // namespace kydai::maprender
