// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras without a line: catalogue, tree, walls, watch lists and the queue of sightings, alone.
#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QtTest/QtTest>

#include "core/camera_samples.h"
#include "desk/camera_health.h"
#include "desk/camera_layouts.h"
#include "desk/camera_tree.h"
#include "desk/camera_watch.h"
#include "desk/desk_kit.h"

using namespace kydai;
using namespace kydai::desk;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

const QDate kToday(2026, 10, 20);

Camera at(const char* code, const char* name, const char* group, double lon, double lat)
{
    Camera c = wholeCamera();
    c.code = QString::fromUtf8(code);
    c.name = QString::fromUtf8(name);
    c.group = QString::fromUtf8(group);
    c.lon = lon;
    c.lat = lat;
    c.valid = {};
    return c;
}

QList<Camera> someCameras()
{
    return {at("C-014", "Đầu cầu Trường Tiền", "Bờ Nam sông Hương", 107.5909, 16.4675),
            at("C-011", "Cầu Trường Tiền", "Bờ Nam sông Hương", 107.5890, 16.4690),
            at("C-122", "Chợ Đông Ba", "Bờ Bắc, kinh thành", 107.5880, 16.4727),
            at("C-302", "Thước nước Kim Long", "Sông, bến", 107.5600, 16.4600)};
}

QList<Camera> manyCameras(int count)
{
    QList<Camera> cameras;
    for (int i = 0; i < count; ++i) {
        const QByteArray code = "C-" + QByteArray::number(i);
        const QByteArray name = "Ngã tư Nguyễn Công Trứ số " + QByteArray::number(i % 97);
        const QByteArray group = "Khu vực " + QByteArray::number(i % 7);
        cameras.append(at(code.constData(), name.constData(), group.constData(),
                          107.5 + (i % 40) * 0.004, 16.4 + (i / 40) * 0.004));
    }
    return cameras;
}

QStringList labelsOf(const CameraTree& tree)
{
    QStringList labels;
    for (int row = 0; row < tree.count(); ++row)
        labels.append(tree.data(tree.index(row), CameraTree::LabelRole).toString());
    return labels;
}

CameraCondition condition(CameraHealth health)
{
    return {health, QString(), 1, true};
}

}  // namespace

class TestDeskCameras : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void treeByPlace();
    void searchIsFolded();
    void healthCounts();
    void onlyThoseThatAreLost();
    void ownEyesBeforeReports();
    void notYetAndNoMore();
    void nearestWithDistance();
    void thousandAreQuick();
    void wallsSurvive();
    void lockedWallsStay();
    void wallsHaveBounds();
    void kindsFillTheirGrid();
    void keptNonsenseIsRefused();
    void watchListsSurvive();
    void sightingsGoOnce();
    void sightingsAreDropped();
};

void TestDeskCameras::treeByPlace()
{
    CameraCatalogue catalogue;
    CameraTree tree(catalogue);
    const QAbstractItemModelTester tester(&tree);
    QCOMPARE(tree.count(), 0);
    catalogue.setCameras(someCameras(), kToday);
    QCOMPARE(labelsOf(tree),
             (QStringList{u"Bờ Nam sông Hương"_s, u"Đầu cầu Trường Tiền"_s, u"Cầu Trường Tiền"_s,
                          u"Bờ Bắc, kinh thành"_s, u"Chợ Đông Ba"_s, u"Sông, bến"_s,
                          u"Thước nước Kim Long"_s}));
    QCOMPARE(tree.total(), 4);
    QCOMPARE(tree.data(tree.index(0), CameraTree::KindRole).toString(), u"group"_s);
    QCOMPARE(tree.data(tree.index(0), CameraTree::TotalRole).toInt(), 2);
    QCOMPARE(tree.rowOf(u"C-122"_s), 4);
    tree.toggle(u"Bờ Nam sông Hương"_s);
    QCOMPARE(tree.count(), 5);
    QCOMPARE(tree.data(tree.index(0), CameraTree::ExpandedRole).toBool(), false);
    QCOMPARE(tree.rowOf(u"C-014"_s), -1);
    QCOMPARE(tree.folded(), QStringList{u"Bờ Nam sông Hương"_s});
    tree.toggle(u"Bờ Nam sông Hương"_s);
    QCOMPARE(tree.count(), 7);
    tree.setAllExpanded(false);
    QCOMPARE(tree.count(), 3);
    QCOMPARE(tree.camerasOf(u"Bờ Nam sông Hương"_s), (QStringList{u"C-014"_s, u"C-011"_s}));
    tree.toggle(u"no such place"_s);
    QCOMPARE(tree.count(), 3);
}

void TestDeskCameras::searchIsFolded()
{
    CameraCatalogue catalogue;
    catalogue.setCameras(someCameras(), kToday);
    CameraTree tree(catalogue);
    const QAbstractItemModelTester tester(&tree);
    tree.setFolded({u"Bờ Nam sông Hương"_s});
    tree.setSearch(u"tien"_s);
    QCOMPARE(tree.found(), 2);
    QCOMPARE(tree.count(), 3);  // a folded place opens for what was found in it
    tree.setSearch(u"dau  TIỀN"_s);
    QCOMPARE(tree.found(), 1);
    tree.setSearch(u"c-122"_s);
    QCOMPARE(labelsOf(tree), (QStringList{u"Bờ Bắc, kinh thành"_s, u"Chợ Đông Ba"_s}));
    tree.setSearch(u"sông hương"_s);
    QCOMPARE(tree.found(), 2);
    tree.setSearch(u"zzz"_s);
    QCOMPARE(tree.count(), 0);
    tree.setSearch(QString());
    QCOMPARE(tree.count(), 5);
}

void TestDeskCameras::healthCounts()
{
    CameraCatalogue catalogue;
    catalogue.setCameras(someCameras(), kToday);
    CameraTree tree(catalogue);
    QSignalSpy counts(&tree, &CameraTree::countsChanged);
    QSignalSpy resets(&tree, &CameraTree::modelReset);
    QSignalSpy data(&tree, &CameraTree::dataChanged);
    catalogue.setOwn(u"C-014"_s, condition(CameraHealth::Online));
    catalogue.setOwn(u"C-011"_s, condition(CameraHealth::Lost));
    catalogue.setOwn(u"C-122"_s, condition(CameraHealth::Degraded));
    catalogue.setOwn(u"C-302"_s, condition(CameraHealth::Reconnecting));
    catalogue.setOwn(u"C-999"_s, condition(CameraHealth::Lost));
    QCOMPARE(tree.online(), 2);
    QCOMPARE(tree.lost(), 1);
    QCOMPARE(tree.reconnecting(), 1);
    QCOMPARE(counts.count(), 4);
    QCOMPARE(resets.count(), 0);
    QCOMPARE(data.count(), 8);  // a camera's row and its heading's, four times
    QCOMPARE(tree.data(tree.index(0), CameraTree::LostRole).toInt(), 1);
    QCOMPARE(tree.data(tree.index(1), CameraTree::HealthRole).toString(), u"online"_s);
    catalogue.setOwn(u"C-014"_s, condition(CameraHealth::Online));
    QCOMPARE(counts.count(), 4);  // nothing new
}

void TestDeskCameras::onlyThoseThatAreLost()
{
    CameraCatalogue catalogue;
    catalogue.setCameras(someCameras(), kToday);
    CameraTree tree(catalogue);
    const QAbstractItemModelTester tester(&tree);
    catalogue.setOwn(u"C-011"_s, condition(CameraHealth::Lost));
    tree.setOnly(u"lost"_s);
    QCOMPARE(labelsOf(tree), (QStringList{u"Bờ Nam sông Hương"_s, u"Cầu Trường Tiền"_s}));
    catalogue.setOwn(u"C-302"_s, condition(CameraHealth::Lost));
    QCOMPARE(tree.found(), 2);
    catalogue.setOwn(u"C-011"_s, condition(CameraHealth::Online));
    QCOMPARE(tree.found(), 1);
    QCOMPARE(tree.total(), 4);
    tree.setOnly(u"broken"_s);
    QCOMPARE(tree.only(), u"lost"_s);
}

void TestDeskCameras::ownEyesBeforeReports()
{
    CameraCatalogue catalogue;
    catalogue.setCameras(someCameras(), kToday);
    QHash<QString, CameraCatalogue::Reported> reported;
    reported.insert(u"C-014"_s, {{CameraHealth::Online, {}, 5, false}, {0.75, 3}});
    reported.insert(u"C-999"_s, {{CameraHealth::Online, {}, 5, false}, {1, 1}});
    catalogue.setReported(reported);
    QCOMPARE(catalogue.condition(u"C-014"_s).health, CameraHealth::Online);
    QVERIFY(!catalogue.condition(u"C-014"_s).own);
    QCOMPARE(catalogue.availability(u"C-014"_s).n, 3);
    QCOMPARE(catalogue.condition(u"C-999"_s).health, CameraHealth::Unknown);
    catalogue.setOwn(u"C-014"_s, condition(CameraHealth::Lost));
    QCOMPARE(catalogue.condition(u"C-014"_s).health, CameraHealth::Lost);
    QCOMPARE(catalogue.counts().online, 0);
    catalogue.setOwn(u"C-014"_s, condition(CameraHealth::Unknown));  // looks no more
    QCOMPARE(catalogue.condition(u"C-014"_s).health, CameraHealth::Online);
}

void TestDeskCameras::notYetAndNoMore()
{
    QList<Camera> cameras = someCameras();
    cameras[0].valid.to = kToday.addDays(-1);
    cameras[1].valid.from = kToday.addDays(1);
    cameras[2].valid = {kToday, kToday};
    CameraCatalogue catalogue;
    catalogue.setCameras(cameras, kToday);
    QCOMPARE(catalogue.cameras().size(), 2);
    QVERIFY(!catalogue.find(u"C-014"_s));
    catalogue.setCameras(cameras, kToday.addDays(1));
    QVERIFY(catalogue.find(u"C-011"_s));
    QVERIFY(!catalogue.find(u"C-122"_s));
}

void TestDeskCameras::nearestWithDistance()
{
    QList<Camera> cameras = someCameras();  // all look north, 90 degrees, 200 m
    Camera blind = at("C-500", "Không luồng", "", 107.5909, 16.4680);
    blind.main = blind.sub = {};
    Camera placeless = at("C-501", "Không vị trí", "", 0, 0);
    placeless.hasPosition = false;
    cameras += {blind, placeless};
    CameraCatalogue catalogue;
    catalogue.setCameras(cameras, kToday);
    const auto near = catalogue.nearest(107.5909, 16.4684, 4);  // 100 m north of C-014
    QCOMPARE(near.size(), 4);
    QCOMPARE(catalogue.cameras().at(near[0].index).code, u"C-014"_s);
    QVERIFY(std::abs(near[0].metres - 100) < 2);
    QVERIFY(near[0].sees);
    QVERIFY(std::abs(near[0].bearing) < 1);
    QCOMPARE(catalogue.cameras().at(near[1].index).code, u"C-011"_s);
    QVERIFY(!near[1].sees);
    QVERIFY(near[2].metres < near[3].metres);
    QCOMPARE(catalogue.nearest(107.5909, 16.4684, 4, 500).size(), 2);
    QCOMPARE(catalogue.nearest(107.5909, 16.4684, 1).size(), 1);
    QCOMPARE(catalogue.nearest(107.5909, 16.4684, -1).size(), 0);

    // The same as sorting all, at random places.
    SeededRandom random("nearest cameras");
    catalogue.setCameras(manyCameras(300), kToday);
    for (int round = 0; round < 50; ++round) {
        const double lon = 107.5 + random.upTo(1000) * 1e-4, lat = 16.4 + random.upTo(1000) * 1e-4;
        QList<double> all;
        for (const Camera& c : catalogue.cameras())
            all.append(kydai::metresBetween(c.lon, c.lat, lon, lat));
        std::sort(all.begin(), all.end());
        const auto found = catalogue.nearest(lon, lat, 5);
        for (int i = 0; i < 5; ++i)
            QCOMPARE(found[i].metres, all[i]);
    }
}

void TestDeskCameras::thousandAreQuick()
{
    CameraCatalogue catalogue;
    CameraTree tree(catalogue);
    catalogue.setCameras(manyCameras(1000), kToday);
    QCOMPARE(tree.count(), 1007);
    QElapsedTimer timer;
    timer.start();
    constexpr int kRounds = 20;
    for (int i = 0; i < kRounds; ++i)
        tree.setSearch(i % 2 ? u"cong tru 4"_s : u"nguyen"_s);
    const double each = double(timer.nsecsElapsed()) / 1e6 / kRounds;
    qInfo("a search over 1,000 cameras: %.2f ms", each);
    QVERIFY(each < 4 * kit::kSlack);
    timer.start();
    for (int i = 0; i < kRounds; ++i)
        catalogue.setOwn(u"C-500"_s, condition(i % 2 ? CameraHealth::Lost : CameraHealth::Online));
    const double change = double(timer.nsecsElapsed()) / 1e6 / kRounds;
    qInfo("a change of one of 1,000 cameras: %.2f ms", change);
    QVERIFY(change < 2 * kit::kSlack);
}

void TestDeskCameras::wallsSurvive()
{
    QByteArray kept;
    int saves = 0;
    const auto save = [&](const QByteArray& bytes) { kept = bytes; ++saves; };
    CameraLayouts walls(save);
    const QAbstractItemModelTester tester(&walls);
    QCOMPARE(walls.add(u"too early"_s, u"9"_s), 0);
    walls.load({});
    walls.makeFirst({u"C-1"_s, u"C-2"_s});
    QCOMPARE(walls.count(), 1);
    const int first = walls.current();
    QCOMPARE(walls.layoutOf(first).value(u"kind"_s).toString(), u"9"_s);
    QCOMPARE(walls.cells(first, 0).size(), 9);
    walls.makeFirst({u"C-3"_s});
    QCOMPARE(walls.count(), 1);

    const int flood = walls.addOf(u"Mưa lũ"_s, u"4"_s, {u"C-1"_s, u"C-2"_s, u"C-3"_s, u"C-4"_s,
                                                          u"C-5"_s});
    QVERIFY(flood > 0);
    QCOMPARE(walls.current(), flood);
    QCOMPARE(walls.layoutOf(flood).value(u"pages"_s).toInt(), 2);
    QCOMPARE(walls.cells(flood, 1), (QStringList{u"C-5"_s, {}, {}, {}}));
    QVERIFY(walls.setCamera(flood, 1, 3, u"C-9"_s));
    QVERIFY(walls.swapCells(flood, 1, 0, 3));
    QVERIFY(walls.setDwell(flood, 30));
    QVERIFY(walls.setTurning(flood, true));
    QVERIFY(walls.setScreen(flood, u"DP-2"_s));
    QVERIFY(walls.setLocked(flood, true));
    QVERIFY(saves > 0);

    CameraLayouts again(save);
    again.load(kept);
    QCOMPARE(again.records(), walls.records());
    QCOMPARE(again.current(), flood);
    QCOMPARE(again.cells(flood, 1), (QStringList{u"C-9"_s, {}, {}, u"C-5"_s}));
    QCOMPARE(again.onScreen(u"DP-2"_s).size(), 1);
    QCOMPARE(again.onScreen(QString()).size(), 1);
    const int next = again.add(u"Chợ đêm"_s, u"1+5"_s);
    QVERIFY(next > flood);  // an id is never given twice
    again.clear();
    QCOMPARE(again.count(), 0);
    QCOMPARE(again.current(), 0);
}

void TestDeskCameras::lockedWallsStay()
{
    CameraLayouts walls([](const QByteArray&) {});
    walls.load({});
    const int id = walls.addOf(u"A"_s, u"4"_s, {u"C-1"_s});
    QVERIFY(walls.setLocked(id, true));
    QVERIFY(!walls.setCamera(id, 0, 0, u"C-2"_s));
    QVERIFY(!walls.swapCells(id, 0, 0, 1));
    QVERIFY(!walls.setKind(id, u"9"_s));
    QVERIFY(!walls.rename(id, u"B"_s));
    QVERIFY(!walls.addPage(id));
    QVERIFY(!walls.setDwell(id, 30));
    QVERIFY(!walls.remove(id));
    QVERIFY(walls.setTurning(id, true));  // a person may always stop or start the pages
    QCOMPARE(walls.cells(id, 0).first(), u"C-1"_s);
    const int copy = walls.duplicate(id, u"B"_s);
    QVERIFY(copy > 0);
    QVERIFY(walls.setCamera(copy, 0, 0, u"C-2"_s));
    QVERIFY(walls.setLocked(id, false));
    QVERIFY(walls.setKind(id, u"9"_s));
    QCOMPARE(walls.cells(id, 0).first(), u"C-1"_s);
}

void TestDeskCameras::wallsHaveBounds()
{
    CameraLayouts walls([](const QByteArray&) {});
    walls.load({});
    const int id = walls.add(u" Lưới  1 "_s, u"no such kind"_s);
    QCOMPARE(walls.layoutOf(id).value(u"name"_s).toString(), u"Lưới 1"_s);
    QCOMPARE(walls.layoutOf(id).value(u"kind"_s).toString(), u"9"_s);
    QCOMPARE(walls.add(u"lưới 1"_s, u"9"_s), 0);  // the name is taken
    QCOMPARE(walls.add(QString(), u"9"_s), 0);
    QVERIFY(!walls.setCamera(id, 0, 9, u"C"_s));
    QVERIFY(!walls.setCamera(id, 1, 0, u"C"_s));
    QVERIFY(!walls.setCamera(id, 0, -1, u"C"_s));
    QVERIFY(!walls.setCamera(id, 0, 0, QString(100, u'C')));
    QVERIFY(!walls.swapCells(99, 0, 0, 1));
    QVERIFY(!walls.setDwell(id, kMinDwell - 1));
    QVERIFY(!walls.removePage(id, 0));  // the last one stays
    for (int page = 1; page < kMaxLayoutPages; ++page)
        QVERIFY(walls.addPage(id));
    QVERIFY(!walls.addPage(id));
    for (int n = 1; n < kMaxLayouts; ++n)
        QVERIFY(walls.add(u"L%1"_s.arg(n), u"1"_s) > 0);
    QCOMPARE(walls.add(u"one more"_s, u"1"_s), 0);
    QVERIFY(walls.remove(id));
    QVERIFY(!walls.remove(id));
}

// Every unit of the grid is covered once.
void TestDeskCameras::kindsFillTheirGrid()
{
    QStringList codes;
    for (const LayoutKind& kind : layoutKinds()) {
        codes.append(QString::fromLatin1(kind.code));
        QSet<std::pair<int, int>> covered;
        int spots = 0;
        for (const LayoutCell& cell : kind.cells) {
            spots += cell.spot ? 1 : 0;
            for (int row = cell.row; row < cell.row + cell.rows; ++row) {
                for (int column = cell.column; column < cell.column + cell.columns; ++column) {
                    QVERIFY(row < kind.rows && column < kind.columns);
                    QVERIFY2(!covered.contains({row, column}), kind.code);
                    covered.insert({row, column});
                }
            }
        }
        QCOMPARE(covered.size(), kind.rows * kind.columns);
        QVERIFY(spots <= 1);
    }
    QCOMPARE(codes, (QStringList{u"1"_s, u"4"_s, u"9"_s, u"1+5"_s, u"mixed"_s, u"16"_s, u"25"_s}));
    QCOMPARE(layoutKind(u"1+5"_s).cells.size(), 6);
    QCOMPARE(layoutKind(u"mixed"_s).cells.size(), 9);
}

void TestDeskCameras::keptNonsenseIsRefused()
{
    SeededRandom random("kept walls");
    QByteArray sound;
    CameraLayouts writer([&sound](const QByteArray& bytes) { sound = bytes; });
    writer.load({});
    writer.addOf(u"A"_s, u"1+5"_s, {u"C-1"_s, u"C-2"_s});
    for (int round = 0; round < 500; ++round) {
        QByteArray bytes = sound;
        for (int n = random.upTo(4); n >= 0; --n)
            bytes[random.upTo(int(bytes.size()))] = static_cast<char>(random.upTo(256));
        CameraLayouts walls([](const QByteArray&) {});
        walls.load(bytes);
        QVERIFY(walls.count() <= kMaxLayouts);
        QVERIFY(walls.count() == 0 || walls.cells(walls.current(), 0).size() > 0);
        CameraWatch watch([](const QByteArray&) {});
        watch.load(bytes);
        QVERIFY(watch.count() <= kMaxWatchLists);
    }
}

void TestDeskCameras::watchListsSurvive()
{
    QByteArray kept;
    const auto save = [&kept](const QByteArray& bytes) { kept = bytes; };
    CameraWatch watch(save);
    QCOMPARE(watch.add(u"too early"_s), 0);
    watch.load({});
    const int flood = watch.add(u"Mưa lũ"_s);
    QVERIFY(flood > 0);
    QCOMPARE(watch.add(u"mưa lũ"_s), 0);
    QVERIFY(watch.setWatched(flood, u"C-302"_s, true));
    QVERIFY(watch.setWatched(flood, u"C-302"_s, true));
    QVERIFY(watch.setWatched(flood, u"C-310"_s, true));
    QVERIFY(!watch.setWatched(flood, QString(), true));
    QVERIFY(watch.isWatched(flood, u"C-310"_s));
    CameraWatch again(save);
    again.load(kept);
    QCOMPARE(again.records(), watch.records());
    QCOMPARE(again.camerasOf(flood), (QStringList{u"C-302"_s, u"C-310"_s}));
    QVERIFY(again.setWatched(flood, u"C-302"_s, false));
    QVERIFY(again.rename(flood, u"Ngập"_s));
    QVERIFY(again.remove(flood));
    QVERIFY(!again.remove(flood));
}

void TestDeskCameras::sightingsGoOnce()
{
    CameraHealthQueue queue;
    const qint64 t = 1'000'000'000;
    queue.see(u"C-1"_s, u"closed"_s, {}, t);  // was never watched
    queue.see(u"C-1"_s, u"online"_s, {}, t);
    queue.see(u"C-1"_s, u"online"_s, {}, t + 10);
    queue.see(u"C-1"_s, u"lost"_s, QString(500, u'x'), t + 20);
    QList<CameraSighting> out = queue.take(t + 30);
    QCOMPARE(out.size(), 3);  // two changes and the first round of everything
    QCOMPARE(out[0].state, u"online"_s);
    QCOMPARE(out[1].reason.size(), kMaxSightingReason);
    QVERIFY(queue.take(t + 40).isEmpty());  // one message at a time
    queue.failed();
    QCOMPARE(queue.take(t + 50), out);
    queue.sent();
    QVERIFY(queue.take(t + 60).isEmpty());
    // Nothing changed: told again after five minutes.
    out = queue.take(t + 30 + kSightingEveryMs);
    QCOMPARE(out.size(), 1);
    QCOMPARE(out[0].state, u"lost"_s);
    queue.sent();
    queue.see(u"C-1"_s, u"closed"_s, {}, t + 2 * kSightingEveryMs);
    QCOMPARE(queue.take(t + 2 * kSightingEveryMs).size(), 1);
    queue.sent();
    QVERIFY(queue.take(t + 10 * kSightingEveryMs).isEmpty());
}

void TestDeskCameras::sightingsAreDropped()
{
    CameraHealthQueue queue;
    qint64 t = 1'000'000'000;
    for (int i = 0; i < 2000; ++i)
        queue.see(u"C-%1"_s.arg(i % 40), i % 80 < 40 ? u"online"_s : u"lost"_s, {}, ++t);
    QCOMPARE(queue.waiting(), kMaxSightings);
    // The line comes back when all of it is old: what is now is told, and no more.
    const auto out = queue.take(t + kSightingAgeMs + 5000);
    QCOMPARE(out.size(), 40);
    queue.failed();
    QCOMPARE(queue.waiting(), 40);
    queue.clear();
    QCOMPARE(queue.waiting(), 0);
    for (int i = 0; i < 1000; ++i)  // more cameras than anybody watches
        queue.see(u"C-%1"_s.arg(i), u"online"_s, {}, t);
    QVERIFY(queue.waiting() <= kMaxSightings);
}

QTEST_GUILESS_MAIN(TestDeskCameras)
#include "tst_desk_cameras.moc"
