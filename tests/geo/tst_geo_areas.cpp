// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

#include "geo/area_index.h"
#include "geo/area_shapes.h"
#include "geo/geo_kit.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray feature(const QByteArray& properties, const QByteArray& type, const QByteArray& coordinates)
{
    return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":{"type":")" + type
           + R"(","coordinates":)" + coordinates + "}}";
}

QByteArray collection(const QByteArray& features)
{
    return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

const QByteArray kSquare = "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]";

bool oddCrossings(const AreaIndex& index, int area, LonLat p)
{
    bool in = false;
    for (quint32 r = index.area(area).firstRing; r < index.area(area).endRing; ++r) {
        const auto ring = index.ring(r);
        for (size_t i = 0; i + 1 < ring.size(); ++i) {
            LonLat a = ring[i], b = ring[i + 1];
            if (a.lat > b.lat)
                std::swap(a, b);
            if ((a.lat > p.lat) != (b.lat > p.lat)
                && p.lon < a.lon + (p.lat - a.lat) / (b.lat - a.lat) * (b.lon - a.lon))
                in = !in;
        }
    }
    return in;
}

// A sheet of n x n areas with crooked common borders, one of them a lake with an island.
QByteArray sheet(SeededRandom& random, int n)
{
    constexpr int kPerSide = 12;
    const int wide = n * kPerSide + 1;
    std::vector<LonLat> grid;
    for (int y = 0; y < wide; ++y) {
        for (int x = 0; x < wide; ++x)
            grid.push_back({107 + 0.01 * (x + 0.8 * (unit(random) - 0.5)),
                            16 + 0.01 * (y + 0.8 * (unit(random) - 0.5))});
    }
    QJsonArray features;
    for (int cy = 0; cy < n; ++cy) {
        for (int cx = 0; cx < n; ++cx) {
            QJsonArray ring;
            const auto put = [&](int x, int y) {
                const LonLat p = grid[size_t((cy * kPerSide + y) * wide + cx * kPerSide + x)];
                ring.append(QJsonArray{p.lon, p.lat});
            };
            for (int i = 0; i < kPerSide; ++i) put(i, 0);
            for (int i = 0; i < kPerSide; ++i) put(kPerSide, i);
            for (int i = kPerSide; i > 0; --i) put(i, kPerSide);
            for (int i = kPerSide; i > 0; --i) put(0, i);
            ring.append(ring.first());
            features.append(QJsonObject{
                {u"type"_s, u"Feature"_s},
                {u"properties"_s, QJsonObject{{u"code"_s, cy * n + cx}}},
                {u"geometry"_s, QJsonObject{{u"type"_s, u"Polygon"_s},
                                            {u"coordinates"_s, QJsonArray{ring}}}}});
        }
    }
    return QJsonDocument(QJsonObject{{u"type"_s, u"FeatureCollection"_s},
                                     {u"features"_s, features}}).toJson();
}

// The project's example wards with the properties the importer knows; empty when absent.
QByteArray hueWards()
{
    QString folder = qEnvironmentVariable("KYDAI_SHARED");
    if (folder.isEmpty())
        folder = QStringLiteral(KYDAI_SOURCE_DIR "/../shared");
    QFile file(folder + u"/data/areas/hue-wards-2025.geojson"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

using Edge = std::pair<std::pair<double, double>, std::pair<double, double>>;

Edge edgeOf(World a, World b)
{
    const std::pair p(a.x, a.y), q(b.x, b.y);
    return p < q ? Edge(p, q) : Edge(q, p);
}

}  // namespace

class TestAreas : public QObject
{
    Q_OBJECT

private slots:
    void readsProperties();
    void refusesWithAReason_data();
    void refusesWithAReason();
    void erasFollowEachOther();
    void truncatedBytesNeverCrash();
    void lookUpsAnswerLikeAScan();
    void aPlaceBelongsToOne();
    void nearestIsTheNearest();
    void commonBordersStayCommon();
    void theWardsOfHue();
};

void TestAreas::readsProperties()
{
    const auto made = AreaIndex::fromGeoJson(collection(
        feature(R"({"code":19753,"name":"Phú Xuân","kind":"ward","valid_from":"2025-07-01",
                    "valid_to":null,"successors":["a",7],"population":130000})",
                "Polygon", kSquare)));
    QVERIFY(made);
    const MapArea& area = made->area(0);
    QCOMPARE(area.code, u"19753"_s);
    QCOMPARE(area.name, u"Phú Xuân"_s);
    QCOMPARE(area.kind, u"ward"_s);
    QCOMPARE(area.valid.from, QDate(2025, 7, 1));
    QVERIFY(!area.valid.to.isValid());
    QCOMPARE(area.successors, (QStringList{u"a"_s, u"7"_s}));
    QCOMPARE(area.population, 130'000);
    QCOMPARE(made->areaAt({3, 3}, {}), 0);
    QCOMPARE(made->areaAt({1.5, 1.5}, {}), -1);  // the hole
    QCOMPARE(made->areaAt({5, 3}, {}), -1);
    QCOMPARE(made->nearestArea({1.5, 1.5}, {}, 1000), -1);
    QCOMPARE(made->nearestArea({1.5, 1.5}, {}, 60'000), 0);
    QVERIFY(AreaIndex::fromGeoJson(collection({}))->areasAt({1, 1}, {}).empty());
}

void TestAreas::refusesWithAReason_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("what");
    const QByteArray ok = R"({"code":"a"})";
    const auto row = [](const char* name, const QByteArray& bytes, const char* what) {
        QTest::newRow(name) << bytes << QString::fromLatin1(what);
    };
    row("empty", {}, "json");
    row("no json", "{\"type\":", "json");
    row("deep", QByteArray(5000, '['), "json");
    row("other type", R"({"type":"Topology"})", "FeatureCollection");
    row("features no list", R"({"type":"FeatureCollection","features":{}})", "FeatureCollection");
    row("no feature", collection("3"), "Feature");
    row("no code", collection(feature("{}", "Polygon", kSquare)), "code");
    row("long code", collection(feature(R"({"code":")" + QByteArray(65, 'x') + "\"}", "Polygon",
                                        kSquare)), "code");
    row("long name", collection(feature(R"({"code":"a","name":")" + QByteArray(201, 'x') + "\"}",
                                        "Polygon", kSquare)), "name");
    row("bad day", collection(feature(R"({"code":"a","valid_from":"1.7.2025"})", "Polygon", kSquare)),
        "validity");
    row("backwards", collection(feature(
        R"({"code":"a","valid_from":"2025-07-02","valid_to":"2025-07-01"})", "Polygon", kSquare)),
        "validity");
    row("successors", collection(feature(R"({"code":"a","successors":"b"})", "Polygon", kSquare)),
        "successors");
    row("people", collection(feature(R"({"code":"a","population":-1})", "Polygon", kSquare)),
        "population");
    row("point", collection(feature(ok, "Point", "[1,1]")), "geometry");
    row("no rings", collection(feature(ok, "Polygon", "[]")), "no ring");
    row("no polygons", collection(feature(ok, "MultiPolygon", "[]")), "no ring");
    row("short ring", collection(feature(ok, "Polygon", "[[[0,0],[1,1]]]")), "ring");
    row("closed short ring", collection(feature(ok, "Polygon", "[[[0,0],[1,1],[0,0]]]")), "ring");
    row("outside", collection(feature(ok, "Polygon", "[[[0,0],[181,0],[1,1],[0,0]]]")), "coordinate");
    row("text", collection(feature(ok, "Polygon", R"([[["0",0],[1,0],[1,1],[0,0]]])")), "coordinate");
    row("huge", collection(feature(ok, "Polygon", "[[[0,0],[1e999,0],[1,1],[0,0]]]")), "");
    row("too many", collection(QByteArray("{},").repeated(5000) + "{}"), "areas");
}

void TestAreas::refusesWithAReason()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, what);
    const auto made = AreaIndex::fromGeoJson(bytes);
    QVERIFY(!made);
    if (!what.isEmpty())
        QCOMPARE(made.error().params.value(0), what);
}

void TestAreas::erasFollowEachOther()
{
    const auto made = AreaIndex::fromGeoJson(collection(
        feature(R"({"code":"old","valid_to":"2025-06-30","successors":["new"]})", "Polygon", kSquare)
        + "," + feature(R"({"code":"new","valid_from":"2025-07-01"})", "MultiPolygon",
                        "[" + kSquare + "]")));
    QVERIFY(made);
    QCOMPARE(made->areaAt({3, 3}, QDate(2025, 6, 30)), 0);
    QCOMPARE(made->areaAt({3, 3}, QDate(2025, 7, 1)), 1);
    QCOMPARE(made->areasAt({3, 3}, {}), (std::vector{0, 1}));
    QCOMPARE(made->nearestArea({5, 3}, QDate(2020, 1, 1), 200'000), 0);
    QCOMPARE(made->nearestArea({5, 3}, QDate(2030, 1, 1), 200'000), 1);
    QCOMPARE(made->indexOf(u"new"_s, QDate(2025, 6, 30)), -1);
    QCOMPARE(made->indexOf(u"new"_s, QDate(2025, 7, 1)), 1);
}

void TestAreas::truncatedBytesNeverCrash()
{
    SeededRandom random("broken areas");
    const QByteArray good = sheet(random, 2);
    QVERIFY(AreaIndex::fromGeoJson(good));
    int refused = 0;
    for (int i = 0; i < 500; ++i) {
        QByteArray bytes = good.left(random.upTo(int(good.size())));
        for (int k = random.upTo(5); k > 0 && !bytes.isEmpty(); --k)
            bytes[random.upTo(int(bytes.size()))] = char(random.upTo(256));
        refused += !AreaIndex::fromGeoJson(bytes);
    }
    for (int i = 0; i < 200; ++i) {
        QByteArray bytes = good;
        for (int k = 0; k < 3; ++k)
            bytes[random.upTo(int(bytes.size()))] = "0123456789.-,[]{}\"e"[random.upTo(19)];
        const auto made = AreaIndex::fromGeoJson(bytes);
        refused += !made;
        if (made)
            QVERIFY(AreaShapes(*made).pieces() > 0);
    }
    QVERIFY(refused >= 500);
}

void TestAreas::lookUpsAnswerLikeAScan()
{
    SeededRandom random("look-ups");
    int checked = 0, in = 0;
    while (checked < 20'000 || in < 5000) {
        // Self-crossing rings, holes that touch, level edges, areas over each other.
        QByteArray features;
        const int areas = 1 + random.upTo(6);
        for (int a = 0; a < areas; ++a) {
            QByteArray rings;
            for (int r = 1 + random.upTo(3); r > 0; --r) {
                QByteArray ring;
                const int corners = 3 + random.upTo(random.oneIn(4) ? 200 : 12);
                for (int c = 0; c <= corners; ++c)
                    ring += "[" + QByteArray::number(random.upTo(40)) + ","
                            + QByteArray::number(random.upTo(40)) + "],";
                rings += "[" + ring.chopped(1) + "],";
            }
            features += feature("{\"code\":\"" + QByteArray::number(a) + "\"}", "Polygon",
                                "[" + rings.chopped(1) + "]") + ",";
        }
        const auto made = AreaIndex::fromGeoJson(collection(features.chopped(1)));
        QVERIFY(made);
        for (int i = 0; i < 200; ++i, ++checked) {
            // Often exactly on corners and level edges.
            const LonLat at = random.oneIn(3) ? LonLat{double(random.upTo(41)), double(random.upTo(41))}
                                              : LonLat{41 * unit(random), 41 * unit(random)};
            std::vector<int> scan;
            for (int a = 0; a < made->size(); ++a) {
                if (oddCrossings(*made, a, at))
                    scan.push_back(a);
            }
            QCOMPARE(made->areasAt(at, {}), scan);
            QCOMPARE(made->areaAt(at, {}), scan.empty() ? -1 : scan.front());
            in += !scan.empty();
        }
    }
}

void TestAreas::aPlaceBelongsToOne()
{
    SeededRandom random("one area");
    for (int round = 0, checked = 0; checked < 10'000; ++round) {
        const auto made = AreaIndex::fromGeoJson(sheet(random, 3));
        QVERIFY(made);
        for (int i = 0; i < 500; ++i, ++checked) {
            LonLat at{107.02 + 0.32 * unit(random), 16.02 + 0.32 * unit(random)};
            if (random.oneIn(2)) {  // on a corner or in the middle of an edge of some ring
                const auto ring = made->ring(static_cast<quint32>(random.upTo(9)));
                const size_t k = random.below(ring.size() - 1);
                at = random.oneIn(2) ? ring[k] : LonLat{(ring[k].lon + ring[k + 1].lon) / 2,
                                                        (ring[k].lat + ring[k + 1].lat) / 2};
                if (at.lon < 107.02 || at.lon > 107.34 || at.lat < 16.02 || at.lat > 16.34)
                    continue;  // the sheet's own border
            }
            QCOMPARE(made->areasAt(at, {}).size(), 1u);
        }
    }
}

void TestAreas::nearestIsTheNearest()
{
    SeededRandom random("nearest area");
    int found = 0, none = 0;
    while (found < 2000 || none < 200) {
        const auto made = AreaIndex::fromGeoJson(sheet(random, 2));
        QVERIFY(made);
        for (int i = 0; i < 200; ++i) {
            const LonLat at{106.8 + 0.7 * unit(random), 15.8 + 0.7 * unit(random)};
            const double reach = 20'000 * unit(random);
            const int nearest = made->nearestArea(at, {}, reach);
            const int inside = made->areaAt(at, {});
            if (inside >= 0) {
                QCOMPARE(nearest, inside);
                continue;
            }
            double least = 1e300;
            for (int a = 0; a < made->size(); ++a)
                least = std::min(least, made->metresToBorder(a, at));
            QCOMPARE(nearest >= 0, least < reach);
            if (nearest >= 0)
                QCOMPARE(made->metresToBorder(nearest, at), least);
            (nearest >= 0 ? found : none) += 1;
        }
    }
}

static void checkShapes(const AreaIndex& index, const AreaShapes& shapes)
{
    for (int level = 0; level < AreaShapes::kLevels; ++level) {
        // Every piece lies once in each of its areas' rings, and the rings are nothing else.
        std::map<Edge, int> drawn, pieces;
        for (int area = 0; area < index.size(); ++area) {
            size_t in = 0;
            for (const auto& ring : shapes.rings(area, level)) {
                QVERIFY(edgeOf(ring.front(), ring.back()).first
                        == edgeOf(ring.front(), ring.back()).second);
                for (size_t i = 0; i + 1 < ring.size(); ++i)
                    ++drawn[edgeOf(ring[i], ring[i + 1])];
                ++in;
            }
            if (level == AreaShapes::kLevels - 1)
                QCOMPARE(in, size_t(index.area(area).endRing - index.area(area).firstRing));
        }
        for (size_t p = 0; p < shapes.pieces(); ++p) {
            const auto line = shapes.piece(p, level);
            QVERIFY(line.size() >= 2);
            for (size_t i = 0; i + 1 < line.size(); ++i)
                pieces[edgeOf(line[i], line[i + 1])] += int(shapes.areasOf(p).size());
            // Ends stay, and all that is left out lies near what is left.
            const auto full = shapes.piece(p, AreaShapes::kLevels - 1);
            QVERIFY(edgeOf(full.front(), full.back()) == edgeOf(line.front(), line.back()));
        }
        for (const auto& [edge, times] : drawn)
            QVERIFY(pieces.contains(edge) && times <= pieces[edge]);
    }
}

void TestAreas::commonBordersStayCommon()
{
    SeededRandom random("borders");
    for (int round = 0; round < 60; ++round) {
        const int n = 2 + random.upTo(3);
        const auto made = AreaIndex::fromGeoJson(sheet(random, n));
        QVERIFY(made);
        const AreaShapes shapes(*made);
        checkShapes(*made, shapes);
        // Sides of a square sheet: inner ones are shared by two, the outer ones are one area's.
        size_t shared = 0;
        for (size_t p = 0; p < shapes.pieces(); ++p)
            shared += shapes.areasOf(p).size() == 2;
        QCOMPARE(shared, size_t(2 * n * (n - 1)));
        for (int level = 0; level + 1 < AreaShapes::kLevels; ++level) {
            QVERIFY(shapes.points(level) <= shapes.points(level + 1));
            const double off = 0.75 / 512 / std::exp2(AreaShapes::kFromZoom[size_t(level + 1)]);
            for (size_t p = 0; p < shapes.pieces(); ++p) {
                const auto line = shapes.piece(p, level);
                for (const World at : shapes.piece(p, AreaShapes::kLevels - 1)) {
                    double least = 1e9;
                    for (size_t i = 0; i + 1 < line.size(); ++i) {
                        const World a = line[i], b = line[i + 1];
                        const double dx = b.x - a.x, dy = b.y - a.y, l2 = dx * dx + dy * dy;
                        const double t = l2 > 0 ? std::clamp(
                            ((at.x - a.x) * dx + (at.y - a.y) * dy) / l2, 0.0, 1.0) : 0;
                        least = std::min(least, std::hypot(a.x + t * dx - at.x, a.y + t * dy - at.y));
                    }
                    QVERIFY(least <= off * 1.0001);
                }
            }
        }
    }
}

void TestAreas::theWardsOfHue()
{
    const QByteArray bytes = hueWards();
    if (bytes.isEmpty())
        QSKIP("no shared/data beside the checkout (KYDAI_SHARED names its folder)");
    const auto made = AreaIndex::fromGeoJson(bytes);
    QVERIFY2(made, made ? "" : qPrintable(made.error().detail));
    QCOMPARE(made->size(), 40);
    SeededRandom random("wards");
    int in = 0;
    for (int i = 0; i < 10'000; ++i) {
        LonLat at{107.0 + 1.3 * unit(random), 15.9 + 0.9 * unit(random)};
        if (i % 2) {  // near some border
            const auto ring = made->ring(static_cast<quint32>(random.upTo(int(made->rings()))));
            const LonLat near = ring[random.below(ring.size())];
            at = {near.lon + 1e-4 * bell(random), near.lat + 1e-4 * bell(random)};
        }
        std::vector<int> scan;
        for (int a = 0; a < made->size(); ++a) {
            if (oddCrossings(*made, a, at))
                scan.push_back(a);
        }
        QCOMPARE(made->areasAt(at, {}), scan);
        in += !scan.empty();
    }
    QVERIFY(in > 2000);
    const int citadel = made->areaAt({107.577, 16.470}, {});
    QVERIFY(citadel >= 0);
    QCOMPARE(made->area(citadel).name, u"Phú Xuân"_s);
    const AreaShapes shapes(*made);
    checkShapes(*made, shapes);
    QVERIFY(shapes.points(0) * 50 < shapes.points(AreaShapes::kLevels - 1));
}

QTEST_APPLESS_MAIN(TestAreas)
#include "tst_geo_areas.moc"
