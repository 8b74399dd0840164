// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "geo/geo_kit.h"
#include "geo/heat_grid.h"

using namespace kydai;
using namespace kydai::geo;
using namespace kydai::test;

class TestHeat : public QObject
{
    Q_OBJECT

private slots:
    void boundsAreKept();
    void sumIsTheWeights();
    void blurIsTheBlurOfTheBook();
    void onePointIsAHill();
};

void TestHeat::boundsAreKept()
{
    HeatGrid grid({0, 0, 0, 0}, -5, 1'000'000, 1000);
    QVERIFY(grid.width() == 1 && grid.height() <= HeatGrid::kMostCells);
    grid.add(World{0.5, 0.5});
    QCOMPARE(grid.sum(), 0.0);  // no view, nothing in it
    HeatGrid plain({0, 0, 1, 1}, 10, 10, 0);
    plain.add(World{0.05, 0.95});
    plain.add(World{std::nan(""), 0.5});
    plain.blur();
    QCOMPARE(plain.at(0, 9), 1.0f);
    QCOMPARE(plain.sum(), 1.0);
}

void TestHeat::sumIsTheWeights()
{
    SeededRandom random("heat sum");
    int points = 0;
    for (int round = 0; round < 300 || points < 10'000; ++round) {
        Places places(random);
        const WorldBox view = places.box(1);
        HeatGrid grid(view, 1 + random.upTo(120), 1 + random.upTo(80), random.upTo(9));
        const WorldBox all = grid.covered();
        std::vector<World> at;
        std::vector<float> weights;
        double sum = 0;
        for (int i = random.upTo(400); i > 0; --i) {
            const World p = places.next();
            // Rounding at the outermost border decides nothing here.
            const double slack = (all.right - all.left) * 1e-9;
            if (std::abs(p.x - all.left) < slack || std::abs(p.x - all.right) < slack
                || std::abs(p.y - all.top) < slack || std::abs(p.y - all.bottom) < slack)
                continue;
            at.push_back(p);
            weights.push_back(static_cast<float>(random.upTo(8)) * 0.25f);
            if (p.x >= all.left && p.x < all.right && p.y >= all.top && p.y < all.bottom) {
                sum += static_cast<double>(weights.back());
                ++points;
            }
        }
        grid.add(at, weights);
        QCOMPARE(grid.sum(), sum);  // quarters are exact
        grid.blur();
        QVERIFY2(std::abs(grid.sum() - sum) <= 1e-4 * sum + 1e-9,
                 qPrintable(QString::number(grid.sum() - sum)));
    }
}

void TestHeat::blurIsTheBlurOfTheBook()
{
    SeededRandom random("heat blur");
    for (int round = 0, cells = 0; cells < 20'000; ++round) {
        const int width = 1 + random.upTo(40), height = 1 + random.upTo(30), r = 1 + random.upTo(4);
        HeatGrid grid({0, 0, 1, 1}, width, height, r);
        const int m = grid.margin(), wide = width + 2 * m, high = height + 2 * m;
        std::vector<double> now(size_t(wide * high), 0.0);
        for (int i = 0; i < 60; ++i) {
            const int x = random.upTo(width), y = random.upTo(height);
            now[size_t((y + m) * wide + x + m)] += 1;
            grid.add(World{(x + 0.5) / width, (y + 0.5) / height});
        }
        // All within the view: nothing reaches the border, so plain zeros lie beyond it.
        for (int pass = 0; pass < 3; ++pass) {
            std::vector<double> next(now.size(), 0.0);
            for (int y = 0; y < high; ++y) {
                for (int x = 0; x < wide; ++x) {
                    double sum = 0;
                    for (int b = std::max(0, y - r); b <= std::min(high - 1, y + r); ++b) {
                        for (int a = std::max(0, x - r); a <= std::min(wide - 1, x + r); ++a)
                            sum += now[size_t(b * wide + a)];
                    }
                    next[size_t(y * wide + x)] = sum / ((2 * r + 1) * (2 * r + 1));
                }
            }
            now.swap(next);
        }
        grid.blur();
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x, ++cells) {
                const double expected = now[size_t((y + m) * wide + x + m)];
                QVERIFY(std::abs(static_cast<double>(grid.at(x, y)) - expected) < 1e-4);
            }
        }
    }
}

void TestHeat::onePointIsAHill()
{
    HeatGrid grid({0, 0, 1, 1}, 101, 101, 5);
    grid.add(World{0.5, 0.5}, 4);
    grid.blur();
    QCOMPARE(grid.at(50, 50), grid.greatest());
    for (int i = 0; i < 50; ++i) {
        QVERIFY(grid.at(i, 50) <= grid.at(i + 1, 50));
        QVERIFY(std::abs(grid.at(i, 50) - grid.at(100 - i, 50)) < 1e-6f);
        QVERIFY(std::abs(grid.at(i, 50) - grid.at(50, i)) < 1e-6f);
    }
}

QTEST_APPLESS_MAIN(TestHeat)
#include "tst_geo_heat.moc"
