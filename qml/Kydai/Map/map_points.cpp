// SPDX-License-Identifier: GPL-3.0-or-later
// Reports one by one: very many of them as dots in pictures, those of one spot as a fan.
#include <cmath>

#include <QQuickWindow>

#include "map_view.h"

namespace kydai::mapqml {

namespace {

constexpr quint32 kDotsFrom = 2500;    // reports in view; pins until then
constexpr quint32 kPinsBelow = 2000;   // and pins again, so that a pan does not flicker between both
constexpr double kMarkMargin = 48;     // px around the view whose marks still reach into it
constexpr double kDotHit = 8;          // px
constexpr double kPileReach = 3;       // px: nearer than that two marks cannot be told apart

geo::WorldBox around(geo::World at, double reach)
{
    return {at.x - reach, at.y - reach, at.x + reach, at.y + reach};
}

geo::Cluster pointOf(const geo::PointRow& row)
{
    geo::Cluster point;
    point.id = geo::pointId(row.handle);
    point.at = geo::worldOf(row.key);
    point.handle = row.handle;
    point.sum.add(row);
    return point;
}

}  // namespace

void MapView::decideRaster()
{
    bool wanted = false;
    if (m_feed && m_showReports && m_mode == QStringLiteral("points")) {
        const quint32 inView = m_feed->places().points().countIn(m_camera.visible(kMarkMargin));
        wanted = inView > (m_rastered ? kPinsBelow : kDotsFrom);
    }
    if (wanted == m_rastered)
        return;
    m_rastered = wanted;
    m_tilesDirty = m_overlayDirty = true;
}

void MapView::wantDots(const maprender::MapCamera& camera)
{
    if (!m_rastered || !m_colours)
        return;
    if (!m_raster) {
        m_raster = std::make_unique<maprender::PointRaster>([this] {
            m_tilesDirty = true;  // what changed meanwhile is asked for again
            polish();
        });
        m_raster->setPainter(std::make_shared<const maprender::DotPainter>(*m_colours, ratio()));
    }
    const int z = camera.tileZoom(0, geo::kMaxZoom);
    m_raster->request(camera.visibleTiles(z, kMarkMargin), camera.tileSidePixels(z),
                      camera.tileSidePixels(z) / camera.dpr(),
                      [this](geo::TileId id) { return dotsOf(id); });
}

// In the order of the index, which is the same in two neighbouring tiles.
std::vector<maprender::RasterDot> MapView::dotsOf(geo::TileId id) const
{
    std::vector<maprender::RasterDot> dots;
    const double tiles = std::exp2(id.z);
    const double reach = maprender::kDotReach / maprender::kTileSide * 2 / tiles;
    const double left = id.x / tiles, top = id.y / tiles;
    const geo::WorldBox box{left - reach, top - reach, left + 1 / tiles + reach, top + 1 / tiles + reach};
    m_feed->places().points().forEachIn(box, [&](const geo::PointRow& row) {
        if (row.urgent)
            return;  // a pin of its own
        const geo::World at = geo::worldOf(row.key);
        dots.push_back({static_cast<float>((at.x - left) * tiles), static_cast<float>((at.y - top) * tiles),
                        row.state, row.lateness == static_cast<quint8>(maprender::Lateness::Soon)});
    });
    return dots;
}

void MapView::addUrgent(maprender::OverlayScene& scene, const maprender::MapCamera& camera)
{
    const desk::CaseIndex& index = m_feed->core()->index();
    const geo::PointTree& points = m_feed->places().points();
    const qint64 now = m_feed->core()->nowMs();
    const int selected = m_feed->slotOf(m_selection);
    const geo::WorldBox view = camera.visible(kMarkMargin);
    for (const quint32 slot : m_feed->urgentSlots()) {
        const geo::PointRow* point = points.find(slot);
        if (!point || !index.isLive(slot))
            continue;
        const geo::Cluster mark = pointOf(*point);
        if (mark.at.x < view.left || mark.at.x > view.right || mark.at.y < view.top
            || mark.at.y > view.bottom)
            continue;
        m_shown.push_back(mark);
        const desk::IndexRow& row = index.row(slot);
        if (static_cast<int>(slot) != selected)
            scene.reports.append({mark.at, row.state(), rimOf(row.latenessAt(now)), true, false});
    }
}

std::optional<geo::Cluster> MapView::dotAt(QPointF at) const
{
    const maprender::MapCamera camera = m_camera.settled();
    const geo::World world = camera.toWorld(at);
    std::optional<geo::Cluster> nearest;
    double best = kDotHit / camera.worldPixels();
    m_feed->places().points().forEachIn(around(world, best), [&](const geo::PointRow& row) {
        const geo::World to = geo::worldOf(row.key);
        const double way = std::hypot(to.x - world.x, to.y - world.y);
        if (way <= best) {
            best = way;
            nearest = pointOf(row);
        }
    });
    return nearest;
}

QList<int> MapView::pileAt(const geo::Cluster& point, bool& sameSpot) const
{
    QList<int> pile;
    const double reach = kPileReach / m_camera.worldPixels();
    double widest = 0;
    const auto take = [&](quint32 slot, geo::World at) {
        if (pile.size() >= kListMost)
            return;
        pile.append(static_cast<int>(slot));
        widest = std::max(widest, std::hypot(at.x - point.at.x, at.y - point.at.y));
    };
    m_feed->places().points().forEachIn(around(point.at, reach), [&](const geo::PointRow& row) {
        take(row.handle, geo::worldOf(row.key));
    });
    if (m_showRescues) {
        for (const quint32 slot : m_feed->rescueSlots()) {
            const auto at = worldOfSlot(static_cast<int>(slot));
            if (at && std::abs(at->x - point.at.x) <= reach && std::abs(at->y - point.at.y) <= reach)
                take(slot, *at);
        }
    }
    sameSpot = widest * maprender::kTileSide * std::exp2(kNearZoom) <= kPileReach;
    return pile;
}

void MapView::setFan(const QList<int>& cases)
{
    const QList<int> wanted = cases.size() < 2 ? QList<int>() : cases.mid(0, maprender::kFanMost);
    if (wanted == m_fan)
        return;
    m_fan = wanted;
    m_fanCurrent = m_fan.isEmpty() ? -1 : 0;
    m_overlayDirty = true;
    polish();
    Q_EMIT fanChanged();
    Q_EMIT fanMoved();
}

void MapView::setFanCurrent(int at)
{
    if (at == m_fanCurrent || at < -1 || at >= m_fan.size())
        return;
    m_fanCurrent = at;
    m_overlayDirty = true;
    polish();
    Q_EMIT fanChanged();
}

QPointF MapView::fanAt() const
{
    const auto at = worldOfSlot(m_fan.isEmpty() ? -1 : m_fan.constFirst());
    return at ? m_camera.settled().toScreen(*at) : QPointF();
}

void MapView::addFan(maprender::OverlayScene& scene) const
{
    const auto spot = worldOfSlot(m_fan.isEmpty() ? -1 : m_fan.constFirst());
    if (!spot)
        return;
    const desk::CaseIndex& index = m_feed->core()->index();
    const qint64 now = m_feed->core()->nowMs();
    const int selected = m_feed->slotOf(m_selection);
    maprender::FanScene fan;
    fan.at = *spot;
    fan.current = m_fanCurrent;
    for (const int slot : m_fan) {
        maprender::FanScene::Leg leg;
        if (index.isLive(static_cast<quint32>(slot))) {
            const desk::IndexRow& row = index.row(static_cast<quint32>(slot));
            leg.mark = {*spot, row.state(), rimOf(row.latenessAt(now)), isAlwaysShown(row), false};
            leg.rescue = dangerOfSlot(slot);
            leg.selected = slot == selected;
        }
        fan.legs.append(leg);
    }
    if (scene.selection && m_fan.contains(selected))
        scene.selection->bare = true;
    scene.fan = fan;
}

}  // namespace kydai::mapqml
