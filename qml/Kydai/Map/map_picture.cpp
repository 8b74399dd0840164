// SPDX-License-Identifier: GPL-3.0-or-later
// The map's picture: base map, tiles, the overlay's way through the worker, the frame.
#include <cmath>

#include <QQuickWindow>

#include "map_view.h"

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

namespace {

constexpr int kDeepestTile = 20;
constexpr double kOverlayMargin = 96;   // px painted around the view, so that a pan shows no edge
constexpr double kTileMargin = 160;     // px around the view whose tiles are made ready
constexpr double kNearMetres = 300;

// Edges on whole device pixels: neighbours share them, so no seam shows.
QRectF snapped(const QRectF& rect, double ratio)
{
    const auto whole = [ratio](double v) { return std::round(v * ratio) / ratio; };
    return QRectF(QPointF(whole(rect.left()), whole(rect.top())),
                  QPointF(whole(rect.right()), whole(rect.bottom())));
}

void putTile(std::vector<MapFrame::Tile>& into, const QList<maprender::StandIn>& parts,
             const QRectF& whole, double dpr)
{
    for (const maprender::StandIn& part : parts) {
        if (part.tile->image.isNull())
            continue;
        const QRectF to(whole.x() + part.to.x() * whole.width(),
                        whole.y() + part.to.y() * whole.height(), part.to.width() * whole.width(),
                        part.to.height() * whole.height());
        const QRectF at = snapped(to, dpr);
        into.push_back({part.tile, part.from, at, at.size() * dpr == part.from.size()});
    }
}

}  // namespace

void MapView::reloadBase()
{
    m_baseAsked = false;
    polish();
    Q_EMIT lookChanged();
}

void MapView::takeBase(BaseMapPtr base)
{
    if (base->wish != m_wish)
        return;  // an older wish; the newer one is on its way
    if (!base->problem.isEmpty())
        qWarning("map: %s", qPrintable(base->problem));
    const bool themeChanged = m_base && m_base->wish.theme != base->wish.theme;
    m_base = std::move(base);
    m_colours = std::make_shared<const maprender::ColourTable>(m_base->colours);
    m_painterRatio = 0;
    if (m_pool) {
        if (themeChanged)
            m_pool->clear();
        m_pool->setSources(m_base->sources);
    }
    if (m_raster) {
        if (themeChanged)
            m_raster->clear();
        m_raster->setPainter(std::make_shared<const maprender::DotPainter>(*m_colours, ratio()));
    }
    if (themeChanged)
        m_overlay.reset();
    m_forgetNames = m_tilesDirty = m_overlayDirty = true;
    refreshCredits();
    polish();
}

void MapView::ensurePool()
{
    if (!m_pool) {
        m_pool = std::make_unique<maprender::TilePool>([this](const maprender::TilePtr&) {
            m_overlayDirty = true;
            polish();
        });
        m_pool->setSources(m_base->sources);
    }
    if (!m_worker) {
        m_worker = std::make_unique<OverlayWorker>(
            u"Kydai Sans"_s, [this](OverlayPicture picture) { takeOverlay(std::move(picture)); });
    }
    if (m_painterRatio != ratio() && m_base->style) {
        m_painterRatio = ratio();
        m_pool->setPainter(std::make_shared<const maprender::TilePainter>(
            m_base->style, m_base->colours, m_painterRatio));
        if (m_raster)
            m_raster->setPainter(std::make_shared<const maprender::DotPainter>(*m_colours, ratio()));
        m_tilesDirty = true;
    }
}

void MapView::updatePolish()
{
    if (width() < 1 || height() < 1 || !isVisible())
        return;
    if (!m_baseAsked) {
        m_baseAsked = true;
        loadBaseMap(m_wish, this, [this](BaseMapPtr base) { takeBase(std::move(base)); });
    }
    if (!m_base)
        return;
    ensurePool();
    if (m_overlayDirty)
        decideRaster();
    if (m_tilesDirty)
        wantTiles();
    if (m_overlayDirty)
        askOverlay();
    m_frame = makeFrame();
    refreshReady();
    update();
}

// Where the camera glides, the tiles of its end are wanted: those of the way come from the cache.
void MapView::wantTiles()
{
    m_tilesDirty = false;
    if (m_pinching)
        return;
    const maprender::MapCamera camera = m_motion.glide ? m_motion.glide->to : m_camera.settled();
    const int z = camera.tileZoom(0, kDeepestTile);
    m_pool->request(camera.visibleTiles(z, kTileMargin), camera.tileSidePixels(z));
    wantDots(camera);
}

void MapView::askOverlay()
{
    m_overlayDirty = false;
    const maprender::MapCamera view = drawn();
    OverlayJob job;
    job.number = ++m_overlayAsked;
    job.camera = view.withViewport(
        view.viewport() + QSizeF(2 * kOverlayMargin, 2 * kOverlayMargin), view.dpr());
    const int z = view.tileZoom(0, kDeepestTile);
    const QList<geo::TileId> seen = view.visibleTiles(z, kOverlayMargin);
    for (const geo::TileId id : seen) {
        const QList<maprender::StandIn> parts = m_pool->standIns(id);
        for (const maprender::StandIn& part : parts) {
            if (!job.tiles.contains(part.tile))
                job.tiles.append(part.tile);
        }
    }
    job.scene = scene(job.camera);
    job.labels.family = u"Kydai Sans"_s;
    job.labels.taken = takenBy(job.scene, job.camera);
    job.labels.nearRadius = kNearMetres;
    if (job.scene.selection)
        job.labels.selection = job.scene.selection->at;
    job.colours = m_colours;
    if (m_base->style)
        job.nearColour = m_base->style->nearColour();
    job.forgetNames = std::exchange(m_forgetNames, false);
    m_worker->ask(std::move(job));
}

void MapView::takeOverlay(OverlayPicture picture)
{
    ++m_overlaysMade;
    m_overlay = std::move(picture);
    polish();
}

MapFrame MapView::makeFrame()
{
    MapFrame frame;
    const maprender::MapCamera camera = drawn();
    const double dpr = camera.dpr();
    frame.size = size();
    frame.background = m_base->style ? m_base->colours.value(m_base->style->background()) : QColor();
    const int z = camera.tileZoom(0, kDeepestTile);
    const QList<geo::TileId> seen = camera.visibleTiles(z);
    for (const geo::TileId id : seen) {
        putTile(frame.tiles, m_pool->standIns(id), camera.tileRect(id), dpr);
        if (m_rastered && m_raster)
            putTile(frame.dots, m_raster->standIns(id), camera.tileRect(id), dpr);
    }
    if (m_overlay) {
        const maprender::MapCamera& of = m_overlay->camera;
        const QPointF a = camera.toScreen(of.toWorld({0, 0}));
        const QPointF b =
            camera.toScreen(of.toWorld({of.viewport().width(), of.viewport().height()}));
        frame.overlay = m_overlay->image;
        frame.overlayExact = of.zoom() == camera.zoom() && of.dpr() == dpr;
        if (frame.overlayExact) {
            const QRectF corner = snapped(QRectF(a, a), dpr);
            frame.overlayAt = QRectF(corner.topLeft(), QSizeF(m_overlay->image.size()) / dpr);
        } else {
            frame.overlayAt = QRectF(a, b);
        }
    }
    return frame;
}

QSGNode* MapView::updatePaintNode(QSGNode* old, UpdatePaintNodeData*)
{
    if (!m_base || m_frame.size.isEmpty()) {
        delete old;
        return nullptr;
    }
    auto* root = static_cast<MapRootNode*>(old);
    if (!root)
        root = new MapRootNode(window());
    root->update(m_frame);
    ++m_frames;
    return root;
}

void MapView::refreshReady()
{
    const bool ready = m_base && m_pool && m_pool->waiting() == 0
        && (!m_rastered || (m_raster && m_raster->waiting() == 0)) && m_overlay
        && m_overlay->number == m_overlayAsked && !m_motion.running() && m_feed && !m_feed->busy();
    if (ready == m_ready)
        return;
    m_ready = ready;
    // Not from inside the polishing of the scene.
    QMetaObject::invokeMethod(this, &MapView::readyChanged, Qt::QueuedConnection);
}

void MapView::refreshCredits()
{
    if (!m_base)
        return;
    Credits credits = creditsFor(*m_base, m_camera.visible(), m_camera.zoom());
    if (credits.sources == m_credits.sources && credits.schematic == m_credits.schematic)
        return;
    m_credits = std::move(credits);
    Q_EMIT creditsChanged();
}

}  // namespace kydai::mapqml
