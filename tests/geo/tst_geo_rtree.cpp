// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <limits>

#include "geo/geo_kit.h"
#include "geo/packed_rtree.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::test;

class TestRTree : public QObject
{
    Q_OBJECT

private slots:
    void nothingAndOne();
    void boxesThatAreNone();
    void queriesAnswerLikeAScan();
    void nearestIsTheNearestOfAScan();
};

void TestRTree::nothingAndOne()
{
    PackedRTree tree;
    tree.build({});
    int found = 0;
    const auto count = [&found](quint32) { ++found; };
    tree.query({0, 0, 1, 1}, count);
    QCOMPARE(found, 0);
    QCOMPARE(tree.nearest({0, 0}, 1e9, [](quint32) { return 0.0; }), PackedRTree::kNone);
    const std::vector<WorldBox> one{{0.2, 0.2, 0.3, 0.3}};
    tree.build(one);
    tree.query({0.3, 0.3, 1, 1}, count);  // the border belongs to it
    QCOMPARE(found, 1);
    tree.query({0.31, 0.3, 1, 1}, count);
    QCOMPARE(found, 1);
}

void TestRTree::boxesThatAreNone()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double inf = std::numeric_limits<double>::infinity();
    const std::vector<WorldBox> boxes{{nan, 0, 1, 1}, {1, 1, 0, 0}, {0, 0, inf, 1}, {0, 0, 1, 1}};
    PackedRTree tree;
    tree.build(boxes);
    QCOMPARE(tree.size(), 4u);
    std::vector<quint32> found;
    tree.query({-9, -9, 9, 9}, [&found](quint32 i) { found.push_back(i); });
    QCOMPARE(found, std::vector<quint32>{3});
}

static std::vector<WorldBox> makeBoxes(SeededRandom& random)
{
    Places places(random);
    std::vector<WorldBox> boxes;
    for (int i = random.upTo(700); i > 0; --i) {
        const World at = places.next();
        const double w = random.oneIn(4) ? 0 : places.width() * 0.1 * unit(random);
        boxes.push_back({at.x, at.y, at.x + w, at.y + w * unit(random)});
    }
    return boxes;
}

void TestRTree::queriesAnswerLikeAScan()
{
    SeededRandom random("rtree query");
    qsizetype hits = 0;
    for (int round = 0; round < 200 || hits < 1000; ++round) {
        const auto boxes = makeBoxes(random);
        PackedRTree tree;
        tree.build(boxes);
        for (int i = 0; i < 50; ++i) {
            const double w = std::exp2(-1 - random.upTo(16));
            const WorldBox& near = boxes.empty() ? WorldBox{} : boxes[random.below(boxes.size())];
            const double x = near.left + w * (unit(random) - 0.9);
            const double y = near.top + w * (unit(random) - 0.9);
            const WorldBox view{x, y, x + w, y + w};
            std::vector<quint32> scan, found;
            for (quint32 k = 0; k < boxes.size(); ++k) {
                const WorldBox& b = boxes[k];
                if (b.left <= view.right && b.right >= view.left && b.top <= view.bottom
                    && b.bottom >= view.top)
                    scan.push_back(k);
            }
            tree.query(view, [&found](quint32 k) { found.push_back(k); });
            std::sort(found.begin(), found.end());
            QCOMPARE(found, scan);
            hits += qsizetype(scan.size());
        }
    }
}

void TestRTree::nearestIsTheNearestOfAScan()
{
    SeededRandom random("rtree nearest");
    for (int round = 0; round < 200; ++round) {
        const auto boxes = makeBoxes(random);
        PackedRTree tree;
        tree.build(boxes);
        for (int i = 0; i < 50; ++i) {
            const World from{0.75 + 0.2 * unit(random), 0.4 + 0.2 * unit(random)};
            // The item's shape is the diagonal's lower end: farther than its box.
            const auto exact = [&](quint32 k) {
                const double dx = boxes[k].right - from.x, dy = boxes[k].bottom - from.y;
                return dx * dx + dy * dy;
            };
            const double limit = random.oneIn(3) ? 1e-4 : 100;
            double least = limit;
            for (quint32 k = 0; k < boxes.size(); ++k)
                least = std::min(least, exact(k));
            const quint32 found = tree.nearest(from, limit, exact);
            if (least < limit)
                QCOMPARE(exact(found), least);
            else
                QCOMPARE(found, PackedRTree::kNone);
        }
    }
}

QTEST_APPLESS_MAIN(TestRTree)
#include "tst_geo_rtree.moc"
