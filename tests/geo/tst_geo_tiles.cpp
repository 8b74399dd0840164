// SPDX-License-Identifier: GPL-3.0-or-later
// Mercator and tile arithmetic against other ways to the same number.
#include <cmath>
#include <numbers>

#include <QSet>
#include <QTest>

#include "geo/geo_testing.h"
#include "geo/tile.h"

using namespace kydai::geo;
using kydai::geo::testing::Dice;

class TestTiles : public QObject
{
    Q_OBJECT

private slots:
    void knownPlaces();
    void projectionRoundTrip();
    void metresPerUnitIsTheDerivative();
    void distances();
    void coverIsTheBruteCover();
    void coverOfOddBoxes();
    void boundsHoldTheirPoints();
    void familyAndRows();
    void hilbertIsACurve();
    void hilbertRoundTrip();
    void hilbertOfTheSpecification();
};

void TestTiles::knownPlaces()
{
    const World middle = toWorld({0, 0});
    QCOMPARE(middle.x, 0.5);
    QCOMPARE(middle.y, 0.5);
    QCOMPARE(toWorld({-180, 89}).y, 0.0);
    QCOMPARE(toWorld({180, -90}).y, 1.0);
    // The citadel of Huế lies in tile 14/13087/7433: worked out with the formula of the OSM wiki.
    const double lat = 16.4698 * std::numbers::pi / 180;
    const double n = 16384;
    const TileId tile = tileAt(toWorld({107.5775, 16.4698}), 14);
    QCOMPARE(tile.x, int((107.5775 + 180) / 360 * n));
    QCOMPARE(tile.y, int((1 - std::log(std::tan(lat) + 1 / std::cos(lat)) / std::numbers::pi)
                         / 2 * n));
}

void TestTiles::projectionRoundTrip()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const LonLat from{dice.real(-180, 180), dice.real(-85.05, 85.05)};
        const LonLat to = toLonLat(toWorld(from));
        QVERIFY(std::abs(to.lon - from.lon) <= 1e-9 && std::abs(to.lat - from.lat) <= 1e-9);
        const World point{dice.real(0, 1), dice.real(0, 1)};
        const World back = toWorld(toLonLat(point));
        QVERIFY(std::abs(back.x - point.x) <= 1e-12 && std::abs(back.y - point.y) <= 1e-12);
    }
}

void TestTiles::metresPerUnitIsTheDerivative()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 1000; ++i) {
        const LonLat at{dice.real(-170, 170), dice.real(-80, 80)};
        const double step = 1e-7;
        const World here = toWorld(at);
        const LonLat there = toLonLat({here.x + step, here.y});
        // Haversine uses the mean radius, Mercator the equator's: their ratio is known.
        const double metres = distanceMetres(at, there) * 6378137.0 / 6371008.8;
        QVERIFY(std::abs(metres / (metresPerWorldUnit(at.lat) * step) - 1) < 1e-5);
    }
}

void TestTiles::distances()
{
    const double quarter = std::numbers::pi / 2 * 6371008.8;
    QVERIFY(std::abs(distanceMetres({0, 0}, {90, 0}) - quarter) < 1e-6);
    QVERIFY(std::abs(distanceMetres({10, -90}, {77, 90}) - 2 * quarter) < 1e-6);
    QCOMPARE(distanceMetres({107.5, 16.4}, {107.5, 16.4}), 0.0);
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const LonLat a{dice.real(-180, 180), dice.real(-90, 90)};
        const LonLat b{dice.real(-180, 180), dice.real(-90, 90)};
        const double rad = std::numbers::pi / 180;
        // The angle between two vectors by atan2 of cross and dot product.
        const double ax = std::cos(a.lat * rad) * std::cos(a.lon * rad);
        const double ay = std::cos(a.lat * rad) * std::sin(a.lon * rad);
        const double az = std::sin(a.lat * rad);
        const double bx = std::cos(b.lat * rad) * std::cos(b.lon * rad);
        const double by = std::cos(b.lat * rad) * std::sin(b.lon * rad);
        const double bz = std::sin(b.lat * rad);
        const double cross = std::hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx);
        const double angle = std::atan2(cross, ax * bx + ay * by + az * bz);
        QVERIFY(std::abs(distanceMetres(a, b) - angle * 6371008.8) < 1e-2);
        QCOMPARE(distanceMetres(a, b), distanceMetres(b, a));
    }
}

void TestTiles::coverIsTheBruteCover()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const int z = dice.whole(0, 5);
        const double n = 1 << z;
        WorldBox box{dice.real(-0.2, 1), dice.real(-0.2, 1), 0, 0};
        box.right = box.left + dice.real(0.001, 0.5);
        box.bottom = box.top + dice.real(0.001, 0.5);
        if (dice.whole(0, 2) == 0) {  // a border exactly on a tile's border
            box.left = std::floor(box.left * n) / n;
            box.bottom = (std::floor(box.bottom * n) + 1) / n;
        }
        QSet<TileId> brute;
        for (int y = 0; y < 1 << z; ++y) {
            for (int x = 0; x < 1 << z; ++x) {
                const WorldBox tile = bounds({z, x, y});
                if (tile.left < box.right && tile.right > box.left && tile.top < box.bottom
                    && tile.bottom > box.top)
                    brute.insert({z, x, y});
            }
        }
        const QList<TileId> found = cover(box, z);
        const QSet<TileId> asSet(found.begin(), found.end());
        QCOMPARE(asSet.size(), found.size());
        if (brute.isEmpty())  // beside the square, or touching it in a line
            QVERIFY(found.isEmpty() || box.right <= 0 || box.bottom <= 0 || box.left >= 1
                    || box.top >= 1);
        else
            QCOMPARE(asSet, brute);
        const TileRange range = coverRange(box, z);
        for (const TileId& tile : found)
            QVERIFY(range.contains(tile));
        QCOMPARE(range.count(), found.size());
    }
}

void TestTiles::coverOfOddBoxes()
{
    QCOMPARE(cover({0.5, 0.5, 0.5, 0.5}, 1), QList<TileId>({{1, 1, 1}}));
    QVERIFY(cover({0.6, 0, 0.5, 1}, 3).isEmpty());
    QVERIFY(cover({std::nan(""), 0, 1, 1}, 3).isEmpty());
    QVERIFY(cover({-5, -5, -4, -4}, 3).isEmpty());
    QCOMPARE(cover({-5, -5, 5, 5}, 0), QList<TileId>({{0, 0, 0}}));
    QCOMPARE(coverRange({0, 0, 1, 1}, kMaxZoom).count(), qint64(1) << 60);
    QVERIFY(cover({0, 0, 1, 1}, kMaxZoom).isEmpty());  // more than any caller can want
    QVERIFY(cover({0, 0, 1, 1}, -1).isEmpty());
}

void TestTiles::boundsHoldTheirPoints()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const World point{dice.real(0, 1), dice.real(0, 1)};
        const TileId tile = tileAt(point, dice.whole(0, kMaxZoom));
        QVERIFY(isValid(tile));
        const WorldBox box = bounds(tile);
        QVERIFY(box.left <= point.x && point.x < box.right);
        QVERIFY(box.top <= point.y && point.y < box.bottom);
        const int levels = dice.whole(0, 30);
        QCOMPARE(parentOf(tile, levels), tileAt(point, std::max(0, tile.z - levels)));
    }
    QCOMPARE(tileAt({1, 1}, 3), (TileId{3, 7, 7}));
    QCOMPARE(tileAt({-1, 2}, 3), (TileId{3, 0, 7}));
}

void TestTiles::familyAndRows()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const int z = dice.whole(0, kMaxZoom - 1);
        const TileId tile = tileAt({dice.real(0, 1), dice.real(0, 1)}, z);
        const WorldBox box = bounds(tile);
        double area = 0;
        for (const TileId& child : childrenOf(tile)) {
            QVERIFY(isValid(child) && isWithin(child, tile) && !isWithin(tile, child));
            QCOMPARE(parentOf(child), tile);
            const WorldBox part = bounds(child);
            QVERIFY(part.left >= box.left && part.bottom <= box.bottom);
            area += (part.right - part.left) * (part.bottom - part.top);
        }
        QCOMPARE(area, (box.right - box.left) * (box.bottom - box.top));
        QCOMPARE(flipRow(z, flipRow(z, tile.y)), tile.y);
        QCOMPARE(flipRow(z, 0), (1 << z) - 1);
    }
    QVERIFY(!isValid({3, 8, 0}) && !isValid({3, 0, -1}) && !isValid({-1, 0, 0})
            && !isValid({kMaxZoom + 1, 0, 0}));
}

void TestTiles::hilbertIsACurve()
{
    // Every tile once, neighbours in number are neighbours on the map, zooms follow one another.
    quint64 next = 0;
    for (int z = 0; z <= 7; ++z) {
        QCOMPARE(firstHilbertId(z), next);
        std::optional<TileId> last;
        for (int i = 0; i < 1 << (2 * z); ++i, ++next) {
            const std::optional<TileId> tile = fromHilbertId(next);
            QVERIFY(tile && isValid(*tile));
            QCOMPARE(tile->z, z);
            QCOMPARE(hilbertId(*tile), next);
            if (last)
                QCOMPARE(std::abs(tile->x - last->x) + std::abs(tile->y - last->y), 1);
            last = tile;
        }
    }
}

void TestTiles::hilbertRoundTrip()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const TileId tile = tileAt({dice.real(0, 1), dice.real(0, 1)}, dice.whole(0, kMaxZoom));
        QCOMPARE(fromHilbertId(hilbertId(tile)), std::optional(tile));
    }
    QCOMPARE(hilbertId({kMaxZoom, (1 << kMaxZoom) - 1, 0}), firstHilbertId(kMaxZoom + 1) - 1);
    QVERIFY(!fromHilbertId(firstHilbertId(kMaxZoom + 1)));
    QVERIFY(!fromHilbertId(~quint64(0)));
}

void TestTiles::hilbertOfTheSpecification()
{
    QCOMPARE(hilbertId({0, 0, 0}), 0u);
    QCOMPARE(hilbertId({1, 0, 0}), 1u);
    QCOMPARE(hilbertId({1, 0, 1}), 2u);
    QCOMPARE(hilbertId({1, 1, 1}), 3u);
    QCOMPARE(hilbertId({1, 1, 0}), 4u);
    QCOMPARE(hilbertId({2, 0, 0}), 5u);
    QCOMPARE(hilbertId({12, 3423, 1763}), 19078479u);
}

QTEST_APPLESS_MAIN(TestTiles)
#include "tst_geo_tiles.moc"
