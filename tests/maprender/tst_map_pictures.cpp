// SPDX-License-Identifier: GPL-3.0-or-later
// Paints real maps to look at (build folder, pictures/maprender) and measures the CPU time of a tile.
// Asserts that nothing is blank or broken; times only where they are far off.
#include <ctime>

#include <QFile>
#include <QTest>

#include "core/states.h"
#include "geo/area_shapes.h"
#include "geo/mbtiles.h"
#include "maprender/area_scene.h"
#include "maprender/label_layer.h"
#include "maprender/map_camera.h"
#include "maprender/map_kit.h"
#include "maprender/overlay_painter.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::maprender;
using namespace kydai::maprender::test;

namespace {

const geo::LonLat kHue{107.5905, 16.4675};

// Everything a map item would do for one picture, in one thread.
struct View {
    MapCamera camera;
    QList<TilePtr> tiles;
    QList<qint64> nanoseconds;
    int broken = 0;
    int empty = 0;

    View(const MapCamera& wanted, const QList<PoolSource>& sources, const TilePainter& painter)
        : camera(wanted.settled())
    {
        const int z = camera.tileZoom(0, 22);
        for (geo::TileId id : camera.visibleTiles(z)) {
            std::vector<TileContent> contents;
            for (const PoolSource& source : sources) {
                const geo::TileSourceInfo& info = source.source->info();
                if (id.z < info.minZoom)
                    continue;
                const geo::TileId from = id.z > info.maxZoom ? geo::parentOf(id, id.z - info.maxZoom) : id;
                auto reader = source.source->reader();
                auto tile = (*reader)->tile(from);
                if (tile && *tile)
                    contents.push_back({from, std::move(**tile), source.covers});
            }
            const std::clock_t before = std::clock();
            auto painted = std::make_shared<PaintedTile>(
                painter.paint(id, camera.tileSidePixels(z), contents));
            nanoseconds.append((std::clock() - before) * (1'000'000'000 / CLOCKS_PER_SEC));
            broken += painted->state == PaintedTile::State::Broken;
            empty += painted->state == PaintedTile::State::Empty;
            tiles.append(painted);
        }
        std::sort(nanoseconds.begin(), nanoseconds.end());
    }

    QImage picture(const QColor& ground) const
    {
        QImage image((camera.viewport() * camera.dpr()).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.setDevicePixelRatio(camera.dpr());
        image.fill(ground);
        QPainter painter(&image);
        for (const TilePtr& tile : tiles)
            painter.drawImage(camera.tileRect(tile->id), tile->image);
        return image;
    }
    double medianMs() const { return nanoseconds.at(nanoseconds.size() / 2) / 1e6; }
    double worstMs() const { return nanoseconds.last() / 1e6; }
};

OverlayScene nightScene(const MapCamera& camera, bool flood)
{
    const auto at = [](double lon, double lat) { return geo::toWorld({lon, lat}); };
    OverlayScene scene;
    const auto cluster = [&](double lon, double lat, int count, std::array<int, 4> shares, bool urgent = false) {
        scene.clusters.append({at(lon, lat), count, shares, urgent, false});
    };
    if (flood) {
        cluster(107.5752, 16.4798, 61, {25, 28, 5, 3});
        cluster(107.5918, 16.4848, 44, {22, 14, 6, 2}, true);
        cluster(107.6120, 16.4761, 146, {79, 44, 17, 6});
        cluster(107.5868, 16.4592, 83, {48, 21, 11, 3});
        cluster(107.5602, 16.4605, 12482, {33, 26, 10, 3});
        cluster(107.6045, 16.4545, 39, {21, 9, 6, 3});
        cluster(107.6190, 16.4900, 1058, {34, 11, 10, 3});
        scene.rescues = {{at(107.6075, 16.4822), Danger::High, true}, {at(107.5905, 16.4872), Danger::High, false},
                         {at(107.5920, 16.5000), Danger::Medium, false}, {at(107.6155, 16.4722), Danger::Medium, false},
                         {at(107.6040, 16.4870), Danger::Low, false}, {at(107.5760, 16.4740), Danger::Low, false}};
    } else {
        cluster(107.5942, 16.4684, 4, {2, 1, 0, 1});
        scene.agencies = {{at(107.5935, 16.4664), 14, false}, {at(107.6045, 16.4735), 121, false}};
        const auto pin = [&](double lon, double lat, CaseState state, Lateness late, bool urgent = false) {
            scene.reports.append({at(lon, lat), state, late, urgent, false});
        };
        pin(107.5978, 16.4626, CaseState::InProgress, Lateness::InTime);
        pin(107.6009, 16.4641, CaseState::Received, Lateness::InTime);
        pin(107.6010, 16.4724, CaseState::Assigned, Lateness::Soon);
        pin(107.6020, 16.4628, CaseState::Resolved, Lateness::None);
        pin(107.6046, 16.4708, CaseState::AwaitingApproval, Lateness::InTime);
        pin(107.5958, 16.4634, CaseState::Screening, Lateness::Soon);
        pin(107.6072, 16.4672, CaseState::InProgress, Lateness::Late, true);
        int n = 0;
        for (int state = 0; state < kCaseStateCount; ++state, ++n)
            pin(107.5925 + 0.0009 * n, 16.4600, static_cast<CaseState>(state), Lateness::InTime);
        scene.selection = SelectionMark{at(107.5998, 16.4672), CaseState::Received, Lateness::Soon, 250};
        scene.hover = at(107.5978, 16.4626);
    }
    scene.scaleBar = ScaleBarScene{QPointF(camera.viewport().width() - 16, camera.viewport().height() - 12)};
    scene.attribution = AttributionScene{u"GSHHG · GeoNames · sơ đồ của dự án"_s,
                                         QPointF(12, camera.viewport().height() - 10)};
    return scene;
}

QList<QRectF> boxesOf(const OverlayScene& scene, const MapCamera& camera)
{
    QList<QRectF> boxes;
    for (const ClusterMark& mark : scene.clusters)
        boxes.append(clusterBounds(mark.count).translated(camera.toScreen(mark.at)));
    for (const ReportMark& mark : scene.reports)
        boxes.append(reportBounds().translated(camera.toScreen(mark.at)));
    for (const RescueMark& mark : scene.rescues)
        boxes.append(rescueBounds().translated(camera.toScreen(mark.at)));
    for (const AgencyMark& mark : scene.agencies)
        boxes.append(agencyBounds().translated(camera.toScreen(mark.at)));
    if (scene.selection)
        boxes.append(selectionBounds().translated(camera.toScreen(scene.selection->at)));
    return boxes;
}

QImage finished(const View& view, const MapStyle& style, OverlayScene scene, LabelLayer& labels)
{
    const ColourTable table = colours(style.theme());
    LabelSettings settings;
    settings.family = face();
    settings.taken = boxesOf(scene, view.camera);
    if (scene.selection)
        settings.selection = scene.selection->at;
    scene.labels = labels.place(view.tiles, view.camera, settings);
    scene.nearStreets = labels.nearStreets();
    scene.nearColour = style.nearColour();
    OverlayPainter overlay(table, face());
    QImage image = view.picture(table.value(style.background()));
    QPainter painter(&image);
    painter.drawImage(QPointF(0, 0), overlay.paint(view.camera, scene));
    return image;
}

}  // namespace

class TestMapPictures : public QObject
{
    Q_OBJECT

private slots:
    void houseMap_data()
    {
        QTest::addColumn<QString>("dress");
        QTest::addColumn<double>("zoom");
        for (const QString& dress : {u"dark"_s, u"light"_s, u"contrast"_s, u"print"_s}) {
            for (double zoom : {6.0, 10.0, 13.0, 14.87})
                QTest::newRow(qPrintable(u"%1 %2"_s.arg(dress).arg(zoom))) << dress << zoom;
        }
    }

    void houseMap()
    {
        QFETCH(QString, dress);
        QFETCH(double, zoom);
        const auto style = houseStyle(dress);
        const ColourTable table = colours(style->theme());
        QCOMPARE(style->unknownRoles(table), QStringList());
        const TilePainter painter(style, table);
        const bool near = zoom > 14;
        const geo::LonLat centre = near ? geo::LonLat{107.6002, 16.4664} : zoom < 8 ? geo::LonLat{110, 14} : kHue;
        const View view(MapCamera(geo::toWorld(centre), zoom, {1280, 800}), test::houseMap(), painter);
        QCOMPARE(view.broken, 0);
        LabelLayer labels;
        OverlayScene scene = zoom > 12 ? nightScene(view.camera, !near) : OverlayScene();
        const QImage image = finished(view, *style, scene, labels);
        QSet<QRgb> inks;
        for (int y = 0; y < image.height(); y += 7) {
            for (int x = 0; x < image.width(); x += 7)
                inks.insert(image.pixel(x, y));
        }
        QVERIFY2(inks.size() > 8, "the map is blank");
        keep(image, u"house-%1-z%2"_s.arg(dress).arg(qRound(zoom)));
        std::printf("house %s z%.1f: %lld tiles, median %.1f ms, worst %.1f ms\n", qPrintable(dress), zoom,
                    static_cast<long long>(view.tiles.size()), view.medianMs(), view.worstMs());
        QVERIFY2(view.worstMs() < 2000, "a tile took seconds");
    }

    // The city's wards over the house map: outlines, figures in five classes, names inside their ward.
    void wards()
    {
        const QByteArray json = fileBytes(source(u"../shared/data/areas/hue-wards-2025.geojson"_s));
        if (json.isEmpty())
            QSKIP("the wards for tests are not here");
        const auto index = geo::AreaIndex::fromGeoJson(json);
        QVERIFY(index);
        const geo::AreaShapes shapes(*index);
        for (const auto& [zoom, dress] : {std::pair{10.0, u"dark"_s}, {13.0, u"dark"_s}, {13.0, u"light"_s}}) {
            const auto style = houseStyle(dress);
            const View view(MapCamera(geo::toWorld(kHue), zoom, {1280, 800}), test::houseMap(),
                            TilePainter(style, colours(style->theme())));
            OverlayScene scene;
            scene.areas.shapes = areaShapes(*index, shapes, geo::AreaShapes::levelFor(zoom));
            QList<double> figures;
            for (int i = 0; i < index->size(); ++i) {
                const AreaShape& shape = scene.areas.shapes->at(static_cast<size_t>(i));
                QVERIFY2(index->holds(i, geo::toLonLat(shape.labelAt)), qPrintable(shape.name));
                figures.append(i * 37 % 90);
            }
            const ChoroplethClasses classes = choroplethClasses(figures);
            for (double figure : figures) {
                scene.areas.classes.push_back(zoom < 12 ? classes.classOf(figure) : -1);
                scene.areas.values.push_back(zoom < 12 ? QString::number(figure) : QString());
            }
            scene.areas.names = zoom < 12;
            scene.areas.current = index->areaAt(kHue, {});
            OverlayPainter overlay(colours(style->theme()), face());
            const std::clock_t before = std::clock();
            overlay.paint(view.camera, scene);
            const std::clock_t between = std::clock();
            overlay.paint(view.camera.panned({3, 3}), scene);
            const double ms = 1000.0 / CLOCKS_PER_SEC;
            std::printf("wards %s z%.0f: first %.1f ms, then %.1f ms CPU\n", qPrintable(dress), zoom,
                        double(between - before) * ms, double(std::clock() - between) * ms);
            LabelLayer labels;
            keep(finished(view, *style, scene, labels), u"wards-%1-z%2"_s.arg(dress).arg(zoom));
        }
    }

    void pack_data()
    {
        QTest::addColumn<QString>("dress");
        QTest::addColumn<double>("zoom");
        for (const QString& dress : {u"dark"_s, u"light"_s}) {
            for (double zoom : {11.0, 12.0, 13.0, 14.0, 15.5})
                QTest::newRow(qPrintable(u"%1 %2"_s.arg(dress).arg(zoom))) << dress << zoom;
        }
    }

    void pack()
    {
        const QString file = source(u"../shared/data/maps/liechtenstein-2013-08-03.mbtiles"_s);
        if (!QFile::exists(file))
            QSKIP("the street pack for tests is not here");
        QFETCH(QString, dress);
        QFETCH(double, zoom);
        const auto source = geo::MbTiles::open(file);
        QVERIFY(source);
        const auto style = houseStyle(dress);
        const TilePainter painter(style, colours(style->theme()));
        const View view(MapCamera(geo::toWorld({9.5215, 47.141}), zoom, {1280, 800}), {{*source, true}}, painter);
        QCOMPARE(view.broken, 0);
        LabelLayer labels;
        keep(finished(view, *style, {}, labels), u"pack-%1-z%2"_s.arg(dress).arg(zoom));
        std::printf("pack %s z%.1f: %lld tiles, median %.1f ms, worst %.1f ms\n", qPrintable(dress), zoom,
                    static_cast<long long>(view.tiles.size()), view.medianMs(), view.worstMs());
    }
};

QTEST_MAIN(TestMapPictures)
#include "tst_map_pictures.moc"
