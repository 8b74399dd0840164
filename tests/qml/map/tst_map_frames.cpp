// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame costs while the map is dragged: 1920 × 1080, about 15 tiles, hundreds of clusters, names.
// Prints the figures, also as lines that begin with map-frame; fails only far beyond the budget, since machines differ.
#include <cstdio>
#include <ctime>

#include <QQuickView>
#include <QSignalSpy>

#include "Kydai/Ui/install.h"
#include "map_city.h"
#include "map_view.h"

using namespace kydai;
using namespace kydai::mapqml;
using namespace kydai::mapqml::kit;

class TestMapFrames : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void dragging_data();
    void dragging();
    void firstPicture();
};

namespace {

constexpr double kBudgetMs = 16, kPointsBudgetMs = 33;

QList<desk::RowUpdate> city(desk::kit::Desk& d, quint32 count)
{
    QList<desk::RowUpdate> rows;
    for (quint32 n = 1; n <= count; ++n) {
        const double lon = kLon + (static_cast<double>(d.fake.below(20'001)) - 10'000) * 4e-6;
        const double lat = kLat + (static_cast<double>(d.fake.below(20'001)) - 10'000) * 3e-6;
        rows.append(placed(n, lon, lat, d.fake.nowMs(),
                           static_cast<CaseState>(d.fake.below(kCaseStateCount))));
    }
    return rows;
}

double cpuMs()
{
    return static_cast<double>(std::clock()) * 1000 / CLOCKS_PER_SEC;
}

struct Shown {
    explicit Shown(quint32 cases)
    {
        desk.fill(city(desk, cases));
        feed.attach(&desk.core);
        window.resize(1920, 1080);
        map = new MapView(window.contentItem());
        map->setSize({1920, 1080});
        map->setFeed(&feed);
        map->setStill(true);
        map->setViewState(u"%1 %2 14"_s.arg(kLon).arg(kLat));
        window.show();
    }
    desk::kit::Desk desk{5};
    CaseFeed feed;
    QQuickView window;
    MapView* map = nullptr;
};

}  // namespace

void TestMapFrames::initTestCase()
{
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    ui::registerFonts();
}

void TestMapFrames::dragging_data()
{
    QTest::addColumn<quint32>("cases");
    QTest::addColumn<QString>("mode");
    QTest::newRow("3,000 cases in clusters") << 3000u << u"clusters"_s;
    QTest::newRow("20,000 cases in clusters") << 20'000u << u"clusters"_s;
    QTest::newRow("2,000 cases as points") << 2000u << u"points"_s;
    QTest::newRow("100,000 cases as points") << 100'000u << u"points"_s;
}

void TestMapFrames::dragging()
{
    QFETCH(quint32, cases);
    QFETCH(QString, mode);
    Shown s(cases);
    s.map->setMode(mode);
    if (mode == u"points"_s)
        s.feed.setClasses(static_cast<int>(kAllClasses));
    QVERIFY(QTest::qWaitForWindowExposed(&s.window));
    QTRY_VERIFY_WITH_TIMEOUT(s.map->ready(), 30'000);
    QCOMPARE(s.map->rastered(), cases > 10'000 && mode == u"points"_s);
    if (s.map->rastered())
        QCOMPARE(s.feed.count(), static_cast<int>(cases));
    const auto marks = s.map->rastered() ? static_cast<size_t>(s.feed.count()) : s.map->shown().size();
    QSignalSpy swapped(&s.window, &QQuickWindow::frameSwapped);
    QTest::mousePress(&s.window, Qt::LeftButton, {}, {1500, 540});
    constexpr int kSteps = 120;
    const double cpu = cpuMs();
    const quint64 overlays = s.map->overlays();
    QElapsedTimer wall;
    wall.start();
    double longest = 0;
    for (int step = 1; step <= kSteps; ++step) {
        const qint64 from = wall.nsecsElapsed();
        const auto before = swapped.count();
        QTest::mouseMove(&s.window, {1500 - 7 * step, 540 + step});
        QTRY_VERIFY(swapped.count() > before);
        longest = std::max(longest, static_cast<double>(wall.nsecsElapsed() - from) * 1e-6);
    }
    const double perFrame = static_cast<double>(wall.nsecsElapsed()) * 1e-6 / kSteps;
    const double cpuPerFrame = (cpuMs() - cpu) / kSteps;
    QTest::mouseRelease(&s.window, Qt::LeftButton, {}, {1500 - 7 * kSteps, 540 + kSteps});
    qInfo("%d marks: %.1f ms a frame (longest %.1f), %.1f ms CPU on all threads, %llu overlays in %d frames",
          static_cast<int>(marks), perFrame, longest, cpuPerFrame,
          static_cast<unsigned long long>(s.map->overlays() - overlays), kSteps);
    // For programs: what, milliseconds a frame, the longest, CPU of all threads a frame.
    std::printf("map-frame %u %s %.2f %.2f %.2f\n", cases, qPrintable(mode), perFrame, longest, cpuPerFrame);
    std::fflush(stdout);
    QVERIFY(perFrame < (s.map->rastered() ? kPointsBudgetMs : kBudgetMs) * 4 * kSlack);
}

void TestMapFrames::firstPicture()
{
    Shown s(3000);
    QElapsedTimer wall;
    wall.start();
    QVERIFY(QTest::qWaitForWindowExposed(&s.window));
    QTRY_VERIFY_WITH_TIMEOUT(s.map->ready(), 30'000);
    qInfo("cold view complete after %.0f ms", static_cast<double>(wall.nsecsElapsed()) * 1e-6);
    QVERIFY(wall.elapsed() < 400 * 4 * kSlack);
}

QTEST_MAIN(TestMapFrames)
#include "tst_map_frames.moc"
