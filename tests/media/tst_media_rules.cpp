// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "media/backoff.h"
#include "media/host_gate.h"
#include "media/packet_age.h"
#include "media/packet_ring.h"
#include "media/parameter_sets.h"
#include "media/quality.h"
#include "media/watchdog.h"
#include "sim/virtual_time.h"

using namespace kydai;
using namespace kydai::media;
using namespace Qt::StringLiterals;

namespace {

TileFacts tile(const QString& name, int height)
{
    TileFacts facts;
    facts.camera = name;
    facts.tileHeight = height;
    facts.tileArea = qint64(height) * height * 16 / 9;
    return facts;
}

}  // namespace

class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void waitsGrowAndBeginAnew();
    void refusalsWaitAMinute();
    void gateKeepsItsBounds();
    void ringKeepsWholeGroups();
    void ringIsBounded();
    void addresses_data();
    void addresses();
    void credentialsAreTakenOut();
    void sizeDecidesTheProfile();
    void oneChangeInFiveSeconds();
    void spotAndCrowd();
    void budgetTakesFromTheSmallest();
    void lateStreamsGoDown();
    void mainThatFailsRests();
    void hiddenTiles();
    void ageIsLateness();
    void lastingShiftIsNoLateness();
    void watchdogLearns();
    void watchdogWaitsForPictures();
    void setsAreFound();
};

void TestRules::waitsGrowAndBeginAnew()
{
    sim::SeededRandom random(11);
    for (int round = 0; round < 50; ++round) {
        Backoff backoff;
        qint64 now = 0;
        for (const qint64 step : {500, 1000, 2000, 4000, 8000, 15'000, 30'000, 60'000, 60'000}) {
            const qint64 wait = backoff.next(Trouble::Unreachable, now, random);
            QVERIFY2(wait >= step * 3 / 4 && wait <= step * 5 / 4, qPrintable(QString::number(wait)));
            now += wait;
        }
        backoff.live(now);
        QVERIFY(backoff.next(Trouble::NoPackets, now + 9'999, random) >= 45'000);  // not steady yet
        backoff.live(now);
        QVERIFY(backoff.next(Trouble::NoPackets, now + 10'000, random) <= 625);
    }
}

void TestRules::refusalsWaitAMinute()
{
    sim::SeededRandom random(12);
    Backoff backoff;
    for (const Trouble trouble : {Trouble::WrongPassword, Trouble::MissingStream,
                                  Trouble::UnknownCodec, Trouble::BadAddress}) {
        const qint64 wait = backoff.next(trouble, 0, random);
        QVERIFY(wait >= 45'000 && wait <= 75'000);
    }
    QVERIFY(backoff.next(Trouble::Unreachable, 0, random) <= 625);  // refusals are no steps
}

void TestRules::gateKeepsItsBounds()
{
    HostGate gate;
    for (HostGate::Id id = 1; id <= 3; ++id)
        gate.request(id, u"nvr"_s);
    gate.request(3, u"nvr"_s);
    gate.request(4, u"b"_s);
    gate.request(5, QString());
    gate.request(6, u"c"_s);
    QCOMPARE(gate.grant(), QList<HostGate::Id>({1, 2, 4, 5}));
    QCOMPARE(gate.grant(), QList<HostGate::Id>());
    gate.release(4);
    QCOMPARE(gate.grant(), QList<HostGate::Id>({6}));  // 3 waits for its host
    gate.release(1);
    gate.release(1);
    QCOMPARE(gate.grant(), QList<HostGate::Id>({3}));
    gate.request(7, u"nvr"_s);
    gate.release(7);  // given up while waiting
    for (const HostGate::Id id : {2, 3, 5, 6})
        gate.release(id);
    QCOMPARE(gate.grant(), QList<HostGate::Id>());
    QCOMPARE(gate.opening() + gate.waiting(), 0);

    sim::SeededRandom random(13);
    HostGate busy;
    QHash<HostGate::Id, QString> opening;
    for (HostGate::Id id = 1; id < 400; ++id) {
        const QString host = u"h%1"_s.arg(random.range(0, 5));
        busy.request(id, host);
        opening.insert(id, host);
        QList<HostGate::Id> open;
        for (const HostGate::Id granted : busy.grant())
            open.append(granted);
        QVERIFY(busy.opening() <= 4);
        if (!open.isEmpty() && random.chance(80))
            busy.release(open.first());
        else if (random.chance(40))
            busy.release(HostGate::Id(random.range(1, int(id))));
    }
}

void TestRules::ringKeepsWholeGroups()
{
    PacketRing ring(u"c"_s, Profile::Main, 10'000, 1'000'000);
    const auto format = std::make_shared<PacketFormat>();
    const auto add = [&](qint64 ms, bool key) {
        ring.add(std::make_shared<Packet>(
            Packet{format, QByteArray(100, 'x'), ms, Packet::kNoTime, Packet::kNoTime, key}));
    };
    add(0, false);
    QCOMPARE(ring.size(), 0);  // nothing can be decoded from here
    for (qint64 ms = 1000; ms <= 31'000; ms += 100)
        add(ms, ms % 2000 == 0);
    QCOMPARE(ring.firstMs(), 20'000);  // the group of 21.0 s begins here
    QCOMPARE(ring.lastMs(), 31'000);
    const auto whole = ring.read(0, 99'999);
    QCOMPARE(qsizetype(whole.size()), ring.size());
    const auto part = ring.read(25'300, 26'100);
    QCOMPARE(part.front()->arrivedMs, 24'000);
    QVERIFY(part.front()->key);
    QCOMPARE(part.back()->arrivedMs, 26'100);
    QCOMPARE(ring.read(24'000, 24'000).size(), size_t(1));
    QVERIFY(ring.read(32'000, 33'000).front()->arrivedMs == 30'000);  // what is shown then still
    QVERIFY(ring.read(0, 10).empty());
    ring.expire(40'000);
    QVERIFY(ring.size() > 0);
    ring.expire(41'001);
    QCOMPARE(ring.size(), 0);
    QCOMPARE(ring.bytes(), 0);
}

void TestRules::ringIsBounded()
{
    PacketRing ring(u"c"_s, Profile::Main, 1'000'000, 5000);
    const auto format = std::make_shared<PacketFormat>();
    for (int i = 0; i < 1000; ++i) {
        ring.add(std::make_shared<Packet>(
            Packet{format, QByteArray(90, 'x'), i, Packet::kNoTime, Packet::kNoTime, i % 10 == 0}));
        QVERIFY(ring.bytes() <= 5000);
    }
    QVERIFY(ring.size() > 40 && ring.read(0, 9999).front()->key);
    // One group larger than the bound: nothing rather than a part nobody can decode.
    for (int i = 1001; i < 1100; ++i) {
        ring.add(std::make_shared<Packet>(
            Packet{format, QByteArray(90, 'x'), i, Packet::kNoTime, Packet::kNoTime, false}));
    }
    QVERIFY(ring.bytes() <= 5000);
    QVERIFY(ring.size() == 0 || ring.read(0, 9999).front()->key);
    // The clock is set back by an hour.
    ring.add(std::make_shared<Packet>(
        Packet{format, QByteArray(9, 'x'), -3'600'000, Packet::kNoTime, Packet::kNoTime, true}));
    QCOMPARE(ring.size(), 1);
}

void TestRules::addresses_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<int>("kind");  // -1 = refused
    QTest::newRow("rtsp") << u"rtsp://10.0.0.5:554/cam/1?x=1"_s << int(SourceKind::Rtsp);
    QTest::newRow("rtsps") << u"rtsps://relay/cam"_s << int(SourceKind::Rtsp);
    QTest::newRow("jpeg") << u"https://cam.example/snap.jpg"_s << int(SourceKind::HttpJpeg);
    QTest::newRow("file") << u"file:///srv/a.mp4"_s << int(SourceKind::File);
    QTest::newRow("synthetic") << u"synthetic:a"_s << int(SourceKind::Synthetic);
    QTest::newRow("empty") << QString() << -1;
    QTest::newRow("no host") << u"rtsp:///x"_s << -1;
    QTest::newRow("concat") << u"concat:/etc/passwd"_s << -1;
    QTest::newRow("remote file") << u"file://host/share"_s << -1;
    QTest::newRow("line end") << u"rtsp://a/b\r\nTEARDOWN"_s << -1;
    QTest::newRow("long") << u"rtsp://a/"_s + QString(3000, u'a') << -1;
}

void TestRules::addresses()
{
    QFETCH(QString, url);
    QFETCH(int, kind);
    const Result<SourceKind> found = sourceKind(url);
    QCOMPARE(found ? int(*found) : -1, kind);
}

void TestRules::credentialsAreTakenOut()
{
    const auto split = splitAddress(u"c"_s, Profile::Sub, u"rtsp://admin:a%40b%3Ac@Host:8554/s?q=1"_s);
    QVERIFY(split.has_value());
    QCOMPARE(split->address.url, u"rtsp://host:8554/s?q=1"_s);
    QCOMPARE(split->credentials.user, u"admin"_s);
    QCOMPARE(split->credentials.password, u"a@b:c"_s);
    QCOMPARE(withoutCredentials(u"failed rtsp://admin:p@ss@10.0.0.1/x and http://u@h"_s),
             u"failed rtsp://***@10.0.0.1/x and http://***@h"_s);
    QCOMPARE(withoutCredentials(u"rtsp://10.0.0.1/x?mail=a@b"_s), u"rtsp://10.0.0.1/x?mail=a@b"_s);
}

void TestRules::sizeDecidesTheProfile()
{
    QualityController quality;
    QCOMPARE(quality.plan(0, {tile(u"a"_s, 171)}, 8).first(),
             (TilePlan{Tier::SubFull, Profile::Sub, TierReason::TileSize}));
    qint64 now = 0;
    for (; now < 20'000; now += 500)  // within the swing
        QCOMPARE(quality.plan(now, {tile(u"a"_s, 229)}, 8).first().profile, Profile::Sub);
    QCOMPARE(quality.plan(now, {tile(u"a"_s, 230)}, 8).first().profile, Profile::Sub);  // not at once
    QCOMPARE(quality.plan(now + 1000, {tile(u"a"_s, 230)}, 8).first().profile, Profile::Main);
    for (; now < 40'000; now += 500)
        QCOMPARE(quality.plan(now + 1500, {tile(u"a"_s, 172)}, 8).first().profile, Profile::Main);
    TileFacts sharp = tile(u"b"_s, 400);
    sharp.subHeight = 360;  // nine tenths of the tile
    QCOMPARE(quality.plan(now, {sharp}, 8).first().profile, Profile::Sub);
    TileFacts only = tile(u"c"_s, 100);
    only.hasSub = false;
    QCOMPARE(quality.plan(now, {only}, 8).first(),
             (TilePlan{Tier::MainFull, Profile::Main, TierReason::NoSub}));
    only = tile(u"d"_s, 900);
    only.hasMain = false;
    QCOMPARE(quality.plan(now, {only}, 8).first(),
             (TilePlan{Tier::SubFull, Profile::Sub, TierReason::NoMain}));
}

void TestRules::oneChangeInFiveSeconds()
{
    QualityController quality;
    QList<TileFacts> tiles;
    for (int i = 0; i < 9; ++i)
        tiles.append(tile(u"c%1"_s.arg(i), 400 + i));
    quality.plan(0, tiles, 8);
    for (TileFacts& facts : tiles)
        facts.tileHeight = 100;
    QList<qint64> changes;
    QStringList order;
    QList<TilePlan> last = quality.plan(500, tiles, 8);
    for (qint64 now = 1000; now < 60'000; now += 500) {
        const QList<TilePlan> plans = quality.plan(now, tiles, 8);
        for (qsizetype i = 0; i < plans.size(); ++i) {
            if (plans.at(i).profile != last.at(i).profile) {
                changes.append(now);
                order.append(tiles.at(i).camera);
            }
        }
        last = plans;
    }
    QCOMPARE(changes.size(), 9);
    QCOMPARE(order.first(), u"c0"_s);  // the smallest loses first
    for (qsizetype i = 1; i < changes.size(); ++i)
        QVERIFY(changes.at(i) - changes.at(i - 1) >= 5000);
    for (TileFacts& facts : tiles)
        facts.tileHeight = 500;
    order.clear();
    for (qint64 now = 60'000; order.isEmpty() && now < 70'000; now += 500) {
        const QList<TilePlan> plans = quality.plan(now, tiles, 8);
        for (qsizetype i = 0; i < plans.size(); ++i) {
            if (plans.at(i).profile == Profile::Main)
                order.append(tiles.at(i).camera);
        }
    }
    QCOMPARE(order, QStringList({u"c8"_s}));  // the largest gains first
}

void TestRules::spotAndCrowd()
{
    QualityController quality;
    QList<TileFacts> tiles;
    for (int i = 0; i < 17; ++i)
        tiles.append(tile(u"c%1"_s.arg(i), 500));
    tiles[4].spot = true;
    const QList<TilePlan> plans = quality.plan(0, tiles, 8);
    for (qsizetype i = 0; i < plans.size(); ++i) {
        QCOMPARE(plans.at(i).profile, i == 4 ? Profile::Main : Profile::Sub);
        QCOMPARE(plans.at(i).reason, i == 4 ? TierReason::None : TierReason::ManyTiles);
    }
    tiles[4].spot = false;
    tiles[7].spot = true;  // a person's choice waits for nobody
    QCOMPARE(quality.plan(500, tiles, 8).at(7).profile, Profile::Main);
    tiles[7].least = Tier::SubFull;
    QCOMPARE(quality.plan(1000, tiles, 8).at(7).tier, Tier::SubFull);
}

void TestRules::budgetTakesFromTheSmallest()
{
    QualityController quality;
    QList<TileFacts> tiles = {tile(u"a"_s, 400), tile(u"b"_s, 300), tile(u"s"_s, 200)};
    tiles[2].spot = true;
    // What a picture costs at each tier, as the engine would measure it.
    const auto measure = [&tiles](const QList<TilePlan>& plans, double full) {
        for (qsizetype i = 0; i < plans.size(); ++i) {
            const Tier tier = plans.at(i).tier;
            tiles[i].cpuShare = tier <= Tier::SubFull ? full
                : tier == Tier::SubReduced ? full * 0.7 : full * 0.1;
        }
    };
    qint64 now = 0;
    QList<TilePlan> plans = quality.plan(now, tiles, 2);
    const auto run = [&](double full, qint64 ms) {
        for (const qint64 until = now + ms; now < until; now += 500) {
            measure(plans, full);
            plans = quality.plan(now, tiles, 2);
        }
    };
    run(0.35, 20'000);  // 1.05 of 1.2
    QCOMPARE(plans.at(1).tier, Tier::MainFull);
    run(0.6, 4'000);    // 1.8 of 1.2
    QCOMPARE(plans.at(1).reason, TierReason::CpuBudget);
    QVERIFY(plans.at(1).tier >= Tier::SubReduced);
    run(0.6, 60'000);
    double sum = 0;
    for (const TileFacts& facts : tiles)
        sum += facts.cpuShare;
    QVERIFY(sum <= 1.2);
    QCOMPARE(plans.at(2).tier, Tier::MainFull);  // the spot picture is the last to lose
    const QList<TilePlan> settled = plans;
    run(0.6, 120'000);
    QCOMPARE(plans, settled);  // no swinging
    run(0.2, 120'000);
    for (const TilePlan& plan : plans)
        QCOMPARE(plan.tier, Tier::MainFull);
}

void TestRules::lateStreamsGoDown()
{
    QualityController quality;
    TileFacts late = tile(u"a"_s, 400);
    quality.plan(0, {late}, 8);
    late.late = true;
    QCOMPARE(quality.plan(500, {late}, 8).first(),
             (TilePlan{Tier::SubReduced, Profile::Main, TierReason::Network}));
    QCOMPARE(quality.plan(1000, {late}, 8).first().tier, Tier::SubReduced);  // gives it time
    QCOMPARE(quality.plan(20'000, {late}, 8).first().tier, Tier::KeyFrames);
    late.late = false;
    QCOMPARE(quality.plan(60'000, {late}, 8).first().tier, Tier::KeyFrames);
    QCOMPARE(quality.plan(80'000, {late}, 8).first().tier, Tier::SubReduced);
    QCOMPARE(quality.plan(140'000, {late}, 8).first().tier, Tier::MainFull);
}

void TestRules::mainThatFailsRests()
{
    QualityController quality;
    TileFacts facts = tile(u"a"_s, 400);
    quality.plan(0, {facts}, 8);
    facts.mainFailures = 1;
    QCOMPARE(quality.plan(500, {facts}, 8).first().profile, Profile::Main);
    facts.mainFailures = 2;
    QCOMPARE(quality.plan(1000, {facts}, 8).first(),
             (TilePlan{Tier::SubFull, Profile::Sub, TierReason::Failed}));
    QCOMPARE(quality.plan(600'000, {facts}, 8).first().profile, Profile::Sub);
    quality.plan(601'000, {facts}, 8);
    QCOMPARE(quality.plan(602'500, {facts}, 8).first().profile, Profile::Main);  // ten minutes later
    facts = tile(u"b"_s, 100);
    facts.subFailures = 2;
    QCOMPARE(quality.plan(0, {facts}, 8).first(),
             (TilePlan{Tier::MainFull, Profile::Main, TierReason::Failed}));
}

void TestRules::hiddenTiles()
{
    QualityController quality;
    TileFacts facts = tile(u"a"_s, 400);
    quality.plan(0, {facts}, 8);
    facts.visible = false;
    QCOMPARE(quality.plan(1000, {facts}, 8).first().tier, Tier::MainFull);
    QCOMPARE(quality.plan(2999, {facts}, 8).first().tier, Tier::MainFull);
    QCOMPARE(quality.plan(3000, {facts}, 8).first().tier, Tier::IngestOnly);
    QCOMPARE(quality.plan(60'999, {facts}, 8).first().tier, Tier::IngestOnly);
    QCOMPARE(quality.plan(61'000, {facts}, 8).first().tier, Tier::Closed);
    facts.keep = true;
    QCOMPARE(quality.plan(999'000, {facts}, 8).first().tier, Tier::IngestOnly);
}

void TestRules::ageIsLateness()
{
    PacketAge age;
    qint64 now = 1'000'000, stream = 5;
    for (int i = 0; i < 250; ++i, now += 40, stream += 40)
        QVERIFY(age.arrived(now, stream) <= 1);
    QVERIFY(age.arrived(now + 700, stream) >= 699);        // 0.7 s late
    QVERIFY(age.arrived(now + 740, stream + 700) <= 41);   // and caught up
    // It lags a little more with each packet, as a machine that is too slow does: seen in time.
    PacketAge slow;
    qint64 seen = 0;
    for (qint64 at = 0; at < 120'000 && seen <= 500; at += 40)
        seen = slow.arrived(at + at / 100, at);  // one percent
    QVERIFY(seen > 500);
    // A clock that runs wrong by a tenth of a promille for an hour is none of this.
    PacketAge drift;
    for (qint64 at = 0; at < 3'600'000; at += 40)
        QVERIFY(drift.arrived(at + at / 10'000, at) < 50);
    PacketAge jumps;
    jumps.arrived(100, 1'000'000);
    QCOMPARE(jumps.arrived(140, 40), 0);             // the stream's times begin anew
    QCOMPARE(jumps.arrived(180, 90'000'000), 0);
}

void TestRules::lastingShiftIsNoLateness()
{
    PacketAge age;
    qint64 now = 0, stream = 0;
    for (; now < 10'000; now += 40, stream += 40)
        age.arrived(now, stream);
    now += 800;  // a longer way from here on
    qint64 last = 0;
    for (const qint64 until = now + 15'000; now < until; now += 40, stream += 40)
        last = age.arrived(now, stream);
    QVERIFY(last < 20);
}

void TestRules::watchdogLearns()
{
    const MediaLimits limits;
    Watchdog dog(limits, 1000);
    QCOMPARE(dog.deadlineMs(), 1000 + 12'000);
    qint64 now = 2000;
    for (int i = 0; i < 100; ++i, now += 40)
        dog.packet(now, i % 50 == 0);
    QCOMPARE(dog.deadlineMs(), now - 40 + 4000);
    Watchdog slow(limits, 0);
    for (now = 5000; now <= 40'000; now += 5000) {  // a picture in five seconds
        QVERIFY(slow.deadlineMs() >= now);
        slow.packet(now, true);
        slow.picture(now);
        QVERIFY(!slow.lacksPicture(now + 5000));
    }
    QCOMPARE(slow.deadlineMs(), 40'000 + 15'000);
    Watchdog slowest(limits, 0);
    for (now = 0; now <= 400'000; now += 100'000)
        slowest.packet(now, true);
    QCOMPARE(slowest.deadlineMs(), 400'000 + 60'000);
}

void TestRules::watchdogWaitsForPictures()
{
    const MediaLimits limits;
    Watchdog dog(limits, 0);
    qint64 now = 0;
    for (int i = 0; now <= 12'000; ++i, now += 40)
        dog.packet(now, i % 250 == 0);  // groups of ten seconds, none decoded
    QVERIFY(!dog.lacksPicture(12'000));
    QVERIFY(dog.lacksPicture(12'001));
    dog.picture(12'001);
    QVERIFY(!dog.lacksPicture(12'001 + 20'000));  // two groups
    QVERIFY(dog.lacksPicture(12'001 + 20'001));
    dog.expectPicture(40'000);
    QVERIFY(!dog.lacksPicture(50'000));
}

void TestRules::setsAreFound()
{
    const QByteArray code("\0\0\0\1", 4), sps = "\x67sps", pps = "\x68pps", slice = "\x65slice";
    QCOMPARE(parameterSets(code + "\x09\xf0" + code + sps + code + pps + code + slice),
             code + sps + code + pps);
    QCOMPARE(parameterSets(code + slice + code + sps), QByteArray());
    QCOMPARE(parameterSets({}), QByteArray());
    QCOMPARE(parameterSets(code), QByteArray());
    QCOMPARE(parameterSets("x" + code.mid(1) + pps), code + pps);
}

QTEST_GUILESS_MAIN(TestRules)
#include "tst_media_rules.moc"
