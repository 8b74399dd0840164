// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "media/media_kit.h"
#include "media/synthetic_source.h"
#include "media/thread_yard.h"

using namespace kydai;
using namespace kydai::test;

namespace {

const QString kBig = u"synthetic:one?w=640&h=360&fps=50"_s;
const QString kSmall = u"synthetic:one?w=320&h=180&fps=50"_s;

Viewer tile(int width, int height)
{
    Viewer viewer;
    viewer.pixels = QSize(width, height);
    return viewer;
}

}  // namespace

class TestHub : public QObject
{
    Q_OBJECT

private slots:
    void picturesArrive();
    void viewersShareOneThread();
    void unknownAndSwitchedOff();
    void changeOfProfileKeepsThePicture();
    void oneSessionIsNeverTwo();
    void hiddenTilesGoDownAndOut();
    void statistics();
    void handlesOutliveTheHub();
    void callbacksMayDoAnything();
    void threadsThatHangAreLeftBehind();
};

void TestHub::picturesArrive()
{
    Wall wall;
    wall.add(u"CAM-1"_s, kBig);
    int told = 0;
    StreamHandle handle = wall.hub->attach(u"CAM-1"_s, tile(200, 200), [&] { ++told; });
    QVERIFY(!handle.frame() && handle.sequence() == 0);
    QVERIFY(wall.time.until([&] { return handle.sequence() >= 5; }));
    const FramePtr frame = handle.frame();
    QCOMPARE(frame->size, QSize(200, 112));  // scaled into the tile, its shape kept
    QCOMPARE(frame->sourceSize, QSize(640, 360));
    QVERIFY(readSynthetic(*frame) > 0);
    QVERIFY(wall.time.until([&] {
        return readSynthetic(*handle.frame()) > readSynthetic(*frame);
    }));
    QCOMPARE(handle.status().state, StreamState::Live);
    QCOMPARE(wall.states.value(u"CAM-1"_s),
             QStringList({u"connecting"_s, u"waiting_keyframe"_s, u"live"_s}));
    QVERIFY(told > 0 && told < 10);  // of changes, not of pictures
    QVERIFY(wall.end());
    QVERIFY(!handle.status().hasPicture());
}

void TestHub::viewersShareOneThread()
{
    Wall wall;
    wall.add(u"CAM-1"_s, kBig);
    StreamHandle small = wall.hub->attach(u"CAM-1"_s, tile(64, 64));
    StreamHandle large = wall.hub->attach(u"CAM-1"_s, tile(480, 270));
    QVERIFY(wall.time.until([&] {
        return large.frame() && large.frame()->size == QSize(480, 270);
    }));
    QCOMPARE(small.frame()->size.width(), 480);  // scaled once, for the largest
    QCOMPARE(wall.hub->figures().threads, 1);
    large.reset();
    QVERIFY(wall.time.until([&] { return small.frame()->size == QSize(64, 36); }));
    QCOMPARE(wall.hub->figures().threads, 1);
}

void TestHub::unknownAndSwitchedOff()
{
    Wall wall;
    StreamHandle early = wall.hub->attach(u"CAM-1"_s, tile(200, 200));
    wall.time.pass(10);
    QCOMPARE(early.status().state, StreamState::Disabled);
    wall.add(u"CAM-1"_s, kBig);
    QVERIFY(wall.reach(u"CAM-1"_s, StreamState::Live));
    wall.cameras[0].enabled = false;
    wall.hub->setCameras(wall.cameras);
    QVERIFY(wall.reach(u"CAM-1"_s, StreamState::Disabled));
    QVERIFY(!early.frame());  // no old picture of a camera nobody may see any more
    QVERIFY(wall.time.until([&] { return wall.hub->figures().threads == 0; }));
    wall.cameras[0].enabled = true;
    wall.cameras[0].profiles[0].url = u"synthetic:two?w=320&h=180"_s;
    wall.hub->setCameras(wall.cameras);
    QVERIFY(wall.time.until([&] {
        return early.frame() && early.frame()->sourceSize == QSize(320, 180);
    }));
    wall.hub->setCameras({});
    QVERIFY(wall.reach(u"CAM-1"_s, StreamState::Disabled));
    wall.add(u"CAM-2"_s, u"gopher://example"_s);
    StreamHandle odd = wall.hub->attach(u"CAM-2"_s, tile(200, 200));
    QVERIFY(wall.reach(u"CAM-2"_s, StreamState::Unsupported));
    QCOMPARE(odd.status().trouble, Trouble::BadAddress);
}

void TestHub::changeOfProfileKeepsThePicture()
{
    Wall wall;
    wall.add(u"CAM-1"_s, kBig, kSmall);
    StreamHandle handle = wall.hub->attach(u"CAM-1"_s, tile(160, 90));
    QVERIFY(wall.time.until([&] {
        return handle.frame() && handle.frame()->sourceSize == QSize(320, 180);
    }));
    QCOMPARE(handle.status().reason, TierReason::TileSize);
    Viewer spot = tile(640, 360);
    spot.spot = true;
    handle.setViewer(spot);
    bool gap = false;
    quint64 last = 0;
    QVERIFY(wall.time.until([&] {
        gap = gap || !handle.status().hasPicture() || handle.sequence() < last;
        last = handle.sequence();
        return handle.frame()->sourceSize == QSize(640, 360);
    }));
    QVERIFY(!gap);
    QVERIFY(wall.time.until([&] { return wall.hub->figures().threads == 1; }));
    QCOMPARE(handle.status().tier, Tier::MainFull);
}

void TestHub::oneSessionIsNeverTwo()
{
    Wall wall;
    wall.add(u"CAM-1"_s, kBig, kSmall, 1);
    StreamHandle handle = wall.hub->attach(u"CAM-1"_s, tile(160, 90));
    QVERIFY(wall.reach(u"CAM-1"_s, StreamState::Live));
    Viewer spot = tile(640, 360);
    spot.spot = true;
    handle.setViewer(spot);
    int most = 0;
    QVERIFY(wall.time.until([&] {
        most = std::max(most, wall.hub->figures().threads);
        return handle.frame()->sourceSize == QSize(640, 360);
    }));
    QCOMPARE(most, 1);
}

void TestHub::hiddenTilesGoDownAndOut()
{
    Wall wall;
    wall.add(u"CAM-1"_s, kBig);
    StreamHandle handle = wall.hub->attach(u"CAM-1"_s, tile(200, 200));
    QVERIFY(wall.reach(u"CAM-1"_s, StreamState::Live));
    Viewer hidden = tile(200, 200);
    hidden.visible = false;
    handle.setViewer(hidden);
    wall.time.pass(1900);
    QCOMPARE(handle.status().tier, Tier::MainFull);
    wall.time.pass(1200);
    QCOMPARE(handle.status().tier, Tier::IngestOnly);
    QCOMPARE(handle.status().reason, TierReason::Hidden);
    wall.time.pass(60'000);
    QCOMPARE(handle.status().state, StreamState::Idle);
    QVERIFY(wall.time.until([&] { return wall.hub->figures().threads == 0; }));
    QVERIFY(handle.frame());  // the last picture stays
    const quint64 last = handle.sequence();
    handle.setViewer(tile(200, 200));
    QVERIFY(wall.time.until([&] { return handle.sequence() > last; }));
    hidden.keep = true;
    handle.setViewer(hidden);
    wall.time.pass(120'000);
    QCOMPARE(handle.status().tier, Tier::IngestOnly);
    QCOMPARE(wall.hub->figures().threads, 1);
    handle.reset();  // nobody at all: as if hidden, and it was for long
    wall.time.pass(600);
    QVERIFY(wall.time.until([&] { return wall.hub->figures().threads == 0; }));
}

void TestHub::statistics()
{
    Wall wall;
    wall.add(u"CAM-1"_s, kBig);
    StreamHandle handle = wall.hub->attach(u"CAM-1"_s, tile(200, 200));
    QVERIFY(wall.time.until([&] {
        handle.drawn();
        return handle.stats().fpsDecoded > 0 && handle.stats().fpsDrawn > 0;
    }, true));
    const StreamStats stats = handle.stats();
    QCOMPARE(stats.size, QSize(640, 360));
    QCOMPARE(stats.codec, u"synthetic"_s);
    QVERIFY(stats.fpsIn > 0 && stats.fpsIn < 200);
    QVERIFY(stats.decodeMs > 0 && stats.decodeMsMax >= stats.decodeMs);
    QVERIFY(stats.uptime > 0 && stats.uptime <= 1);
    QVERIFY(wall.hub->figures().cpuShare > 0);
}

void TestHub::handlesOutliveTheHub()
{
    StreamHandle handle;
    FramePtr frame;
    {
        Wall wall;
        wall.add(u"CAM-1"_s, kBig);
        handle = wall.hub->attach(u"CAM-1"_s, tile(200, 200));
        QVERIFY(wall.time.until([&] { return handle.sequence() > 0; }));
        frame = handle.frame();
        wall.hub.reset();  // without stopping first
        QVERIFY(handle.status().state == StreamState::Idle);
        handle.setViewer(tile(10, 10));
        handle.retryNow();
        handle.drawn();
    }
    QVERIFY(readSynthetic(*frame) > 0);
    handle.reset();
    QVERIFY(!handle);
}

void TestHub::callbacksMayDoAnything()
{
    Wall wall;
    wall.add(u"CAM-1"_s, kBig, kSmall);
    wall.add(u"CAM-2"_s, kBig);
    std::vector<StreamHandle> handles;
    int calls = 0;
    const std::function<void()> mad = [&] {
        if (++calls > 40)
            return;
        wall.hub->setCameras(calls % 3 ? wall.cameras : QList<CameraStreams>());
        if (calls % 2)
            handles.push_back(wall.hub->attach(u"CAM-%1"_s.arg(1 + calls % 2), tile(9, 9), mad));
        else if (!handles.empty())
            handles.erase(handles.begin());
    };
    handles.push_back(wall.hub->attach(u"CAM-1"_s, tile(300, 300), mad));
    QVERIFY(wall.time.until([&] { return calls > 40; }, true));
    handles.clear();
    QVERIFY(wall.end());
}

void TestHub::threadsThatHangAreLeftBehind()
{
    HandTime time;
    const auto outlet = std::make_shared<Outlet>(time);
    std::atomic<bool> release{false}, ended{false};
    QStringList told;
    {
        ThreadYard yard(time, outlet, {});
        yard.onEnded([&](const QString& camera) { told.append(camera); });
        const ThreadYard::Run run = yard.nextRun();
        QVERIFY(yard.start(run, u"CAM-1"_s, [&] {
            while (!release)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            ended = true;
        }));
        time.pass(60'000);
        QCOMPARE(yard.leftBehind(), 0);  // nobody told it to end
        yard.expectEnd(run);
        time.pass(4999);
        QCOMPARE(yard.leftBehind(), 0);
        QCOMPARE(yard.runningFor(u"CAM-1"_s), 1);
        time.pass(1);
        QCOMPARE(yard.leftBehind(), 1);
        QCOMPARE(yard.leftBehindFor(u"CAM-1"_s), 1);
        QCOMPARE(yard.runningFor(u"CAM-1"_s), 0);
        QCOMPARE(told, QStringList({u"CAM-1"_s}));  // who waited for its place may go on
        release = true;
        QVERIFY(time.until([&] { return yard.running() == 0; }));
        QCOMPARE(yard.leftBehind(), 0);
        // One that outlives the yard harms nobody.
        release = ended = false;
        QVERIFY(yard.start(yard.nextRun(), u"CAM-2"_s, [&] {
            while (!release)
                std::this_thread::sleep_for(std::chrono::milliseconds(1));
            ended = true;
        }));
    }
    outlet->close();
    release = true;
    QVERIFY(time.until([&] { return ended.load(); }));
    time.pass(10'000);
    QCOMPARE(told.size(), 2);
}

QTEST_GUILESS_MAIN(TestHub)
#include "tst_media_hub.moc"
