// SPDX-License-Identifier: GPL-3.0-or-later
// The camera: ten thousand random ones, each property for itself.
#include <cmath>

#include <QTest>

#include "core/seeded.h"
#include "maprender/map_camera.h"

using namespace kydai;
using namespace kydai::maprender;

namespace {

constexpr int kCases = 10'000;

class Chance
{
public:
    explicit Chance(const char* what) : m_random(what) {}
    double between(double low, double high)
    {
        return low + (high - low) * double(m_random.next() >> 11) / double(1ull << 53);
    }
    MapCamera camera()
    {
        static constexpr double ratios[] = {1, 1.25, 1.5, 2};
        return MapCamera({between(0.02, 0.98), between(0.02, 0.98)}, between(kMinZoom, kMaxZoom),
                         {between(200, 3000), between(200, 2000)}, ratios[m_random.upTo(4)]);
    }
    QPointF spot(const MapCamera& camera)
    {
        return {between(0, camera.viewport().width()), between(0, camera.viewport().height())};
    }

private:
    test::SeededRandom m_random;
};

double apart(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

}  // namespace

class TestMapCamera : public QObject
{
    Q_OBJECT

private slots:
    void roundTrip()
    {
        Chance chance("roundTrip");
        for (int i = 0; i < kCases; ++i) {
            const MapCamera camera = chance.camera();
            const QPointF spot = chance.spot(camera);
            const double off = apart(camera.toScreen(camera.toWorld(spot)), spot);
            QVERIFY2(off < 1e-4, qPrintable(QString::number(off)));
        }
    }

    void zoomKeepsThePointUnderTheCursor()
    {
        Chance chance("zoomAt");
        for (int i = 0; i < kCases; ++i) {
            const MapCamera camera = chance.camera();
            const QPointF spot = chance.spot(camera);
            const MapCamera next = camera.zoomedAt(spot, chance.between(kMinZoom, kMaxZoom));
            // Where the world ends the centre cannot follow.
            const geo::World centre = next.centre();
            if (centre.x <= 0 || centre.x >= 1 || centre.y <= 0 || centre.y >= 1)
                continue;
            QVERIFY(apart(next.toScreen(camera.toWorld(spot)), spot) < 1e-3);
        }
    }

    void panMovesThePicture()
    {
        Chance chance("pan");
        for (int i = 0; i < kCases; ++i) {
            const MapCamera camera = chance.camera();
            const QPointF by(chance.between(-50, 50), chance.between(-50, 50));
            const MapCamera next = camera.panned(by);
            if (next.centre().x <= 0 || next.centre().x >= 1 || next.centre().y <= 0 || next.centre().y >= 1)
                continue;
            const geo::World point = camera.toWorld(chance.spot(camera));
            QVERIFY(apart(next.toScreen(point), camera.toScreen(point) + by) < 1e-3);
        }
    }

    void fitShowsTheBoxInsideTheMargins()
    {
        Chance chance("fit");
        for (int i = 0; i < kCases; ++i) {
            const MapCamera camera = chance.camera();
            const double x = chance.between(0.2, 0.7), y = chance.between(0.2, 0.7);
            const double side = std::exp2(chance.between(-18, -6));
            const geo::WorldBox box{x, y, x + side, y + side * chance.between(0.1, 3)};
            const QMarginsF margins(20, 30, 40, 10);
            const MapCamera fitted = camera.fitted(box, margins, 17);
            if (fitted.zoom() <= kMinZoom)
                continue;  // larger than what may be shown
            const QRectF free = QRectF(QPointF(0, 0), camera.viewport()).marginsRemoved(margins)
                                    .adjusted(-0.01, -0.01, 0.01, 0.01);
            QVERIFY(free.contains(QRectF(fitted.toScreen({box.left, box.top}),
                                         fitted.toScreen({box.right, box.bottom}))));
            QVERIFY(fitted.zoom() <= 17);
        }
        const MapCamera point = MapCamera().withViewport({800, 600}, 1).fitted({0.5, 0.5, 0.5, 0.5}, {}, 16);
        QCOMPARE(point.zoom(), 16.0);
    }

    void clampKeepsTheCentreInside()
    {
        Chance chance("clamp");
        const geo::WorldBox box{0.4, 0.45, 0.6, 0.55};
        for (int i = 0; i < kCases; ++i) {
            const MapCamera camera = chance.camera().clamped(box, 8);
            QVERIFY(camera.zoom() >= 8 && camera.centre().x >= box.left && camera.centre().x <= box.right);
            QVERIFY(camera.centre().y >= box.top && camera.centre().y <= box.bottom);
            QVERIFY(camera.clamped(box, 8) == camera);
        }
    }

    void settledTilesLieOnWholePixels()
    {
        Chance chance("settled");
        for (int i = 0; i < kCases; ++i) {
            const MapCamera camera = chance.camera();
            const MapCamera rest = camera.settled();
            const int z = rest.tileZoom(0, geo::kMaxZoom);
            QCOMPARE(z, camera.tileZoom(0, geo::kMaxZoom));
            const QRectF tile = rest.tileRect(geo::tileAt(rest.centre(), z));
            QVERIFY(std::abs(tile.width() * rest.dpr() - rest.tileSidePixels(z)) < 1e-3);
            const double x = tile.x() * rest.dpr();
            QVERIFY2(std::abs(x - std::round(x)) < 2e-3, qPrintable(QString::number(x, 'f', 6)));
            QVERIFY(apart(rest.toScreen(camera.centre()), camera.toScreen(camera.centre())) < 1);
        }
    }

    void visibleTilesCoverTheView()
    {
        Chance chance("cover");
        for (int i = 0; i < 500; ++i) {
            const MapCamera camera = chance.camera();
            const int z = camera.tileZoom(0, geo::kMaxZoom);
            const QList<geo::TileId> tiles = camera.visibleTiles(z);
            for (int k = 0; k < 20; ++k) {
                const geo::World point = camera.toWorld(chance.spot(camera));
                if (point.x > 0 && point.x < 1 && point.y > 0 && point.y < 1)
                    QVERIFY(tiles.contains(geo::tileAt(point, z)));
            }
            for (qsizetype k = 1; k < tiles.size(); ++k) {
                QVERIFY(apart(camera.tileRect(tiles.at(k - 1)).center(), camera.toScreen(camera.centre()))
                        <= apart(camera.tileRect(tiles.at(k)).center(), camera.toScreen(camera.centre())) + 1e-3);
            }
        }
    }

    void aFlingDoesNotDependOnTheFrameRate()
    {
        Chance chance("fling");
        for (int i = 0; i < 1000; ++i) {
            const QPointF start(chance.between(-3000, 3000), chance.between(-3000, 3000));
            QPointF way, speed = start;
            int steps = 0;
            while (!speed.isNull()) {
                const KineticStep step = kineticStep(speed, chance.between(0.001, 0.05));
                way += step.offset;
                speed = step.velocity;
                QVERIFY(++steps < 20'000);
            }
            // What is cut off at rest is below a pixel a frame.
            QVERIFY(apart(way, kineticReach(start)) < 12 * 0.325 + 1e-6);
        }
    }

    void hostileNumbers()
    {
        const MapCamera camera({std::nan(""), 7}, std::nan(""), {-3, std::nan("")}, 0);
        QCOMPARE(camera.zoom(), kMinZoom);
        QCOMPARE(camera.viewport(), QSizeF(1, 1));
        QVERIFY(camera.centre().x >= 0 && camera.centre().y <= 1);
    }
};

QTEST_APPLESS_MAIN(TestMapCamera)
#include "tst_map_camera.moc"
