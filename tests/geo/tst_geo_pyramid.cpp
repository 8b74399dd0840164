// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <limits>
#include <numeric>

#include "geo/brute_clusters.h"
#include "geo/fast_mercator.h"
#include "geo/geo_kit.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::test;

namespace {

constexpr WorldBox kWorld{-1, -1, 2, 2};

bool inside(const WorldBox& b, World p)
{
    return p.x >= b.left && p.x <= b.right && p.y >= b.top && p.y <= b.bottom;
}

std::vector<MapPoint> without(const std::vector<MapPoint>& all, const std::set<quint32>& gone)
{
    std::vector<MapPoint> left;
    for (const MapPoint& p : all) {
        if (!gone.contains(p.handle))
            left.push_back(p);
    }
    return left;
}

}  // namespace

class TestPyramid : public QObject
{
    Q_OBJECT

private slots:
    void refusesWhatIsNoPoint();
    void cellsCountAndParentsAreSums();
    void boxesAnswerLikeAScan();
    void livedEqualsRebuilt();
    void filteredEqualsRebuilt();
    void viewsAnswerLikeTheWholeWorld();
    void keptViewsAnswerLikeFreshOnes();
    void idsLeadToTheirPoints();
    void expansionIsTheFirstSplit();
    void oneSpotIsNeverSplit();
    void tooManyPointsAreClusters();
    void fastMercatorIsMercator();
};

void TestPyramid::refusesWhatIsNoPoint()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    ClusterPyramid pyramid;
    const std::vector<MapPoint> points{{1, {0.5, 0.5}, 0, 0, false}, {1, {0.6, 0.5}, 0, 0, false},
                                       {kMaxHandle, {0.5, 0.5}, 0, 0, false},
                                       {2, {nan, 0.5}, 0, 0, false}, {3, {0.1, 0.2}, 200, 9, true}};
    QCOMPARE(pyramid.build(points), 2u);
    QCOMPARE(pyramid.points().cell(0, 0, 0).state[7], 1u);
    QCOMPARE(pyramid.points().cell(0, 0, 0).lateness[3], 1u);
    QVERIFY(!pyramid.insert(points[0]));
    QVERIFY(!pyramid.insert(points[2]));
    QVERIFY(!pyramid.insert(points[3]));
    QVERIFY(!pyramid.move(1, {0.5, nan}));
    QVERIFY(!pyramid.move(9, {0.5, 0.5}));
    QVERIFY(!pyramid.remove(9));
    QVERIFY(pyramid.remove(1) && pyramid.remove(3));
    QCOMPARE(pyramid.size(), 0u);
    QVERIFY(pyramid.query(kWorld, 5, {}).empty());
    QVERIFY(pyramid.query({nan, 0, 1, 1}, 5, {}).empty());
    QCOMPARE(ClusterPyramid::levelOf(nan, {}), 3);
    for (const quint64 id : {0ull, ~0ull, 5ull << 58, (29ull << 58) - 1, 30ull << 58})
        QVERIFY(pyramid.leaves(id, 5, 0, {}).empty() && pyramid.expansionZoom(id, {}) > 22);
}

void TestPyramid::cellsCountAndParentsAreSums()
{
    SeededRandom random("cells");
    int checked = 0;
    while (checked < 20000) {
        Places places(random);
        const auto points = places.points(1 + random.upTo(1500));
        PointTree tree;
        QCOMPARE(tree.build(points), static_cast<quint32>(points.size()));
        for (int i = 0; i < 40; ++i) {
            const quint64 key = keyOf(points[random.below(points.size())].at);
            const int level = random.upTo(28);
            const quint32 x = static_cast<quint32>(quint64{mortonX(key)} >> (32 - level));
            const quint32 y = static_cast<quint32>(quint64{mortonY(key)} >> (32 - level));
            CellSummary scan;
            for (const MapPoint& p : points) {
                const quint64 k = keyOf(p.at);
                if (quint64{mortonX(k)} >> (32 - level) == x
                    && quint64{mortonY(k)} >> (32 - level) == y)
                    scan.add(PointRow{k, p.handle, p.state, p.lateness, p.urgent, 0});
            }
            const CellSummary cell = tree.cell(level, x, y);
            QVERIFY(cell == scan);
            CellSummary children;
            for (quint32 c = 0; c < 4; ++c)
                children.add(tree.cell(level + 1, x * 2 + (c & 1), y * 2 + (c >> 1)));
            QVERIFY(cell == children);
            QCOMPARE(std::accumulate(cell.state.begin(), cell.state.end(), 0u), cell.count);
            QCOMPARE(std::accumulate(cell.lateness.begin(), cell.lateness.end(), 0u), cell.count);
            checked += 5;
        }
    }
}

void TestPyramid::boxesAnswerLikeAScan()
{
    SeededRandom random("boxes");
    for (int round = 0; round < 200; ++round) {
        Places places(random);
        const auto points = places.points(random.upTo(800));
        PointTree tree;
        tree.build(points);
        for (int i = 0; i < 50; ++i) {
            const WorldBox box = i == 0 ? kWorld : places.box(std::exp2(-random.upTo(8)));
            std::set<quint32> scan, found;
            for (const MapPoint& p : points) {
                if (inside(box, quantised(p.at)))
                    scan.insert(p.handle);
            }
            tree.forEachIn(box, [&](const PointRow& row) { found.insert(row.handle); });
            QVERIFY(found == scan);
            QCOMPARE(tree.countIn(box), static_cast<quint32>(scan.size()));
        }
    }
}

void TestPyramid::livedEqualsRebuilt()
{
    SeededRandom random("lived");
    for (int sequence = 0; sequence < 250; ++sequence) {
        Places places(random);
        std::map<quint32, MapPoint> now;
        PointTree lived;
        const auto start = places.points(random.upTo(300));
        lived.build(start);
        for (const MapPoint& p : start)
            now[p.handle] = p;
        const bool shrink = random.oneIn(3);
        for (int op = 0; op < 120; ++op) {
            const quint32 handle = static_cast<quint32>(random.upTo(400));
            const bool there = now.contains(handle);
            MapPoint p = places.point(handle);
            const int what = shrink ? 1 + random.upTo(3) : random.upTo(4);
            if (what == 0) {
                QCOMPARE(lived.insert(p), !there);
                now.emplace(handle, p);
            } else if (what == 1) {
                QCOMPARE(lived.remove(handle), there);
                now.erase(handle);
            } else if (what == 2) {
                QCOMPARE(lived.move(handle, p.at), there);
                if (there)
                    now[handle].at = p.at;
            } else {
                QCOMPARE(lived.restate(handle, p.state, p.lateness, p.urgent), there);
                if (there) {
                    p.at = now[handle].at;
                    now[handle] = p;
                }
            }
        }
        std::vector<MapPoint> points;
        for (const auto& [handle, p] : now)
            points.push_back(p);
        PointTree rebuilt;
        rebuilt.build(points);
        QVERIFY2(lived.sameAs(rebuilt), qPrintable(QString::number(sequence)));
        for (const MapPoint& p : points)
            QCOMPARE(lived.find(p.handle)->handle, p.handle);
        // And the equality can fail.
        if (!points.empty()) {
            rebuilt.restate(points[0].handle, (points[0].state + 1) % 8, points[0].lateness, false);
            QVERIFY(!lived.sameAs(rebuilt));
        }
    }
}

void TestPyramid::filteredEqualsRebuilt()
{
    SeededRandom random("filtered");
    for (int round = 0; round < 300; ++round) {
        Places places(random);
        const auto points = places.points(random.upTo(600));
        std::set<quint32> gone;
        std::vector<quint32> kept{kMaxHandle + 5, 70'000};  // unknown ones do no harm
        for (const MapPoint& p : points) {
            if (random.oneIn(3))
                gone.insert(p.handle);
            else
                kept.push_back(p.handle);
        }
        PointTree all, filtered, listed, rebuilt;
        all.build(points);
        rebuilt.build(without(points, gone));
        filtered.buildFiltered(all, [&](const PointRow& row) { return !gone.contains(row.handle); });
        listed.buildFrom(all, kept);
        QVERIFY(filtered.sameAs(rebuilt));
        QVERIFY(listed.sameAs(rebuilt));
        // It goes on living.
        const MapPoint more = places.point(5000);
        QVERIFY(filtered.insert(more) && rebuilt.insert(more));
        QVERIFY(filtered.sameAs(rebuilt));
    }
}

void TestPyramid::viewsAnswerLikeTheWholeWorld()
{
    SeededRandom random("views");
    int views = 0, clusters = 0, pointsSeen = 0;
    for (int round = 0; views < 10000 || clusters < 1000 || pointsSeen < 1000; ++round) {
        Places places(random);
        const auto points = places.points(1 + random.upTo(500));
        ClusterPyramid pyramid;
        pyramid.build(points);
        ClusterOptions options;
        options.radiusPx = 20 + random.upTo(100);
        const int base = static_cast<int>(-std::log2(places.width()));
        for (int k = 0; k < 4; ++k) {
            const double zoom = std::min(22.0, std::max(0.0, base - 1 + 3 * unit(random) * 2));
            const BruteClusters brute(points, zoom, options);
            for (int v = 0; v < 25; ++v, ++views) {
                const double side = 256 / std::exp2(ClusterPyramid::levelOf(zoom, options));
                WorldBox view = v == 0 ? WorldBox{0, 0, 1, 1} : places.box(std::exp2(-random.upTo(5)));
                if (ClusterPyramid::levelOf(zoom, options) < ClusterPyramid::kSpotLevel) {
                    view.right = std::min(view.right, view.left + side);
                    view.bottom = std::min(view.bottom, view.top + side);
                }
                std::map<quint64, CellSummary> expected, found;
                for (const auto& [cell, c] : brute.clusters()) {
                    if (inside(view, c.sum.centre()))
                        expected[c.id] = c.sum;
                }
                for (const Cluster& c : pyramid.query(view, zoom, options)) {
                    QVERIFY(found.emplace(c.id, c.sum).second);  // ids are distinct
                    QVERIFY(c.isPoint() == ((c.id & kPointId) != 0));
                    (c.isPoint() ? pointsSeen : clusters) += 1;
                }
                QVERIFY(found == expected);
                if (v == 0 && side >= 1) {
                    quint32 sum = 0, urgent = 0;
                    for (const auto& [id, s] : found) {
                        sum += s.count;
                        urgent += s.urgent;
                    }
                    QCOMPARE(sum, pyramid.size());
                    QCOMPARE(urgent, pyramid.points().cell(0, 0, 0).urgent);
                }
            }
        }
    }
}

// A pyramid that is asked between its changes against one built anew for each question.
void TestPyramid::keptViewsAnswerLikeFreshOnes()
{
    SeededRandom random("kept");
    int views = 0, shown = 0;
    for (int sequence = 0; views < 10000 || shown < 10000; ++sequence) {
        Places places(random);
        std::map<quint32, MapPoint> now;
        ClusterPyramid lived;
        const auto start = places.points(random.upTo(400));
        lived.build(start);
        for (const MapPoint& p : start)
            now[p.handle] = p;
        ClusterOptions options;
        const int base = static_cast<int>(-std::log2(places.width()));
        std::vector<std::pair<WorldBox, double>> asked;
        for (int i = 0; i < 6; ++i) {
            const double zoom = std::clamp(base - 1 + 6 * unit(random), 0.0, 22.0);
            asked.emplace_back(places.box(std::exp2(-random.upTo(4))), zoom);
        }
        for (int step = 0; step < 12; ++step) {
            // Now and then more changes than are remembered, or other points altogether.
            const int changes = random.oneIn(40) ? 1100 : random.upTo(6);
            for (int i = 0; i < changes; ++i) {
                MapPoint p = places.point(static_cast<quint32>(random.upTo(500)));
                const int what = random.upTo(4);
                if (what == 0 && lived.insert(p))
                    now.emplace(p.handle, p);
                else if (what == 1 && lived.remove(p.handle))
                    now.erase(p.handle);
                else if (what == 2 && lived.move(p.handle, p.at))
                    now[p.handle].at = p.at;
                else if (what == 3
                         && lived.points().restate(p.handle, p.state, p.lateness, p.urgent)) {
                    p.at = now[p.handle].at;
                    now[p.handle] = p;
                }
            }
            if (random.oneIn(30))
                options.radiusPx = 20 + random.upTo(100);
            std::vector<MapPoint> points;
            for (const auto& [handle, p] : now)
                points.push_back(p);
            if (random.oneIn(30))
                lived.build(points);
            ClusterPyramid fresh;
            fresh.build(points);
            for (const auto& [box, zoom] : asked) {
                const auto kept = lived.query(box, zoom, options);
                const auto made = fresh.query(box, zoom, options);
                QCOMPARE(kept.size(), made.size());
                for (size_t i = 0; i < kept.size(); ++i) {
                    QCOMPARE(kept[i].id, made[i].id);
                    QVERIFY(kept[i].sum == made[i].sum && kept[i].handle == made[i].handle);
                }
                ++views;
                shown += static_cast<int>(kept.size());
            }
        }
    }
}

void TestPyramid::idsLeadToTheirPoints()
{
    SeededRandom random("ids");
    int checked = 0;
    while (checked < 10000) {
        Places places(random);
        const auto points = places.points(1 + random.upTo(400));
        ClusterPyramid pyramid;
        pyramid.build(points);
        const ClusterOptions options;
        const double zoom = random.upTo(23);
        const BruteClusters brute(points, zoom, options);
        for (const auto& [cell, c] : brute.clusters()) {
            const auto all = pyramid.leaves(c.id, 1000, 0, options);
            QVERIFY(std::set<quint32>(all.begin(), all.end()) == c.handles);
            QCOMPARE(all.size(), c.handles.size());
            const quint32 offset = static_cast<quint32>(random.upTo(int(all.size()) + 2));
            const quint32 limit = static_cast<quint32>(random.upTo(20));
            const auto part = pyramid.leaves(c.id, limit, offset, options);
            const size_t from = std::min<size_t>(offset, all.size());
            const size_t to = std::min<size_t>(from + limit, all.size());
            QVERIFY(std::equal(part.begin(), part.end(), all.begin() + qsizetype(from),
                               all.begin() + qsizetype(to)));
            for (const quint32 handle : c.handles)
                QCOMPARE(pyramid.idOf(handle, zoom, options), c.id);
            checked += static_cast<int>(c.handles.size());
        }
        QCOMPARE(pyramid.idOf(kMaxHandle - 1, zoom, options), 0ull);
    }
}

void TestPyramid::expansionIsTheFirstSplit()
{
    SeededRandom random("expansion");
    int checked = 0, split = 0;
    while (checked < 2000 || split < 500) {
        Places places(random);
        const auto points = places.points(1 + random.upTo(150));
        ClusterPyramid pyramid;
        pyramid.build(points);
        const ClusterOptions options;
        std::vector<BruteClusters> brute;
        for (int z = 0; z <= ClusterPyramid::kMaxZoom; ++z)
            brute.emplace_back(points, z, options);
        for (int z = 0; z <= ClusterPyramid::kMaxZoom; z += 1 + random.upTo(6)) {
            for (const auto& [cell, c] : brute[static_cast<size_t>(z)].clusters()) {
                int expected = ClusterPyramid::kMaxZoom + 1;
                for (int finer = z + 1; finer <= ClusterPyramid::kMaxZoom; ++finer) {
                    bool whole = false;
                    for (const auto& [other, d] : brute[static_cast<size_t>(finer)].clusters())
                        whole = whole || std::includes(d.handles.begin(), d.handles.end(),
                                                       c.handles.begin(), c.handles.end());
                    if (!whole) {
                        expected = finer;
                        break;
                    }
                }
                QCOMPARE(pyramid.expansionZoom(c.id, options), expected);
                ++checked;
                split += expected <= ClusterPyramid::kMaxZoom;
            }
        }
    }
}

void TestPyramid::oneSpotIsNeverSplit()
{
    std::vector<MapPoint> points;
    for (quint32 i = 0; i < 5000; ++i)
        points.push_back({i, {0.8, 0.45}, 0, 0, i == 77});
    ClusterPyramid pyramid;
    pyramid.build(points);
    for (int zoom = 0; zoom <= 22; ++zoom) {
        const auto found = pyramid.query(kWorld, zoom, {});
        QCOMPARE(found.size(), 1u);
        QCOMPARE(found[0].count(), 5000u);
        QVERIFY(found[0].holdsUrgent());
        QCOMPARE(pyramid.expansionZoom(found[0].id, {}), 23);
    }
    for (quint32 i = 0; i < 5000; ++i)
        QVERIFY(pyramid.remove(i));
    PointTree empty;
    QVERIFY(pyramid.points().sameAs(empty));
}

void TestPyramid::tooManyPointsAreClusters()
{
    std::vector<MapPoint> points;
    for (quint32 i = 0; i < 400; ++i)
        points.push_back({i, {0.8 + 1e-6 * (i % 20), 0.45 + 1e-6 * (i / 20)}, 0, 0, false});
    ClusterPyramid pyramid;
    pyramid.build(points);
    ClusterOptions options;
    const WorldBox view{0.799, 0.449, 0.801, 0.451};
    QCOMPARE(pyramid.query(view, 19, options).size(), 400u);
    options.maxResults = 399;
    const auto found = pyramid.query(view, 19, options);
    QVERIFY(found.size() < 399);
    quint32 sum = 0;
    for (const Cluster& c : found)
        sum += c.count();
    QCOMPARE(sum, 400u);
}

void TestPyramid::fastMercatorIsMercator()
{
    SeededRandom random("fast mercator");
    for (int i = 0; i < 100'000; ++i) {
        const LonLat at{360 * unit(random) - 180, 178 * unit(random) - 89};
        const World a = fastMercator()(at), b = toWorld(at);
        QVERIFY(std::abs(a.x - b.x) < 1e-15 && std::abs(a.y - b.y) < 1e-12);
    }
    QVERIFY(std::isnan(fastMercator()({0, std::nan("")}).y));
}

QTEST_APPLESS_MAIN(TestPyramid)
#include "tst_geo_pyramid.moc"
