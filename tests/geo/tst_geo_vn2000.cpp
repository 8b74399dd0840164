// SPDX-License-Identifier: GPL-3.0-or-later
// VN-2000 against values of PROJ 9.1.1 (EPSG 6960 with the zone's transverse Mercator).
#include <cmath>

#include <QTest>

#include "geo/geo_testing.h"
#include "geo/vn2000.h"

using namespace kydai::geo;
using kydai::geo::testing::Dice;

class TestVn2000 : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithProj_data();
    void agreesWithProj();
    void roundTripsEverywhere();
    void theMeridianIsStraight();
    void projectionAlone();
    void farAwayIsNoPlace();
};

void TestVn2000::agreesWithProj_data()
{
    QTest::addColumn<double>("meridian");
    QTest::addColumn<double>("scale");
    QTest::addColumn<double>("lon");
    QTest::addColumn<double>("lat");
    QTest::addColumn<double>("easting");
    QTest::addColumn<double>("northing");
    const auto row = [](const char* name, double m, double k, double lon, double lat, double e,
                         double n) { QTest::newRow(name) << m << k << lon << lat << e << n; };
    row("hue-107", 107, 0.9999, 107.5786, 16.4637, 561584.51882, 1820975.13170);
    row("hanoi-107", 107, 0.9999, 105.85, 21.03, 380268.97421, 2326706.85523);
    row("saigon-107", 107, 0.9999, 106.7, 10.78, 466997.57016, 1192140.64967);
    row("hue-utm48", 105, 0.9996, 107.5786, 16.4637, 775125.09267, 1822095.24911);
    row("hanoi-utm48", 105, 0.9996, 105.85, 21.03, 588128.02764, 2325811.03142);
    row("saigon-utm48", 105, 0.9996, 106.7, 10.78, 685680.43814, 1192281.55804);
    row("hue-105-45", 105.75, 0.9999, 107.5786, 16.4637, 695077.58371, 1821768.89901);
    row("hanoi-105-45", 105.75, 0.9999, 105.85, 21.03, 510198.17381, 2326278.02897);
    row("saigon-105-45", 105.75, 0.9999, 106.7, 10.78, 603697.76246, 1192284.90971);
}

void TestVn2000::agreesWithProj()
{
    QFETCH(double, meridian);
    QFETCH(double, scale);
    QFETCH(double, lon);
    QFETCH(double, lat);
    QFETCH(double, easting);
    QFETCH(double, northing);
    const Vn2000Zone zone{meridian, scale};
    const GridPoint point = toVn2000({lon, lat}, zone);
    QVERIFY2(std::abs(point.easting - easting) < 1e-3 && std::abs(point.northing - northing) < 1e-3,
        qPrintable(QStringLiteral("%1 %2").arg(point.easting, 0, 'f', 5).arg(point.northing, 0, 'f', 5)));
    const LonLat back = fromVn2000({easting, northing}, zone);
    QVERIFY(distanceMetres(back, {lon, lat}) < 1e-3);
}

void TestVn2000::roundTripsEverywhere()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const auto meridians = vn2000Meridians();
        Vn2000Zone zone =
            Vn2000Zone::province(meridians[size_t(dice.whole(0, int(meridians.size()) - 1))]);
        if (dice.whole(0, 3) == 0)
            zone = dice.whole(0, 1) ? Vn2000Zone::utm48() : Vn2000Zone::utm49();
        const LonLat from{dice.real(102, 118), dice.real(6, 24)};
        const LonLat to = fromVn2000(toVn2000(from, zone), zone);
        QVERIFY2(std::abs(to.lon - from.lon) < 1e-10 && std::abs(to.lat - from.lat) < 1e-10,
            qPrintable(QStringLiteral("%1 %2").arg(to.lon - from.lon).arg(to.lat - from.lat)));
        const LonLat datum = vn2000DatumToWgs84(wgs84ToVn2000Datum(from));
        QVERIFY(std::abs(datum.lon - from.lon) < 1e-12 + 1e-10);
        QVERIFY(distanceMetres(from, wgs84ToVn2000Datum(from)) < 400);
    }
}

void TestVn2000::theMeridianIsStraight()
{
    // On the meridian the easting is the false one and a step north measures k0 of the ground.
    const Vn2000Zone zone = Vn2000Zone::province(107);
    for (double lat = 0; lat <= 24; lat += 1) {
        QVERIFY(std::abs(transverseMercator({107, lat}, zone).easting - 500000) < 1e-9);
        const GridPoint east = transverseMercator({108, lat}, zone);
        const GridPoint west = transverseMercator({106, lat}, zone);
        QVERIFY(std::abs(east.easting + west.easting - 1000000) < 1e-6);
        QVERIFY(std::abs(east.northing - west.northing) < 1e-6);
    }
    // A quarter of the meridian on WGS 84 is 10,001,965.7293 m.
    QVERIFY(std::abs(transverseMercator({107, 90}, {107, 1}).northing - 10001965.7293) < 1e-4);
}

void TestVn2000::projectionAlone()
{
    Dice dice(testing::seed());
    for (int i = 0; i < 10000; ++i) {
        const LonLat from{dice.real(100, 114), dice.real(-60, 60)};
        const LonLat to =
            inverseTransverseMercator(transverseMercator(from, {107, 0.9999}), {107, 0.9999});
        QVERIFY(std::abs(to.lon - from.lon) < 1e-12 * 180 && std::abs(to.lat - from.lat) < 1e-12 * 180);
    }
}

void TestVn2000::farAwayIsNoPlace()
{
    QVERIFY(std::isnan(fromVn2000({1e12, 0}, {}).lon));
    QVERIFY(std::isnan(fromVn2000({500000, 1e300}, {}).lat));
    QVERIFY(std::isnan(fromVn2000({std::nan(""), 0}, {}).lon));
}

QTEST_APPLESS_MAIN(TestVn2000)
#include "tst_geo_vn2000.moc"
