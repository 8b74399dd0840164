// SPDX-License-Identifier: GPL-3.0-or-later
// The life of a link against a scripted server: greeting, snapshot, chain of deltas, cuts, clocks.
#include <QTest>

#include <sqlite3.h>

#include "sync/backoff.h"
#include "sync/scripted_peer.h"
#include "sync/server_clock.h"

using namespace kydai;
using namespace kydai::test;
using State = SyncStatus::State;

class TestSyncSession : public QObject
{
    Q_OBJECT

private slots:
    void backoffGrowsToItsCap();
    void clockTakesTheMedian();
    void greetsSignsInAndFills();
    void pagesAreAckedAfterTheyAreStored();
    void interruptedSnapshotGoesOn();
    void pageOutOfSequenceSubscribesAgain();
    void deltasChain();
    void gapAsksAgainThenForASnapshot();
    void olderRowDoesNotWin();
    void leaveRemovesTheRow();
    void newEpochOverwrites();
    void otherUserGetsAnEmptyCache();
    void deadLinkIsCutAndTriedAgain();
    void connectTimesOut();
    void goawaySpreads();
    void refusedTokenWaitsForAFreshOne();
    void rolesChangedSignsInAgain();
    void changedAccountSubscribesAgain();
    void suspendIsNoticed();
    void serverClockIsLearned();
    void silentServerAheadIsAGap();
    void fullDiskKeepsReading();
    void damagedCacheIsReplaced();
    void badFrameEndsTheLink();
    void queriesAnswerOnce();
    void presenceBeats();
};

void TestSyncSession::backoffGrowsToItsCap()
{
    Backoff backoff;
    sim::SeededRandom random(3);
    qint64 expected = 500;
    for (int i = 0; i < 12; ++i) {
        QCOMPARE(backoff.rangeMs(), expected);
        const qint64 wait = backoff.next(random);
        QVERIFY(wait >= 0 && wait <= expected);
        expected = std::min<qint64>(expected * 2, 30000);
    }
    backoff.reset();
    QCOMPARE(backoff.rangeMs(), 500);
}

void TestSyncSession::clockTakesTheMedian()
{
    ServerClock clock;
    QVERIFY(!clock.known());
    clock.sample(10'000, 100, 200);
    QCOMPARE(clock.serverNowMs(150), 10'000);
    clock.sample(90'000, 100, 200);  // one that was held up somewhere
    clock.sample(10'002, 100, 200);
    QCOMPARE(clock.serverNowMs(150), 10'002);
}

void TestSyncSession::greetsSignsInAndFills()
{
    Desk desk;
    desk.begin();
    desk.pass(5);
    QCOMPARE(desk.state(), State::Authenticating);
    const QList<Hello> hellos = desk.take<Hello>();
    QCOMPARE(hellos.size(), 1);
    QVERIFY(!hellos[0].device.isNull());
    desk.signIn();
    const QList<Auth> auths = desk.take<Auth>();
    QCOMPARE(auths.size(), 1);
    QCOMPARE(auths[0].token, u"token"_s);
    const QList<Subscribe> asked = desk.take<Subscribe>();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0].cursor.seq, -1);
    QCOMPARE(asked[0].resume.s0, -1);
    desk.link.say(SubOk{SubMode::Snapshot, 10, 2, u"first"_s});
    desk.pass(5);
    QCOMPARE(desk.state(), State::Snapshot);
    desk.link.say(Page{1, "k1", {rowOf(1, 4), rowOf(2, 9)}, true});
    desk.pass(5);
    QCOMPARE(desk.state(), State::Live);
    QCOMPARE(desk.seqOf(1), 4);
    QCOMPARE(desk.engine->status().lastSeq, 10);
    QCOMPARE(desk.batches.last().puts.size(), 2);
    desk.link.say(DirectoryData{"v2", "packed"});
    desk.pass(5);
    QCOMPARE(desk.directory, QByteArray("v2"));
    QCOMPARE(desk.cache.directoryVersion().value(), QByteArray("v2"));
    QCOMPARE(desk.engine->account().user, u"op"_s);
}

void TestSyncSession::pagesAreAckedAfterTheyAreStored()
{
    Desk desk;
    desk.begin();
    desk.signIn();
    desk.link.say(SubOk{SubMode::Snapshot, 10, 9, u"first"_s});
    desk.link.say(Page{1, "k1", {rowOf(1, 4)}, false});
    desk.pass(5);
    QCOMPARE(desk.take<PageAck>().size(), 1);
    QCOMPARE(desk.engine->status().snapshotRows, 1);
    QCOMPARE(desk.engine->status().snapshotEstimate, 9);
    desk.cacheFaults.failAt(1, SQLITE_IOERR);
    desk.link.say(Page{2, "k2", {rowOf(2, 5)}, false});
    desk.pass(5);
    QCOMPARE(desk.take<PageAck>().size(), 0);
    QCOMPARE(desk.cache.snapshot()->position.lastKey, QByteArray("k1"));
}

void TestSyncSession::interruptedSnapshotGoesOn()
{
    Desk desk;
    desk.begin();
    desk.signIn();
    desk.link.say(SubOk{SubMode::Snapshot, 10, 3, u"first"_s});
    desk.link.say(Page{1, "k1", {rowOf(1, 4)}, false});
    desk.pass(5);
    desk.restart();  // killed in the middle
    desk.take<Subscribe>();
    desk.begin();
    desk.signIn();
    const QList<Subscribe> asked = desk.take<Subscribe>();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0].resume.s0, 10);
    QCOMPARE(asked[0].resume.lastKey, QByteArray("k1"));
    QCOMPARE(asked[0].cursor.epoch, kEpoch);
    desk.link.say(SubOk{SubMode::Snapshot, 10, 3, u"resumed"_s});
    desk.link.say(Page{1, "k2", {rowOf(2, 12)}, true});
    desk.pass(5);
    QCOMPARE(desk.state(), State::Live);
    QCOMPARE(desk.seqOf(1), 4);  // of before the kill: not swept
    QCOMPARE(desk.seqOf(2), 12);
    QCOMPARE(desk.engine->status().lastSeq, 10);
}

void TestSyncSession::pageOutOfSequenceSubscribesAgain()
{
    Desk desk;
    desk.begin();
    desk.signIn();
    desk.take<Subscribe>();
    desk.link.say(SubOk{SubMode::Snapshot, 10, 3, u"first"_s});
    desk.link.say(Page{1, "k1", {rowOf(1, 4)}, false});
    desk.link.say(Page{3, "k3", {rowOf(3, 4)}, true});
    desk.pass(5);
    QCOMPARE(desk.seqOf(3), -1);
    QCOMPARE(desk.take<Subscribe>().size(), 1);
}

void TestSyncSession::deltasChain()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.take<Ack>();
    desk.link.say(Delta{10, 12, {rowOf(1, 12)}, {}});
    desk.link.say(Delta{12, 20, {}, {}});             // nothing in it for this account
    desk.link.say(Delta{10, 12, {rowOf(1, 12)}, {}}); // a repetition
    desk.pass(5);
    QCOMPARE(desk.state(), State::Live);
    QCOMPARE(desk.seqOf(1), 12);
    QCOMPARE(desk.engine->status().lastSeq, 20);
    desk.pass(1500);
    const QList<Ack> acks = desk.take<Ack>();
    QVERIFY(!acks.isEmpty());
    QCOMPARE(acks.last().seq, 20);
}

void TestSyncSession::gapAsksAgainThenForASnapshot()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.take<Subscribe>();
    desk.link.say(Delta{14, 15, {rowOf(1, 15)}, {}});
    desk.pass(5);
    QCOMPARE(desk.seqOf(1), 1);
    QList<Subscribe> asked = desk.take<Subscribe>();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0].cursor.seq, 10);
    desk.link.say(Delta{15, 16, {rowOf(1, 16)}, {}});  // of the old subscription: ignored
    desk.pass(5);
    QCOMPARE(desk.take<Subscribe>().size(), 0);
    desk.link.say(SubOk{SubMode::Resume, 10, 0, {}});
    desk.link.say(Delta{14, 15, {rowOf(1, 15)}, {}});  // a server that has lost the thread
    desk.pass(5);
    asked = desk.take<Subscribe>();
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0].cursor.seq, -1);
    desk.link.say(SubOk{SubMode::Snapshot, 15, 1, u"first"_s});
    desk.link.say(Page{1, "k", {rowOf(1, 15)}, true});
    desk.pass(5);
    QCOMPARE(desk.state(), State::Live);
    QCOMPARE(desk.seqOf(1), 15);
    QCOMPARE(desk.seqOf(2), -1);  // not in the snapshot: swept
}

void TestSyncSession::olderRowDoesNotWin()
{
    Desk desk;
    desk.begin();
    desk.signIn();
    desk.link.say(SubOk{SubMode::Snapshot, 10, 1, u"first"_s});
    desk.link.say(Page{1, "k1", {rowOf(1, 14)}, true});  // read after S0
    desk.link.say(Delta{10, 12, {rowOf(1, 12)}, {}});
    desk.link.say(Delta{12, 13, {}, {Leave{idOf(1), 13}}});
    desk.pass(10);
    QCOMPARE(desk.seqOf(1), 14);
}

void TestSyncSession::leaveRemovesTheRow()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.link.say(Delta{10, 11, {}, {Leave{idOf(1), 11}}});
    desk.pass(5);
    QCOMPARE(desk.seqOf(1), -1);
    QCOMPARE(desk.batches.last().leaves, QList<Uuid>{idOf(1)});
    QVERIFY(desk.cache.hasResidue().value());
    desk.pass(6000);
    QVERIFY(!desk.cache.hasResidue().value());
}

void TestSyncSession::newEpochOverwrites()
{
    Desk desk;
    desk.begin();
    desk.goLive(10, 3);
    desk.link.cut();
    desk.pass(600);
    desk.signIn(kEpoch2);
    const QList<Subscribe> asked = desk.take<Subscribe>();
    QCOMPARE(asked.last().cursor.epoch, kEpoch);  // the server sees that it is another log
    desk.link.say(SubOk{SubMode::Snapshot, 2, 1, u"epoch"_s});
    desk.link.say(Page{1, "k", {rowOf(3, 1)}, true});
    desk.pass(5);
    QCOMPARE(desk.seqOf(3), 1);  // lower than before, and right
    QCOMPARE(desk.seqOf(1), -1);
}

void TestSyncSession::otherUserGetsAnEmptyCache()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.link.cut();
    desk.pass(600);
    desk.signIn(kEpoch, u"lead"_s, "s2");
    QCOMPARE(desk.cache.rowCount().value(), 0);
    QCOMPARE(desk.batches.last().kind, RowBatch::Kind::Reset);
    QCOMPARE(desk.take<Subscribe>().last().cursor.seq, -1);
}

void TestSyncSession::deadLinkIsCutAndTriedAgain()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.take<Ping>();
    desk.pass(16'000);
    QCOMPARE(desk.take<Ping>().size(), 1);
    QCOMPARE(desk.link.opens, 1);
    desk.pass(22'000);  // 38 s of silence
    QVERIFY(desk.link.opens > 1);
    QVERIFY(desk.states.contains(State::Offline));
    desk.goLive(10, 3);
    QCOMPARE(desk.take<Subscribe>().last().cursor.seq, 10);
}

void TestSyncSession::connectTimesOut()
{
    Desk desk;
    desk.link.answers = false;
    desk.begin();
    QCOMPARE(desk.state(), State::Connecting);
    desk.pass(5100);
    QVERIFY(desk.states.contains(State::Offline));
    desk.pass(600'000);
    // About one try each 5 s + up to 30 s of waiting: neither asleep nor hammering.
    const int opens = desk.link.opens;
    QVERIFY2(opens > 15 && opens < 120, qPrintable(QString::number(opens)));
}

void TestSyncSession::goawaySpreads()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.link.say(Goaway{u"deploy"_s, 60'000});
    desk.pass(5);
    QCOMPARE(desk.state(), State::Offline);
    const qint64 wait = desk.engine->status().nextTryMs - desk.clock.nowMs();
    QVERIFY(wait >= 0 && wait <= 60'000);
    desk.pass(60'010);
    QVERIFY(desk.link.opens >= 2);
}

void TestSyncSession::refusedTokenWaitsForAFreshOne()
{
    Desk desk;
    desk.begin();
    desk.pass(5);
    desk.link.say(ServerHello{kVersion, u"test"_s, kEpoch, desk.clock.nowMs(), 1});
    desk.pass(5);
    const Uuid mid = desk.act(1);
    desk.link.say(AuthError{{ErrorCode::Expired, {}, {}}});
    desk.pass(5);
    QCOMPARE(desk.state(), State::NeedsSignIn);
    desk.pass(120'000);
    QCOMPARE(desk.link.opens, 1);  // never asked again with the same token
    QCOMPARE(desk.stateOf(mid), OutboxState::Pending);
    desk.engine->setToken(u"fresh"_s);
    desk.goLive();
    QCOMPARE(desk.take<Auth>().last().token, u"fresh"_s);
    QCOMPARE(desk.take<Mutate>().last().mid, mid);
}

void TestSyncSession::rolesChangedSignsInAgain()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.link.cut(4409);
    desk.pass(600);
    QCOMPARE(desk.link.opens, 2);
    desk.take<Auth>();
    desk.signIn(kEpoch, u"op"_s, "s2", Roles{Role::Dispatcher}.bits());
    QCOMPARE(desk.take<Auth>().last().token, u"token"_s);
    QCOMPARE(desk.cache.rowCount().value(), 0);  // other roles, other rows
}

void TestSyncSession::changedAccountSubscribesAgain()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.take<Subscribe>();
    desk.link.say(AuthOk{u"op"_s, {}, {}, Roles{Role::Operator}.bits(), "s1", 99});  // fresh token
    desk.pass(5);
    QVERIFY(desk.take<Subscribe>().isEmpty());
    desk.link.say(AuthOk{u"op"_s, {}, {}, Roles{Role::Approver}.bits(), "s1", 99});
    desk.link.say(Delta{10, 12, {rowOf(1, 12)}, {}});  // under way before the change
    desk.pass(5);
    QCOMPARE(desk.take<Subscribe>().size(), 1);
    QCOMPARE(desk.cache.rowCount().value(), 0);
    desk.link.say(SubOk{SubMode::Snapshot, 12, 1, u"first"_s});
    desk.link.say(Page{0, "k", {rowOf(1, 12)}, true});
    desk.pass(5);
    QCOMPARE(desk.state(), State::Live);
    QCOMPARE(desk.seqOf(1), 12);
}

void TestSyncSession::suspendIsNoticed()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.pass(1000);
    desk.take<Ping>();
    desk.clock.setSkew(3600'000);  // the wall clock went on, ours stood still
    desk.pass(1100);
    QCOMPARE(desk.take<Ping>().size(), 1);
    desk.pass(6500);  // no answer: the link did not survive
    QVERIFY(desk.link.opens >= 2);
}

void TestSyncSession::serverClockIsLearned()
{
    Desk desk;
    desk.serverAheadMs = 5000;
    desk.begin();
    desk.goLive();
    const SyncStatus status = desk.engine->status();
    QVERIFY(status.serverClockKnown);
    QVERIFY(qAbs(status.serverOffsetMs - 5000) <= 5);
    const QList<Ping> pings = desk.take<Ping>();
    QVERIFY(!pings.isEmpty());
    desk.link.say(Pong{pings.last().t, desk.clock.nowMs() + 5000, 10});
    desk.pass(5);
    QVERIFY(desk.engine->status().latencyMs >= 0);
    desk.clock.setSkew(-9000);  // somebody sets our clock back: the deadline does not move
    QVERIFY(qAbs(desk.engine->serverNowMs() - (desk.time.nowMs() + 5000)) <= 10);
}

void TestSyncSession::silentServerAheadIsAGap()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.take<Subscribe>();
    for (int beat = 0; beat < 2; ++beat) {
        for (const Ping& ping : desk.take<Ping>())
            desk.link.say(Pong{ping.t, desk.clock.nowMs(), 30});
        desk.pass(15'500);
    }
    for (const Ping& ping : desk.take<Ping>())
        desk.link.say(Pong{ping.t, desk.clock.nowMs(), 30});
    desk.pass(5);
    const QList<Subscribe> asked = desk.take<Subscribe>();
    QVERIFY(!asked.isEmpty());
    QCOMPARE(asked[0].cursor.seq, 10);
}

void TestSyncSession::fullDiskKeepsReading()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.cacheFaults.failAt(1, SQLITE_FULL, FaultPoints::Mode::Sticky);
    desk.link.say(Delta{10, 12, {rowOf(1, 12)}, {}});
    desk.pass(100);
    QCOMPARE(desk.engine->status().storage.code, ErrorCode::DiskFull);
    QCOMPARE(desk.seqOf(1), 1);
    const Uuid mid = desk.act(2);  // decisions go on
    desk.pass(5);
    QCOMPARE(desk.take<Mutate>().last().mid, mid);
    desk.cacheFaults.off();
    desk.take<Subscribe>();
    desk.pass(6000);
    QCOMPARE(desk.take<Subscribe>().last().cursor.seq, 10);
    desk.link.say(SubOk{SubMode::Resume, 10, 0, {}});
    desk.link.say(Delta{10, 12, {rowOf(1, 12)}, {}});
    desk.pass(5);
    QCOMPARE(desk.seqOf(1), 12);
    QCOMPARE(desk.engine->status().storage.code, ErrorCode::None);
}

void TestSyncSession::damagedCacheIsReplaced()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    const Uuid mid = desk.act(2);
    desk.cacheFaults.failAt(1, SQLITE_CORRUPT);
    desk.link.say(Delta{10, 12, {rowOf(1, 12)}, {}});
    desk.pass(100);
    QCOMPARE(desk.batches.last().kind, RowBatch::Kind::Reset);
    QCOMPARE(desk.cache.rowCount().value(), 0);
    QCOMPARE(desk.stateOf(mid), OutboxState::Pending);  // work.db is another file
    desk.take<Subscribe>();
    desk.pass(6000);
    QCOMPARE(desk.take<Subscribe>().last().cursor.seq, -1);
}

void TestSyncSession::badFrameEndsTheLink()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.link.sayBytes("\x9f\xff\x00");
    desk.pass(5);
    QCOMPARE(desk.link.closedByUs, closecode::kBadFrame);
    QCOMPARE(desk.state(), State::Offline);
}

void TestSyncSession::queriesAnswerOnce()
{
    Desk desk;
    desk.begin();
    int offline = 0, answered = 0, lost = 0;
    QCOMPARE(desk.engine->query(u"timeline"_s, {}, [&](const Result<Answer>& a) {
        offline += !a && a.error().code == ErrorCode::Offline;
    }), 0u);
    QCOMPARE(offline, 1);
    desk.goLive();
    const quint32 qid = desk.engine->query(u"timeline"_s, {}, [&](const Result<Answer>& a) {
        answered += a && a->body == "rows";
    });
    QCOMPARE(desk.take<Query>().last().qid, qid);
    Answer answer;
    answer.qid = qid;
    answer.body = "rows";
    answer.error.code = ErrorCode::None;
    desk.link.say(answer);
    desk.link.say(answer);
    desk.pass(5);
    QCOMPARE(answered, 1);
    desk.engine->query(u"search"_s, {}, [&](const Result<Answer>& a) { lost += !a; });
    desk.link.cut();
    QCOMPARE(lost, 1);
}

void TestSyncSession::presenceBeats()
{
    Desk desk;
    desk.begin();
    desk.goLive();
    desk.take<Presence>();
    desk.engine->setPresence(idOf(1), 2);
    desk.link.say(Presence{idOf(2), u"lead"_s, 1});
    desk.pass(16'500);
    QCOMPARE(desk.take<Presence>().size(), 2);
    QCOMPARE(desk.presences.last().user, u"lead"_s);
    desk.engine->setPresence(idOf(1), 0);
    desk.pass(15'500);
    QCOMPARE(desk.take<Presence>().size(), 1);
}

QTEST_GUILESS_MAIN(TestSyncSession)
#include "tst_sync_session.moc"
