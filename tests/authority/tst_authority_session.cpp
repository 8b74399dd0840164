// SPDX-License-Identifier: GPL-3.0-or-later
// From signing in to the published answer over sessions; snapshot, resume, deltas, limits, bad input.
#include <QTest>

#include "authority/world.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::protocol;
using namespace kydai::test;

class TestAuthoritySession : public QObject
{
    Q_OBJECT

private slots:
    void wholeWay();
    void snapshotHasPagesUnderCredit();
    void interruptedSnapshotGoesOn();
    void resumeSendsWhatChanged();
    void farBehindOrForeignCursorTakesASnapshot();
    void leavesWhenTheScopeIsLost();
    void rolesChangeWhileConnected();
    void coalescesBehindTheLeadingEdge();
    void slowConsumer();
    void presenceByRole();
    void greetingIsDemanded();
    void badInput();
    void mutationLimits();
    void heartbeatAndExpiry();
    void lateAnswersToADeadSession();
};

void TestAuthoritySession::wholeWay()
{
    World w;
    Console op(w, u"op2"_s), officer(w, u"off"_s), chief(w, u"chief"_s), approver(w, u"appr"_s),
        publisher(w, u"publ"_s);
    for (Console* console : {&op, &officer, &chief, &approver, &publisher}) {
        console->connect();
        QVERIFY(console->session->isLive());
        QCOMPARE(console->got<AuthOk>().first().user, console->user);
        QCOMPARE(console->got<DirectoryData>().size(), 1);
    }
    const Uuid id = w.report();
    w.scheduler.pass(100);
    QCOMPARE(op.row(id).state, CaseState::Received);
    QCOMPARE(op.row(id).reports.first().reporterMasked, u"•••123"_s);
    QVERIFY(!officer.rows.contains(id));

    const auto step = [&](Console& who, const QString& action, const QVariantMap& args,
                          CaseState expected) {
        const MutateResult r = who.mutate(id, action, args, who.row(id).version);
        w.scheduler.pass(100);
        if (r.status != ResultStatus::Ok)
            qWarning() << action << int(r.status) << int(r.error.code) << r.error.params;
        return r.status == ResultStatus::Ok && r.seq > 0 && who.row(id).state == expected
            && who.cursor.seq >= r.seq && op.row(id).state == expected;
    };
    QVERIFY(step(op, u"claim"_s, {}, CaseState::Screening));
    QVERIFY(step(op, u"assign"_s, World::assignArgs(), CaseState::Assigned));
    QCOMPARE(officer.row(id).state, CaseState::Assigned);  // a put: it came into the scope
    QVERIFY(step(officer, u"accept"_s, {}, CaseState::InProgress));
    QVERIFY(step(officer, u"submit"_s,
                 {{u"text"_s, u"Đã thay bóng."_s}, {u"doneAt"_s, w.clock.now},
                  {u"letterNumber"_s, u"12/CV"_s}, {u"signatory"_s, u"Trưởng phòng"_s},
                  {u"waiver"_s, u"không có máy ảnh"_s}},
                 CaseState::AgencyReview));
    QVERIFY(step(chief, u"sign"_s, {}, CaseState::AwaitingApproval));
    // Every check of the row ticked, every demanded text written.
    const auto everyCheck = [](CaseState from, Action action) {
        QVariantMap args;
        for (const Field& field : findTransition(from, action)->demands) {
            QStringList codes;
            for (const ChoiceItem& item : field.choices)
                codes.append(QString::fromLatin1(item.code));
            if (!codes.isEmpty())
                args.insert(QString::fromLatin1(field.code), codes);
            else if (field.required)
                args.insert(QString::fromLatin1(field.code), u"Đã thay bóng đèn."_s);
        }
        return args;
    };
    QVERIFY(step(approver, u"approve"_s, everyCheck(CaseState::AwaitingApproval, Action::Approve),
                 CaseState::Resolved));
    QVERIFY(step(publisher, u"publish"_s, everyCheck(CaseState::Resolved, Action::Publish),
                 CaseState::Resolved));
    QVERIFY(op.row(id).published);
    QCOMPARE(w.ledger->reports({{}, 0, 0, {}, 10, 0})->size(), 1);
    QVERIFY(!publicNotes(w.row(id)).isEmpty());
    const QString code = w.row(id).reports.first().code;
    const MutateResult rated =
        w.apply({CitizenCommand{code, u"demo"_s, u"rate"_s, {{u"rating"_s, u"satisfied"_s}}}}).first();
    QCOMPARE(rated.status, ResultStatus::Ok);
    w.tick();  // rated: closed by the system
    w.scheduler.pass(100);
    QCOMPARE(op.row(id).state, CaseState::Closed);
    const QStringList findings = *w.ledger->check();
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
    for (Console* console : {&op, &officer, &chief, &approver, &publisher})
        QCOMPARE(console->gaps, 0);
    for (const QByteArray& canary : {QByteArray("0900000123"), QByteArray("0900 000 123"),
                                     QByteArray("Công dân 123"), QByteArray("•••123")}) {
        QVERIFY(!officer.wire.contains(canary) || canary == "•••123");
        QVERIFY(!chief.wire.contains(canary) || canary == "•••123");
    }
    QVERIFY(op.wire.contains("Công dân 123"));
}

void TestAuthoritySession::snapshotHasPagesUnderCredit()
{
    World w;
    for (int i = 0; i < 1700; ++i)
        w.report();
    Console op(w, u"op"_s);
    op.ackPages = false;
    op.connect();
    QCOMPARE(op.got<SubOk>().first().reason, u"first"_s);
    QCOMPARE(op.got<SubOk>().first().estimatedRows, 1700);
    QCOMPARE(op.got<Page>().size(), kPageCredit);  // no more without an ack
    const Uuid changed = w.report();               // meanwhile the tail is kept back
    QVERIFY(op.got<Delta>().isEmpty());
    op.ackPages = true;
    op.send(PageAck{0});
    w.scheduler.pass(100);
    QVERIFY(op.got<Page>().last().final);
    QVERIFY(op.session->isLive());
    QCOMPARE(op.rows.size(), 1701);
    QVERIFY(op.rows.contains(changed));
    QCOMPARE(op.gaps, 0);
}

void TestAuthoritySession::interruptedSnapshotGoesOn()
{
    World w;
    for (int i = 0; i < 1700; ++i)
        w.report();
    Console op(w, u"op"_s);
    op.ackPages = false;
    op.connect();
    QVERIFY(op.rows.size() > 0 && op.rows.size() < 1700);
    const QByteArray key = op.interrupted.lastKey;
    op.disconnect();
    const Uuid late = w.report();
    const Uuid old = op.rows.keys().first();
    QCOMPARE(w.act(u"op"_s, old, u"note"_s, {{u"text"_s, u"x"_s}}).status, ResultStatus::Ok);
    op.ackPages = true;
    op.connect();
    w.scheduler.pass(100);
    QCOMPARE(op.got<SubOk>().last().reason, u"resumed"_s);
    QVERIFY(op.got<SubOk>().last().s0 < w.feed->seq());
    QVERIFY(!key.isEmpty());
    QVERIFY(op.session->isLive());
    QCOMPARE(op.rows.size(), 1701);
    QVERIFY(op.rows.contains(late));                          // from the log
    QCOMPARE(op.rows.value(old).seq, w.row(old).seq);         // changed after its page
    QCOMPARE(op.cursor.seq, w.feed->seq());
}

void TestAuthoritySession::resumeSendsWhatChanged()
{
    World w;
    QList<Uuid> ids;
    for (int i = 0; i < 30; ++i)
        ids.append(w.report());
    Console op(w, u"op"_s);
    op.connect();
    op.disconnect();
    const qint64 cursor = op.cursor.seq;
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(w.act(u"op"_s, ids.at(i), u"note"_s, {{u"text"_s, u"a"_s}}).status, ResultStatus::Ok);
        QCOMPARE(w.act(u"op"_s, ids.at(i), u"note"_s, {{u"text"_s, u"b"_s}}).status, ResultStatus::Ok);
    }
    const Uuid fresh = w.report();
    op.inbox.clear();
    op.connect();
    w.scheduler.pass(50);
    QCOMPARE(op.got<SubOk>().first().mode, SubMode::Resume);
    QVERIFY(op.got<Page>().isEmpty());
    int puts = 0;
    for (const Delta& delta : op.got<Delta>())
        puts += int(delta.puts.size());
    QCOMPARE(puts, 11);  // the newest state of each, once
    QVERIFY(op.rows.contains(fresh));
    QCOMPARE(op.got<Delta>().first().from, cursor);
    QCOMPARE(op.cursor.seq, w.feed->seq());
}

void TestAuthoritySession::farBehindOrForeignCursorTakesASnapshot()
{
    World w;
    w.report();
    const auto reasonFor = [&](auto change) {
        Console op(w, u"op"_s);
        op.connect();
        op.disconnect();
        change(op);
        op.inbox.clear();
        op.connect();
        return op.got<SubOk>().first().reason;
    };
    QCOMPARE(reasonFor([](Console&) {}), QString());
    QCOMPARE(reasonFor([](Console& c) { c.cursor.epoch = QUuid::createUuid(); }), u"epoch"_s);
    QCOMPARE(reasonFor([](Console& c) { c.cursor.seq += 1000; }), u"epoch"_s);
    QCOMPARE(reasonFor([](Console& c) { c.cursor.scopeHash = "other"; }), u"scope_changed"_s);
    QCOMPARE(reasonFor([&](Console&) {
                 QVERIFY(w.ledger->begin());
                 QVERIFY(w.ledger->trimChanges(w.ledger->seq()));
                 QVERIFY(w.ledger->commit());
                 w.report();
                 w.feed->setFloor(w.ledger->floor() + 1);
             }),
             u"trimmed"_s);
}

void TestAuthoritySession::leavesWhenTheScopeIsLost()
{
    World w;
    const Uuid id = w.report();
    QCOMPARE(w.act(u"disp"_s, id, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, id, u"assign"_s, World::assignArgs()).status, ResultStatus::Ok);
    Console officer(w, u"off"_s), other(w, u"wet"_s), away(w, u"off"_s);
    officer.connect();
    other.connect();
    away.connect();
    away.disconnect();
    QVERIFY(officer.rows.contains(id) && away.rows.contains(id) && !other.rows.contains(id));
    QCOMPARE(w.act(u"disp"_s, id, u"recall"_s, {{u"reason"_s, u"nhầm"_s}}).status, ResultStatus::Ok);
    w.scheduler.pass(100);
    QVERIFY(!officer.rows.contains(id));
    away.connect();
    w.scheduler.pass(100);
    QVERIFY(!away.rows.contains(id));  // by the log
    // What the officer still had in hand is refused without a word about the case.
    const MutateResult late = officer.mutate(id, u"accept"_s);
    QCOMPARE(late.status, ResultStatus::Denied);
    QCOMPARE(late.error.code, ErrorCode::NotInScope);
    QCOMPARE(other.cursor.seq <= w.feed->seq(), true);
}

void TestAuthoritySession::rolesChangeWhileConnected()
{
    World w;
    const Uuid id = w.report();
    Console op(w, u"op"_s);
    op.connect();
    QVERIFY(op.rows.contains(id));
    // Another account record: now an officer. The token dies with it.
    QVERIFY(w.authority->accounts().setDisabled(u"op"_s, true));
    op.session->recheck();
    QCOMPARE(op.got<AuthError>().size(), 1);
    QCOMPARE(op.closed.value_or(CloseCode::Normal), CloseCode::RolesChanged);

    // Who signs out himself is not told that his account was changed.
    Console exec(w, u"exec"_s);
    exec.connect();
    QVERIFY(w.authority->accounts().logout(exec.token));
    exec.session->recheck();
    QCOMPARE(exec.closed.value_or(CloseCode::Normal), CloseCode::Unauthorized);

    Console lead(w, u"lead"_s);
    lead.connect();
    UserRecord record = **w.ledger->user(u"lead"_s);
    record.roles = {Role::AgencyLead};
    record.agency = u"light"_s;
    QVERIFY(w.ledger->begin());
    QVERIFY(w.ledger->putUser(record));
    QVERIFY(w.ledger->commit());
    lead.disconnect();
    op.disconnect();
    w.boot();  // a restart of the authority: roles are read anew
    lead.connect();
    QVERIFY(lead.session->isLive());
    QCOMPARE(lead.got<SubOk>().last().reason, u"scope_changed"_s);
    QVERIFY(!lead.rows.contains(id));
}

void TestAuthoritySession::coalescesBehindTheLeadingEdge()
{
    World w;
    Console op(w, u"op"_s);
    op.connect();
    const Uuid id = w.report();
    w.scheduler.pass(500);
    op.inbox.clear();
    const auto note = [&] {
        MutateCommand command{w.device, person(u"op"_s),
                              {makeUuid7(w.clock, w.random), id, {}, u"note"_s,
                               encodeArgs({{u"text"_s, u"n"_s}}), 0, 0}};
        QCOMPARE(w.apply({command}).first().status, ResultStatus::Ok);
    };
    note();
    QCOMPARE(op.got<Delta>().size(), 1);  // at once
    for (int i = 0; i < 20; ++i)
        note();
    QCOMPARE(op.got<Delta>().size(), 1);
    w.scheduler.pass(49);
    QCOMPARE(op.got<Delta>().size(), 1);
    w.scheduler.pass(2);
    QCOMPARE(op.got<Delta>().size(), 2);
    QCOMPARE(op.got<Delta>().last().puts.size(), 1);  // the newest state
    QCOMPARE(op.rows.value(id).seq, w.row(id).seq);
    w.scheduler.pass(100);
    QCOMPARE(op.got<Delta>().size(), 2);
}

void TestAuthoritySession::slowConsumer()
{
    World w;
    Console op(w, u"op"_s);
    op.connect();
    op.session->setBacklog(2 << 20);
    QList<Uuid> ids;
    for (int i = 0; i < 50; ++i)
        ids.append(w.report());
    w.scheduler.pass(1000);
    QVERIFY(op.got<Delta>().isEmpty());      // gathers
    op.session->setBacklog(1000);
    w.scheduler.pass(100);
    QCOMPARE(op.rows.size(), 50);
    QCOMPARE(op.gaps, 0);
    op.session->setBacklog(9 << 20);
    QCOMPARE(op.closed.value_or(CloseCode::Normal), CloseCode::Overload);

    Console stuck(w, u"op"_s);
    stuck.connect();
    stuck.session->setBacklog(1000);
    for (int i = 0; i < 4; ++i) {
        w.scheduler.pass(12'000);
        stuck.send(Ping{1});
    }
    QCOMPARE(stuck.closed.value_or(CloseCode::Normal), CloseCode::Overload);
}

void TestAuthoritySession::presenceByRole()
{
    World w;
    const Uuid id = w.report();
    Console op(w, u"op"_s), lead(w, u"lead"_s), officer(w, u"off"_s), chief(w, u"chief"_s),
        other(w, u"wet"_s), executive(w, u"exec"_s);
    for (Console* c : {&op, &lead, &officer, &chief, &other, &executive})
        c->connect();
    op.send(Presence{id, {}, 2});
    officer.send(Presence{id, {}, 1});
    QCOMPARE(lead.got<Presence>().size(), 2);
    QCOMPARE(lead.got<Presence>().first().user, u"op"_s);
    QVERIFY(op.got<Presence>().size() == 1);          // not his own
    QCOMPARE(chief.got<Presence>().size(), 1);        // the colleague only
    QVERIFY(officer.got<Presence>().isEmpty());
    QVERIFY(other.got<Presence>().isEmpty());
    QVERIFY(executive.got<Presence>().isEmpty());
    op.send(Presence{id, {}, 2});                     // a heartbeat so soon is not passed on
    QCOMPARE(lead.got<Presence>().size(), 2);
    op.disconnect();
    QCOMPARE(lead.got<Presence>().last().state, quint8(0));
    w.clock.now += kPresenceTtlMs + 1;
    w.presence.expire(w.clock.now);
    QCOMPARE(lead.got<Presence>().last().user, u"off"_s);
    QCOMPARE(lead.got<Presence>().last().state, quint8(0));
}

void TestAuthoritySession::greetingIsDemanded()
{
    World w;
    const auto closeOf = [&](auto talk) {
        Console c(w, u"op"_s);
        c.session = std::make_unique<SyncSession>(
            [&] {
                SessionPorts p = directPorts(*w.ledger, w.authority->accounts());
                p.send = [&c](const QByteArray& f) { c.receive(f); };
                p.close = [&c](CloseCode code) { c.closed = code; };
                p.directory = [&w] { return packDirectory(w.authority->directory()); };
                return p;
            }(),
            *w.feed, w.presence, w.clock, w.scheduler);
        talk(c);
        return c.closed ? int(*c.closed) : 0;
    };
    QCOMPARE(closeOf([&](Console&) { w.scheduler.pass(4'900); }), 0);
    QCOMPARE(closeOf([&](Console&) { w.scheduler.pass(5'100); }), 4001);
    const Hello hello{1, 1, u"t"_s, makeUuid7(w.clock, w.random), {}};
    QCOMPARE(closeOf([&](Console& c) {
                 c.send(hello);
                 w.scheduler.pass(5'100);
             }),
             0);
    QCOMPARE(closeOf([&](Console& c) {
                 c.send(hello);
                 w.scheduler.pass(10'100);
             }),
             4001);
    QCOMPARE(closeOf([&](Console& c) { c.send(Auth{c.token, {}}); }), 4003);
    QCOMPARE(closeOf([&](Console& c) { c.send(Subscribe{}); }), 4003);
    QCOMPARE(closeOf([&](Console& c) { c.send(Hello{2, 9, u"t"_s, c.device, {}}); }), 4002);
    QCOMPARE(closeOf([&](Console& c) { c.send(Hello{1, 1, u"t"_s, {}, {}}); }), 4003);
    QCOMPARE(closeOf([&](Console& c) {
                 c.send(hello);
                 c.send(hello);
             }),
             4003);
    QCOMPARE(closeOf([&](Console& c) {
                 c.send(hello);
                 c.send(Subscribe{});
             }),
             4003);
    QCOMPARE(closeOf([&](Console& c) {
                 c.send(hello);
                 c.send(Auth{u"wrong"_s, {}});
             }),
             4401);
    QCOMPARE(closeOf([&](Console& c) { c.sendRaw(QByteArray(kMaxFrameBeforeAuth + 1, 'x')); }), 1009);
}

void TestAuthoritySession::badInput()
{
    World w;
    const auto after = [&](const QByteArray& frame) {
        Console op(w, u"op"_s);
        op.connect();
        op.sendRaw(frame);
        return op.closed ? int(*op.closed) : 0;
    };
    QCOMPARE(after("hello"), 4003);
    QCOMPARE(after({}), 4003);
    QCOMPARE(after(QByteArray(kMaxFrameToServer + 1, 'x')), 1009);
    QCOMPARE(after(QByteArray::fromHex("821880a0")), 0);  // an extension: ignored
    QCOMPARE(after(QByteArray::fromHex("821864a0")), 0);  // type 100: complained about
    QCOMPARE(after(encode(Page{})), 4003);                // a server's message from a client
    QCOMPARE(after(encode(AuthOk{})), 4003);
    SeededRandom random(seedFor("badInput", 31));
    for (int i = 0; i < 500; ++i) {
        Console op(w, u"op"_s);
        op.connect();
        QByteArray frame = encode(Mutate{makeUuid7(w.clock, w.random), makeUuid7(w.clock, w.random),
                                         {}, u"note"_s, encodeArgs({{u"text"_s, u"x"_s}}), 1, 1});
        for (int n = random.range(1, 6); n > 0; --n)
            frame[qsizetype(random.below(quint64(frame.size())))] = char(random.next());
        op.sendRaw(frame);  // never more than a refusal
    }
    QCOMPARE(w.ledger->countRows({u"ioc"_s}, {}).value(), 0);
}

void TestAuthoritySession::mutationLimits()
{
    World w;
    const Uuid id = w.report();
    Console op(w, u"op"_s);
    op.connect();
    int ok = 0, later = 0;
    const auto burst = [&](int count) {
        ok = later = 0;
        for (int i = 0; i < count; ++i) {
            const Mutate m{makeUuid7(w.clock, w.random), id, {}, u"note"_s,
                           encodeArgs({{u"text"_s, u"n"_s}}), 0, 0};
            op.send(m);
            const MutateResult r = op.results.value(m.mid);
            ok += r.status == ResultStatus::Ok;
            later += r.status == ResultStatus::Later && r.error.params.first().toInt() > 0;
        }
    };
    burst(300);
    QCOMPARE(ok, 200);
    QCOMPARE(later, 100);
    QVERIFY(!op.closed);
    w.scheduler.pass(500);
    burst(100);
    QCOMPARE(ok, 50);
    for (int i = 0; i < 40 && !op.closed; ++i)
        burst(300);
    QCOMPARE(op.closed.value_or(CloseCode::Normal), CloseCode::Overload);  // ten times over

    Console slow(w, u"op"_s);
    slow.connect();
    w.holdMutations = true;
    w.limits.inFlight = 3;
    Console held(w, u"op"_s);
    held.connect();
    for (int i = 0; i < 5; ++i)
        held.mutate(id, u"note"_s, {{u"text"_s, u"n"_s}});
    QCOMPARE(w.held.size(), 3);
    QCOMPARE(held.results.size(), 2);  // Later at once
}

void TestAuthoritySession::heartbeatAndExpiry()
{
    World w;
    Console op(w, u"op"_s);
    op.connect();
    op.send(Ping{42});
    QCOMPARE(op.got<Pong>().last().t, 42);
    QCOMPARE(op.got<Pong>().last().serverMs, w.clock.now);
    w.scheduler.pass(15'100);
    QCOMPARE(op.got<Ping>().size(), 1);
    w.scheduler.pass(31'000);
    QCOMPARE(op.closed.value_or(CloseCode::Normal), CloseCode::Timeout);

    Console lasting(w, u"op"_s);
    lasting.connect();
    for (qint64 t = 0; t < kTokenLifeMs && !lasting.closed; t += 14'000) {
        w.scheduler.pass(14'000);
        lasting.send(Ping{1});
    }
    w.scheduler.pass(20'000);
    QCOMPARE(lasting.closed.value_or(CloseCode::Normal), CloseCode::Unauthorized);
    QCOMPARE(lasting.got<AuthError>().last().error.code, ErrorCode::Expired);
}

void TestAuthoritySession::lateAnswersToADeadSession()
{
    World w;
    const Uuid id = w.report();
    w.holdMutations = true;
    {
        Console op(w, u"op"_s);
        op.connect();
        op.mutate(id, u"note"_s, {{u"text"_s, u"n"_s}});
        QCOMPARE(w.held.size(), 1);
        op.session.reset();
        w.held.takeFirst()();  // applied; nobody is there to hear it
        QVERIFY(op.results.isEmpty());
        w.scheduler.pass(60'000);
    }
    QCOMPARE(w.row(id).timeline.last().action, u"note"_s);
    QCOMPARE(w.feed->sessions(), 0);
}

QTEST_GUILESS_MAIN(TestAuthoritySession)
#include "tst_authority_session.moc"
