// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/overlay_painter.h"

#include <algorithm>
#include <cmath>

#include <QFontMetricsF>
#include <QPainterPath>

#include "maprender/mark_shapes.h"

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

// What a sprite shows; the first part of its key.
enum SpriteKind : int { PinSprite, ClusterSprite, RescueSprite, AgencySprite };

constexpr int kShareSteps = 48;  // cluster rings are told apart in these steps, which keeps them few

std::array<int, 4> rounded(const std::array<int, 4>& shares)
{
    double sum = 0;
    for (int share : shares)
        sum += std::max(0, share);
    std::array<int, 4> steps{};
    for (size_t i = 0; i < shares.size() && sum > 0; ++i) {
        if (shares.at(i) > 0)
            steps.at(i) = std::max(1, qRound(shares.at(i) * kShareSteps / sum));
    }
    return steps;
}

}  // namespace

OverlayPainter::OverlayPainter(ColourTable colours, QString family)
    : m_colours(std::move(colours))
    , m_family(std::move(family))
    , m_font(m_family)
{
    m_font.setHintingPreference(QFont::PreferNoHinting);
}

void OverlayPainter::setColours(ColourTable colours)
{
    if (colours == m_colours)
        return;
    m_colours = std::move(colours);
    m_sprites.clear();
}

QImage OverlayPainter::paint(const MapCamera& camera, const OverlayScene& scene, quint32 layers,
                             QImage reuse)
{
    const QSize size = (camera.viewport() * camera.dpr()).toSize();
    if (reuse.size() != size || reuse.format() != QImage::Format_ARGB32_Premultiplied)
        reuse = QImage(size, QImage::Format_ARGB32_Premultiplied);
    reuse.setDevicePixelRatio(camera.dpr());
    reuse.fill(Qt::transparent);
    QPainter painter(&reuse);
    paintOn(painter, camera, scene, layers);
    return reuse;
}

void OverlayPainter::paintOn(QPainter& painter, const MapCamera& camera, const OverlayScene& scene,
                             quint32 layers)
{
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    if (layers & AreaFillLayer)
        m_areas.fill(painter, camera, scene.areas, m_colours);
    if ((layers & HeatLayer) && scene.heat)
        heat(painter, camera, *scene.heat);
    if ((layers & NearStreetLayer) && scene.selection)
        nearStreets(painter, camera, scene);
    if (layers & AreaOutlineLayer)
        m_areas.outline(painter, camera, scene.areas, m_colours);
    if (layers & LabelsLayer)
        labels(painter, camera, scene.labels);
    if ((layers & AreaOutlineLayer) && scene.areas.names)
        areaNames(painter, camera, scene.areas);
    marks(painter, camera, scene, layers);
    if ((layers & SelectionLayer) && scene.selection)
        selection(painter, camera, *scene.selection);
    if ((layers & SelectionLayer) && scene.fan)
        fan(painter, camera, *scene.fan);
    if ((layers & HoverLayer) && scene.hover)
        hover(painter, camera, scene);
    if ((layers & ShapeLayer) && scene.shape)
        shape(painter, camera, *scene.shape);
    if ((layers & ScaleBarLayer) && scene.scaleBar)
        scaleBar(painter, camera, *scene.scaleBar);
    if ((layers & AttributionLayer) && scene.attribution)
        attribution(painter, *scene.attribution);
}

bool OverlayPainter::isSeen(QPointF at, const QRectF& bounds, const MapCamera& camera) const
{
    return bounds.translated(at).intersects(QRectF(QPointF(0, 0), camera.viewport()));
}

void OverlayPainter::heat(QPainter& painter, const MapCamera& camera, const HeatScene& heat)
{
    if (heat.image.isNull())
        return;
    const QRectF to(camera.toScreen({heat.area.left, heat.area.top}),
                    camera.toScreen({heat.area.right, heat.area.bottom}));
    painter.save();
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(to, heat.image);
    painter.restore();
}

void OverlayPainter::nearStreets(QPainter& painter, const MapCamera& camera, const OverlayScene& scene)
{
    const QPointF at = camera.toScreen(scene.selection->at);
    const double radius = scene.nearRadius / camera.metresPerPixel();
    QPainterPath circle;
    circle.addEllipse(at, radius, radius);
    QPainterPath path;
    for (const QList<geo::World>& street : scene.nearStreets) {
        for (qsizetype i = 0; i < street.size(); ++i) {
            const QPointF p = camera.toScreen(street.at(i));
            if (i == 0)
                path.moveTo(p);
            else
                path.lineTo(p);
        }
    }
    if (path.isEmpty())
        return;
    const double width = camera.zoom() < 13.5 ? 2 : camera.zoom() < 15 ? 3.5 : 5;
    painter.save();
    painter.setClipPath(circle);
    painter.strokePath(path, QPen(m_colours.value(scene.nearColour), width, Qt::SolidLine,
                                  Qt::RoundCap, Qt::RoundJoin));
    painter.restore();
}

void OverlayPainter::marks(QPainter& painter, const MapCamera& camera, const OverlayScene& scene,
                           quint32 layers)
{
    const double dpr = painter.device() ? painter.device()->devicePixelRatioF() : 1;
    const auto put = [&](geo::World world, size_t key, const QRectF& bounds,
                         const std::function<void(QPainter&)>& draw) {
        const QPointF at = camera.toScreen(world);
        if (isSeen(at, bounds, camera))
            SpriteCache::put(painter, m_sprites.get(qHashMulti(size_t(0), key, dpr), bounds, dpr, draw), at);
    };
    if (layers & AgencyLayer) {
        for (const AgencyMark& mark : scene.agencies) {
            put(mark.at, qHashMulti(size_t(1), int(AgencySprite), mark.open, mark.selected),
                agencyBounds(), [&](QPainter& p) {
                    drawAgency(p, m_colours, m_font, mark.open, mark.selected);
                });
        }
    }
    if (layers & ClusterLayer) {
        for (const ClusterMark& mark : scene.clusters) {
            const std::array<int, 4> steps = rounded(mark.shares);
            put(mark.at,
                qHashMulti(size_t(1), int(ClusterSprite), mark.count, steps[0], steps[1], steps[2],
                           steps[3], mark.urgent, mark.selected),
                clusterBounds(mark.count), [&](QPainter& p) {
                    drawCluster(p, m_colours, m_font, mark.count, steps, mark.urgent, mark.selected);
                });
        }
    }
    if (layers & ReportLayer) {
        for (const ReportMark& mark : scene.reports) {
            painter.setOpacity(mark.dimmed ? 0.5 : 1);
            put(mark.at,
                qHashMulti(size_t(1), int(PinSprite), int(mark.state), int(mark.lateness),
                           mark.urgent),
                reportBounds().adjusted(-1, -3, 5, 1), [&](QPainter& p) {
                    drawPin(p, m_colours, mark.state, mark.lateness, mark.urgent, false);
                });
        }
        painter.setOpacity(1);
    }
    if (layers & RescueLayer) {
        for (const RescueMark& mark : scene.rescues) {
            put(mark.at, qHashMulti(size_t(1), int(RescueSprite), int(mark.danger), mark.selected),
                rescueBounds(), [&](QPainter& p) { drawRescue(p, m_colours, mark.danger, mark.selected); });
        }
    }
}

void OverlayPainter::selection(QPainter& painter, const MapCamera& camera, const SelectionMark& mark)
{
    const QPointF at = camera.toScreen(mark.at);
    painter.save();
    painter.setBrush(Qt::NoBrush);
    if (mark.radius > 0) {
        const double radius = mark.radius / camera.metresPerPixel();
        QPen pen(m_colours.value(u"accent.text"_s), 1.2, Qt::SolidLine, Qt::FlatCap);
        pen.setDashPattern({2 / 1.2, 5 / 1.2});
        painter.setPen(pen);
        // A circle far larger than the view cannot be seen, only paid for.
        if (radius < 4 * std::max(camera.viewport().width(), camera.viewport().height()))
            painter.drawEllipse(at, radius, radius);
    }
    painter.translate(at);
    if (mark.rescue && !mark.bare)
        drawRescue(painter, m_colours, *mark.rescue, true);
    else if (!mark.bare)
        drawPin(painter, m_colours, mark.state, mark.lateness, false, true);
    painter.restore();
}

}  // namespace kydai::maprender
