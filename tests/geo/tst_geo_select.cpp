// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <limits>
#include <set>

#include "geo/geo_kit.h"
#include "geo/hit.h"
#include "geo/lasso.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::test;

namespace {

// Even-odd in the words of the textbook, not of the library.
bool oddCrossings(const std::vector<World>& ring, World p)
{
    int crossings = 0;
    for (size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const World a = ring[i], b = ring[j];
        if (((a.y > p.y) != (b.y > p.y)) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
            ++crossings;
    }
    return crossings % 2 == 1;
}

// So near a border that rounding decides.
bool onBorder(const std::vector<World>& ring, World p, double width)
{
    for (size_t i = 0; i < ring.size(); ++i) {
        const World a = ring[i], b = ring[(i + 1) % ring.size()];
        const double dx = b.x - a.x, dy = b.y - a.y, l2 = dx * dx + dy * dy;
        const double t = l2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / l2, 0.0, 1.0) : 0;
        if (std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y) < width * 1e-12)
            return true;
    }
    return false;
}

}  // namespace

class TestSelect : public QObject
{
    Q_OBJECT

private slots:
    void badShapesSelectNothing();
    void lassoIsEvenOdd();
    void radiusAndBoxAnswerLikeAScan();
    void hitIsTheNearest();
    void shownHitIsTheNearest();
};

void TestSelect::badShapesSelectNothing()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    PointTree tree;
    const std::vector<MapPoint> points{{0, {0.5, 0.5}, 0, 0, false}};
    tree.build(points);
    const std::vector<World> two{{0, 0}, {1, 1}}, none{{0, 0}, {1, 0}, {nan, 1}};
    QVERIFY(selectLasso(tree, two).empty());
    QVERIFY(selectLasso(tree, none).empty());
    QVERIFY(selectLasso(tree, std::vector<World>(kMostLasso + 1)).empty());
    QVERIFY(selectBox(tree, {1, 1, 0, 0}).empty());
    QVERIFY(selectBox(tree, {0, 0, nan, 1}).empty());
    QVERIFY(selectRadius(tree, {0, 0}, nan).empty());
    QVERIFY(selectRadius(tree, {0, 0}, -1).empty());
    QVERIFY(selectRadius(tree, {nan, nan}, 1).empty());
    QCOMPARE(nearestPoint(tree, {0.5, 0.5}, nan), kNobody);
    QCOMPARE(nearestPoint(tree, {nan, 0.5}, 1), kNobody);
    QCOMPARE(selectRadius(tree, {0, 0}, 10).size(), 1u);
    QCOMPARE(selectRadius(tree, {170, 0}, 30'000'000).size(), 1u);
}

void TestSelect::lassoIsEvenOdd()
{
    SeededRandom random("lasso");
    int checked = 0, in = 0;
    while (checked < 200'000 || in < 10'000) {
        Places places(random);
        const auto points = places.points(random.upTo(300));
        PointTree tree;
        tree.build(points);
        for (int i = 0; i < 10; ++i) {
            std::vector<World> ring;
            const int corners = 3 + random.upTo(random.oneIn(5) ? 300 : 10);
            for (int k = 0; k < corners; ++k)  // crosses itself freely
                ring.push_back({0.8 + places.width() * unit(random),
                                0.45 + places.width() * unit(random)});
            if (random.oneIn(4))
                ring.push_back(ring.front());
            const auto found = selectLasso(tree, ring);
            const std::set<quint32> chosen(found.begin(), found.end());
            QCOMPARE(chosen.size(), found.size());
            for (const MapPoint& p : points) {
                const World at = quantised(p.at);
                if (onBorder(ring, at, places.width()))
                    continue;
                QCOMPARE(chosen.contains(p.handle), oddCrossings(ring, at));
                QCOMPARE(insideRing(ring, at), oddCrossings(ring, at));
                in += chosen.contains(p.handle);
                ++checked;
            }
        }
    }
}

void TestSelect::radiusAndBoxAnswerLikeAScan()
{
    SeededRandom random("radius");
    int in = 0;
    for (int round = 0; round < 500 || in < 1000; ++round) {
        Places places(random);
        const auto points = places.points(1 + random.upTo(200));
        PointTree tree;
        tree.build(points);
        for (int i = 0; i < 20; ++i) {
            const LonLat middle = random.oneIn(20)
                ? LonLat{360 * unit(random) - 180, 180 * unit(random) - 90}
                : toLonLat(points[random.below(points.size())].at);
            const double metres = std::exp2(random.upTo(24)) * unit(random);
            std::set<quint32> scan, boxScan, beyond;
            const WorldBox box = places.box(0.5);
            for (const MapPoint& p : points) {
                const World at = quantised(p.at);
                // Beyond the antimeridian nobody looks: the map does not wrap.
                if (std::abs(toLonLat(at).lon - middle.lon) > 180)
                    beyond.insert(p.handle);
                else if (distanceMetres(middle, toLonLat(at)) <= metres)
                    scan.insert(p.handle);
                if (at.x >= box.left && at.x <= box.right && at.y >= box.top && at.y <= box.bottom)
                    boxScan.insert(p.handle);
            }
            std::set<quint32> found;
            for (const quint32 handle : selectRadius(tree, middle, metres)) {
                if (!beyond.contains(handle))
                    found.insert(handle);
            }
            QVERIFY2(found == scan, qPrintable(QStringLiteral("%1 %2 %3 m: %4 of %5").arg(middle.lon)
                                                   .arg(middle.lat).arg(metres).arg(found.size())
                                                   .arg(scan.size())));
            const auto boxed = selectBox(tree, box);
            QVERIFY(std::set<quint32>(boxed.begin(), boxed.end()) == boxScan);
            in += static_cast<int>(scan.size() > 0 && scan.size() < points.size());
        }
    }
}

void TestSelect::hitIsTheNearest()
{
    SeededRandom random("hit");
    int hits = 0, misses = 0;
    while (hits < 10'000 || misses < 1000) {
        Places places(random);
        const auto points = places.points(1 + random.upTo(300));
        PointTree tree;
        tree.build(points);
        for (int i = 0; i < 50; ++i) {
            World at = quantised(points[random.below(points.size())].at);
            at.x += places.width() * 0.05 * bell(random);
            at.y += places.width() * 0.05 * bell(random);
            const double tolerance = places.width() * std::exp2(-random.upTo(12));
            quint32 best = kNobody;
            double least = tolerance * tolerance;
            for (const MapPoint& p : points) {
                const World q = quantised(p.at);
                const double d = (q.x - at.x) * (q.x - at.x) + (q.y - at.y) * (q.y - at.y);
                if (d < least || (d <= least && p.handle < best)) {
                    least = d;
                    best = p.handle;
                }
            }
            QCOMPARE(nearestPoint(tree, at, tolerance), best);
            (best == kNobody ? misses : hits) += 1;
        }
    }
}

void TestSelect::shownHitIsTheNearest()
{
    SeededRandom random("shown");
    int hits = 0;
    for (int round = 0; round < 10'000 || hits < 1000; ++round) {
        std::vector<Cluster> shown(random.below(8));
        for (Cluster& c : shown) {
            c.at = {unit(random), unit(random)};
            c.sum.count = static_cast<quint32>(1 + random.upTo(3));
        }
        const World at{unit(random), unit(random)};
        const auto reach = [](const Cluster& c) { return c.isPoint() ? 0.1 : 0.3; };
        const int found = nearestShown(std::span<const Cluster>(shown), at, reach);
        const auto distance = [&](const Cluster& c) {
            return std::hypot(c.at.x - at.x, c.at.y - at.y);
        };
        for (const Cluster& c : shown) {
            if (distance(c) < reach(c) - 1e-9)
                QVERIFY(found >= 0 && distance(shown[size_t(found)]) <= distance(c) + 1e-12);
        }
        if (found >= 0) {
            QVERIFY(distance(shown[size_t(found)]) <= reach(shown[size_t(found)]) + 1e-9);
            ++hits;
        }
    }
}

QTEST_APPLESS_MAIN(TestSelect)
#include "tst_geo_select.moc"
