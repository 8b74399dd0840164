// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/map_camera.h"

#include <algorithm>
#include <cmath>

namespace kydai::maprender {
namespace {

constexpr double kDecaySeconds = 0.325;  // after this time a fling has 1/e of its speed
constexpr double kRestSpeed = 12;        // px/s below which a fling has ended

double bounded(double value, double low, double high)
{
    return std::isfinite(value) ? std::clamp(value, low, high) : low;
}

}  // namespace

MapCamera::MapCamera(geo::World centre, double zoom, QSizeF viewport, double dpr)
    : m_centre{bounded(centre.x, 0, 1), bounded(centre.y, 0, 1)}
    , m_zoom(bounded(zoom, kMinZoom, kMaxZoom))
    , m_viewport(bounded(viewport.width(), 1, 1e5), bounded(viewport.height(), 1, 1e5))
    , m_dpr(bounded(dpr, 1, 8))
{
}

bool MapCamera::operator==(const MapCamera& other) const
{
    return m_centre.x == other.m_centre.x && m_centre.y == other.m_centre.y
        && m_zoom == other.m_zoom && m_viewport == other.m_viewport && m_dpr == other.m_dpr;
}

double MapCamera::worldPixels() const
{
    return kTileSide * std::exp2(m_zoom);
}

double MapCamera::metresPerPixel() const
{
    return geo::metresPerWorldUnit(geo::toLonLat(m_centre).lat) / worldPixels();
}

QPointF MapCamera::toScreen(geo::World point) const
{
    const double scale = worldPixels();
    return {(point.x - m_centre.x) * scale + m_viewport.width() / 2,
            (point.y - m_centre.y) * scale + m_viewport.height() / 2};
}

geo::World MapCamera::toWorld(QPointF screen) const
{
    const double scale = worldPixels();
    return {m_centre.x + (screen.x() - m_viewport.width() / 2) / scale,
            m_centre.y + (screen.y() - m_viewport.height() / 2) / scale};
}

geo::WorldBox MapCamera::visible(double margin) const
{
    const geo::World a = toWorld({-margin, -margin});
    const geo::World b = toWorld({m_viewport.width() + margin, m_viewport.height() + margin});
    return {a.x, a.y, b.x, b.y};
}

MapCamera MapCamera::withViewport(QSizeF viewport, double dpr) const
{
    return MapCamera(m_centre, m_zoom, viewport, dpr);
}

MapCamera MapCamera::centredOn(geo::World centre) const
{
    return MapCamera(centre, m_zoom, m_viewport, m_dpr);
}

MapCamera MapCamera::panned(QPointF by) const
{
    const double scale = worldPixels();
    return centredOn({m_centre.x - by.x() / scale, m_centre.y - by.y() / scale});
}

MapCamera MapCamera::zoomedAt(QPointF at, double zoom) const
{
    const geo::World fixed = toWorld(at);
    MapCamera next(m_centre, zoom, m_viewport, m_dpr);
    const QPointF moved = next.toScreen(fixed);
    return next.panned(at - moved);
}

MapCamera MapCamera::fitted(const geo::WorldBox& box, QMarginsF margins, double maxZoom) const
{
    const double wide = std::max(1.0, m_viewport.width() - margins.left() - margins.right());
    const double high = std::max(1.0, m_viewport.height() - margins.top() - margins.bottom());
    const double spanX = std::max(0.0, box.right - box.left);
    const double spanY = std::max(0.0, box.bottom - box.top);
    double zoom = maxZoom;
    if (spanX > 0)
        zoom = std::min(zoom, std::log2(wide / (spanX * kTileSide)));
    if (spanY > 0)
        zoom = std::min(zoom, std::log2(high / (spanY * kTileSide)));
    const MapCamera whole({(box.left + box.right) / 2, (box.top + box.bottom) / 2}, zoom,
                          m_viewport, m_dpr);
    return whole.panned({(margins.left() - margins.right()) / 2,
                         (margins.top() - margins.bottom()) / 2});
}

MapCamera MapCamera::clamped(const geo::WorldBox& bounds, double minZoom) const
{
    const geo::World centre{bounded(m_centre.x, bounds.left, std::max(bounds.left, bounds.right)),
                            bounded(m_centre.y, bounds.top, std::max(bounds.top, bounds.bottom))};
    return MapCamera(centre, std::max(m_zoom, minZoom), m_viewport, m_dpr);
}

MapCamera MapCamera::settled() const
{
    const int z = tileZoom(0, geo::kMaxZoom);
    // Sides that still belong to this z: 512 / √2 … 512 · √2.
    const double side = std::clamp(tileSidePixels(z), 363, 724);
    const double zoom = z + std::log2(side / (kTileSide * m_dpr));
    MapCamera next(m_centre, zoom, m_viewport, m_dpr);
    // The tiles lie on a lattice of whole device pixels when one corner does.
    const QPointF corner = next.toScreen({0, 0}) * m_dpr;
    const QPointF lattice(std::round(corner.x()), std::round(corner.y()));
    return next.panned((lattice - corner) / m_dpr);
}

int MapCamera::tileZoom(int minZoom, int maxZoom) const
{
    const int z = static_cast<int>(std::lround(m_zoom + std::log2(m_dpr)));
    return std::clamp(z, minZoom, std::max(minZoom, maxZoom));
}

int MapCamera::tileSidePixels(int z) const
{
    const double side = kTileSide * std::exp2(m_zoom - z) * m_dpr;
    return static_cast<int>(std::lround(std::clamp(side, 1.0, 1e6)));
}

QRectF MapCamera::tileRect(geo::TileId id) const
{
    const geo::WorldBox box = geo::bounds(id);
    return QRectF(toScreen({box.left, box.top}), toScreen({box.right, box.bottom}));
}

QList<geo::TileId> MapCamera::visibleTiles(int z, double margin) const
{
    QList<geo::TileId> tiles = geo::cover(visible(margin), z);
    const double columns = std::exp2(z);
    const auto distance = [&](geo::TileId id) {
        return std::hypot((id.x + 0.5) / columns - m_centre.x, (id.y + 0.5) / columns - m_centre.y);
    };
    std::stable_sort(tiles.begin(), tiles.end(), [&](geo::TileId a, geo::TileId b) {
        return distance(a) < distance(b);
    });
    return tiles;
}

KineticStep kineticStep(QPointF velocity, double seconds)
{
    const double left = std::exp(-std::max(0.0, seconds) / kDecaySeconds);
    KineticStep step{velocity * (kDecaySeconds * (1 - left)), velocity * left};
    if (std::hypot(step.velocity.x(), step.velocity.y()) < kRestSpeed)
        step.velocity = {};
    return step;
}

QPointF kineticReach(QPointF velocity)
{
    return velocity * kDecaySeconds;
}

}  // namespace kydai::maprender
