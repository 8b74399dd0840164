// SPDX-License-Identifier: GPL-3.0-or-later
// Mutations: repetition, order per case, roles of the moment, merging by field, undo, merging of
// cases, typed reports, reveal, timers, purge, a given history, a failing store.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <sqlite3.h>

#include "authority/world.h"
#include "storage/fault_points.h"

using namespace Qt::StringLiterals;
using namespace kydai;
using namespace kydai::protocol;
using namespace kydai::test;

class TestAuthorityDecisions : public QObject
{
    Q_OBJECT

private slots:
    void repeatedMutationHasOneEffect();
    void orderPerCase();
    void rolesOfTheMoment();
    void refusalsByKind();
    void mergeByField();
    void undoWithinEightSeconds();
    void undoOfAMerge();
    void mergeAndRestore();
    void typedReport();
    void citizenActs();
    void messagesWaitTenSeconds();
    void revealIsAudited();
    void timers();
    void purge();
    void filesAreLookedUp();
    void history();
    void failingStore();
    void resultsAreKeptThirtyDays();
};

void TestAuthorityDecisions::repeatedMutationHasOneEffect()
{
    World w;
    const Uuid id = w.report();
    const MutateCommand claim{w.device, person(u"op"_s), w.mutation(id, u"claim"_s)};
    const MutateResult first = w.apply({claim}).first();
    QCOMPARE(first.status, ResultStatus::Ok);
    const qint64 seq = w.ledger->seq();
    const auto again = w.apply({claim, claim});
    QCOMPARE(again.first().seq, first.seq);
    QCOMPARE(again.last().status, ResultStatus::Ok);
    QCOMPARE(w.ledger->seq(), seq);
    // The same mutation from another device of the same desk, and after a restart.
    MutateCommand other = claim;
    other.device = makeUuid7(w.clock, w.random);
    QCOMPARE(w.apply({other}).first().seq, first.seq);
    w.boot();
    QCOMPARE(w.apply({claim}).first().seq, first.seq);
    QCOMPARE(w.ledger->seq(), seq);
    // A refusal is terminal too: it stays, even when the act would be allowed by now.
    const MutateCommand early{w.device, person(u"off"_s), w.mutation(id, u"accept"_s)};
    QCOMPARE(w.apply({early}).first().status, ResultStatus::Denied);
    QCOMPARE(w.act(u"disp"_s, id, u"take_over"_s, {{u"reason"_s, u"đổi ca"_s}}).status,
             ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, id, u"assign"_s, World::assignArgs()).status, ResultStatus::Ok);
    QCOMPARE(w.apply({early}).first().status, ResultStatus::Denied);
    QCOMPARE(w.act(u"off"_s, id, u"accept"_s).status, ResultStatus::Ok);
}

void TestAuthorityDecisions::orderPerCase()
{
    World w;
    const Uuid id = w.report(), other = w.report();
    Mutate first = w.mutation(id, u"claim"_s);
    Mutate second = w.mutation(id, u"note"_s, {{u"text"_s, u"a"_s}});
    second.after = first.mid;
    const auto run = [&](const Mutate& m) {
        return w.apply({MutateCommand{w.device, person(u"op"_s), m}}).first();
    };
    const MutateResult waits = run(second);
    QCOMPARE(waits.status, ResultStatus::Later);
    QCOMPARE(waits.error.params, QStringList{u"waits"_s});
    QCOMPARE(run(w.mutation(other, u"claim"_s)).status, ResultStatus::Ok);  // delays no other case
    QCOMPARE(run(first).status, ResultStatus::Ok);
    QCOMPARE(run(second).status, ResultStatus::Ok);  // Later was not stored
    // Refused, and what rests on it too.
    Mutate refused = w.mutation(id, u"accept"_s);
    Mutate next = w.mutation(id, u"note"_s, {{u"text"_s, u"b"_s}});
    next.after = refused.mid;
    Mutate third = w.mutation(id, u"note"_s, {{u"text"_s, u"c"_s}});
    third.after = next.mid;
    const auto verdicts = w.apply({MutateCommand{w.device, person(u"op"_s), refused},
                                   MutateCommand{w.device, person(u"op"_s), next},
                                   MutateCommand{w.device, person(u"op"_s), third}});
    QCOMPARE(verdicts.at(0).status, ResultStatus::Denied);
    QCOMPARE(verdicts.at(1).status, ResultStatus::Denied);
    QCOMPARE(verdicts.at(1).error.code, ErrorCode::After);
    QCOMPARE(verdicts.at(2).error.code, ErrorCode::After);
}

void TestAuthorityDecisions::rolesOfTheMoment()
{
    World w;
    const Uuid id = w.report();
    // The session thinks the officer is a dispatcher: what counts is the account.
    Actor forged = person(u"off"_s);
    forged.roles = {Role::Dispatcher, Role::Operator};
    forged.agency.clear();
    const auto r = w.apply({MutateCommand{w.device, forged, w.mutation(id, u"claim"_s)}}).first();
    QCOMPARE(r.error.code, ErrorCode::NotInScope);
    QVERIFY(w.authority->accounts().setDisabled(u"op"_s, true));
    QCOMPARE(w.act(u"op"_s, id, u"claim"_s).error.code, ErrorCode::NotSignedIn);
    QVERIFY(w.authority->accounts().setDisabled(u"op"_s, false));
    QCOMPARE(w.act(u"op"_s, id, u"claim"_s).status, ResultStatus::Ok);
    const auto nobody =
        w.apply({MutateCommand{w.device, {u"nobody"_s, {Role::ShiftLead}, {}},
                               w.mutation(id, u"note"_s, {{u"text"_s, u"x"_s}})}}).first();
    QCOMPARE(nobody.error.code, ErrorCode::NotSignedIn);
}

void TestAuthorityDecisions::refusalsByKind()
{
    World w;
    const Uuid id = w.report();
    QCOMPARE(w.act(u"op"_s, makeUuid7(w.clock, w.random), u"claim"_s).status, ResultStatus::Gone);
    QCOMPARE(w.act(u"op"_s, id, u"dance"_s).status, ResultStatus::Invalid);
    QCOMPARE(w.act(u"op"_s, id, u"absorb"_s, {{u"case"_s, u"PA-1"_s}}).status, ResultStatus::Invalid);
    for (const char* action : {"timeout", "close", "purge"})
        QVERIFY(w.act(u"lead"_s, id, QString::fromLatin1(action)).status != ResultStatus::Ok);
    QCOMPARE(w.act(u"op"_s, id, u"accept"_s).error.code, ErrorCode::NotDeclared);
    QCOMPARE(w.act(u"admin"_s, id, u"claim"_s).error.code, ErrorCode::NotInScope);
    QCOMPARE(w.act(u"exec"_s, id, u"claim"_s).error.code, ErrorCode::NotAllowed);
    QCOMPARE(w.act(u"op"_s, id, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, id, u"assign"_s, World::assignArgs()).error.code, ErrorCode::Held);
    QCOMPARE(w.act(u"op"_s, id, u"reject"_s).status, ResultStatus::Invalid);  // demands
    QCOMPARE(w.act(u"op"_s, id, u"note"_s, {{u"text"_s, QString(kMaxText + 1, u'x')}}).status,
             ResultStatus::Invalid);
    Mutate broken = w.mutation(id, u"note"_s);
    broken.args = "\xff";
    QCOMPARE(w.apply({MutateCommand{w.device, person(u"op"_s), broken}}).first().status,
             ResultStatus::Invalid);
    // Decided on an older row whose state went on: a conflict, not the fault of who decided.
    const int seen = w.row(id).version;
    QCOMPARE(w.act(u"op"_s, id, u"release"_s).status, ResultStatus::Ok);
    const MutateResult late = w.act(u"op"_s, id, u"reject"_s,
                                    {{u"reason"_s, u"out_of_scope"_s}, {u"message"_s, u"x"_s}}, seen);
    QCOMPARE(late.status, ResultStatus::Conflict);
    QVERIFY(late.error.detail.isEmpty());
    const QStringList findings = *w.ledger->check();
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
}

void TestAuthorityDecisions::mergeByField()
{
    World w;
    const Uuid id = w.report();
    const int base = w.row(id).version;
    QCOMPARE(w.act(u"op"_s, id, u"edit"_s, {{u"address"_s, u"kiệt 43"_s}}, base).status,
             ResultStatus::Ok);
    // Another field: merged. The same field, another value: both stand side by side.
    QCOMPARE(w.act(u"op2"_s, id, u"edit"_s, {{u"priority"_s, u"urgent"_s}}, base).status,
             ResultStatus::Merged);
    const MutateResult clash =
        w.act(u"op2"_s, id, u"edit"_s, {{u"address"_s, u"kiệt 45"_s}}, base);
    QCOMPARE(clash.status, ResultStatus::Conflict);
    QCOMPARE(clash.error.code, ErrorCode::Conflict);
    QVERIFY(clash.error.params.contains(u"address"_s));
    QCOMPARE(w.act(u"op2"_s, id, u"edit"_s, {{u"address"_s, u"kiệt 43"_s}}, base).status,
             ResultStatus::Merged);
    QCOMPARE(w.row(id).address, u"kiệt 43"_s);
    QCOMPARE(w.row(id).priority, Priority::Urgent);
    QCOMPARE(w.act(u"op"_s, id, u"note"_s, {{u"text"_s, u"x"_s}}, base).status, ResultStatus::Merged);
}

void TestAuthorityDecisions::undoWithinEightSeconds()
{
    World w;
    const Uuid id = w.report();
    QCOMPARE(w.act(u"disp"_s, id, u"claim"_s).status, ResultStatus::Ok);
    const Mutate reject = w.mutation(
        id, u"reject"_s, {{u"reason"_s, u"unsuitable"_s}, {u"message"_s, u"Xin lỗi"_s}});
    const auto run = [&](const QString& user, const Mutate& m) {
        return w.apply({MutateCommand{w.device, person(user), m}}).first();
    };
    const auto undo = [&](const QString& user, const Uuid& mid) {
        return w.act(user, id, u"undo"_s, {{u"mid"_s, mid.toString(QUuid::WithoutBraces)}});
    };
    const Case before = w.row(id);
    QCOMPARE(run(u"disp"_s, reject).status, ResultStatus::Ok);
    QCOMPARE(w.row(id).state, CaseState::NotAccepted);
    QVERIFY(undo(u"op"_s, reject.mid).status == ResultStatus::Denied);  // not his
    QVERIFY(undo(u"disp"_s, makeUuid7(w.clock, w.random)).status != ResultStatus::Ok);
    QCOMPARE(undo(u"disp"_s, reject.mid).status, ResultStatus::Ok);
    QCOMPARE(w.row(id).state, before.state);
    QCOMPARE(w.row(id).publicMessage, before.publicMessage);
    QVERIFY(w.row(id).version > before.version);
    QVERIFY(w.ledger->outgoingDue(w.clock.now + 60'000, 9)->isEmpty());  // nobody is told
    QVERIFY(undo(u"disp"_s, reject.mid).status != ResultStatus::Ok);      // once

    const Mutate ask = w.mutation(id, u"ask"_s, {{u"question"_s, u"Ở đâu?"_s}, {u"channel"_s, u"app"_s}});
    QCOMPARE(run(u"disp"_s, ask).status, ResultStatus::Ok);
    w.clock.now += kUndoWindowMs;
    QCOMPARE(undo(u"disp"_s, ask.mid).error.code, ErrorCode::UndoExpired);
    const Mutate note = w.mutation(id, u"note"_s, {{u"text"_s, u"x"_s}});
    QCOMPARE(run(u"disp"_s, note).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"op"_s, id, u"note"_s, {{u"text"_s, u"y"_s}}).status, ResultStatus::Ok);
    QCOMPARE(undo(u"disp"_s, note.mid).error.code, ErrorCode::UndoExpired);  // something after it
}

void TestAuthorityDecisions::undoOfAMerge()
{
    World w;
    const Uuid master = w.report(), slave = w.report();
    QCOMPARE(w.act(u"op"_s, slave, u"claim"_s).status, ResultStatus::Ok);
    const Mutate merge = w.mutation(slave, u"merge"_s, {{u"master"_s, w.row(master).code}});
    QCOMPARE(w.apply({MutateCommand{w.device, person(u"op"_s), merge}}).first().status,
             ResultStatus::Ok);
    QCOMPARE(w.row(master).reports.size(), 2);
    QCOMPARE(w.act(u"op"_s, slave, u"undo"_s, {{u"mid"_s, merge.mid.toString()}}).status,
             ResultStatus::Ok);
    QCOMPARE(w.row(slave).state, CaseState::Screening);
    QCOMPARE(w.row(master).reports.size(), 1);
}

void TestAuthorityDecisions::mergeAndRestore()
{
    World w;
    const Uuid master = w.report(), slave = w.report();
    QCOMPARE(w.act(u"op"_s, slave, u"claim"_s).status, ResultStatus::Ok);
    Console op(w, u"op"_s);
    op.connect();
    const qint64 seq = w.ledger->seq();
    QVERIFY(w.act(u"op"_s, slave, u"merge"_s, {{u"master"_s, u"PA-1"_s}}).status
            == ResultStatus::Invalid);
    QVERIFY(w.act(u"op"_s, slave, u"merge"_s, {{u"master"_s, w.row(slave).code}}).status
            != ResultStatus::Ok);
    QCOMPARE(w.ledger->seq(), seq);
    const MutateResult merged = w.act(u"op"_s, slave, u"merge"_s, {{u"master"_s, w.row(master).code}});
    QCOMPARE(merged.status, ResultStatus::Ok);
    QCOMPARE(w.ledger->seq(), seq + 2);  // both cases, one transaction
    w.scheduler.pass(100);
    QCOMPARE(op.row(slave).state, CaseState::Merged);
    QCOMPARE(op.row(slave).masterId, master);
    QCOMPARE(op.row(master).reports.size(), 2);
    QCOMPARE(w.act(u"lead"_s, slave, u"restore"_s, {{u"reason"_s, u"khác"_s}}).status,
             ResultStatus::Ok);
    QCOMPARE(w.row(slave).state, CaseState::Screening);
    QCOMPARE(w.row(master).reports.size(), 1);
    const QStringList findings = *w.ledger->check();
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
}

void TestAuthorityDecisions::typedReport()
{
    World w;
    const auto type = [&](const QString& user, const QVariantMap& args) {
        return w.act(user, makeUuid7(w.clock, w.random), u"report"_s, args);
    };
    const QVariantMap sound{{u"text"_s, u"Cây đổ trước cổng trường."_s},
                            {u"channel"_s, u"phone"_s},
                            {u"category"_s, u"lamp"_s},
                            {u"area"_s, u"19753"_s},
                            {u"position"_s, u"16.46,107.59"_s},
                            {u"priority"_s, u"urgent"_s},
                            {u"name"_s, u"Công dân 012"_s},
                            {u"phone"_s, u"0900000012"_s}};
    const MutateResult r = type(u"op"_s, sound);
    QCOMPARE(r.status, ResultStatus::Ok);
    QVERIFY(r.code.startsWith(u"PA-"_s));
    const Uuid id = *w.ledger->caseIdOf(r.code);
    const Case c = w.row(id);
    QCOMPARE(c.reports.first().enteredBy, u"op"_s);
    QCOMPARE(c.reports.first().reporterMasked, u"•••012"_s);
    QVERIFY(c.hasPosition && c.reports.first().hasContact);
    QCOMPARE(c.priority, Priority::Urgent);
    QVERIFY(!encodeCase(c).contains("0900000012"));
    const auto events = w.ledger->eventsOf(id, 0, 10);  // kept: a loop would not keep it alive
    for (const Event& e : *events) {
        QVERIFY(!e.args.contains("0900000012"));
        QVERIFY(!e.args.contains("012"));
    }
    QCOMPARE(w.ledger->contacts(id)->first().second.phone, u"0900000012"_s);

    QCOMPARE(type(u"off"_s, sound).status, ResultStatus::Denied);
    QCOMPARE(type(u"admin"_s, sound).status, ResultStatus::Denied);
    const auto without = [&](const QString& key, const QVariant& value) {
        QVariantMap map = sound;
        map.insert(key, value);
        return type(u"op"_s, map);
    };
    QCOMPARE(without(u"text"_s, u"  "_s).error.code, ErrorCode::Missing);
    QCOMPARE(without(u"text"_s, QString(kMaxText + 1, u'x')).error.code, ErrorCode::TooLarge);
    QCOMPARE(without(u"category"_s, u"nothing"_s).error.code, ErrorCode::Unknown);
    QCOMPARE(without(u"area"_s, u"0"_s).error.code, ErrorCode::Unknown);
    QCOMPARE(without(u"position"_s, u"north"_s).error.code, ErrorCode::BadInput);
    QCOMPARE(without(u"priority"_s, u"very"_s).error.code, ErrorCode::BadInput);
    QCOMPARE(without(u"attachments"_s, QStringList{QString(64, u'f')}).error.code, ErrorCode::Unknown);
    QCOMPARE(w.act(u"op"_s, id, u"report"_s, sound).status, ResultStatus::Invalid);  // id taken
}

void TestAuthorityDecisions::citizenActs()
{
    World w;
    const Uuid id = w.report();
    const QString code = w.row(id).reports.first().code;
    const auto act = [&](const QString& action, const QVariantMap& args, const QString& key) {
        w.clock.now += 10;
        return w.apply({CitizenCommand{code, key, action, args}}).first();
    };
    QCOMPARE(act(u"withdraw"_s, {}, u"other"_s).status, ResultStatus::Denied);
    QCOMPARE(act(u"claim"_s, {}, u"demo"_s).status, ResultStatus::Invalid);
    QCOMPARE(act(u"rate"_s, {{u"rating"_s, u"satisfied"_s}}, u"demo"_s).status, ResultStatus::Denied);
    QCOMPARE(w.apply({CitizenCommand{u"PA-1"_s, u"demo"_s, u"withdraw"_s, {}}}).first().status,
             ResultStatus::Gone);
    QCOMPARE(w.act(u"op"_s, id, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"op"_s, id, u"ask"_s,
                   {{u"question"_s, u"Ở đâu?"_s}, {u"channel"_s, u"app"_s}}).status,
             ResultStatus::Ok);
    QCOMPARE(act(u"reply"_s, {{u"text"_s, u"Trước số 12"_s}}, u"demo"_s).status, ResultStatus::Ok);
    QCOMPARE(w.row(id).state, CaseState::Screening);
    QCOMPARE(act(u"withdraw"_s, {}, u"demo"_s).status, ResultStatus::Ok);
    QCOMPARE(w.row(id).state, CaseState::Cancelled);
}

void TestAuthorityDecisions::messagesWaitTenSeconds()
{
    World w;
    const Uuid id = w.report();
    QCOMPARE(w.act(u"op"_s, id, u"claim"_s).status, ResultStatus::Ok);
    const Outcome out = w.authority->apply(
        {MutateCommand{w.device, person(u"op"_s),
                       w.mutation(id, u"ask"_s,
                                  {{u"question"_s, u"Ở đâu?"_s}, {u"channel"_s, u"app"_s}})}});
    QCOMPARE(out.notifications.size(), 1);
    QCOMPARE(out.notifications.first().text, u"Ở đâu?"_s);
    QVERIFY(w.ledger->outgoingDue(w.clock.now + kOutgoingDelayMs - 1, 9)->isEmpty());
    const auto due = *w.ledger->outgoingDue(w.clock.now + kOutgoingDelayMs, 9);
    QCOMPARE(due.size(), 1);
    QCOMPARE(due.first().reportCode, w.row(id).reports.first().code);
}

void TestAuthorityDecisions::revealIsAudited()
{
    World w;
    const Uuid id = w.report();
    const qint64 seq = w.ledger->seq();
    QCOMPARE(w.authority->reveal(id, u"op"_s, u" "_s).error().code, ErrorCode::Missing);
    for (const char* user : {"off", "exec", "admin", "audit", "publ"}) {
        QCOMPARE(w.authority->reveal(id, QString::fromLatin1(user), u"gọi lại"_s).error().code,
                 ErrorCode::NotAllowed);
    }
    QCOMPARE(w.authority->reveal(makeUuid7(w.clock, w.random), u"op"_s, u"x"_s).error().code,
             ErrorCode::Unknown);
    QCOMPARE(w.ledger->seq(), seq);
    const auto contacts = w.authority->reveal(id, u"op"_s, u"gọi lại"_s);
    QVERIFY(contacts.has_value());
    QCOMPARE(contacts->first().second.phone, u"0900000123"_s);
    const Event e = w.ledger->eventsOf(id, 0, 1)->first();
    QCOMPARE(e.action, u"reveal"_s);
    QCOMPARE(e.user, u"op"_s);
    QVERIFY(!e.args.contains("0900000123"));
    QCOMPARE(w.authority->counters().reveals, 1);
}

void TestAuthorityDecisions::timers()
{
    World w;
    const Uuid asked = w.report(), paused = w.report();
    QCOMPARE(w.act(u"op"_s, asked, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"op"_s, asked, u"ask"_s,
                   {{u"question"_s, u"?"_s}, {u"channel"_s, u"app"_s}}).status,
             ResultStatus::Ok);
    const qint64 askedAt = w.row(asked).stateSinceMs;
    QCOMPARE(w.authority->tick().nextWakeMs, askedAt + kNeedsInfoTimeoutMs);
    w.clock.now = askedAt + kNeedsInfoTimeoutMs - 1;
    w.tick();
    QCOMPARE(w.row(asked).state, CaseState::NeedsInfo);
    w.clock.now += 2;
    w.tick();
    QCOMPARE(w.row(asked).state, CaseState::Screening);
    QCOMPARE(w.row(asked).timeline.last().actor, u"system"_s);
    QCOMPARE(w.authority->tick().nextWakeMs, 0);

    QCOMPARE(w.act(u"disp"_s, paused, u"claim"_s).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, paused, u"assign"_s, World::assignArgs()).status, ResultStatus::Ok);
    QCOMPARE(w.act(u"off"_s, paused, u"accept"_s).status, ResultStatus::Ok);
    const qint64 until = w.clock.now + 3LL * 24 * 3600 * 1000;
    QCOMPARE(w.act(u"off"_s, paused, u"request_pause"_s,
                   {{u"reason"_s, u"weather"_s}, {u"until"_s, until}}).status,
             ResultStatus::Ok);
    QCOMPARE(w.act(u"disp"_s, paused, u"pause"_s, {{u"until"_s, until}}).status, ResultStatus::Ok);
    QCOMPARE(w.row(paused).state, CaseState::Paused);
    w.clock.now = until - 1;
    w.tick();
    QCOMPARE(w.row(paused).state, CaseState::Paused);
    w.clock.now = until + 1;
    w.tick();
    QCOMPARE(w.row(paused).state, CaseState::InProgress);
}

void TestAuthorityDecisions::purge()
{
    World w;
    const Uuid id = w.report();
    const QString code = w.row(id).reports.first().code;
    Directory city = w.authority->directory();
    QVERIFY(city.setSetting(u"purge_after_days"_s, u"30"_s));
    QVERIFY(w.authority->setDirectory(city));
    QCOMPARE((*Authority::storedDirectory(*w.ledger))->setting(u"purge_after_days"_s), u"30"_s);
    QCOMPARE(w.apply({CitizenCommand{code, u"demo"_s, u"withdraw"_s, {}}}).first().status,
             ResultStatus::Ok);
    w.clock.now += 29LL * 24 * 3600 * 1000;
    w.tick();
    QVERIFY(!w.row(id).purged);
    w.clock.now += 2LL * 24 * 3600 * 1000;
    w.tick();
    QVERIFY(w.row(id).purged);
    QVERIFY(w.ledger->contacts(id)->isEmpty());
    QVERIFY(!encodeCase(w.row(id)).contains("Công dân 123"));
    FindQuery words;
    words.scopes = {u"ioc"_s};
    words.filter.text = u"0900"_s;
    QVERIFY(w.ledger->find(words)->rows.isEmpty());
    const QStringList findings = *w.ledger->check();
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
    QCOMPARE(w.authority->tick().nextWakeMs, 0);
}

void TestAuthorityDecisions::filesAreLookedUp()
{
    World w;
    const Uuid id = w.report();
    const QString sha(64, u'a');
    const auto attach = [&] {
        return w.act(u"op"_s, id, u"attach"_s,
                     {{u"files"_s, QStringList{sha}}, {u"kind"_s, u"document"_s}});
    };
    const Transition* row = findTransition(CaseState::Received, Action::Attach);
    QString kind;
    for (const Field& field : row->demands) {
        if (!field.choices.empty())
            kind = QString::fromLatin1(field.choices.front().code);
    }
    QCOMPARE(attach().status, ResultStatus::Invalid);
    QVERIFY(w.authority->addBlob({sha, u"image/jpeg"_s, u"a.jpg"_s, 1234, 40, 30, {}, u"op"_s, 1}));
    const MutateResult r = w.act(
        u"op"_s, id, u"attach"_s,
        {{u"files"_s, QVariantList{QVariantMap{{u"sha256"_s, sha}, {u"mime"_s, u"text/html"_s}}}},
         {u"kind"_s, kind}});
    QCOMPARE(r.status, ResultStatus::Ok);
    QCOMPARE(w.row(id).attachments.first().mime, u"image/jpeg"_s);  // what the store knows
    QCOMPARE(w.row(id).attachments.first().width, 40);
    QCOMPARE(w.ledger->casesWithBlob(sha)->first(), id);
}

void TestAuthorityDecisions::history()
{
    World w;
    QList<HistoryStep> steps;
    QList<Uuid> ids;
    const qint64 begin = w.clock.now - 30LL * 24 * 3600 * 1000;
    for (int i = 0; i < 400; ++i) {
        HistoryReport report;
        report.report.caseId = makeUuid7(begin + i * 1000, w.random);
        report.report.text = u"Báo cáo %1"_s.arg(i);
        report.report.category = u"lamp"_s;
        report.report.receivedMs = begin + i * 1000;
        report.contact = {u"Công dân %1"_s.arg(i), u"0900000%1"_s.arg(i, 3, 10, QLatin1Char('0')), {}};
        report.apiKey = u"demo"_s;
        ids.append(report.report.caseId);
        steps.append(report);
    }
    const auto step = [&](int i, const QString& user, const QString& action, QVariantMap args) {
        Operation op;
        op.caseId = ids.at(i);
        op.action = action;
        op.args = std::move(args);
        op.actor = person(user);
        op.atMs = begin + 1'000'000 + qint64(steps.size()) * 10;
        steps.append(op);
    };
    for (int i = 0; i < 400; ++i) {
        step(i, u"disp"_s, u"claim"_s, {});
        if (i == 7)
            step(i, u"disp"_s, u"merge"_s, {{u"master"_s, ids.at(8).toString()}});
        else
            step(i, u"disp"_s, u"assign"_s, World::assignArgs());
        if (i != 7)
            step(i, u"off"_s, u"accept"_s, {});
    }
    step(3, u"off"_s, u"claim"_s, {});  // refused, and the rest goes on
    QElapsedTimer timer;
    timer.start();
    const HistoryResult result = w.authority->loadHistory(steps);
    qInfo("%lld steps in %lld ms", static_cast<long long>(steps.size()),
          static_cast<long long>(timer.elapsed()));
    QCOMPARE(result.error.code, ErrorCode::None);
    QCOMPARE(result.refused.size(), 1);
    QCOMPARE(result.refused.first().first, steps.size() - 1);
    QCOMPARE(result.applied, steps.size() - 1);
    QCOMPARE(w.row(ids.at(7)).masterId, ids.at(8));
    QCOMPARE(w.row(ids.at(8)).reports.size(), 2);
    QCOMPARE(w.row(ids.at(0)).timeline.last().atMs > begin, true);
    QCOMPARE(w.row(ids.at(0)).state, CaseState::InProgress);
    QCOMPARE(w.ledger->contacts(ids.at(5))->size(), 1);
    QCOMPARE(w.ledger->floor(), w.ledger->seq());
    const QStringList findings = *w.ledger->check();
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
    w.boot();  // consoles see it all
    Console op(w, u"op"_s);
    op.connect();
    QCOMPARE(op.rows.size(), 400);
}

void TestAuthorityDecisions::failingStore()
{
    QTemporaryDir dir;
    FakeClock clock;
    SeededRandom random(5);
    FaultPoints faults;
    SqliteLedgerOptions options;
    options.durable = false;
    options.faults = &faults;
    auto opened = SqliteLedger::open(dir.path(), random, options);
    QVERIFY(opened.has_value());
    Ledger& ledger = **opened;
    Authority authority(ledger, smallCity(), clock, random, PasswordCost::Minimal);
    QVERIFY(authority.accounts().addUser({u"op"_s, {}, {Role::Operator}, {}, {}, false, 0}, {}));
    ReportCommand report;
    report.report.text = u"Đèn tắt"_s;
    report.contact = {u"Công dân 001"_s, u"0900000001"_s, {}};
    const Outcome first = authority.apply({report});
    const Uuid id = first.changes.first().id;
    const qint64 seq = ledger.seq();
    const MutateCommand note{QUuid::createUuid(), person(u"op"_s),
                             {makeUuid7(clock, random), id, {}, u"note"_s,
                              encodeArgs({{u"text"_s, u"n"_s}}), 0, 0}};
    int failures = 0;
    for (int n = 1; n < 60; ++n) {
        faults.failAt(n, SQLITE_IOERR_WRITE);
        const Outcome out = authority.apply({note, report});
        faults.off();
        QCOMPARE(out.verdicts.size(), 2);
        if (out.error.code == ErrorCode::None)
            break;
        ++failures;
        QCOMPARE(out.verdicts.first().status, ResultStatus::Later);
        QVERIFY(out.changes.isEmpty());
        QCOMPARE(ledger.seq(), seq);
        QCOMPARE((*authority.caseRow(id))->timeline.size(), 1);
    }
    QVERIFY(failures > 5);
    QCOMPARE(ledger.seq(), seq + 2);  // done once, in the end
    QVERIFY(ledger.check()->isEmpty());
}

void TestAuthorityDecisions::resultsAreKeptThirtyDays()
{
    World w;
    const Uuid id = w.report();
    const Mutate m = w.mutation(id, u"claim"_s);
    const MutateCommand command{w.device, person(u"op"_s), m};
    QCOMPARE(w.apply({command}).first().status, ResultStatus::Ok);
    QVERIFY(w.ledger->begin());
    QVERIFY(w.ledger->markDone(w.device, {m.mid}));
    QVERIFY(w.ledger->commit());
    w.tick();
    QVERIFY(w.ledger->result(w.device, m.mid)->has_value());
    w.clock.now += kResultKeepMs + 7200 * 1000;
    w.tick();
    QVERIFY(!w.ledger->result(w.device, m.mid)->has_value());
    // Even then the effect is not repeated, and what waited for it goes on.
    QCOMPARE(w.apply({command}).first().status, ResultStatus::Ok);
    QCOMPARE(w.row(id).timeline.size(), 2);
}

QTEST_GUILESS_MAIN(TestAuthorityDecisions)
#include "tst_authority_decisions.moc"
