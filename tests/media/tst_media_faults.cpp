// SPDX-License-Identifier: GPL-3.0-or-later
#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTest>

#include "media/fault_server.h"
#include "media/media_kit.h"
#include "media/proc_platform.h"
#include "media/synthetic_source.h"

using namespace kydai;
using namespace kydai::test;

namespace {

const QString kCamera = u"CAM-1"_s;
const QByteArray kPath = "/cam";

MediaLimits hasty()
{
    MediaLimits limits;
    limits.openMs = 700;
    limits.silenceMs = 500;
    limits.firstPictureMs = 1500;
    return limits;
}

Viewer tile(int width, int height)
{
    Viewer viewer;
    viewer.pixels = QSize(width, height);
    return viewer;
}

struct Row {
    const char* name;
    Script script;
    QStringList states;   // up to the wait
    Trouble trouble;
    bool recovers = true; // once the camera behaves, after its wait
};

QList<Row> rows()
{
    const QStringList opening = {u"resolving"_s, u"connecting"_s, u"backoff"_s};
    const QStringList waiting = {u"resolving"_s, u"connecting"_s, u"waiting_keyframe"_s};
    const QStringList live = waiting + QStringList{u"live"_s};
    const auto refused = [](const QString& state) {
        return QStringList{u"resolving"_s, u"connecting"_s, state};
    };
    const auto script = [](Fault fault, int status = 0) {
        Script made;
        made.fault = fault;
        made.status = status;
        return made;
    };
    const QStringList back = {u"backoff"_s};
    const QStringList stalled = {u"stalled"_s, u"backoff"_s};
    Script digest;
    digest.account = {rtsp::AuthKind::Digest, "admin", "other", "cam"};
    Script basic;
    basic.account = {rtsp::AuthKind::Basic, "admin", "other", "cam"};
    return {
        {"silent", script(Fault::Silent), opening, Trouble::NoAnswer},
        {"silent describe", script(Fault::SilentDescribe), opening, Trouble::NoAnswer},
        {"silent setup", script(Fault::SilentSetup), opening, Trouble::NoAnswer},
        {"silent play", script(Fault::SilentPlay), opening, Trouble::NoAnswer},
        {"trickle", script(Fault::Trickle), opening, Trouble::NoAnswer},
        {"html", script(Fault::Html), opening, Trouble::None},
        {"401 digest", digest, refused(u"auth_failed"_s), Trouble::WrongPassword},
        {"401 basic", basic, refused(u"auth_failed"_s), Trouble::WrongPassword},
        {"403", script(Fault::Status, 403), refused(u"auth_failed"_s), Trouble::WrongPassword},
        {"404", script(Fault::Status, 404), refused(u"not_found"_s), Trouble::MissingStream},
        {"453", script(Fault::SetupStatus, 453), opening, Trouble::TooManyViewers},
        {"503", script(Fault::Status, 503), opening, Trouble::CameraBusy},
        {"udp only", script(Fault::UdpOnly), refused(u"unsupported"_s), Trouble::UnknownCodec},
        {"no pictures", script(Fault::NoPictures), waiting + stalled, Trouble::NoPackets},
        {"no key frame", script(Fault::NoKey), waiting + stalled, Trouble::NoPicture},
        {"stalls", script(Fault::Stalls), live + stalled, Trouble::NoPackets},
        {"reset", script(Fault::Resets), live + back, Trouble::None},
        {"half a frame", script(Fault::HalfFrame), live + back, Trouble::None},
        {"goodbye", script(Fault::Goodbye), live + back, Trouble::Ended},
        {"bad NAL units", script(Fault::BadNal), live + stalled, Trouble::NoPicture},
    };
}

}  // namespace

class TestFaults : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void eachFault_data();
    void eachFault();
    void refusedPort();
    void unknownHost();
    void rightPasswords_data();
    void rightPasswords();
    void oddButFine_data();
    void oddButFine();
    void sizeChanges();
    void slowCameraIsLeftInPeace();
    void stopsWhereverItStands_data();
    void stopsWhereverItStands();
    void sessionLimitIsLearned();
    void siblingsComeBackTogether();
    void retriesGrowUnderTheClock();
    void passwordsAreNowhere();
    void reconnectsLeakNothing();

private:
    FaultServer m_server;
    ProcessFigures m_start;
};

void TestFaults::initTestCase()
{
    // The first stream loads what stays: libraries, the decoder's tables.
    Wall wall(hasty());
    m_server.set(kPath, {});
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.reach(kCamera, StreamState::Live));
    QVERIFY(wall.end());
    // A thread is still seen for a moment after it told its end.
    int same = 0;
    QVERIFY(wall.time.until([&] {
        const ProcessFigures now = processFigures();
        same = now == m_start && m_server.connections == 0 ? same + 1 : 0;
        m_start = now;
        return same >= 200;
    }));
}

void TestFaults::eachFault_data()
{
    QTest::addColumn<int>("index");
    const QList<Row> all = rows();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name) << i;
}

void TestFaults::eachFault()
{
    QFETCH(int, index);
    const Row row = rows().at(index);
    Wall wall(hasty(), [](const QString&) { return Credentials{u"admin"_s, u"secret"_s}; });
    m_server.set(kPath, row.script);
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.time.until([&] { return waits(handle.status().state); }));
    QCOMPARE(wall.states.value(kCamera), row.states);
    const StreamStatus status = handle.status();
    if (row.trouble != Trouble::None)
        QCOMPARE(troubleCode(status.trouble), troubleCode(row.trouble));
    const qint64 wait = status.nextTryMs - wall.time.nowMs();
    const bool refusal = status.state != StreamState::Backoff;
    QVERIFY2(refusal ? wait >= 45'000 && wait <= 75'000 : wait >= 375 && wait <= 625,
             qPrintable(QString::number(wait)));
    // Not a moment sooner; then it is there again by itself.
    m_server.set(kPath, {});
    const int before = m_server.accepted;
    wall.time.pass(wait - 1);
    QCOMPARE(m_server.accepted.load(), before);
    wall.time.pass(1);
    QVERIFY(wall.reach(kCamera, StreamState::Live));
    QVERIFY(handle.frame());
    QCOMPARE(handle.stats().reconnects, 1);
    QVERIFY(wall.end());
    const bool clean = wall.time.until([this] {
        return m_server.connections == 0 && processFigures() == m_start;
    });
    const ProcessFigures now = processFigures();
    QVERIFY2(clean, qPrintable(u"threads %1 of %2, descriptors %3 of %4"_s.arg(now.threads)
                                   .arg(m_start.threads).arg(now.descriptors)
                                   .arg(m_start.descriptors)));
}

void TestFaults::refusedPort()
{
    Wall wall(hasty());
    m_server.set(kPath, {});
    m_server.stopListening();
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.reach(kCamera, StreamState::Backoff));
    QCOMPARE(handle.status().trouble, Trouble::Unreachable);
    m_server.listenAgain();
    handle.retryNow();  // a person does not wait
    QVERIFY(wall.reach(kCamera, StreamState::Live));
}

void TestFaults::unknownHost()
{
    Wall wall(hasty());
    wall.add(kCamera, u"rtsp://no-such-camera.invalid/x"_s);
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QVERIFY(wall.time.until([&] { return waits(handle.status().state); }, false, 30'000));
    QCOMPARE(handle.status().trouble, Trouble::HostUnknown);
    QCOMPARE(wall.states.value(kCamera), QStringList({u"resolving"_s, u"backoff"_s}));
}

void TestFaults::rightPasswords_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("basic") << int(rtsp::AuthKind::Basic);
    QTest::newRow("digest") << int(rtsp::AuthKind::Digest);
}

void TestFaults::rightPasswords()
{
    QFETCH(int, kind);
    Wall wall(hasty(), [](const QString& camera) {
        return camera == kCamera ? std::optional(Credentials{u"ad min"_s, u"p@ss:/?#%ế"_s})
                                 : std::nullopt;
    });
    Script script;
    script.account = {rtsp::AuthKind(kind), "ad min", u"p@ss:/?#%ế"_s.toUtf8(), "cam"};
    m_server.set(kPath, script);
    wall.add(kCamera, m_server.url(kPath));
    wall.add(u"CAM-2"_s, m_server.url(kPath));  // the same address, but no password
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    StreamHandle other = wall.hub->attach(u"CAM-2"_s, tile(160, 90));
    QVERIFY(wall.reach(kCamera, StreamState::Live));
    QVERIFY(wall.reach(u"CAM-2"_s, StreamState::AuthFailed));
}

void TestFaults::oddButFine_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("no parameter sets in SDP") << int(Fault::NoSets);
    QTest::newRow("times jump back") << int(Fault::Backwards);
    QTest::newRow("nothing odd") << int(Fault::None);
}

void TestFaults::oddButFine()
{
    QFETCH(int, fault);
    Wall wall(hasty());
    Script script;
    script.fault = Fault(fault);
    m_server.set(kPath, script);
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    QSet<int> numbers;
    QVERIFY(wall.time.until([&] {
        if (const FramePtr frame = handle.frame())
            numbers.insert(readSynthetic(*frame));
        return numbers.size() >= 15;
    }));
    QVERIFY(!numbers.contains(-1));
    for (const int number : std::as_const(numbers))
        QVERIFY(number >= 1 && number <= 75);
    QCOMPARE(wall.states.value(kCamera).last(), u"live"_s);
    QCOMPARE(handle.stats().reconnects, 0);
    QCOMPARE(m_server.playing.load(), 1);
}

void TestFaults::sizeChanges()
{
    Wall wall(hasty());
    Script script;
    script.fault = Fault::SizeChange;
    script.after = 10;
    m_server.set(kPath, script);
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(500, 500));
    QVERIFY(wall.time.until([&] {
        return handle.frame() && handle.frame()->sourceSize == QSize(160, 90);
    }));
    QVERIFY(wall.time.until([&] { return handle.frame()->sourceSize == QSize(128, 72); }));
    QCOMPARE(wall.states.value(kCamera).last(), u"live"_s);
    const auto rings = wall.hub->rings(kCamera);
    QCOMPARE(rings.size(), 1);
    const auto packets = rings.first()->read(0, INT64_MAX);
    QVERIFY(packets.front()->format != packets.back()->format);
    QVERIFY(packets.front()->format->extra != packets.back()->format->extra);
}

void TestFaults::slowCameraIsLeftInPeace()
{
    Wall wall(hasty());  // half a second of silence is too much for others
    Script script;
    script.fps = 0.9;
    m_server.set(kPath, script);
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    const int before = m_server.accepted;
    QVERIFY(wall.time.until([&] { return handle.sequence() >= 3; }, false, 20'000));
    QCOMPARE(m_server.accepted.load(), before + 1);
    QCOMPARE(handle.stats().reconnects, 0);
}

void TestFaults::stopsWhereverItStands_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("silent") << int(Fault::Silent);
    QTest::newRow("describe") << int(Fault::SilentDescribe);
    QTest::newRow("setup") << int(Fault::SilentSetup);
    QTest::newRow("play") << int(Fault::SilentPlay);
    QTest::newRow("no pictures") << int(Fault::NoPictures);
    QTest::newRow("stalls") << int(Fault::Stalls);
    QTest::newRow("live") << int(Fault::None);
}

void TestFaults::stopsWhereverItStands()
{
    QFETCH(int, fault);
    MediaLimits patient;  // nothing but the stop ends it
    patient.openMs = patient.silenceMs = patient.firstPictureMs = 120'000;
    Wall wall(patient);
    Script script;
    script.fault = Fault(fault);
    m_server.set(kPath, script);
    const int teardowns = m_server.teardowns, accepted = m_server.accepted;
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    const bool plays = script.fault == Fault::Stalls || script.fault == Fault::None;
    QVERIFY(wall.time.until([&] {
        return plays ? handle.sequence() >= 3 : m_server.accepted > accepted;
    }));
    QElapsedTimer timer;
    timer.start();
    QVERIFY(wall.end());
    qInfo("ended after %lld ms", timer.elapsed());
    QVERIFY(wall.time.until([this] { return processFigures() == m_start; }));
    QVERIFY(wall.time.until([this] { return m_server.connections == 0; }));
    if (plays)
        QCOMPARE(m_server.teardowns.load(), teardowns + 1);  // the camera was told
}

void TestFaults::sessionLimitIsLearned()
{
    Wall wall(hasty());
    Script script;
    script.sessionLimit = 1;
    m_server.set(kPath, script);
    // Both profiles are one mount of a camera that serves a single session, though it was catalogued
    // with two.
    wall.add(kCamera, m_server.url(kPath), m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(100, 60));
    QVERIFY(wall.reach(kCamera, StreamState::Live));
    QCOMPARE(handle.stats().reconnects, 0);
    Viewer spot = tile(500, 400);
    spot.spot = true;
    handle.setViewer(spot);
    QVERIFY(wall.time.until([&] { return handle.stats().reconnects == 1; }));
    QCOMPARE(handle.stats().lastTrouble, Trouble::TooManyViewers);
    QVERIFY(handle.status().hasPicture());  // the small one stays meanwhile
    // The next try lets go of the one first.
    QVERIFY(wall.time.until([&] {
        return handle.status().tier == Tier::MainFull && handle.status().hasPicture()
            && m_server.playing == 1 && handle.stats().reconnects == 1;
    }, true));
}

void TestFaults::siblingsComeBackTogether()
{
    Wall wall(hasty());
    m_server.set(kPath, {});
    for (int i = 1; i <= 4; ++i)
        wall.add(u"CAM-%1"_s.arg(i), m_server.url(kPath));
    std::vector<StreamHandle> handles;
    for (int i = 1; i <= 4; ++i)
        handles.push_back(wall.hub->attach(u"CAM-%1"_s.arg(i), tile(160, 90)));
    const auto all = [&](StreamState state) {
        return std::all_of(handles.begin(), handles.end(), [state](const StreamHandle& handle) {
            return handle.status().state == state;
        });
    };
    QVERIFY(wall.time.until([&] { return all(StreamState::Live); }));
    m_server.stopListening();
    m_server.cutAll();
    QVERIFY(wall.time.until([&] { return all(StreamState::Backoff); }));
    // Some rounds of waiting, so that the waits differ by seconds.
    for (int round = 0; round < 12; ++round) {
        wall.time.pass(400);
        QVERIFY(wall.time.until([&] {
            return std::all_of(handles.begin(), handles.end(), [](const StreamHandle& handle) {
                return waits(handle.status().state);
            });
        }));
    }
    m_server.listenAgain();
    handles[2].retryNow();  // one is back: the others need not wait out their time
    QVERIFY(wall.time.until([&] { return all(StreamState::Live); }));
}

void TestFaults::retriesGrowUnderTheClock()
{
    Wall wall(hasty());
    Script script;
    script.fault = Fault::Html;
    m_server.set(kPath, script);
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    for (const qint64 step : {500, 1000, 2000, 4000, 8000, 15'000, 30'000, 60'000, 60'000}) {
        QVERIFY(wall.reach(kCamera, StreamState::Backoff));
        const qint64 wait = handle.status().nextTryMs - wall.time.nowMs();
        QVERIFY2(wait >= step * 3 / 4 && wait <= step * 5 / 4, qPrintable(QString::number(wait)));
        wall.time.pass(wait);
    }
}

void TestFaults::passwordsAreNowhere()
{
    static QStringList lines;
    lines.clear();
    QLoggingCategory::setFilterRules(u"kydai.media.*=true"_s);
    const QtMessageHandler before = qInstallMessageHandler(
        [](QtMsgType, const QMessageLogContext&, const QString& line) { lines.append(line); });
    {
        Wall wall(hasty(), [](const QString&) { return Credentials{u"admin"_s, u"s3cr3t"_s}; });
        Script script;
        script.account = {rtsp::AuthKind::Digest, "admin", "other", "cam"};
        m_server.set(kPath, script);
        wall.add(kCamera, m_server.url(kPath));
        wall.add(u"CAM-2"_s, u"rtsp://127.0.0.1:1/x"_s);
        wall.add(u"CAM-3"_s, u"http://127.0.0.1:1/x.jpg"_s);
        StreamHandle one = wall.hub->attach(kCamera, tile(160, 90));
        StreamHandle two = wall.hub->attach(u"CAM-2"_s, tile(160, 90));
        StreamHandle three = wall.hub->attach(u"CAM-3"_s, tile(160, 90));
        const bool failed = wall.time.until([&] {
            return waits(one.status().state) && waits(two.status().state)
                && waits(three.status().state);
        });
        for (const HealthChange& change : std::as_const(wall.changes))
            lines.append(change.after.detail);
        wall.end();
        qInstallMessageHandler(before);
        QLoggingCategory::setFilterRules({});
        QVERIFY(failed);
    }
    QVERIFY(lines.size() > 5);
    for (const QString& line : std::as_const(lines))
        QVERIFY2(!line.contains(u"s3cr3t"_s), qPrintable(line));
}

void TestFaults::reconnectsLeakNothing()
{
    bool isNumber = false;
    const int asked = qEnvironmentVariable("KYDAI_MEDIA_RECONNECTS").toInt(&isNumber);
    const int rounds = isNumber ? asked : 40;
    MediaLimits limits = hasty();
    Wall wall(limits);
    Script script;
    script.fault = Fault::Resets;
    script.after = 2;
    script.fps = 100;
    m_server.set(kPath, script);
    wall.add(kCamera, m_server.url(kPath));
    StreamHandle handle = wall.hub->attach(kCamera, tile(160, 90));
    ProcessFigures first;
    for (int round = 0; round < rounds; ++round) {
        QVERIFY(wall.time.until([&] {
            return waits(handle.status().state) && wall.hub->figures().threads == 0
                && m_server.connections == 0;
        }));
        QVERIFY(wall.time.until([this] { return processFigures() == m_start; }));
        if (round == 10)
            first = processFigures();
        handle.retryNow();
        QVERIFY(wall.time.until([&] { return !waits(handle.status().state); }));
    }
    const ProcessFigures last = processFigures();
    qInfo("%d reconnects: %+.1f MB", rounds, last.residentMb - first.residentMb);
    QVERIFY(last.residentMb - first.residentMb < 3);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_media_faults.moc"
