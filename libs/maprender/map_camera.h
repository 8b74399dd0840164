// SPDX-License-Identifier: GPL-3.0-or-later
// Where the map looks: a value. Screen coordinates are logical pixels of the viewport, (0,0) at its
// upper left; world coordinates are geo::World. All functions are pure; any thread.
#pragma once

#include <QList>
#include <QMarginsF>
#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include "geo/mercator.h"
#include "geo/tile.h"

namespace kydai::maprender {

inline constexpr double kTileSide = 512;  // logical px a tile measures at its own zoom
inline constexpr double kMinZoom = 3;
inline constexpr double kMaxZoom = 19;

class MapCamera
{
public:
    MapCamera() = default;
    // zoom is clamped to kMinZoom..kMaxZoom, viewport and dpr to at least 1.
    MapCamera(geo::World centre, double zoom, QSizeF viewport, double dpr = 1);

    geo::World centre() const { return m_centre; }
    double zoom() const { return m_zoom; }         // fractional; the world measures 512 · 2^zoom px
    QSizeF viewport() const { return m_viewport; } // logical px
    double dpr() const { return m_dpr; }
    bool operator==(const MapCamera& other) const;

    double worldPixels() const;     // logical px of the whole world square
    double metresPerPixel() const;  // ground metres of a logical px at the centre's latitude
    QPointF toScreen(geo::World point) const;
    geo::World toWorld(QPointF screen) const;
    // What is seen, grown by `margin` px on each side. Not cut to the square.
    geo::WorldBox visible(double margin = 0) const;

    MapCamera withViewport(QSizeF viewport, double dpr) const;  // same centre and zoom
    MapCamera centredOn(geo::World centre) const;
    MapCamera panned(QPointF by) const;  // the picture moves by `by` px
    // Another zoom that leaves what lies under `at` where it is.
    MapCamera zoomedAt(QPointF at, double zoom) const;
    // The box wholly in sight inside the margins (px), at most at `maxZoom`. A point box takes maxZoom.
    MapCamera fitted(const geo::WorldBox& box, QMarginsF margins = {}, double maxZoom = 17) const;
    // Zoom at least minZoom; the centre inside `bounds`, so that never only emptiness is seen.
    MapCamera clamped(const geo::WorldBox& bounds, double minZoom = kMinZoom) const;
    // The nearest camera whose tiles measure whole device pixels and lie on whole ones: what a map at
    // rest shows, so that tiles are neither scaled nor seamed. The centre moves by less than a pixel.
    MapCamera settled() const;

    // The zoom of the tiles that suit (device pixels decide), cut to what the source has.
    int tileZoom(int minZoom, int maxZoom) const;
    // Device pixels a tile of zoom z measures on a side, rounded.
    int tileSidePixels(int z) const;
    QRectF tileRect(geo::TileId id) const;  // logical px
    // The tiles of zoom z in sight, grown by `margin` px, nearest to the centre first.
    QList<geo::TileId> visibleTiles(int z, double margin = 0) const;

private:
    geo::World m_centre{0.5, 0.5};
    double m_zoom = kMinZoom;
    QSizeF m_viewport{1, 1};
    double m_dpr = 1;
};

// A pan that goes on after the finger left: speed decays exponentially. Stepping by dt twice is the
// same as once by 2 dt, so the way does not depend on the frame rate.
struct KineticStep {
    QPointF offset;    // px to pan by
    QPointF velocity;  // px/s left afterwards; null when the motion has ended
};
KineticStep kineticStep(QPointF velocity, double seconds);
QPointF kineticReach(QPointF velocity);  // px the whole motion will cover

}  // namespace kydai::maprender
