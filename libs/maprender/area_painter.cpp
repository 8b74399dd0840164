// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/area_painter.h"

#include <cmath>

#include <QSet>

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr double kGrid = 2;          // vertices are moved to halves of a pixel; equal ones fall together
constexpr double kFillOpacity = 0.72;
constexpr qsizetype kChunk = 64;     // points of an outline piece, so that unseen ones are skipped

using Key = std::pair<qint64, qint64>;

Key keyOf(QPointF p)
{
    return {qRound64(p.x() * kGrid), qRound64(p.y() * kGrid)};
}

// The ring on the half-pixel grid without repeated points. Vertices of neighbours are the same in
// the data, so they are the same here, and no gap opens between areas.
std::vector<Key> snapped(const std::vector<geo::World>& ring, geo::World origin, double scale)
{
    std::vector<Key> keys;
    for (const geo::World& point : ring) {
        const Key key = keyOf({(point.x - origin.x) * scale, (point.y - origin.y) * scale});
        if (keys.empty() || keys.back() != key)
            keys.push_back(key);
    }
    while (keys.size() > 1 && keys.front() == keys.back())
        keys.pop_back();
    return keys;
}

QPointF pointOf(const Key& key)
{
    return QPointF(key.first / kGrid, key.second / kGrid);
}

}  // namespace

void AreaPainter::prepare(const MapCamera& camera, const AreaScene& scene)
{
    if (m_of.lock() == scene.shapes && m_zoom == camera.zoom() && !m_paths.empty())
        return;
    m_of = scene.shapes;
    m_zoom = camera.zoom();
    m_origin = camera.centre();
    m_paths.clear();
    m_edges.clear();
    QSet<std::pair<Key, Key>> seen;
    const double scale = camera.worldPixels();
    for (const AreaShape& shape : *scene.shapes) {
        QPainterPath path;
        for (const auto& ring : shape.rings) {
            const std::vector<Key> keys = snapped(ring, m_origin, scale);
            if (keys.size() < 3)
                continue;
            QPolygonF line;
            const auto flush = [&] {
                if (line.size() > 1)
                    m_edges.push_back({line, line.boundingRect()});
                line.clear();
            };
            path.moveTo(pointOf(keys.front()));
            for (size_t i = 0; i < keys.size(); ++i) {
                const Key& a = keys[i];
                const Key& b = keys[(i + 1) % keys.size()];
                path.lineTo(pointOf(b));
                const auto edge = a < b ? std::pair(a, b) : std::pair(b, a);
                if (seen.contains(edge)) {
                    flush();
                    continue;
                }
                seen.insert(edge);
                if (line.isEmpty())
                    line.append(pointOf(a));
                line.append(pointOf(b));
                if (line.size() >= kChunk)
                    flush();
            }
            flush();
            path.closeSubpath();
        }
        m_paths.push_back(path);
    }
}

QPointF AreaPainter::shift(const MapCamera& camera) const
{
    return camera.toScreen(m_origin);
}

void AreaPainter::fill(QPainter& painter, const MapCamera& camera, const AreaScene& scene,
                       const ColourTable& colours)
{
    if (!scene.shapes || scene.classes.empty())
        return;
    prepare(camera, scene);
    const QPointF by = shift(camera);
    const QRectF seen = QRectF(QPointF(0, 0), camera.viewport()).translated(-by);
    painter.save();
    painter.translate(by);
    for (size_t i = 0; i < m_paths.size() && i < scene.classes.size(); ++i) {
        if (!m_paths[i].controlPointRect().intersects(seen))
            continue;
        if (scene.classes[i] < 0) {
            // No figure is no low figure: strokes, so that it is no matter of colour.
            painter.fillPath(m_paths[i], QBrush(colours.value(u"text.muted"_s), Qt::BDiagPattern));
            continue;
        }
        // The five steps of the seven that differ most from the ground.
        QColor colour = colours.value(u"seq.%1"_s.arg(std::min(scene.classes[i], 4) + 2));
        if (!colour.isValid())
            continue;
        colour.setAlphaF(static_cast<float>(kFillOpacity));
        painter.fillPath(m_paths[i], colour);
    }
    painter.restore();
}

void AreaPainter::outline(QPainter& painter, const MapCamera& camera, const AreaScene& scene,
                          const ColourTable& colours)
{
    if (!scene.shapes)
        return;
    prepare(camera, scene);
    const QPointF by = shift(camera);
    const QRectF seen = QRectF(QPointF(0, 0), camera.viewport()).translated(-by).adjusted(-4, -4, 4, 4);
    const auto penOf = [&](const QString& role, double width, double dash, double gap) {
        QPen pen(colours.value(role), width, Qt::SolidLine, Qt::FlatCap, Qt::RoundJoin);
        pen.setDashPattern({dash / width, gap / width});
        return pen;
    };
    painter.save();
    painter.translate(by);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(penOf(u"map.ward"_s, 1.3, 5, 4));
    for (const Edge& edge : m_edges) {
        // A box of a straight line has no height; intersects() would say no.
        if (edge.box.adjusted(-1, -1, 1, 1).intersects(seen))
            painter.drawPolyline(edge.line);
    }
    for (const auto& [index, role] : {std::pair{scene.hovered, u"text.primary"_s},
                                      std::pair{scene.current, u"accent.text"_s}}) {
        if (index < 0 || static_cast<size_t>(index) >= m_paths.size())
            continue;
        painter.setPen(penOf(role, 2, 9, 4));
        painter.drawPath(m_paths[static_cast<size_t>(index)]);
    }
    painter.restore();
}

}  // namespace kydai::maprender
