// SPDX-License-Identifier: GPL-3.0-or-later
// The hand on the map: mouse, wheel, fingers, keys; and what lies under it.
#include <cmath>

#include <QCursor>
#include <QHoverEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTouchEvent>
#include <QWheelEvent>

#include "map_view.h"

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

namespace {

constexpr double kDragSlop = 4;          // px before a press is a drag
constexpr double kHitSlop = 4;           // px around a mark
constexpr double kRescueReach = 20;      // px around a request for rescue
constexpr double kPinStep = 8;           // px Shift and an arrow key move the pin
constexpr double kKeyStep = 120;         // px an arrow key moves the map
constexpr double kWheelZoom = 1.0 / 240; // zooms per unit of the wheel: half a zoom a notch
constexpr double kLassoStep = 4;         // px between two corners

bool isMapKey(int key)
{
    switch (key) {
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Plus:
    case Qt::Key_Equal:
    case Qt::Key_Minus:
    case Qt::Key_Home:
        return true;
    default:
        return false;
    }
}

bool isWardKey(int key)
{
    return key == Qt::Key_PageUp || key == Qt::Key_PageDown || key == Qt::Key_Return
        || key == Qt::Key_Enter;
}

}  // namespace

std::optional<MapView::Hit> MapView::hitAt(QPointF at) const
{
    const maprender::MapCamera camera = m_camera.settled();
    // The one drawn last lies on top.
    for (size_t i = m_shown.size(); i-- > 0;) {
        const geo::Cluster& cluster = m_shown[i];
        const QPointF to = at - camera.toScreen(cluster.at);
        const double way = std::hypot(to.x(), to.y());
        bool isHit = false;
        if (i >= m_firstRescue) {
            isHit = way <= kRescueReach;
        } else if (cluster.isPoint()) {
            const QRectF pin = maprender::reportBounds();
            isHit = pin.adjusted(-kHitSlop, -kHitSlop, kHitSlop, kHitSlop).contains(to);
        } else {
            const QRectF disc = maprender::clusterBounds(static_cast<int>(cluster.count()));
            isHit = way <= disc.width() / 2 + kHitSlop;
        }
        if (isHit)
            return Hit{cluster, i >= m_firstRescue, false};
    }
    if (m_rastered && m_feed) {
        if (const auto dot = dotAt(at))
            return Hit{*dot, false, true};
    }
    return std::nullopt;
}

bool MapView::isOnPin(QPointF at) const
{
    const int slot = m_feed ? m_feed->slotOf(m_selection) : -1;
    const auto place = worldOfSlot(slot);
    if (!place)
        return false;
    const QRectF bounds = dangerOfSlot(slot) ? maprender::rescueBounds() : maprender::selectionBounds();
    return bounds.contains(at - m_camera.toScreen(m_dragged.value_or(*place)));
}

QList<int> MapView::casesOf(const geo::Cluster& cluster, quint32 most) const
{
    QList<int> cases;
    if (cluster.isPoint()) {
        cases.append(static_cast<int>(cluster.handle));
        return cases;
    }
    const std::vector<quint32> handles =
        m_feed->places().leaves(cluster.id, most, 0, clusterOptions());
    for (const quint32 handle : handles)
        cases.append(static_cast<int>(handle));
    return cases;
}

QList<int> MapView::casesAt(QPointF at) const
{
    const auto hit = hitAt(at);
    return hit && m_feed ? casesOf(hit->cluster, kListMost) : QList<int>();
}

QPointF MapView::placeOnScreen(const QString& caseId) const
{
    const auto at = worldOfSlot(m_feed ? m_feed->slotOf(caseId) : -1);
    return at ? m_camera.toScreen(*at) : QPointF(-1e6, -1e6);
}

void MapView::expand(const QList<int>& cases)
{
    geo::WorldBox box{1, 1, 0, 0};
    for (const int slot : cases) {
        if (const auto at = worldOfSlot(slot)) {
            box = {std::min(box.left, at->x), std::min(box.top, at->y), std::max(box.right, at->x),
                   std::max(box.bottom, at->y)};
        }
    }
    if (box.right < box.left)
        return;
    const double margin = std::min(width(), height()) / 5;
    const maprender::MapCamera fit = m_camera.fitted(box, {margin, margin, margin, margin}, 18);
    goTo(fit.zoom() > m_camera.zoom() + 0.5
             ? fit
             : maprender::MapCamera(fit.centre(), m_camera.zoom() + 1, size(), ratio()));
}

void MapView::hover(QPointF at)
{
    const auto hit = m_hoveredAt.isNull() || m_press ? std::nullopt : hitAt(at);
    std::optional<geo::World> world;
    QList<int> cases;
    if (hit) {
        const geo::Cluster& cluster = hit->cluster;
        world = cluster.at;
        using HoverOn = maprender::OverlayScene::HoverOn;
        m_hoverOn = hit->rescue ? HoverOn::Rescue
            : hit->dot          ? HoverOn::Dot
            : cluster.isPoint() ? HoverOn::Report
                                : HoverOn::Cluster;
        if (cluster.isPoint())
            cases = casesOf(cluster, kHoverMost);
    }
    hoverWard(!hit && !m_press && !m_hoveredAt.isNull() ? std::optional(at) : std::nullopt);
    const bool sameRing = world.has_value() == m_hover.has_value()
        && (!world || (world->x == m_hover->x && world->y == m_hover->y));
    if (!sameRing) {
        m_hover = world;
        m_overlayDirty = true;
        polish();
    }
    if (cases != m_hovered) {
        m_hovered = cases;
        Q_EMIT hoveredChanged();
    }
}

void MapView::hoverMoveEvent(QHoverEvent* event)
{
    m_hoveredAt = event->position();
    hover(m_hoveredAt);
}

void MapView::hoverLeaveEvent(QHoverEvent*)
{
    m_hoveredAt = {};
    hover({});
}

void MapView::press(QPointF at)
{
    const auto hit = hitAt(at);
    if (!hit) {
        Q_EMIT groundPressed();
        if (const QString ward = m_wards ? m_wards->wardAt(m_camera.toWorld(at)) : QString();
            !ward.isEmpty())
            Q_EMIT wardPressed(ward);
        return;
    }
    const geo::Cluster& cluster = hit->cluster;
    if (cluster.isPoint()) {
        bool oneSpot = false;
        const QList<int> pile = pileAt(cluster, oneSpot);
        if (pile.size() > 1)
            Q_EMIT clusterPressed(pile, static_cast<int>(pile.size()), m_camera.toScreen(cluster.at), oneSpot);
        else
            Q_EMIT casePressed(m_feed->idOf(static_cast<int>(cluster.handle)));
        return;
    }
    const bool sameSpot = m_feed->places().expansionZoom(cluster.id, clusterOptions())
        > geo::ClusterPyramid::kMaxZoom;
    Q_EMIT clusterPressed(casesOf(cluster, kListMost), static_cast<int>(cluster.count()),
                          m_camera.toScreen(cluster.at), sameSpot);
}

void MapView::mousePressEvent(QMouseEvent* event)
{
    forceActiveFocus(Qt::MouseFocusReason);
    m_motion.stop();
    const bool box = event->modifiers() & Qt::ShiftModifier;
    m_press = Press{event->position(), event->position(), false, false, !m_tool.isEmpty() || box};
    if (m_press->drawing) {
        m_shape = {m_camera.toWorld(event->position())};
        m_shapeClosed = false;
    } else {
        m_press->onPin = m_pinMovable && isOnPin(event->position());
    }
    m_speed.clear();
    m_speed.add(event->position(), static_cast<double>(m_time.nsecsElapsed()) * 1e-9);
    setKeepMouseGrab(true);
    event->accept();
}

void MapView::mouseMoveEvent(QMouseEvent* event)
{
    if (!m_press)
        return;
    const QPointF at = event->position(), way = at - m_press->at;
    if (!m_press->moved && std::hypot(way.x(), way.y()) < kDragSlop)
        return;
    if (!m_press->moved)
        hover(at);
    m_press->moved = true;
    m_homeless = false;
    if (m_press->drawing) {
        drawTo(at);
    } else if (m_press->onPin) {
        movePinTo(m_camera.toWorld(at));
    } else {
        setCamera(m_camera.panned(at - m_press->last));
        m_speed.add(at, static_cast<double>(m_time.nsecsElapsed()) * 1e-9);
    }
    m_press->last = at;
}

void MapView::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_press)
        return;
    const Press was = *m_press;
    m_press.reset();
    setKeepMouseGrab(false);
    if (was.drawing) {
        finishShape();
        return;
    }
    if (!was.moved) {
        press(event->position());
        return;
    }
    if (was.onPin && m_dragged) {
        const geo::LonLat to = geo::toLonLat(*m_dragged);
        Q_EMIT pinMoved(to.lat, to.lon);
        return;
    }
    m_motion.velocity =
        m_motion.still ? QPointF() : m_speed.at(static_cast<double>(m_time.nsecsElapsed()) * 1e-9);
    if (m_motion.velocity.isNull() || !window()) {
        rest();
        return;
    }
    startMoving();
}

// Also called after every release: then there is nothing left to undo.
void MapView::mouseUngrabEvent()
{
    if (!m_press)
        return;
    m_press.reset();
    m_shape.clear();
    dropPin();
    setKeepMouseGrab(false);
    rest();
}

void MapView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const QList<int> cases = casesAt(event->position());
    if (cases.size() > 1)
        expand(cases);
    else
        zoomAt(event->position(), std::round(m_camera.zoom() + 1), true);
    event->accept();
}

void MapView::wheelEvent(QWheelEvent* event)
{
    double units = event->angleDelta().y();
    if (units == 0)
        units = event->pixelDelta().y() * 4.0;
    if (units == 0) {
        event->ignore();
        return;
    }
    const double from = m_motion.zooming() ? m_motion.glide->to.zoom() : m_camera.zoom();
    zoomAt(event->position(), from + units * kWheelZoom, true);
    event->accept();
}

// Keys of the map win over the window's shortcuts while the map has the focus.
bool MapView::event(QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        const bool ends = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter
            || key->key() == Qt::Key_Escape;
        if (m_dragged && ends) {
            event->accept();
            return true;
        }
        const bool ours = isMapKey(key->key()) || (m_wards && m_wards->on() && isWardKey(key->key()));
        if (ours && !(key->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier))) {
            event->accept();
            return true;
        }
    }
    return QQuickItem::event(event);
}

// The pin of the selected case by keys: Shift and arrows, Enter puts it down, Esc takes it back.
bool MapView::pinKey(const QKeyEvent& event)
{
    const auto place = worldOfSlot(m_feed ? m_feed->slotOf(m_selection) : -1);
    if (!m_pinMovable || !place)
        return false;
    if (m_dragged && (event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter)) {
        const geo::LonLat to = geo::toLonLat(*m_dragged);
        Q_EMIT pinMoved(to.lat, to.lon);
        return true;
    }
    if (m_dragged && event.key() == Qt::Key_Escape) {
        dropPin();
        return true;
    }
    if (!(event.modifiers() & Qt::ShiftModifier))
        return false;
    QPointF by;
    switch (event.key()) {
    case Qt::Key_Left: by = {-kPinStep, 0}; break;
    case Qt::Key_Right: by = {kPinStep, 0}; break;
    case Qt::Key_Up: by = {0, -kPinStep}; break;
    case Qt::Key_Down: by = {0, kPinStep}; break;
    default: return false;
    }
    movePinTo(m_camera.toWorld(m_camera.toScreen(m_dragged.value_or(*place)) + by));
    return true;
}

void MapView::movePinTo(geo::World at)
{
    const bool first = !m_dragged;
    m_dragged = at;
    m_overlayDirty = true;
    polish();
    if (first)
        Q_EMIT pinInHandChanged();
}

void MapView::keyPressEvent(QKeyEvent* event)
{
    if (pinKey(*event))
        return;
    const auto pan = [this](double x, double y) {
        const maprender::MapCamera from = m_motion.glide ? m_motion.glide->to : m_camera;
        goTo(from.panned({x, y}));
    };
    if (wardKey(event->key()))
        return;
    switch (event->key()) {
    case Qt::Key_Left:
        return pan(kKeyStep, 0);
    case Qt::Key_Right:
        return pan(-kKeyStep, 0);
    case Qt::Key_Up:
        return pan(0, kKeyStep);
    case Qt::Key_Down:
        return pan(0, -kKeyStep);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoomBy(1);
    case Qt::Key_Minus:
        return zoomBy(-1);
    case Qt::Key_Home:
        return home();
    default:
        event->ignore();
    }
}

void MapView::touchEvent(QTouchEvent* event)
{
    const auto& points = event->points();
    if (points.size() < 2 || event->type() == QEvent::TouchEnd
        || event->type() == QEvent::TouchCancel) {
        if (m_pinching) {
            m_pinching = false;
            rest();
        }
        event->ignore();  // one finger is a mouse
        return;
    }
    const QPointF a = points.at(0).position(), b = points.at(1).position();
    const double span = std::max(1.0, std::hypot(a.x() - b.x(), a.y() - b.y()));
    const QPointF middle = (a + b) / 2;
    if (!m_pinching) {
        m_pinching = true;
        m_motion.stop();
        m_press.reset();
    } else {
        setCamera(m_camera.panned(middle - m_pinchAt)
                      .zoomedAt(middle, m_camera.zoom() + std::log2(span / m_pinchSpan)));
    }
    m_homeless = false;
    m_pinchSpan = span;
    m_pinchAt = middle;
    event->accept();
}

void MapView::drawTo(QPointF at)
{
    const geo::World first = m_shape.isEmpty() ? m_camera.toWorld(at) : m_shape.constFirst();
    const geo::World now = m_camera.toWorld(at);
    if (m_tool == u"lasso"_s) {
        const QPointF last = m_camera.toScreen(m_shape.constLast());
        if (std::hypot(at.x() - last.x(), at.y() - last.y()) >= kLassoStep
            && m_shape.size() < kMostCorners)
            m_shape.append(now);
    } else if (m_tool == u"radius"_s) {
        constexpr int kSides = 64;
        const geo::World middle = m_camera.toWorld(m_press->at);
        const double radius = std::hypot(now.x - middle.x, now.y - middle.y);
        m_shape.clear();
        for (int i = 0; i < kSides; ++i) {
            const double turn = 2 * M_PI * i / kSides;
            m_shape.append({middle.x + radius * std::cos(turn), middle.y + radius * std::sin(turn)});
        }
    } else {
        m_shape = {first, {now.x, first.y}, now, {first.x, now.y}};
    }
    m_shapeClosed = m_tool != u"lasso"_s;
    m_overlayDirty = true;
    polish();
}

void MapView::finishShape()
{
    const QList<geo::World> ring = std::exchange(m_shape, {});
    m_shapeClosed = false;
    m_overlayDirty = true;
    polish();
    if (ring.size() < 3)
        return;
    QVariantList corners;
    for (const geo::World& corner : ring) {
        const geo::LonLat at = geo::toLonLat(corner);
        corners.append(QPointF(at.lon, at.lat));
    }
    Q_EMIT shapeDrawn(corners);
}

}  // namespace kydai::mapqml
