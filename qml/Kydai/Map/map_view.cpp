// SPDX-License-Identifier: GPL-3.0-or-later
// Properties, camera and motion of the map.
#include "map_view.h"

#include <cmath>

#include <QQuickWindow>

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

namespace {

// The ground that may be looked at, and the city the map begins with.
constexpr geo::LonLat kGroundNorthWest{88, 32}, kGroundSouthEast{134, -2};
constexpr geo::LonLat kCityNorthWest{107.535, 16.505}, kCitySouthEast{107.640, 16.425};
constexpr double kStreetZoom = 15;   // names of streets are there
constexpr double kFollowMargin = 56;   // px a selected place keeps from the border
constexpr double kScaleWidth = 96;
constexpr double kLongestStep = 0.05;  // seconds: a stall is no leap

geo::WorldBox boxOf(geo::LonLat northWest, geo::LonLat southEast)
{
    const geo::World a = geo::toWorld(northWest), b = geo::toWorld(southEast);
    return {a.x, a.y, b.x, b.y};
}

}  // namespace

MapView::MapView(QQuickItem* parent)
    : QQuickItem(parent), m_camera(geo::toWorld({107.588, 16.465}), 13, {1, 1}, 1)
{
    setFlag(ItemHasContents);
    setClip(true);
    setAcceptedMouseButtons(Qt::LeftButton | Qt::MiddleButton);
    setAcceptHoverEvents(true);
    setAcceptTouchEvents(true);
    setActiveFocusOnTab(true);
    m_time.start();
}

MapView::~MapView() = default;

double MapView::ratio() const
{
    return window() ? window()->effectiveDevicePixelRatio() : 1;
}

void MapView::setFeed(CaseFeed* feed)
{
    if (m_feed == feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed) {
        connect(feed, &CaseFeed::touched, this, [this](const std::vector<geo::World>& where, bool all) {
            if (!m_raster)
                return;
            if (all)
                m_raster->outdate();
            for (const geo::World at : where)
                m_raster->touch(at);
            m_tilesDirty = true;
        });
        connect(feed, &CaseFeed::changed, this, [this] {
            if (m_showAgencies || m_agencies.isEmpty())
                refreshAgencies();
            if (m_followLater)
                followSelection();
            hover(m_hoveredAt);
            m_overlayDirty = true;
            polish();
        });
    }
    refreshAgencies();
    m_overlayDirty = true;
    polish();
    Q_EMIT feedChanged();
}

void MapView::setSelection(const QString& caseId)
{
    if (m_selection == caseId)
        return;
    m_selection = caseId;
    dropPin();
    followSelection();
    m_overlayDirty = true;
    polish();
    Q_EMIT selectionChanged();
}

// A place out of sight is brought into it; one in sight leaves the map still.
void MapView::followSelection()
{
    m_followLater = false;
    if (m_selection.isEmpty() || !m_feed)
        return;
    const int slot = m_feed->slotOf(m_selection);
    if (slot < 0 || width() < 1) {
        m_followLater = true;
        return;
    }
    const std::optional<geo::World> at = worldOfSlot(slot);
    if (!at)
        return;
    if (m_homeless) {
        m_homeless = false;
        setCamera(maprender::MapCamera(*at, kStreetZoom, size(), ratio()).settled());
        return;
    }
    const QRectF safe = QRectF({0, 0}, size())
                            .adjusted(kFollowMargin, kFollowMargin, -kFollowMargin, -kFollowMargin);
    if (m_centred) {
        setCamera(maprender::MapCamera(*at, m_camera.zoom(), size(), ratio()).settled());
        return;
    }
    if (safe.contains(m_camera.toScreen(*at)))
        return;
    goTo(maprender::MapCamera(*at, std::max(m_camera.zoom(), kStreetZoom - 1), size(), ratio()));
}

void MapView::setMode(const QString& mode)
{
    if (m_mode == mode || (mode != u"clusters"_s && mode != u"points"_s && mode != u"heat"_s))
        return;
    m_mode = mode;
    changedLook();
}

void MapView::setTheme(const QString& theme)
{
    if (m_wish.theme == theme || (theme != u"dark"_s && theme != u"light"_s))
        return;
    m_wish.theme = theme;
    reloadBase();
}

void MapView::setLanguage(const QString& code)
{
    if (m_wish.language == code)
        return;
    m_wish.language = code;
    reloadBase();
}

void MapView::setPacks(const QStringList& paths)
{
    if (m_wish.packs == paths)
        return;
    m_wish.packs = paths;
    reloadBase();
}

void MapView::setShowReports(bool on)
{
    if (m_showReports == on)
        return;
    m_showReports = on;
    changedLook();
}

void MapView::setShowRescues(bool on)
{
    if (m_showRescues == on)
        return;
    m_showRescues = on;
    changedLook();
}

void MapView::setShowAgencies(bool on)
{
    if (m_showAgencies == on)
        return;
    m_showAgencies = on;
    refreshAgencies();
    changedLook();
}

void MapView::setStill(bool on)
{
    if (m_motion.still == on)
        return;
    m_motion.still = on;
    Q_EMIT lookChanged();
}

void MapView::setCircleMetres(double metres)
{
    if (m_circleMetres == metres)
        return;
    m_circleMetres = metres;
    changedLook();
}

void MapView::setTool(const QString& tool)
{
    if (m_tool == tool)
        return;
    m_tool = tool;
    setCursor(tool.isEmpty() ? Qt::ArrowCursor : Qt::CrossCursor);
    Q_EMIT toolChanged();
}

void MapView::setPinMovable(bool on)
{
    if (m_pinMovable == on)
        return;
    m_pinMovable = on;
    dropPin();
    m_overlayDirty = true;
    polish();
    Q_EMIT toolChanged();
}

void MapView::setArea(const QVariantList& corners)
{
    if (m_areaCorners == corners)
        return;
    m_areaCorners = corners;
    m_area.clear();
    for (const QVariant& corner : corners) {
        const QPointF at = corner.toPointF();
        m_area.append(geo::toWorld({at.x(), at.y()}));
    }
    changedLook();
}

void MapView::setCentred(bool on)
{
    if (m_centred == on)
        return;
    m_centred = on;
    followSelection();
    Q_EMIT lookChanged();
}

void MapView::dropPin()
{
    if (!m_dragged)
        return;
    m_dragged.reset();
    m_overlayDirty = true;
    polish();
    Q_EMIT pinInHandChanged();
}

void MapView::changedLook()
{
    m_overlayDirty = true;
    polish();
    Q_EMIT lookChanged();
}

QString MapView::viewState() const
{
    const geo::LonLat at = geo::toLonLat(m_camera.centre());
    return m_homeless ? QString()
                      : u"%1 %2 %3"_s.arg(at.lon, 0, 'f', 6).arg(at.lat, 0, 'f', 6)
                            .arg(m_camera.zoom(), 0, 'f', 3);
}

void MapView::setViewState(const QString& text)
{
    const QStringList parts = text.split(u' ');
    if (parts.size() != 3 || text == viewState())
        return;
    bool lonOk = false, latOk = false, zoomOk = false;
    const geo::LonLat at{parts.at(0).toDouble(&lonOk), parts.at(1).toDouble(&latOk)};
    const double zoom = parts.at(2).toDouble(&zoomOk);
    if (!lonOk || !latOk || !zoomOk || !(std::abs(at.lon) <= 180) || !(std::abs(at.lat) <= 85))
        return;
    m_homeless = false;
    m_motion.stop();
    setCamera(maprender::MapCamera(geo::toWorld(at), zoom, size(), ratio()).settled());
    Q_EMIT viewSettled();
}

double MapView::scalePixels() const
{
    return maprender::scaleStep(m_camera.metresPerPixel(), kScaleWidth).pixels;
}

QString MapView::scaleText() const
{
    return maprender::scaleStep(m_camera.metresPerPixel(), kScaleWidth).text;
}

maprender::MapCamera MapView::bounded(const maprender::MapCamera& camera) const
{
    static const geo::WorldBox kGround = boxOf(kGroundNorthWest, kGroundSouthEast);
    const maprender::MapCamera near(camera.centre(), std::clamp(camera.zoom(), kFarZoom, kNearZoom),
                                    camera.viewport(), camera.dpr());
    // Half the view stays inside, so that the border of the ground is the border of the map.
    const double halfX = std::min((kGround.right - kGround.left) / 2,
                                  near.viewport().width() / 2 / near.worldPixels());
    const double halfY = std::min((kGround.bottom - kGround.top) / 2,
                                  near.viewport().height() / 2 / near.worldPixels());
    return near.clamped({kGround.left + halfX, kGround.top + halfY, kGround.right - halfX,
                         kGround.bottom - halfY},
                        kFarZoom);
}

void MapView::setCamera(const maprender::MapCamera& camera)
{
    const maprender::MapCamera next = bounded(camera.withViewport(size(), ratio()));
    if (next == m_camera)
        return;
    m_camera = next;
    m_tilesDirty = m_overlayDirty = true;
    polish();
    Q_EMIT viewChanged();
    if (!m_fan.isEmpty())
        Q_EMIT fanMoved();
}

maprender::MapCamera MapView::drawn() const
{
    return m_motion.zooming() || m_pinching ? m_camera : m_camera.settled();
}

void MapView::goTo(const maprender::MapCamera& camera)
{
    m_homeless = false;
    const maprender::MapCamera to = bounded(camera).settled();
    m_motion.stop();
    if (m_motion.still || !isVisible() || !window()) {
        setCamera(to);
        rest();
        return;
    }
    // Far away there is nothing to see between: the way would only be a flicker.
    const QPointF way = m_camera.toScreen(to.centre()) - QPointF(width() / 2, height() / 2);
    if (std::hypot(way.x(), way.y()) > 4 * (width() + height())) {
        setCamera(to);
        rest();
        return;
    }
    m_motion.glide = MapMotion::Glide{m_camera, to, {}, false, 0};
    startMoving();
}

void MapView::startMoving()
{
    m_tilesDirty = true;
    m_lastFrame = 0;
    if (!m_frameLink)
        m_frameLink = connect(window(), &QQuickWindow::afterAnimating, this, &MapView::onFrame);
    polish();
    update();
}

void MapView::zoomAt(QPointF at, double zoom, bool glide)
{
    m_homeless = false;
    const double wanted = std::clamp(zoom, kFarZoom, kNearZoom);
    m_motion.velocity = {};
    if (!glide || m_motion.still || !window()) {
        m_motion.stop();
        setCamera(m_camera.zoomedAt(at, wanted).settled());
        rest();
        return;
    }
    const maprender::MapCamera to = m_camera.zoomedAt(at, wanted).settled();
    m_motion.glide = MapMotion::Glide{m_camera, bounded(to), at, true, 0};
    startMoving();
}

// Once a frame while something moves; the link is cut when it stops.
void MapView::onFrame()
{
    const double now = static_cast<double>(m_time.nsecsElapsed()) * 1e-9;
    const double passed = m_lastFrame > 0 ? std::min(kLongestStep, now - m_lastFrame) : 0;
    m_lastFrame = now;
    if (m_motion.running())
        setCamera(m_motion.step(m_camera, passed));
    if (!m_motion.running()) {
        disconnect(m_frameLink);
        m_frameLink = {};
        rest();
        return;
    }
    polish();
    update();
}

void MapView::rest()
{
    setCamera(m_camera.settled());
    m_tilesDirty = m_overlayDirty = true;
    polish();
    refreshCredits();
    Q_EMIT viewSettled();
}

void MapView::zoomBy(double steps)
{
    const double from = m_motion.glide ? m_motion.glide->to.zoom() : m_camera.zoom();
    zoomAt({width() / 2, height() / 2}, std::round(from + steps), true);
}

void MapView::home()
{
    goTo(m_camera.fitted(boxOf(kCityNorthWest, kCitySouthEast), {}, kNearZoom));
}

void MapView::showSelection()
{
    const int slot = m_feed ? m_feed->slotOf(m_selection) : -1;
    if (const auto at = worldOfSlot(slot)) {
        goTo(maprender::MapCamera(*at, std::max(m_camera.zoom(), kStreetZoom + 1), size(), ratio()));
    } else {
        home();
    }
}

void MapView::fitAll()
{
    if (!m_feed || m_feed->count() == 0)
        return;
    geo::WorldBox box{1, 1, 0, 0};
    m_feed->places().points().forEachIn({0, 0, 1, 1}, [&box](const geo::PointRow& row) {
        const geo::World at = geo::worldOf(row.key);
        box = {std::min(box.left, at.x), std::min(box.top, at.y), std::max(box.right, at.x),
               std::max(box.bottom, at.y)};
    });
    const double margin = kFollowMargin;
    goTo(m_camera.fitted(box, {margin, margin, margin, margin}, kStreetZoom + 2));
}

void MapView::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() == before.size() || now.width() < 1 || now.height() < 1)
        return;
    if (m_homeless)
        setCamera(maprender::MapCamera(m_camera.centre(), m_camera.zoom(), now.size(), ratio())
                      .fitted(boxOf(kCityNorthWest, kCitySouthEast), {}, kNearZoom)
                      .settled());
    else
        setCamera(m_camera.withViewport(now.size(), ratio()).settled());
    if (m_followLater || m_homeless)
        followSelection();
    refreshCredits();
}

void MapView::itemChange(ItemChange change, const ItemChangeData& data)
{
    QQuickItem::itemChange(change, data);
    if (change == ItemDevicePixelRatioHasChanged || (change == ItemSceneChange && data.window)) {
        setCamera(m_camera.withViewport(size(), ratio()).settled());
        m_tilesDirty = m_overlayDirty = true;
        polish();
    }
    if (change == ItemSceneChange && !data.window) {
        m_motion.stop();
        disconnect(m_frameLink);
        m_frameLink = {};
    }
    if (change == ItemVisibleHasChanged && data.boolValue) {
        m_tilesDirty = m_overlayDirty = true;
        polish();
    }
}

}  // namespace kydai::mapqml
