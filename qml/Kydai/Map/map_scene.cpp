// SPDX-License-Identifier: GPL-3.0-or-later
// What lies over the tiles: reports, clusters, heat, agencies, selection.
#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/directory.h"
#include "geo/heat_grid.h"
#include "map_view.h"

namespace kydai::mapqml {

using namespace Qt::StringLiterals;

namespace {

constexpr quint32 kMostPins = 4000;    // in view; beyond that clusters all the same
constexpr int kPinsFromZoom = 17;      // clusters end here
constexpr double kMarkMargin = 48;     // px around the view whose marks still reach into it
constexpr size_t kMostRescues = 2000;  // in view
constexpr double kHeatCell = 8;        // px
constexpr int kHeatRadius = 5;         // cells
constexpr qsizetype kMostTaken = 600;  // marks that names make way for

}  // namespace

geo::ClusterOptions MapView::clusterOptions() const
{
    geo::ClusterOptions options;
    options.pointsFromZoom = m_mode == u"points"_s ? 0 : kPinsFromZoom;
    options.maxResults = kMostPins;
    return options;
}

std::optional<geo::World> MapView::worldOfSlot(int slot) const
{
    if (slot < 0 || !m_feed || !m_feed->core())
        return std::nullopt;
    const desk::CaseIndex& index = m_feed->core()->index();
    if (!index.isLive(static_cast<quint32>(slot)))
        return std::nullopt;
    const desk::IndexRow& row = index.row(static_cast<quint32>(slot));
    if (!row.has(FlagHasPosition))
        return std::nullopt;
    return worldOf(row);
}

maprender::OverlayScene MapView::scene(const maprender::MapCamera& camera)
{
    maprender::OverlayScene scene;
    m_shown.clear();
    if (m_wards)
        scene.areas = m_wards->scene(camera.zoom());
    m_firstRescue = 0;
    if (m_feed && m_feed->core()) {
        if (m_showReports && m_mode == u"heat"_s)
            scene.heat = heat(camera);
        if (m_showReports && m_rastered)
            addUrgent(scene, camera);
        else if (m_showReports)
            addPlaces(scene, camera);
        m_firstRescue = m_shown.size();
        if (m_showRescues)
            addRescues(scene, camera);
        addSelection(scene);
        addFan(scene);
    }
    if (m_showAgencies)
        scene.agencies = m_agencies;
    scene.hover = m_hover;
    scene.hoverOn = m_hoverOn;
    if (m_shape.size() > 1)
        scene.shape = maprender::ShapeScene{m_shape, m_shapeClosed};
    else if (m_area.size() > 2)
        scene.shape = maprender::ShapeScene{m_area, true};
    return scene;
}

void MapView::addPlaces(maprender::OverlayScene& scene, const maprender::MapCamera& camera)
{
    const geo::ClusterOptions options = clusterOptions();
    const geo::ClusterPyramid& places = m_feed->places();
    const desk::CaseIndex& index = m_feed->core()->index();
    const qint64 now = m_feed->core()->nowMs();
    const int selected = m_feed->slotOf(m_selection);
    const bool heatOnly = m_mode == u"heat"_s;
    const quint64 selectedId = selected < 0 ? 0
        : places.idOf(static_cast<quint32>(selected), camera.zoom(), options);
    m_shown = places.query(camera.visible(kMarkMargin), camera.zoom(), options);
    if (heatOnly)
        std::erase_if(m_shown, [](const geo::Cluster& c) { return !c.holdsUrgent(); });
    for (const geo::Cluster& cluster : m_shown) {
        if (cluster.isPoint()) {
            if (static_cast<int>(cluster.handle) == selected || !index.isLive(cluster.handle))
                continue;
            const desk::IndexRow& row = index.row(cluster.handle);
            scene.reports.append({cluster.at, row.state(), rimOf(row.latenessAt(now)),
                                  isAlwaysShown(row), false});
        } else {
            maprender::ClusterMark mark;
            mark.at = cluster.at;
            mark.count = static_cast<int>(cluster.count());
            for (size_t i = 0; i < mark.shares.size(); ++i)
                mark.shares[i] = static_cast<int>(cluster.sum.state[i]);
            mark.urgent = cluster.holdsUrgent();
            mark.selected = selectedId != 0 && cluster.id == selectedId;
            scene.clusters.append(mark);
        }
    }
}

// The most needy on top, of equals the one that waits longest.
void MapView::addRescues(maprender::OverlayScene& scene, const maprender::MapCamera& camera)
{
    const desk::CaseIndex& index = m_feed->core()->index();
    const qint64 now = m_feed->core()->nowMs();
    const int selected = m_feed->slotOf(m_selection);
    const geo::WorldBox view = camera.visible(kMarkMargin);
    struct Found {
        maprender::Danger danger;
        qint64 createdMs;
        quint32 slot;
        geo::World at;
    };
    std::vector<Found> found;
    for (const quint32 slot : m_feed->rescueSlots()) {
        if (!index.isLive(slot))
            continue;
        const desk::IndexRow& row = index.row(slot);
        const geo::World at = worldOf(row);
        if (at.x >= view.left && at.x <= view.right && at.y >= view.top && at.y <= view.bottom)
            found.push_back({dangerOf(row, now), row.createdMs, slot, at});
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return std::tie(a.danger, b.createdMs, a.slot) < std::tie(b.danger, a.createdMs, b.slot);
    });
    if (found.size() > kMostRescues)
        found.erase(found.begin(), found.end() - kMostRescues);
    for (const Found& one : found) {
        geo::Cluster mark;
        mark.id = geo::pointId(one.slot);
        mark.at = one.at;
        mark.handle = one.slot;
        mark.sum.count = mark.sum.urgent = 1;
        m_shown.push_back(mark);
        if (static_cast<int>(one.slot) != selected)
            scene.rescues.append({one.at, one.danger, false});
    }
}

std::optional<maprender::Danger> MapView::dangerOfSlot(int slot) const
{
    const desk::IndexRow& row = m_feed->core()->index().row(static_cast<quint32>(slot));
    if (!isRescue(row))
        return std::nullopt;
    return dangerOf(row, m_feed->core()->nowMs());
}

void MapView::addSelection(maprender::OverlayScene& scene) const
{
    const int slot = m_feed->slotOf(m_selection);
    const std::optional<geo::World> at = worldOfSlot(slot);
    if (!at)
        return;
    const desk::IndexRow& row = m_feed->core()->index().row(static_cast<quint32>(slot));
    scene.selection = maprender::SelectionMark{m_dragged.value_or(*at), row.state(),
                                               rimOf(row.latenessAt(m_feed->core()->nowMs())),
                                               m_circleMetres, dangerOfSlot(slot)};
}

// Cells of the index instead of points: a million reports cost what is on the screen.
maprender::HeatScene MapView::heat(const maprender::MapCamera& camera) const
{
    const geo::WorldBox view = camera.visible();
    const int columns = std::max(1, static_cast<int>(camera.viewport().width() / kHeatCell));
    const int rows = std::max(1, static_cast<int>(camera.viewport().height() / kHeatCell));
    geo::HeatGrid grid(view, columns, rows, kHeatRadius);
    const int level = std::clamp(
        static_cast<int>(std::lround(camera.zoom() + std::log2(maprender::kTileSide / kHeatCell))), 0,
        geo::PointTree::kLevels - 1);
    const double cells = std::exp2(level);
    const auto cellOf = [cells](double v) {
        return static_cast<quint32>(std::clamp(std::floor(v * cells), 0.0, cells - 1));
    };
    const geo::WorldBox wide = grid.covered();
    m_feed->places().points().forEachCell(
        {level, cellOf(wide.left), cellOf(wide.top), cellOf(wide.right), cellOf(wide.bottom)},
        [&grid](const geo::CellView& cell) {
            geo::CellSummary sum;
            cell.addTo(sum);
            grid.add(sum.centre(), static_cast<float>(sum.count));
        });
    grid.blur();
    std::vector<float> weights;
    weights.reserve(static_cast<size_t>(columns) * static_cast<size_t>(rows));
    for (int y = 0; y < grid.height(); ++y) {
        for (int x = 0; x < grid.width(); ++x)
            weights.push_back(grid.at(x, y));
    }
    return {maprender::heatImage(weights, grid.width(), grid.height(), *m_colours), view};
}

QList<QRectF> MapView::takenBy(const maprender::OverlayScene& scene,
                               const maprender::MapCamera& camera) const
{
    QList<QRectF> taken;
    for (const maprender::ClusterMark& mark : scene.clusters) {
        if (taken.size() >= kMostTaken)
            break;
        taken.append(maprender::clusterBounds(mark.count).translated(camera.toScreen(mark.at)));
    }
    for (const maprender::RescueMark& mark : scene.rescues) {
        if (taken.size() >= kMostTaken)
            break;
        taken.append(maprender::rescueBounds().translated(camera.toScreen(mark.at)));
    }
    for (const maprender::ReportMark& mark : scene.reports) {
        if (taken.size() >= kMostTaken)
            break;
        taken.append(maprender::reportBounds().translated(camera.toScreen(mark.at)));
    }
    if (scene.selection) {
        taken.append(
            maprender::selectionBounds().translated(camera.toScreen(scene.selection->at)));
    }
    return taken;
}

// Ward agencies stand at the middle of their ward; others have no place in the directory.
void MapView::refreshAgencies()
{
    const qsizetype before = m_agencies.size();
    m_agencies.clear();
    const desk::DeskCore* core = m_feed ? m_feed->core() : nullptr;
    if (core) {
        const desk::CaseIndex& index = core->index();
        std::vector<int> open(static_cast<size_t>(index.agencies().size()), 0);
        for (quint32 slot = 0; slot < index.slotEnd(); ++slot) {
            if (index.isLive(slot) && isOpen(index.row(slot).state()))
                ++open[index.row(slot).agency];
        }
        const QList<const Agency*> agencies = core->directory().agenciesAt(localDate(core->nowMs()));
        for (const Agency* agency : agencies) {
            const Area* area = agency->kind == u"ward"_s ? core->directory().area(agency->area)
                                                         : nullptr;
            if (!area || (area->lat == 0 && area->lon == 0))
                continue;
            m_agencies.append({geo::toWorld({area->lon, area->lat}),
                               open[index.agencies().find(agency->code)], false});
        }
    }
    if (before != m_agencies.size())
        Q_EMIT agenciesChanged();
}

}  // namespace kydai::mapqml
