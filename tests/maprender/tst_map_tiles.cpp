// SPDX-License-Identifier: GPL-3.0-or-later
// One tile: ink where it belongs, the same whoever paints, over-zoom, names, damage.
#include <QBuffer>
#include <QTest>

#include "core/seeded.h"
#include "maprender/label_layer.h"
#include "maprender/map_camera.h"
#include "maprender/map_kit.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::maprender;
using namespace kydai::maprender::test;

namespace {

const geo::TileId kTile{14, 13091, 7441};

const char* const kStyle = R"({"schema": 1, "background": "map.land", "rules": [
 {"layer": "water", "fill": "map.water"},
 {"layer": "road", "filter": {"class": "main"}, "line": {"color": "map.road1", "width": 6}},
 {"layer": "road", "exclude": {"class": "main"}, "minzoom": 15, "line": {"color": "map.road2", "width": 2}},
 {"layer": "road", "label": {"color": "map.label", "halo": "map.land", "along": true, "priority": 40}},
 {"layer": "place", "label": {"color": "map.label", "dot": 3}}]})";

Drawing city()
{
    Drawing drawing;
    drawing.square(u"water"_s, u"river"_s, 1024, 1024, 1024);
    drawing.line(u"road"_s, u"main"_s, u"Lê Lợi"_s, {{-100, 3000}, {2000, 3000}, {4200, 3400}});
    drawing.line(u"road"_s, u"lane"_s, u"Kiệt 42"_s, {{3000, 0}, {3000, 4096}});
    drawing.point(u"place"_s, u"market"_s, u"Chợ Đông Ba"_s, {2048, 512});
    return drawing;
}

QImage paint(const QByteArray& style, const geo::TileData& data, geo::TileId id = kTile,
             geo::TileId from = kTile, int side = 512)
{
    const std::vector<TileContent> contents{{from, data}};
    return TilePainter(styleOf(style), colours()).paint(id, side, contents).image;
}

QByteArray without(int rule)
{
    const QByteArrayList lines = QByteArray(kStyle).split('\n');
    QByteArrayList rules;
    for (int i = 1; i < lines.size(); ++i) {
        QByteArray line = lines.at(i).trimmed();
        if (line.endsWith("]}"))
            line.chop(2);
        if (line.endsWith(','))
            line.chop(1);
        if (i != rule + 1)
            rules.append(line);
    }
    return lines.first() + rules.join(',') + "]}";
}

}  // namespace

class TestMapTiles : public QObject
{
    Q_OBJECT

private slots:
    // Each rule changes pixels in its box and nowhere else.
    void ink()
    {
        const geo::TileData data = city().data();
        const QImage all = paint(kStyle, data);
        QCOMPARE(all.format(), QImage::Format_ARGB32_Premultiplied);
        const QRect water = changed(all, paint(without(0), data));
        QCOMPARE(water, QRect(128, 128, 128, 128));
        const QRect road = changed(all, paint(without(1), data));
        QCOMPARE(road.left(), 0);
        QCOMPARE(road.right(), 511);
        QVERIFY2(QRect(0, 370, 512, 60).contains(road), "the road left its place");
        QVERIFY(changedCount(all, paint(without(1), data)) > 512 * 5);
        QCOMPARE(changed(all, paint(without(2), data)), QRect());   // not before zoom 15
        QCOMPARE(changed(all, paint(without(3), data)), QRect());   // names are not drawn here
    }

    void zoomDecides()
    {
        const geo::TileData data = city().data();
        const geo::TileId child = geo::childrenOf(kTile)[1];  // the lane's upper half
        const QImage with = paint(kStyle, data, child, kTile);
        const QRect lane = changed(with, paint(without(2), data, child, kTile));
        QVERIFY(!lane.isEmpty());
        QVERIFY2(QRect(236, 0, 6, 512).contains(lane), "the lane is not where over-zoom puts it");
    }

    // An enlarged tile shows what the parent shows, at twice the scale.
    void overzoom()
    {
        const char* const style = R"({"schema": 1, "background": "map.land", "rules": [
            {"layer": "water", "fill": "map.water"}]})";
        const geo::TileData data = city().data();
        const QImage parent = paint(style, data);
        for (int i = 0; i < 4; ++i) {
            const geo::TileId child = geo::childrenOf(kTile)[static_cast<size_t>(i)];
            const QImage image = paint(style, data, child, kTile);
            const QImage part = parent.copy((i % 2) * 256, (i / 2) * 256, 256, 256).scaled(512, 512);
            QCOMPARE(changedCount(image, part), 0);
        }
        const geo::TileId deep{kTile.z + 6, kTile.x * 64 + 20, kTile.y * 64 + 20};  // inside the water
        const QImage image = paint(style, data, deep, kTile);
        QCOMPARE(image.pixelColor(0, 0), colours().value(u"map.water"_s));
        QCOMPARE(image.pixelColor(511, 511), colours().value(u"map.water"_s));
    }

    void overzoomOfPictures()
    {
        QImage quarters(256, 256, QImage::Format_RGB32);
        const QColor inks[] = {Qt::red, Qt::green, Qt::blue, Qt::yellow};
        for (int i = 0; i < 4; ++i) {
            for (int y = 0; y < 128; ++y) {
                for (int x = 0; x < 128; ++x)
                    quarters.setPixelColor((i % 2) * 128 + x, (i / 2) * 128 + y, inks[i]);
            }
        }
        geo::TileData data{{}, geo::TileFormat::Png};
        QBuffer buffer(&data.bytes);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && quarters.save(&buffer, "PNG"));
        for (int i = 0; i < 4; ++i) {
            const QImage image = paint(kStyle, data, geo::childrenOf(kTile)[static_cast<size_t>(i)], kTile);
            QCOMPARE(image.pixelColor(256, 256), inks[i]);
            QCOMPARE(image.pixelColor(20, 490), inks[i]);
        }
    }

    // Neighbours of an enlarged tile join without a seam.
    void bordersMeet()
    {
        const geo::TileData data = city().data();
        const QImage left = paint(kStyle, data, geo::childrenOf(kTile)[2], kTile);
        const QImage right = paint(kStyle, data, geo::childrenOf(kTile)[3], kTile);
        int inked = 0;
        for (int y = 0; y < 512; ++y) {
            const QColor a = left.pixelColor(511, y), b = right.pixelColor(0, y);
            inked += a == colours().value(u"map.road1"_s);
            QVERIFY(std::abs(a.red() - b.red()) < 40);
        }
        QVERIFY(inked >= 5);
    }

    void names()
    {
        const std::vector<TileContent> contents{{kTile, city().data()}};
        const TilePainter painter(styleOf(kStyle), colours());
        const PaintedTile tile = painter.paint(kTile, 512, contents);
        QStringList names;
        for (const LabelCandidate& label : tile.labels)
            names.append(label.text);
        QCOMPARE(names, QStringList({u"Lê Lợi"_s, u"Kiệt 42"_s, u"Chợ Đông Ba"_s}));
        const LabelCandidate& market = tile.labels.at(2);
        const geo::WorldBox box = geo::bounds(kTile);
        QVERIFY(std::abs(market.anchor.x - (box.left + box.right) / 2) < 1e-12);
        QVERIFY(tile.labels.at(0).line.size() >= 3);
        // The neighbour of an enlarged tile does not show the same market again.
        int markets = 0;
        for (geo::TileId child : geo::childrenOf(kTile)) {
            for (const LabelCandidate& label : painter.paint(child, 512, contents).labels)
                markets += label.text == u"Chợ Đông Ba"_s;
        }
        QCOMPARE(markets, 1);
    }

    void foreignNamesAtSea()
    {
        const geo::TileId sea = geo::tileAt(geo::toWorld({112.0, 16.5}), 10);
        Drawing drawing;
        drawing.point(u"place"_s, u"island"_s, u"Some Island"_s, {2048, 2048});
        std::vector<TileContent> contents{{sea, drawing.data(), true}};
        const TilePainter painter(styleOf(kStyle), colours());
        QCOMPARE(painter.paint(sea, 512, contents).labels.size(), 0);
        contents[0].foreign = false;
        QCOMPARE(painter.paint(sea, 512, contents).labels.size(), 1);
    }

    // Streets near the selection have their names, whatever stands there; others give way.
    void nearNamesAlways()
    {
        const std::vector<TileContent> contents{{kTile, city().data()}};
        const TilePainter painter(styleOf(kStyle), colours());
        const QList<TilePtr> tiles{std::make_shared<const PaintedTile>(painter.paint(kTile, 512, contents))};
        const geo::WorldBox box = geo::bounds(kTile);
        const MapCamera camera({(box.left + box.right) / 2, (box.top + box.bottom) / 2}, 14, {512, 512});
        LabelLayer layer;
        LabelSettings settings;
        settings.family = face();
        settings.taken = {QRectF(0, 0, 512, 512)};  // no room at all
        QCOMPARE(layer.place(tiles, camera, settings).size(), 0);
        settings.selection = camera.toWorld({256, 380});
        const QList<PlacedLabel> placed = layer.place(tiles, camera, settings);
        QVERIFY(!placed.isEmpty());
        for (const PlacedLabel& label : placed)
            QVERIFY(label.near);
        QVERIFY(std::any_of(placed.begin(), placed.end(),
                            [](const PlacedLabel& label) { return label.text == u"Lê Lợi"_s; }));
        QVERIFY(!layer.nearStreets().isEmpty());
        // A pan by a pixel moves every name by that pixel.
        settings.taken.clear();
        const QList<PlacedLabel> before = layer.place(tiles, camera, settings);
        const MapCamera moved = camera.panned({1, 0});
        const QList<PlacedLabel> after = layer.place(tiles, moved, settings);
        QCOMPARE(after.size(), before.size());
        for (qsizetype i = 0; i < after.size(); ++i) {
            const QPointF a = camera.toScreen(before.at(i).anchor) + before.at(i).offset;
            const QPointF b = moved.toScreen(after.at(i).anchor) + after.at(i).offset;
            QVERIFY2(std::abs(b.x() - a.x() - 1) < 0.01 && std::abs(b.y() - a.y()) < 0.01,
                     qPrintable(after.at(i).text));
        }
    }

    void brokenAndEmpty()
    {
        const TilePainter painter(styleOf(kStyle), colours());
        const PaintedTile empty = painter.paint(kTile, 512, {});
        QCOMPARE(empty.state, PaintedTile::State::Empty);
        QCOMPARE(empty.image.pixelColor(9, 9), colours().value(u"map.land"_s));
        for (const geo::TileFormat format : {geo::TileFormat::Mvt, geo::TileFormat::Png}) {
            const std::vector<TileContent> bad{{kTile, {QByteArray("\x1a\xff\xff\xff\x7f junk"), format}}};
            const PaintedTile tile = painter.paint(kTile, 512, bad);
            QCOMPARE(tile.state, PaintedTile::State::Broken);
            QCOMPARE(tile.image.pixelColor(9, 9), colours().value(u"map.land"_s));
        }
    }

    // A good tile damaged at random is painted or broken; nothing else happens.
    void damage()
    {
        const QByteArray good = city().data().bytes;
        const TilePainter painter(styleOf(kStyle), colours());
        kydai::test::SeededRandom random("damage");
        for (int i = 0; i < 500; ++i) {
            QByteArray bad = good;
            for (int k = 0; k < 1 + i % 4; ++k)
                bad[random.upTo(static_cast<int>(bad.size()))] = static_cast<char>(random.upTo(256));
            const std::vector<TileContent> contents{{kTile, {bad, geo::TileFormat::Mvt}}};
            QCOMPARE(painter.paint(kTile, 128, contents).image.width(), 128);
        }
    }
};

QTEST_MAIN(TestMapTiles)
#include "tst_map_tiles.moc"
