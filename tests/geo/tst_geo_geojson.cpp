// SPDX-License-Identifier: GPL-3.0-or-later
// GeoJSON: reading, refusing, simplifying, clipping, cutting.
#include <cmath>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include "geo/clip.h"
#include "geo/geo_testing.h"
#include "geo/geojson.h"

using namespace kydai;
using namespace kydai::geo;
using namespace Qt::StringLiterals;
using kydai::geo::testing::Dice;

namespace {

QByteArray collection(const QByteArray& features)
{
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

QByteArray feature(const QByteArray& geometry, const QByteArray& properties = "{}")
{
    return R"({"type":"Feature","id":7,"properties":)" + properties + R"(,"geometry":)" + geometry
        + "}";
}

constexpr auto kPoint = R"({"type":"Point","coordinates":[107.58,16.46]})";

double area(const Polyline& ring)
{
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const World a = ring[i];
        const World b = ring[(i + 1) % ring.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return sum / 2;
}

bool insideRing(const Polyline& ring, World p)
{
    bool inside = false;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        if ((ring[i].y > p.y) != (ring[j].y > p.y)
            && p.x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y)
                    + ring[i].x)
            inside = !inside;
    }
    return inside;
}

// A star around a middle: never crosses itself.
Polyline randomRing(Dice& dice)
{
    Polyline ring;
    const int count = dice.whole(3, 30);
    const World middle{dice.real(0.2, 0.8), dice.real(0.2, 0.8)};
    for (int i = 0; i < count; ++i) {
        const double angle = 6.283185307179586 * i / count;
        const double radius = dice.real(0.02, 0.5);
        ring.push_back({middle.x + radius * std::cos(angle), middle.y + radius * std::sin(angle)});
    }
    return ring;
}

double lengthOf(const Polyline& line)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < line.size(); ++i)
        sum += std::hypot(line[i + 1].x - line[i].x, line[i + 1].y - line[i].y);
    return sum;
}

}  // namespace

class TestGeoJson : public QObject
{
    Q_OBJECT

private slots:
    void readsEveryShape();
    void refuses_data();
    void refuses();
    void tagsAndLayers();
    void clippedRingsHoldTheSamePoints();
    void clippedLinesKeepTheirLength();
    void weightsBoundTheError();
    void badlySplitLinesEnd();
    void tilesFitTogether();
    void aHoleStaysAHole();
    void theDefaultBaseMap();
    void wardsOfTheCity();
};

void TestGeoJson::readsEveryShape()
{
    const QByteArray json = collection(
        feature(kPoint) + ','
        + feature(R"({"type":"MultiPoint","coordinates":[[1,2],[3,4,99]]})") + ','
        + feature(R"({"type":"LineString","coordinates":[[1,2],[3,4]]})") + ','
        + feature(R"({"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]})") + ','
        + feature(R"({"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[4,1],[5,1],[5,2],[4,1]]]})")
        + ','
        + feature(R"({"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]],[[[2,2],[3,2],[3,3],[2,2]]]]})")
        + ','
        + feature(R"({"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,1]},{"type":"Point","coordinates":[2,2]}]})")
        + ',' + feature("null"));
    const auto source = GeoJson::parse("\xef\xbb\xbf" + json);
    QVERIFY2(source, source ? "" : qPrintable(source.error().detail));
    const auto& features = (*source)->features();
    QCOMPARE(features.size(), size_t(8));
    QCOMPARE(features[0].id, 7u);
    QCOMPARE(features[1].parts.front().points.size(), size_t(2));
    QCOMPARE(features[3].parts.size(), size_t(2));
    QCOMPARE(features[4].parts.size(), size_t(2));
    QVERIFY(!features[4].parts[0].hole && features[4].parts[1].hole);
    QCOMPARE(features[4].parts[0].points.size(), size_t(3));
    QVERIFY(!features[5].parts[0].hole && !features[5].parts[1].hole);
    QVERIFY(std::abs((*source)->info().southWest.lon) < 1e-9);
    QVERIFY(std::abs((*source)->info().northEast.lat - 16.46) < 1e-9);
    QVERIFY(GeoJson::parse(kPoint));
    QVERIFY(GeoJson::parse(feature(kPoint)));
}

void TestGeoJson::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const QByteArray& json, const char* reason) {
        QTest::newRow(name) << json << QString::fromLatin1(reason);
    };
    row("nothing", "", "json");
    row("cut", collection(feature(kPoint)).chopped(3), "json");
    row("array", "[]", "geojson");
    row("other json", R"({"name":"x"})", "geojson");
    row("no features", R"({"type":"FeatureCollection"})", "geojson");
    row("a number in it", collection("3"), "geojson");
    row("topology", R"({"type":"Topology","arcs":[]})", "geojson");
    row("empty", collection(""), "empty");
    row("nowhere", collection(feature("null")), "empty");
    row("a text for a number", collection(feature(R"({"type":"Point","coordinates":["1",2]})")),
        "geojson");
    row("VN-2000 metres",
        collection(feature(R"({"type":"Point","coordinates":[561584.5,1820975.1]})")), "position");
    row("too deep", collection(feature(R"({"type":"Polygon","coordinates":[[[[1,2]]]]})")),
        "geojson");
}

void TestGeoJson::refuses()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, reason);
    const auto source = GeoJson::parse(json);
    QVERIFY(!source);
    QCOMPARE(source.error().code, ErrorCode::BadInput);
    QCOMPARE(source.error().params.value(0), reason);
}

void TestGeoJson::tagsAndLayers()
{
    GeoJsonOptions options;
    options.layerKey = u"kind"_s;
    options.layerName = u"khác"_s;
    const auto source = GeoJson::parse(collection(
        feature(kPoint, R"({"kind":"chợ","name":"Đông Ba","n":3,"h":2.5,"open":true,"x":null})")
        + ',' + feature(kPoint, "{}")), options);
    QVERIFY(source);
    const TileId id = tileAt(toWorld({107.58, 16.46}), 12);
    const VectorTile tile = (*source)->cut(id);
    QCOMPARE(tile.layers.size(), size_t(2));
    const VectorLayer* market = tile.layer(u"chợ"_s);
    QVERIFY(market && tile.layer(u"khác"_s));
    const VectorFeature& one = market->features.front();
    QCOMPARE(market->text(one, u"name"_s), u"Đông Ba"_s);
    QCOMPARE(std::get<qint64>(*market->tag(one, u"n"_s)), qint64(3));
    QCOMPARE(std::get<double>(*market->tag(one, u"h"_s)), 2.5);
    QCOMPARE(std::get<bool>(*market->tag(one, u"open"_s)), true);
    QVERIFY(!market->tag(one, u"x"_s));
    auto reader = (*source)->reader();
    const auto data = (*reader)->tile(id);
    QVERIFY(data && *data);
    const auto read = decodeVectorTile((*data)->bytes);
    QVERIFY(read && read->faults == 0);
    QCOMPARE(read->layer(u"chợ"_s)->text(read->layer(u"chợ"_s)->features.front(), u"name"_s),
        u"Đông Ba"_s);
    const auto sea = (*reader)->tile({12, 0, 0});
    QVERIFY(sea && !*sea);
}

void TestGeoJson::clippedRingsHoldTheSamePoints()
{
    Dice dice(testing::seed());
    for (int round = 0; round < 10000; ++round) {
        const Polyline ring = randomRing(dice);
        WorldBox box{dice.real(0, 0.9), dice.real(0, 0.9), 0, 0};
        box.right = box.left + dice.real(0.01, 0.6);
        box.bottom = box.top + dice.real(0.01, 0.6);
        const Polyline cut = clipRing(ring, box);
        for (const World p : cut) {
            QVERIFY(p.x >= box.left - 1e-12 && p.x <= box.right + 1e-12);
            QVERIFY(p.y >= box.top - 1e-12 && p.y <= box.bottom + 1e-12);
        }
        for (int i = 0; i < 10; ++i) {
            const World p{dice.real(box.left, box.right), dice.real(box.top, box.bottom)};
            QCOMPARE(!cut.empty() && insideRing(cut, p), insideRing(ring, p));
        }
        // The parts of a box cut in two are as large as the whole.
        WorldBox left = box;
        WorldBox right = box;
        left.right = right.left = dice.real(box.left, box.right);
        QVERIFY(std::abs(area(clipRing(ring, left)) + area(clipRing(ring, right)) - area(cut))
                < 1e-12);
    }
}

void TestGeoJson::clippedLinesKeepTheirLength()
{
    Dice dice(testing::seed());
    for (int round = 0; round < 10000; ++round) {
        Polyline line;
        for (int i = dice.whole(2, 12); i > 0; --i)
            line.push_back({dice.real(0, 1), dice.real(0, 1)});
        const double x = dice.real(0.1, 0.9);
        const double y = dice.real(0.1, 0.9);
        double sum = 0;
        for (const WorldBox& box : {WorldBox{0, 0, x, y}, WorldBox{x, 0, 1, y},
                 WorldBox{0, y, x, 1}, WorldBox{x, y, 1, 1}}) {
            for (const Polyline& piece : clipLine(line, box)) {
                QVERIFY(piece.size() >= 2);
                sum += lengthOf(piece);
                for (const World p : piece)
                    QVERIFY(p.x >= box.left - 1e-12 && p.x <= box.right + 1e-12);
            }
        }
        QVERIFY(std::abs(sum - lengthOf(line)) < 1e-9);
        QVERIFY(clipLine(line, {2, 2, 3, 3}).empty());
    }
}

void TestGeoJson::weightsBoundTheError()
{
    Dice dice(testing::seed());
    for (int round = 0; round < 1000; ++round) {
        std::vector<GeoPoint> points;
        double x = 0;
        double y = 0;
        for (int i = dice.whole(2, 60); i > 0; --i)
            points.push_back({x += dice.real(-0.01, 0.02), y += dice.real(-0.01, 0.01), 0});
        const bool ring = points.size() > 3 && dice.whole(0, 1);
        weighPoints(points, ring);
        const float tolerance = float(dice.real(0.0005, 0.02));
        Polyline kept;
        for (const GeoPoint& p : points) {
            if (p.weight >= tolerance)
                kept.push_back({p.x, p.y});
        }
        QVERIFY(kept.size() >= 2 || points.size() < 2);
        if (ring)
            kept.push_back(kept.front());
        for (const GeoPoint& p : points) {
            double nearest = 9;
            for (size_t i = 0; i + 1 < kept.size(); ++i) {
                const World a = kept[i];
                const World b = kept[i + 1];
                const double square = std::pow(b.x - a.x, 2) + std::pow(b.y - a.y, 2);
                const double t = square > 0 ? std::clamp(((p.x - a.x) * (b.x - a.x)
                    + (p.y - a.y) * (b.y - a.y)) / square, 0.0, 1.0) : 0;
                nearest = std::min(nearest,
                    std::hypot(p.x - a.x - t * (b.x - a.x), p.y - a.y - t * (b.y - a.y)));
            }
            QVERIFY(nearest <= double(tolerance) * 1.000001);
        }
    }
}

void TestGeoJson::badlySplitLinesEnd()
{
    // The farthest point is always the next one: without a bound, two million million looks.
    std::vector<GeoPoint> points;
    constexpr int count = 300000;
    for (int i = 0; i < count; ++i)
        points.push_back({double(i) / count, std::ldexp(1.0, -std::min(i, 1000)) * (i % 2 ? 1 : -1)
                + (count - i) * (i % 2 ? 1e-7 : -1e-7), 0});
    QElapsedTimer timer;
    timer.start();
    weighPoints(points, false);
    QVERIFY(timer.elapsed() < 20000);
    QVERIFY(std::isinf(points.front().weight) && std::isinf(points.back().weight));
}

void TestGeoJson::tilesFitTogether()
{
    // A polygon cut into tiles without a buffer covers what it covers whole.
    Dice dice(testing::seed());
    for (int round = 0; round < 200; ++round) {
        const Polyline ring = randomRing(dice);
        QByteArray coordinates;
        Polyline kept;
        for (const World& p : ring) {
            if (p.x <= 0 || p.x >= 1 || p.y <= 0.01 || p.y >= 0.99)
                continue;
            kept.push_back(p);
            const LonLat at = toLonLat(p);
            coordinates += '[' + QByteArray::number(at.lon, 'g', 17) + ','
                + QByteArray::number(at.lat, 'g', 17) + "],";
        }
        if (kept.size() < 3)
            continue;
        GeoJsonOptions options;
        options.buffer = 0;
        options.maxZoom = 0;  // no simplification
        const auto source = GeoJson::parse(
            feature(R"({"type":"Polygon","coordinates":[[)" + coordinates.chopped(1) + "]]}"),
            options);
        QVERIFY(source);
        double sum = 0;
        const int z = dice.whole(0, 4);
        for (const TileId& id : cover({0, 0, 1, 1}, z)) {
            const VectorTile tile = (*source)->cut(id);
            for (const VectorLayer& layer : tile.layers) {
                for (const TilePart& part : layer.parts)
                    sum += double(doubleArea(layer.pointsOf(part))) / 2
                        / std::pow(4096.0 * (1 << z), 2);
            }
        }
        const double rounding = 2.0 * double(kept.size() + (8 << z)) / 4096 / (1 << z);
        QVERIFY(std::abs(sum - area(kept)) < rounding);
    }
}

void TestGeoJson::aHoleStaysAHole()
{
    const auto source = GeoJson::parse(feature(R"({"type":"MultiPolygon","coordinates":[
        [[[-10,-10],[10,-10],[10,10],[-10,10],[-10,-10]],[[-5,-5],[5,-5],[5,5],[-5,5],[-5,-5]]],
        [[[100,40],[110,40],[110,50],[100,40]],[[104,44],[105,44],[105,45],[104,44]]]]})"));
    QVERIFY(source);
    const VectorTile whole = (*source)->cut({0, 0, 0});
    QCOMPARE(whole.layers.front().parts.size(), size_t(4));
    QVERIFY(whole.layers.front().parts[1].hole && !whole.layers.front().parts[2].hole);
    const auto read = decodeVectorTile(encodeVectorTile(whole));
    QVERIFY(read && read->faults == 0);
    QVERIFY(read->layers.front().parts[1].hole && !read->layers.front().parts[2].hole);
    // Inside the hole there is a ring and its hole, which cover one another: no ink.
    const VectorTile inside = (*source)->cut(tileAt(toWorld({1, 1}), 10));
    double ink = 0;
    for (const VectorLayer& layer : inside.layers) {
        for (const TilePart& part : layer.parts)
            ink += std::abs(double(doubleArea(layer.pointsOf(part)))) * (part.hole ? -1 : 1);
    }
    QCOMPARE(ink, 0.0);
}

void TestGeoJson::theDefaultBaseMap()
{
    KYDAI_NEED_MAP(path, "hue_default_basemap_gshhg.geojson");
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    GeoJsonOptions options;
    options.layerKey = u"kind"_s;
    options.maxZoom = 14;
    QElapsedTimer timer;
    timer.start();
    const auto source = GeoJson::parse(file.readAll(), options);
    QVERIFY(source);
    qInfo("parsed in %.2f ms, %zu features", double(timer.nsecsElapsed()) / 1e6,
        (*source)->features().size());
    size_t lastPoints = 0;
    for (int z = 5; z <= 14; ++z) {
        const QList<TileId> ids = cover((*source)->info().area(), z);
        timer.restart();
        size_t points = 0;
        for (const TileId& id : ids) {
            const VectorTile tile = (*source)->cut(id);
            for (const VectorLayer& layer : tile.layers)
                points += layer.points.size();
        }
        qInfo("z%d: %lld tiles, %zu points, %.3f ms a tile", z, qint64(ids.size()), points,
            double(timer.nsecsElapsed()) / 1e6 / double(ids.size()));
        QVERIFY(points > lastPoints / 2);
        lastPoints = points;
    }
    const VectorTile tile = (*source)->cut(tileAt(toWorld({107.58, 16.46}), 9));
    QVERIFY(tile.layer(u"land"_s));
    const auto read = decodeVectorTile(encodeVectorTile(tile));
    QVERIFY(read && read->faults == 0);
}

void TestGeoJson::wardsOfTheCity()
{
    const QString maps = testing::sharedMap("hue_default_basemap_gshhg.geojson");
    QFile file(QFileInfo(maps).path() + u"/../areas/hue-wards-2025.geojson"_s);
    if (maps.isEmpty() || !file.open(QIODevice::ReadOnly))
        QSKIP("no hue-wards-2025.geojson under KYDAI_SHARED/data/areas");
    QElapsedTimer timer;
    timer.start();
    const auto source = GeoJson::parse(file.readAll());
    QVERIFY2(source, source ? "" : qPrintable(source.error().detail));
    qInfo("parsed in %.2f ms, %zu features", double(timer.nsecsElapsed()) / 1e6,
        (*source)->features().size());
    QVERIFY((*source)->features().size() >= 40);
}

QTEST_APPLESS_MAIN(TestGeoJson)
#include "tst_geo_geojson.moc"
