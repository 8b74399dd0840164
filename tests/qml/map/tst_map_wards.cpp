// SPDX-License-Identifier: GPL-3.0-or-later
// The wards on the map, with the renderer that KYDAI_MAP_API names: figures equal the queue's counts,
// outlines, classes and the hatching have ink, and pointer and keys name the same ward.
#include <QQuickView>
#include <QSignalSpy>

#include "Kydai/Ui/install.h"
#include "desk/queue_model.h"
#include "map_city.h"
#include "map_view.h"

using namespace kydai;
using namespace kydai::mapqml;
using namespace kydai::mapqml::kit;

namespace {

// Four squares around the middle of the city, a1 to a4; a4 has no report.
desk::AreaIndexPtr fourWards()
{
    const auto square = [](const char* code, const char* name, double west, double south) {
        const auto at = [](double x, double y) { return u"[%1,%2]"_s.arg(x, 0, 'f', 5).arg(y, 0, 'f', 5); };
        constexpr double kSide = 0.02;
        const QString ring = QStringList{at(west, south), at(west + kSide, south),
                                         at(west + kSide, south + kSide), at(west, south + kSide),
                                         at(west, south)}.join(u',');
        return uR"({"type":"Feature","properties":{"code":"%1","name":"%2"},"geometry":)"
               R"({"type":"Polygon","coordinates":[[%3]]}})"_s.arg(QLatin1String(code),
                                                                   QString::fromUtf8(name), ring);
    };
    const QStringList features{square("a1", "Đông Ba", kLon - 0.02, kLat),
                               square("a2", "An Cựu", kLon, kLat),
                               square("a3", "Vỹ Dạ", kLon - 0.02, kLat - 0.02),
                               square("a4", "Ích Khiêm", kLon, kLat - 0.02)};
    const QString file =
        uR"({"type":"FeatureCollection","features":[%1]})"_s.arg(features.join(u','));
    auto made = geo::AreaIndex::fromGeoJson(file.toUtf8());
    if (!made)
        qFatal("the test's wards do not read");
    return std::make_shared<const geo::AreaIndex>(std::move(*made));
}

FilterSpec anyFilter(Random& random, qint64 nowMs)
{
    FilterSpec spec;
    if (random.below(2))
        spec.states = static_cast<quint32>(random.below(0x10000));
    if (random.below(3) == 0)
        spec.priorities = static_cast<quint32>(random.below(8));
    if (random.below(3) == 0)
        spec.lateness = static_cast<quint32>(random.below(32));
    if (random.below(3) == 0)
        spec.categories = {u"flood"_s, u"waste"_s};
    if (random.below(3) == 0)
        spec.areas = {u"a1"_s, u"a3"_s};
    if (random.below(4) == 0)
        spec.fromMs = nowMs - static_cast<qint64>(random.below(20)) * kDayMs;
    return spec;
}

}  // namespace

class TestMapWards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void countsAreTheQueues_data();
    void countsAreTheQueues();
    void ratesAndSharesNeedTheirBase();
    void everythingHasInk();
    void pointerAndKeysNameAWard();
    void offIsOff();

private:
    QImage shot();
    static qint64 differing(const QImage& a, const QImage& b);
    QPoint at(double lon, double lat) const
    {
        return m_map->camera().toScreen(geo::toWorld({lon, lat})).toPoint();
    }

    std::unique_ptr<desk::kit::Desk> m_desk;
    std::unique_ptr<QQuickView> m_window;
    std::unique_ptr<CaseFeed> m_feed;
    std::unique_ptr<WardLayer> m_wards;
    MapView* m_map = nullptr;
};

void TestMapWards::initTestCase()
{
    QVERIFY2(qEnvironmentVariableIsSet("KYDAI_MAP_API"), "say which renderer is wanted");
    if (qEnvironmentVariable("KYDAI_MAP_API") == "software"_L1)
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    ui::registerFonts();
}

void TestMapWards::init()
{
    m_desk = std::make_unique<desk::kit::Desk>();
    QList<desk::RowUpdate> rows;
    for (quint32 n = 1; n <= 300; ++n)
        rows.append(anyRow(n, n, m_desk->fake, m_desk->fake.nowMs()));
    m_desk->fill(rows);
    m_feed = std::make_unique<CaseFeed>();
    m_feed->attach(&m_desk->core);
    m_wards = std::make_unique<WardLayer>();
    m_wards->show(fourWards());
    m_wards->setFeed(m_feed.get());
    m_wards->setOn(true);
    m_window = std::make_unique<QQuickView>();
    m_window->resize(800, 600);
    m_map = new MapView(m_window->contentItem());
    m_map->setSize({800, 600});
    m_map->setStill(true);
    m_map->setShowReports(false);
    m_map->setFeed(m_feed.get());
    m_map->setWards(m_wards.get());
    m_map->setViewState(u"%1 %2 13"_s.arg(kLon).arg(kLat));
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QTRY_VERIFY(!m_wards->busy() && m_wards->scene(13).shapes);
}

void TestMapWards::cleanup()
{
    m_window.reset();
    m_wards.reset();
    m_feed.reset();
    m_desk.reset();
}

QImage TestMapWards::shot()
{
    [&] { QTRY_VERIFY_WITH_TIMEOUT(m_map->ready() && !m_wards->busy(), 20'000); }();
    return m_window->grabWindow().convertToFormat(QImage::Format_RGB32);
}

qint64 TestMapWards::differing(const QImage& a, const QImage& b)
{
    qint64 count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y);
    }
    return count;
}

void TestMapWards::countsAreTheQueues_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 8; ++seed)
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

// A ward's figure is the number of rows that the queue has once its filter names this ward.
void TestMapWards::countsAreTheQueues()
{
    QFETCH(quint64, seed);
    desk::kit::Desk d(seed);
    QList<desk::RowUpdate> rows;
    for (quint32 n = 1; n <= 900; ++n)
        rows.append(anyRow(n, n, d.fake, d.fake.nowMs()));
    d.fill(rows);
    CaseFeed feed;
    feed.attach(&d.core);
    WardLayer wards;
    wards.show(fourWards());
    wards.setOn(true);
    wards.setFeed(&feed);
    desk::QueueModel queue(d.core, *desk::workspaceDef(u"cases"));  // whatever its step
    queue.setTab(u"all"_s);
    int counted = 0;
    for (int round = 0; round < 25; ++round) {
        const FilterSpec spec = anyFilter(d.fake, d.fake.nowMs());
        feed.setFilter(spec, desk::RowFilter(spec, d.core.index()));
        QTRY_VERIFY(!feed.busy() && !wards.busy());
        int sum = 0;
        for (const QString& code : {u"a1"_s, u"a2"_s, u"a3"_s, u"a4"_s}) {
            FilterSpec one = spec;
            one.areas = {code};
            queue.setFilter(one, desk::RowFilter(one, d.core.index()));
            const int listed = queue.rowCount();
            QCOMPARE(wards.figureOf(code).count, listed);
            FilterSpec late = one;
            late.lateness = one.lateness ? one.lateness & filterBit(Lateness::Overdue)
                                         : filterBit(Lateness::Overdue);
            int overdue = 0;
            if (late.lateness) {
                queue.setFilter(late, desk::RowFilter(late, d.core.index()));
                overdue = queue.rowCount();
            }
            QCOMPARE(wards.figureOf(code).late, overdue);
            sum += listed;
        }
        QCOMPARE(wards.total() - wards.elsewhere(), sum);
        counted += sum;
    }
    QVERIFY(counted > 500);
    // A row that comes while the layer looks on.
    const FilterSpec all;
    feed.setFilter(all, desk::RowFilter(all, d.core.index()));
    QTRY_VERIFY(!feed.busy() && !wards.busy());
    const int before = wards.figureOf(u"a4"_s).count;
    auto summary = summaryOf(5000, CaseState::Received, d.fake.nowMs(), d.fake.nowMs() + kDayMs,
                             d.fake.nowMs() + kDayMs / 2);
    summary.area = u"a4"_s;
    d.core.putRows({update(5000, 5000, summary)}, {});
    QTRY_COMPARE(wards.figureOf(u"a4"_s).count, before + 1);
    // Out of the time window, not counted.
    feed.setWindow(1, 2);
    QTRY_COMPARE(wards.total(), 0);
}

void TestMapWards::ratesAndSharesNeedTheirBase()
{
    auto directory = std::make_shared<Directory>();
    Area area;
    area.code = u"a1"_s;
    area.name = u"Đông Ba"_s;
    area.population = 2000;
    QVERIFY(directory->addArea(area));
    m_desk->core.setDirectory(directory);
    m_wards->setMetric(u"rate"_s);
    const WardFigure one = m_wards->figureOf(u"a1"_s);
    QVERIFY(one.count > 0);
    QCOMPARE(m_wards->about(u"a1"_s)[u"figure"_s].toDouble(), one.count / 2.0);
    QVERIFY(std::isnan(m_wards->about(u"a2"_s)[u"figure"_s].toDouble()));
    QCOMPARE(m_wards->classes().last().toMap()[u"level"_s].toInt(), -1);
    QCOMPARE(m_wards->classes().last().toMap()[u"wards"_s].toInt(), 3);
    m_wards->setMetric(u"late"_s);
    QCOMPARE(m_wards->about(u"a1"_s)[u"figure"_s].toDouble(), 100.0 * one.late / one.count);
    QVERIFY(std::isnan(m_wards->about(u"a4"_s)[u"figure"_s].toDouble()));
    int wards = 0;
    const QVariantList classes = m_wards->classes();
    for (const QVariant& entry : classes)
        wards += entry.toMap()[u"wards"_s].toInt();
    QCOMPARE(wards, 4);
    m_wards->setMetric(u"outline"_s);
    QVERIFY(m_wards->classes().isEmpty());
}

void TestMapWards::everythingHasInk()
{
    m_wards->setOn(false);
    const QImage without = shot();
    m_wards->setOn(true);
    m_wards->setMetric(u"outline"_s);
    const QImage outlined = shot();
    const qint64 lines = differing(without, outlined);
    QVERIFY2(lines > 400 && lines < 40'000, qPrintable(QString::number(lines)));
    m_wards->setMetric(u"count"_s);
    const QImage filled = shot();
    if (const QString to = qEnvironmentVariable("KYDAI_MAP_SHOT"); !to.isEmpty())
        filled.save(to);
    const QRect square = QRect(at(kLon - 0.02, kLat + 0.02), at(kLon, kLat));
    const qint64 inside = qint64(square.width()) * square.height();
    QVERIFY(differing(outlined.copy(square), filled.copy(square)) > inside * 9 / 10);
    // No figure at all for a4: strokes, neither bare nor filled.
    m_wards->setMetric(u"late"_s);
    const QImage hatched = shot();
    const QRect empty(at(kLon + 0.002, kLat - 0.002), at(kLon + 0.018, kLat - 0.018));
    const qint64 strokes = differing(outlined.copy(empty), hatched.copy(empty));
    const qint64 ground = qint64(empty.width()) * empty.height();
    QVERIFY2(strokes > ground / 20 && strokes < ground / 2,
             qPrintable(u"%1 of %2"_s.arg(strokes).arg(ground)));
    m_wards->setMetric(u"count"_s);
    m_wards->setChosen({u"a2"_s});
    QVERIFY(differing(filled, shot()) > 100);
}

void TestMapWards::pointerAndKeysNameAWard()
{
    QSignalSpy pressed(m_map, &MapView::wardPressed);
    shot();
    QTest::mouseMove(m_window.get(), at(kLon + 0.01, kLat + 0.01));
    QTRY_COMPARE(m_wards->ward(), u"a2"_s);
    QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, at(kLon - 0.01, kLat - 0.01));
    QCOMPARE(pressed.size(), 1);
    QCOMPARE(pressed[0][0].toString(), u"a3"_s);
    m_map->forceActiveFocus();
    m_wards->setWard({});
    QStringList names;
    for (int i = 0; i < 5; ++i) {
        QTest::keyClick(m_window.get(), Qt::Key_PageDown);
        names.append(m_wards->about(m_wards->ward())[u"name"_s].toString());
    }
    QCOMPARE(names, (QStringList{u"An Cựu"_s, u"Đông Ba"_s, u"Ích Khiêm"_s, u"Vỹ Dạ"_s, u"An Cựu"_s}));
    QTest::keyClick(m_window.get(), Qt::Key_PageUp);
    QCOMPARE(m_wards->ward(), u"a3"_s);
    QTest::keyClick(m_window.get(), Qt::Key_Return);
    QCOMPARE(pressed.size(), 2);
    QCOMPARE(pressed[1][0].toString(), u"a3"_s);
    // A ward out of sight is brought into it.
    m_map->setViewState(u"108.2 16.9 13"_s);
    QTest::keyClick(m_window.get(), Qt::Key_PageDown);
    QVERIFY(QRectF(0, 0, 800, 600).contains(at(kLon + 0.01, kLat + 0.01)));
    QVERIFY(QRectF(0, 0, 800, 600).contains(m_map->wardSpot()));
}

void TestMapWards::offIsOff()
{
    QSignalSpy pressed(m_map, &MapView::wardPressed);
    m_wards->setOn(false);
    QVERIFY(m_wards->ward().isEmpty());
    QTest::mouseClick(m_window.get(), Qt::LeftButton, {}, at(kLon - 0.01, kLat - 0.01));
    m_map->forceActiveFocus();
    QTest::keyClick(m_window.get(), Qt::Key_PageDown);
    QCOMPARE(pressed.size(), 0);
    QVERIFY(m_wards->ward().isEmpty());
    QVERIFY(!m_wards->scene(13).shapes);
}

QTEST_MAIN(TestMapWards)
#include "tst_map_wards.moc"
