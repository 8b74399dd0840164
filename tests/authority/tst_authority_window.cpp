// SPDX-License-Identifier: GPL-3.0-or-later
// What a console keeps and for how long, and what it can ask for beyond that.
#include <QTest>

#include "authority/world.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::protocol;
using namespace kydai::test;

class TestAuthorityWindow : public QObject
{
    Q_OBJECT

private slots:
    void queries();
    void wholeCaseInPieces();
    void windowMovesWithTime();
    void backgroundGathersLonger();
    void deliveryIsTold();
};

void TestAuthorityWindow::queries()
{
    World w;
    const Uuid id = w.report();
    QCOMPARE(w.act(u"disp"_s, id, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, id, u"note"_s, {{u"text"_s, u"NOTE-CANARY"_s}}).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, id, u"assign"_s, World::assignArgs()).status, ResultStatus::Ok);
    const auto ask = [&](Console& c, const QString& kind, const QVariantMap& args) {
        c.inbox.clear();
        c.send(Query{7, kind, encodeArgs(args)});
        return c.got<Answer>().value(0);
    };
    Console op(w, u"op"_s), officer(w, u"off"_s), other(w, u"wet"_s);
    for (Console* c : {&op, &officer, &other})
        c->connect();
    const Answer whole = ask(op, u"timeline"_s, {{u"case"_s, QVariant(id)}});
    QCOMPARE(whole.error.code, ErrorCode::None);
    QCOMPARE(decodeArgs(whole.body)->value(u"rows"_s).toList().size(), 4);
    QVERIFY(whole.body.contains("NOTE-CANARY"));
    const Answer own = ask(officer, u"timeline"_s, {{u"case"_s, QVariant(id)}});
    QCOMPARE(own.error.code, ErrorCode::None);
    QVERIFY(!own.body.contains("NOTE-CANARY"));
    QCOMPARE(ask(other, u"timeline"_s, {{u"case"_s, QVariant(id)}}).error.code, ErrorCode::Unknown);
    QCOMPARE(ask(op, u"timeline"_s, {}).error.code, ErrorCode::Unknown);
    QCOMPARE(ask(op, u"weather"_s, {}).error.code, ErrorCode::Unsupported);
    // Search: the whole ledger in scope, an agency only by the words of its own view.
    const auto codes = [&](Console& c, const QVariantMap& args) {
        const Answer answer = ask(c, u"search"_s, args);
        QStringList list;
        const QVariantMap body = *decodeArgs(answer.body);
        for (const QVariant& row : body.value(u"rows"_s).toList()) {
            const Result<Case> found = decodeCase(row.toMap().value(u"body"_s).toByteArray());
            KYDAI_ASSERT(found && found->extent == CaseExtent::Summary && found->timeline.isEmpty());
            list.append(found->code);
        }
        return list;
    };
    const QString code = w.row(id).code;
    const Uuid second = w.report({u"Công dân 124"_s, u"0900000124"_s, {}}, u"Đèn đường số 7 tắt."_s);
    QCOMPARE(codes(op, {{u"text"_s, u"den duong"_s}}), (QStringList{w.row(second).code, code}));
    QCOMPARE(codes(op, {{u"text"_s, u"ĐÈN số"_s}}), QStringList{w.row(second).code});
    QCOMPARE(codes(op, {{u"text"_s, u"0900 000 123"_s}}), QStringList{code});
    QCOMPARE(codes(op, {{u"states"_s, int(filterBit(CaseState::Assigned))}}), QStringList{code});
    QCOMPARE(codes(officer, {{u"text"_s, u"den duong"_s}}), QStringList{code});
    QVERIFY(codes(officer, {{u"text"_s, u"0900"_s}}).isEmpty());
    QVERIFY(codes(other, {{u"text"_s, u"den duong"_s}}).isEmpty());
    QVERIFY(codes(op, {{u"text"_s, u"..."_s}}).isEmpty());
    QCOMPARE(codes(op, {{u"from"_s, w.row(second).createdMs}}), QStringList{w.row(second).code});
    QCOMPARE(ask(op, u"search"_s, {{u"limit"_s, 0}}).error.code, ErrorCode::BadInput);
    QCOMPARE(ask(op, u"search"_s, {{u"after"_s, QByteArray("x")}}).error.code, ErrorCode::BadInput);
    const QVariantMap first = *decodeArgs(ask(op, u"search"_s, {{u"limit"_s, 1}}).body);
    QVERIFY(!first.value(u"covers"_s).toMap().value(u"complete"_s).toBool());
    const QVariantMap last = *decodeArgs(
        ask(op, u"search"_s, {{u"limit"_s, 1}, {u"after"_s, first.value(u"next"_s)}}).body);
    QCOMPARE(last.value(u"rows"_s).toList().first().toMap().value(u"id"_s).toUuid(), id);
    QVERIFY(last.value(u"next"_s).toByteArray().isEmpty());
    Console admin(w, u"admin"_s);
    admin.connect();
    QCOMPARE(ask(admin, u"search"_s, {}).error.code, ErrorCode::NotAllowed);
    op.send(Query{8, u"search"_s, QByteArray("\xff", 1)});
    QCOMPARE(op.got<Answer>().last().error.code, ErrorCode::BadFrame);
    op.send(Cancel{99});
    QVERIFY(!op.closed);
}

// Larger than any frame: fetched whole in pieces, by its code, and only by who may see it.
void TestAuthorityWindow::wholeCaseInPieces()
{
    World w;
    const Uuid id = w.report();
    const QString code = w.row(id).code;
    QCOMPARE(w.act(u"disp"_s, id, u"claim"_s).status, ResultStatus::Ok);
    for (int i = 0; i < 60; ++i) {
        QCOMPARE(w.act(u"disp"_s, id, u"note"_s, {{u"text"_s, QString(kMaxText, u'ế')}}).status,
                 ResultStatus::Ok);
    }
    Console op(w, u"op"_s), officer(w, u"off"_s);
    op.connect();
    officer.connect();
    // On the wire it is shortened and says so; the ledger has all of it.
    QVERIFY(op.row(id).extent == CaseExtent::Shortened);
    QVERIFY(op.row(id).timeline.size() < 62);
    QCOMPARE(w.row(id).timeline.size(), 62);
    const auto ask = [&](Console& c, const QVariantMap& args) {
        c.inbox.clear();
        c.send(Query{9, u"case"_s, encodeArgs(args)});
        return c.got<Answer>().value(0);
    };
    QByteArray bytes;
    qint64 seq = 0;
    for (int pieces = 0; pieces < 100; ++pieces) {
        const Answer answer =
            ask(op, {{u"case"_s, code}, {u"offset"_s, bytes.size()}, {u"seq"_s, seq}});
        QCOMPARE(answer.error.code, ErrorCode::None);
        const QVariantMap body = *decodeArgs(answer.body);
        seq = body.value(u"seq"_s).toLongLong();
        bytes += body.value(u"data"_s).toByteArray();
        if (body.value(u"final"_s).toBool())
            break;
    }
    QVERIFY(bytes.size() > kMaxCaseBytes);
    const Result<Case> whole = decodeWhole(bytes);
    QVERIFY(whole && *whole == w.row(id));
    QCOMPARE(ask(op, {{u"case"_s, QVariant(id)}, {u"offset"_s, 1 << 30}}).error.code,
             ErrorCode::BadInput);
    QCOMPARE(w.act(u"disp"_s, id, u"note"_s, {{u"text"_s, u"x"_s}}).status, ResultStatus::Ok);
    QCOMPARE(ask(op, {{u"case"_s, QVariant(id)}, {u"seq"_s, seq}}).error.code, ErrorCode::Conflict);
    QCOMPARE(ask(officer, {{u"case"_s, code}}).error.code, ErrorCode::Unknown);
    QCOMPARE(ask(op, {{u"case"_s, u"PA-1"_s}}).error.code, ErrorCode::Unknown);
    // A new start reads it whole from the file, and a console's first page brings it shortened.
    Console late(w, u"op2"_s);
    late.connect();
    QVERIFY(late.row(id).extent == CaseExtent::Shortened);
    QVERIFY(w.ledger->check()->isEmpty());
}

// What is done leaves by time: whole, then an index row, then nothing; agencies skip the middle.
void TestAuthorityWindow::windowMovesWithTime()
{
    World w;
    const qint64 day = 24LL * 3600 * 1000;
    const Uuid done = w.report(), open = w.report();
    QCOMPARE(w.act(u"disp"_s, done, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, done, u"assign"_s, World::assignArgs()).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, done, u"recall"_s, {{u"reason"_s, u"x"_s}}).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, done, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, done, u"reject"_s,
                   {{u"reason"_s, u"out_of_scope"_s}, {u"message"_s, u"Không."_s}}).status,
             ResultStatus::Ok);
    Console live(w, u"op"_s), away(w, u"op2"_s);
    live.connect();
    away.connect();
    QVERIFY(live.row(done).extent == CaseExtent::Whole);
    away.disconnect();
    const auto until = [&](qint64 days) {
        const qint64 end = kMonday + days * day;
        while (w.clock.now < end) {
            w.scheduler.pass(10'000);
            live.send(Ping{1});
            if (live.closed)
                live.connect();
            w.clock.now = qMin(w.clock.now + 6 * day, qMax(end, w.clock.now));
        }
        if (live.closed)
            live.connect();
        w.scheduler.pass(w.limits.sweepMs + 100);
        live.send(Ping{1});
        if (live.closed)
            live.connect();
    };
    until(89);
    QVERIFY(live.row(done).extent == CaseExtent::Whole);
    until(92);
    QVERIFY(live.row(done).extent == CaseExtent::Summary);
    QVERIFY(live.row(done).reports.isEmpty());
    QCOMPARE(live.row(done).code, w.row(done).code);
    QVERIFY(live.row(open).extent == CaseExtent::Whole);
    // Who was away resumes by his cursor and is brought to the same rows.
    away.connect();
    QCOMPARE(away.got<SubOk>().last().mode, SubMode::Resume);
    QVERIFY(away.row(done).extent == CaseExtent::Summary);
    until(732);
    QVERIFY(!live.rows.contains(done));
    QVERIFY(live.rows.contains(open));
    away.disconnect();
    away.connect();
    QVERIFY(!away.rows.contains(done));
    Console fresh(w, u"disp"_s);
    fresh.connect();
    QVERIFY(!fresh.rows.contains(done) && fresh.rows.contains(open));
    // It is still there for who asks, and comes back when it is opened again.
    fresh.inbox.clear();
    fresh.send(Query{1, u"search"_s, encodeArgs({{u"text"_s, w.row(done).code}})});
    QCOMPARE(decodeArgs(fresh.got<Answer>().first().body)->value(u"rows"_s).toList().size(), 1);
    QCOMPARE(w.act(u"lead"_s, done, u"restore"_s, {{u"reason"_s, u"Nhầm"_s}}).status,
             ResultStatus::Ok);
    w.scheduler.pass(100);
    QVERIFY(fresh.row(done).extent == CaseExtent::Whole);
    QVERIFY(live.rows.contains(done));
    QCOMPARE(live.gaps + away.gaps + fresh.gaps, 0);
}

void TestAuthorityWindow::backgroundGathersLonger()
{
    World w;
    const Uuid id = w.report();
    Console op(w, u"op"_s);
    op.connect();
    const auto deltasWithin = [&](int ms) {
        w.scheduler.pass(1000);
        op.inbox.clear();
        for (int i = 0; i < 20; ++i) {
            KYDAI_ASSERT(w.act(u"lead"_s, id, u"note"_s, {{u"text"_s, u"x"_s}}).status
                         == ResultStatus::Ok);
            w.scheduler.pass(ms / 20);
        }
        return int(op.got<Delta>().size());
    };
    const int focused = deltasWithin(1000);
    op.send(Ack{op.cursor.seq, true});
    const int background = deltasWithin(1000);
    QVERIFY2(background <= 6 && background >= 2, qPrintable(QString::number(background)));
    QVERIFY2(focused > 2 * background, qPrintable(QString::number(focused)));
    op.send(Ack{op.cursor.seq, false});
    QVERIFY(deltasWithin(1000) > 2 * background);
}

// Delivery is beside the case: waiting, readable, read by the posting key, or no gateway at all.
void TestAuthorityWindow::deliveryIsTold()
{
    World w;
    const Uuid id = w.report();
    const QString report = w.row(id).reports.first().code;
    QCOMPARE(w.act(u"disp"_s, id, u"claim"_s).status, ResultStatus::Ok);
    Console op(w, u"op"_s);
    op.connect();
    const auto states = [&] {
        op.inbox.clear();
        op.send(Query{5, u"timeline"_s, encodeArgs({{u"case"_s, QVariant(id)}})});
        QStringList list;
        const QVariantMap body = *decodeArgs(op.got<Answer>().first().body);
        for (const QVariant& row : body.value(u"delivery"_s).toList())
            list.append(row.toMap().value(u"state"_s).toString());
        return list;
    };
    const auto read = [&] {
        KYDAI_ASSERT(w.ledger->begin());
        KYDAI_ASSERT(w.ledger->markRead(report, w.clock.now));
        KYDAI_ASSERT(w.ledger->commit());
    };
    const auto say = [&](const QString& channel) {
        return w.act(u"disp"_s, id, u"message"_s, {{u"text"_s, u"x"_s}, {u"channel"_s, channel}})
            .status;
    };
    const qint64 version = w.row(id).version;
    QCOMPARE(say(u"app"_s), ResultStatus::Ok);
    QCOMPARE(say(u"zalo"_s), ResultStatus::Ok);
    QCOMPARE(states(), (QStringList{u"waiting"_s, u"waiting"_s}));
    read();  // before it left nothing is delivered
    QVERIFY(!*w.ledger->hasUnread(report, w.clock.now));
    w.clock.now += kOutgoingDelayMs;
    QVERIFY(*w.ledger->hasUnread(report, w.clock.now));
    QCOMPARE(states(), (QStringList{u"readable"_s, u"no_gateway"_s}));
    read();
    QVERIFY(!*w.ledger->hasUnread(report, w.clock.now));
    QCOMPARE(states(), (QStringList{u"delivered"_s, u"no_gateway"_s}));
    QCOMPARE(w.row(id).version, version + 2);  // the case itself knows nothing of it
}

QTEST_GUILESS_MAIN(TestAuthorityWindow)
#include "tst_authority_window.moc"
