// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/deadline.h"
#include "core/fixtures.h"
#include "core/seeded.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

qint64 at(QDate d, int h, int m) { return utcMsOf(d, h * 60 + m); }

// The oracle: has the holidays written out once more, walks minute by minute, and shares no code
// with the engine but the zone's constant.
struct Oracle {
    static bool off(QDate d)
    {
        static const QSet<QDate> holidays = {
            {2025, 1, 1},  {2025, 1, 27}, {2025, 1, 28}, {2025, 1, 29}, {2025, 1, 30},
            {2025, 1, 31}, {2025, 4, 7},  {2025, 4, 30}, {2025, 5, 1},  {2025, 5, 2},
            {2025, 9, 1},  {2025, 9, 2},  {2026, 1, 1},  {2026, 1, 2},  {2026, 2, 16},
            {2026, 2, 17}, {2026, 2, 18}, {2026, 2, 19}, {2026, 2, 20}, {2026, 4, 27},
            {2026, 4, 30}, {2026, 5, 1},  {2026, 8, 31}, {2026, 9, 1},  {2026, 9, 2}};
        static const QSet<QDate> madeUp = {{2025, 4, 26}, {2026, 1, 10}, {2026, 8, 22}};
        if (madeUp.contains(d))
            return false;
        return d.dayOfWeek() >= 6 || holidays.contains(d);
    }
    static bool worked(QDate d, int minute)
    {
        return !off(d) && ((minute >= 450 && minute < 690) || (minute >= 810 && minute < 1020));
    }
    static bool ticks(SlaUnit unit, QDate d, int minute)
    {
        if (unit == SlaUnit::Minutes24x7)
            return true;
        return unit == SlaUnit::ReceiverMinutes ? minute >= 450 : worked(d, minute);
    }
};

struct Pause { qint64 from, to; };

bool paused(const QList<Pause>& pauses, qint64 ms)
{
    for (const Pause& p : pauses) {
        if (ms >= p.from && ms < p.to)
            return true;
    }
    return false;
}

qint64 oracleDue(qint64 start, SlaTerm term, const QList<Pause>& pauses)
{
    QDate date = QDate(1970, 1, 1).addDays((start + kZoneOffsetMs) / kDayMs);
    int minute = static_cast<int>((start + kZoneOffsetMs) % kDayMs / kMinuteMs);
    qint64 now = start;
    int left = term.amount;
    bool dayZeroSeen = false;  // day-based: the first worked day is day 0
    for (;;) {
        if (term.unit == SlaUnit::WorkingDays) {
            if (minute == 1439 && !Oracle::off(date)) {
                // 23:59:59 decides whether the day counts
                const qint64 end = now + 59'000;
                if (!dayZeroSeen)
                    dayZeroSeen = true;
                else if (!paused(pauses, end) && --left == 0)
                    return end;
            }
        } else if (Oracle::ticks(term.unit, date, minute) && !paused(pauses, now)) {
            if (--left == 0)
                return now + kMinuteMs;
        }
        now += kMinuteMs;
        if (++minute == 1440) {
            minute = 0;
            date = date.addDays(1);
        }
    }
}

}  // namespace

class TestDeadline : public QObject
{
    Q_OBJECT

private slots:
    void goldenCases_data();
    void goldenCases();
    void defaultsByStage();
    void nightReportsWaitForTheDesk();
    void dueSoonIsAQuarter();
    void againstTheOracle();
    void explainCoversEverything();
    void pauseExtendRebaseKeepAllDues();
    void standingPause();
    void refusedSegments();
    void amountToReachTheWantedDay();
    void explainNamesHolidays();
    void policiesFallBack();
};

void TestDeadline::goldenCases_data()
{
    QTest::addColumn<qint64>("receipt");
    QTest::addColumn<QDate>("due");
    QTest::newRow("weekday") << at(QDate(2025, 7, 1), 9, 0) << QDate(2025, 7, 10);
    QTest::newRow("Saturday, National Day") << at(QDate(2025, 8, 23), 10, 0) << QDate(2025, 9, 5);
    QTest::newRow("evening") << at(QDate(2026, 3, 2), 19, 17) << QDate(2026, 3, 11);
}

void TestDeadline::goldenCases()
{
    QFETCH(qint64, receipt);
    QFETCH(QDate, due);
    const Due got = dueFor(Stage::Resolve, Track::Timed, Priority::Normal, {}, receipt,
                           PolicySet::defaults(), hueCalendar());
    QCOMPARE(got.dueUtcMs, endOfDayUtcMs(due));
    QCOMPARE(got.policyCode, u"RESOLVE"_s);
    QVERIFY(!got.assumed);
}

void TestDeadline::defaultsByStage()
{
    const WorkCalendar calendar = hueCalendar();
    const PolicySet policies = PolicySet::defaults();
    const QDate day(2025, 7, 1);
    const qint64 start = at(day, 9, 0);
    const auto due = [&](Stage stage, Track track, Priority priority) {
        return dueFor(stage, track, priority, {}, start, policies, calendar).dueUtcMs;
    };
    QCOMPARE(due(Stage::Screen, Track::Timed, Priority::Normal), at(day, 9, 30));
    QCOMPARE(due(Stage::Screen, Track::Timed, Priority::Urgent), at(day, 9, 10));
    QCOMPARE(due(Stage::Accept, Track::Timed, Priority::Normal), at(day.addDays(1), 9, 30));
    QCOMPARE(due(Stage::Resolve, Track::Timed, Priority::Urgent), at(day, 15, 0));
    QCOMPARE(due(Stage::Resolve, Track::Immediate, Priority::Normal), at(day, 11, 0));
    QCOMPARE(due(Stage::Sign, Track::Timed, Priority::Normal), at(day.addDays(1), 9, 30));
    QCOMPARE(due(Stage::Approve, Track::Timed, Priority::Complex), at(day.addDays(1), 9, 30));
    QCOMPARE(due(Stage::Publish, Track::Timed, Priority::Normal), at(day, 15, 0));
}

void TestDeadline::nightReportsWaitForTheDesk()
{
    const WorkCalendar calendar = hueCalendar();
    const PolicySet policies = PolicySet::defaults();
    const QDate sunday(2025, 7, 6);
    const auto due = [&](Track track, Priority priority, int h, int m) {
        return dueFor(Stage::Screen, track, priority, {}, at(sunday, h, m), policies, calendar)
            .dueUtcMs;
    };
    QCOMPARE(due(Track::Timed, Priority::Normal, 2, 15), at(sunday, 8, 0));
    QCOMPARE(due(Track::Timed, Priority::Normal, 23, 50), at(sunday.addDays(1), 7, 50));
    QCOMPARE(due(Track::Timed, Priority::Urgent, 2, 15), at(sunday, 2, 25));
    QCOMPARE(due(Track::Immediate, Priority::Normal, 2, 15), at(sunday, 2, 45));
}

void TestDeadline::dueSoonIsAQuarter()
{
    const WorkCalendar calendar = hueCalendar();
    const PolicySet policies = PolicySet::defaults();
    const QDate day(2025, 7, 1);
    Due due = dueFor(Stage::Resolve, Track::Immediate, Priority::Normal, {}, at(day, 9, 0),
                     policies, calendar);
    QCOMPARE(due.dueSoonUtcMs, at(day, 10, 30));
    due = dueFor(Stage::Accept, Track::Timed, Priority::Normal, {}, at(day, 7, 30), policies,
                 calendar);
    QCOMPARE(due.dueSoonUtcMs, at(day, 15, 30));  // 6 of 8 working hours
    due = dueFor(Stage::Screen, Track::Timed, Priority::Normal, {}, at(day, 9, 0), policies,
                 calendar);
    QCOMPARE(due.dueSoonUtcMs, at(day, 9, 0));  // never more than 30 minutes left
    due = dueFor(Stage::Resolve, Track::Timed, Priority::Normal, {}, at(day, 7, 30), policies,
                 calendar);
    const qint64 total = calendar.workingMsBetween(at(day, 7, 30), due.dueUtcMs);
    QCOMPARE(calendar.workingMsBetween(due.dueSoonUtcMs, due.dueUtcMs), total / 4);
}

void TestDeadline::againstTheOracle()
{
    SeededRandom random("deadline oracle");
    const WorkCalendar calendar = hueCalendar();
    for (int i = 0; i < 2500; ++i) {
        // A third around the year's end, Tết and National Day; all within years that have data.
        static const QList<QDate> hot = {{2025, 12, 29}, {2025, 1, 24}, {2026, 2, 12},
                                         {2025, 8, 28},  {2026, 8, 28}, {2025, 4, 24},
                                         {2025, 1, 1}};
        QDate date = random.oneIn(3) ? hot[random.upTo(static_cast<int>(hot.size()))]
                                     : QDate(2025, 1, 1).addDays(random.upTo(600));
        date = date.addDays(random.upTo(4));
        const qint64 start = utcMsOf(date, random.upTo(1440));
        SlaTerm term;
        term.unit = static_cast<SlaUnit>(random.upTo(4));
        term.amount = 1 + random.upTo(term.unit == SlaUnit::WorkingDays ? 12 : 3000);

        DeadlineLedger ledger;
        QVERIFY(ledger.start(Stage::Resolve, {u"X"_s, term}, start, start));
        QList<Pause> pauses;
        qint64 when = start;
        const int count = random.upTo(4);
        for (int p = 0; p < count; ++p) {
            const qint64 from = when + random.upTo(3 * 1440) * kMinuteMs;
            const qint64 to = from + (1 + random.upTo(5 * 1440)) * kMinuteMs;
            QVERIFY(ledger.pause(Stage::Resolve, from, u"test"_s));
            QVERIFY(ledger.resume(Stage::Resolve, to));
            pauses.append({from, to});
            when = to;
        }
        if (random.oneIn(3)) {
            const int more = 1 + random.upTo(5);
            QVERIFY(ledger.extend(Stage::Resolve, when, more, u"extension"_s));
            term.amount += more;
        }
        const ClockReading reading = ledger.read(Stage::Resolve, calendar);
        const qint64 expected = oracleDue(start, term, pauses);
        if (reading.due.dueUtcMs != expected) {
            qWarning() << "case" << i << "start" << start << "unit" << int(term.unit)
                       << term.amount << "pauses" << count << "seed" << random.seed();
        }
        QCOMPARE(reading.due.dueUtcMs, expected);
        QVERIFY(reading.due.dueSoonUtcMs >= start && reading.due.dueSoonUtcMs <= expected);
        const SlaTerm original = ledger.segments.first().term;
        QCOMPARE(reading.originalDueUtcMs, oracleDue(start, original, {}));
    }
}

// Days and intervals follow each other without a hole, the counted ones add up to the term, and the
// last one ends at the deadline.
void TestDeadline::explainCoversEverything()
{
    SeededRandom random("explain");
    const WorkCalendar calendar = hueCalendar();
    for (int i = 0; i < 600; ++i) {
        const qint64 start = utcMsOf(QDate(2025, 1, 1).addDays(random.upTo(600)),
                                     random.upTo(1440));
        SlaTerm term{static_cast<SlaUnit>(random.upTo(4)), 0};
        const bool byDays = term.unit == SlaUnit::WorkingDays;
        term.amount = 1 + random.upTo(byDays ? 12 : 3000);
        DeadlineLedger ledger;
        QVERIFY(ledger.start(Stage::Resolve, {u"X"_s, term}, start, start));
        if (random.oneIn(2)) {
            const qint64 from = start + random.upTo(2000) * kMinuteMs;
            QVERIFY(ledger.pause(Stage::Resolve, from, u"storm"_s, 0, u"QĐ 1"_s));
            QVERIFY(ledger.resume(Stage::Resolve, from + (1 + random.upTo(9000)) * kMinuteMs));
        }
        const qint64 due = ledger.read(Stage::Resolve, calendar).due.dueUtcMs;
        const QList<ExplainLine> lines = ledger.explain(Stage::Resolve, calendar);
        QVERIFY(!lines.isEmpty());
        qint64 counted = 0;
        for (qsizetype k = 0; k < lines.size(); ++k) {
            QVERIFY(lines[k].toUtcMs > lines[k].fromUtcMs);
            QCOMPARE(lines[k].date, localDate(lines[k].fromUtcMs));
            if (k > 0)
                QCOMPARE(lines[k].fromUtcMs, lines[k - 1].toUtcMs);
            if (lines[k].counted)
                counted += byDays ? 1 : lines[k].toUtcMs - lines[k].fromUtcMs;
        }
        QCOMPARE(counted, byDays ? term.amount : term.amount * kMinuteMs);
        QCOMPARE(lines.first().fromUtcMs, byDays ? startOfDayUtcMs(localDate(start)) : start);
        QCOMPARE(lines.last().toUtcMs, byDays ? due + 1000 : due);
        QVERIFY(lines.last().counted);
        QCOMPARE(lines.last().number, term.amount);
    }
}

void TestDeadline::pauseExtendRebaseKeepAllDues()
{
    const WorkCalendar calendar = hueCalendar();
    const qint64 start = at(QDate(2025, 7, 1), 9, 0);
    DeadlineLedger ledger;
    QVERIFY(ledger.start(Stage::Resolve, {u"RESOLVE"_s, {SlaUnit::WorkingDays, 7}}, start, start));
    QVERIFY(ledger.extend(Stage::Resolve, at(QDate(2025, 7, 8), 9, 0), 3, u"extension"_s));
    ClockReading reading = ledger.read(Stage::Resolve, calendar);
    QCOMPARE(reading.originalDueUtcMs, endOfDayUtcMs(QDate(2025, 7, 10)));
    QCOMPARE(reading.extendedDueUtcMs, endOfDayUtcMs(QDate(2025, 7, 15)));
    QCOMPARE(reading.rebasedDueUtcMs, 0);
    QCOMPARE(reading.due.dueUtcMs, reading.extendedDueUtcMs);

    const qint64 changed = at(QDate(2025, 7, 9), 8, 0);
    QVERIFY(ledger.rebase(Stage::Resolve, {u"RESOLVE.15"_s, {SlaUnit::WorkingDays, 15}}, changed,
                          start, u"category"_s));
    reading = ledger.read(Stage::Resolve, calendar);
    QCOMPARE(reading.originalDueUtcMs, endOfDayUtcMs(QDate(2025, 7, 10)));
    QCOMPARE(reading.extendedDueUtcMs, endOfDayUtcMs(QDate(2025, 7, 15)));
    QCOMPARE(reading.rebasedDueUtcMs, endOfDayUtcMs(QDate(2025, 7, 22)));
    QCOMPARE(reading.due.policyCode, u"RESOLVE.15"_s);
    QCOMPARE(reading.history.size(), 3);

    const QList<ClockSegment> before = ledger.segments;
    QVERIFY(ledger.stop(Stage::Resolve, at(QDate(2025, 7, 20), 9, 0)));
    QCOMPARE(ledger.segments.first(before.size()), before);  // appended, nothing rewritten
    reading = ledger.read(Stage::Resolve, calendar);
    QVERIFY(!reading.running);
    QCOMPARE(reading.stoppedUtcMs, at(QDate(2025, 7, 20), 9, 0));
    QCOMPARE(reading.due.dueUtcMs, endOfDayUtcMs(QDate(2025, 7, 22)));

    QVERIFY(ledger.start(Stage::Resolve, {u"RESOLVE"_s, {SlaUnit::WorkingDays, 7}},
                         at(QDate(2025, 8, 23), 10, 0), at(QDate(2025, 8, 23), 10, 0)));
    reading = ledger.read(Stage::Resolve, calendar);
    QCOMPARE(reading.due.dueUtcMs, endOfDayUtcMs(QDate(2025, 9, 5)));  // a new clock, reopened
    QCOMPARE(reading.history.size(), 1);
}

void TestDeadline::standingPause()
{
    const WorkCalendar calendar = hueCalendar();
    const qint64 start = at(QDate(2025, 7, 1), 9, 0);
    DeadlineLedger ledger;
    QVERIFY(ledger.start(Stage::Resolve, {u"RESOLVE"_s, {SlaUnit::WorkingDays, 7}}, start, start));
    QVERIFY(ledger.pause(Stage::Resolve, at(QDate(2025, 7, 3), 9, 0), u"agency_pause"_s,
                         at(QDate(2025, 7, 8), 8, 0)));
    ClockReading reading = ledger.read(Stage::Resolve, calendar);
    QVERIFY(reading.paused && !reading.running);
    QCOMPARE(reading.due.dueUtcMs, 0);
    // 3, 4 and 7 July are not counted: three working days later.
    QCOMPARE(reading.projectedDueUtcMs, endOfDayUtcMs(QDate(2025, 7, 15)));
    QVERIFY(ledger.pause(Stage::Resolve, at(QDate(2025, 7, 4), 9, 0), u"storm"_s));
    QVERIFY(ledger.resume(Stage::Resolve, at(QDate(2025, 7, 7), 9, 0)));
    QVERIFY(ledger.isPaused(Stage::Resolve));  // the other pause still stands
    QVERIFY(ledger.resume(Stage::Resolve, at(QDate(2025, 7, 7), 9, 0)));
    reading = ledger.read(Stage::Resolve, calendar);
    QVERIFY(reading.running);
    QCOMPARE(reading.due.dueUtcMs, endOfDayUtcMs(QDate(2025, 7, 14)));
    // Paused after the deadline had passed: it stays passed.
    QVERIFY(ledger.pause(Stage::Resolve, at(QDate(2025, 7, 16), 9, 0), u"agency_pause"_s));
    QCOMPARE(ledger.read(Stage::Resolve, calendar).due.dueUtcMs, endOfDayUtcMs(QDate(2025, 7, 14)));
}

void TestDeadline::refusedSegments()
{
    DeadlineLedger ledger;
    const SlaChoice choice{u"X"_s, {SlaUnit::WorkingDays, 7}};
    QVERIFY(!ledger.pause(Stage::Resolve, 1, u"x"_s));
    QVERIFY(!ledger.resume(Stage::Resolve, 1));
    QVERIFY(!ledger.extend(Stage::Resolve, 1, 1, u"x"_s));
    QVERIFY(!ledger.rebase(Stage::Resolve, choice, 1, 1, u"x"_s));
    QVERIFY(!ledger.stop(Stage::Resolve, 1));
    QVERIFY(!ledger.start(Stage::Resolve, {u"X"_s, {SlaUnit::WorkingDays, 0}}, 1, 1));
    QVERIFY(!ledger.start(Stage::Resolve, {u"X"_s, {SlaUnit::WorkingDays, 1001}}, 1, 1));
    QVERIFY(!ledger.read(Stage::Resolve, WorkCalendar()).exists);
    QVERIFY(ledger.explain(Stage::Resolve, WorkCalendar()).isEmpty());
    QVERIFY(ledger.segments.isEmpty());
    QVERIFY(ledger.start(Stage::Resolve, choice, 1, 1));
    QVERIFY(!ledger.resume(Stage::Resolve, 1));
    QVERIFY(!ledger.extend(Stage::Resolve, 1, 0, u"x"_s));
    QVERIFY(!ledger.extend(Stage::Resolve, 1, 2'000'000'000, u"x"_s));
    QVERIFY(ledger.stop(Stage::Resolve, 2));
    QVERIFY(!ledger.extend(Stage::Resolve, 3, 1, u"x"_s));
    // However often a clock starts again, the list stays bounded and nothing is refused.
    for (int i = 0; i < 3 * kMaxSegments; ++i)
        QVERIFY(ledger.start(Stage::Screen, choice, 1, 1));
    QVERIFY(ledger.segments.size() <= kMaxSegments);
}

void TestDeadline::amountToReachTheWantedDay()
{
    const WorkCalendar calendar = hueCalendar();
    const qint64 start = at(QDate(2025, 8, 23), 10, 0);
    DeadlineLedger ledger;
    QVERIFY(ledger.start(Stage::Resolve, {u"RESOLVE"_s, {SlaUnit::WorkingDays, 7}}, start, start));
    const qint64 wanted = endOfDayUtcMs(QDate(2025, 9, 14));  // a Sunday
    const int more = ledger.amountToReach(Stage::Resolve, wanted, calendar);
    QCOMPARE(more, 6);
    QVERIFY(ledger.extend(Stage::Resolve, start + kDayMs, more, u"extension"_s));
    QCOMPARE(ledger.read(Stage::Resolve, calendar).due.dueUtcMs, endOfDayUtcMs(QDate(2025, 9, 15)));
    QCOMPARE(ledger.amountToReach(Stage::Resolve, wanted, calendar), 0);
}

void TestDeadline::explainNamesHolidays()
{
    const WorkCalendar calendar = hueCalendar();
    const qint64 start = at(QDate(2025, 8, 23), 10, 0);
    DeadlineLedger ledger;
    QVERIFY(ledger.start(Stage::Resolve, {u"RESOLVE"_s, {SlaUnit::WorkingDays, 7}}, start, start));
    const QList<ExplainLine> lines = ledger.explain(Stage::Resolve, calendar);
    QCOMPARE(lines.size(), 14);  // 23 August to 5 September
    QCOMPARE(lines[0].reason, DayReason::RolledForward);
    QCOMPARE(lines[0].params.value(0), u"day_off"_s);
    QCOMPARE(lines[2].reason, DayReason::ReceiptDay);
    QCOMPARE(lines[3].reason, DayReason::Counted);
    QCOMPARE(lines[3].params, (QStringList{u"1"_s, u"7"_s}));
    QCOMPARE(lines[9].date, QDate(2025, 9, 1));
    QCOMPARE(lines[9].reason, DayReason::Holiday);
    QCOMPARE(lines[9].params.value(0), u"Quốc khánh"_s);
    QCOMPARE(lines[13].number, 7);

    DeadlineLedger far;
    const qint64 later = at(QDate(2026, 12, 28), 10, 0);
    QVERIFY(far.start(Stage::Resolve, {u"RESOLVE"_s, {SlaUnit::WorkingDays, 7}}, later, later));
    QVERIFY(far.read(Stage::Resolve, calendar).due.assumed);
    QVERIFY(far.explain(Stage::Resolve, calendar).last().assumed);
    QVERIFY(!far.explain(Stage::Resolve, calendar).first().assumed);
}

void TestDeadline::policiesFallBack()
{
    PolicySet policies = PolicySet::defaults();
    SlaPolicy own{u"RESOLVE.3"_s, Stage::Resolve, Track::Timed, false,
                  {SlaUnit::WorkingDays, 3}, {SlaUnit::WorkingMinutes, 120},
                  {SlaUnit::WorkingDays, 5}, {}};
    QVERIFY(policies.set(own));
    const auto code = [&](Stage stage, Track track, const QString& wanted) {
        return policies.choose(stage, track, Priority::Normal, wanted).policyCode;
    };
    QCOMPARE(code(Stage::Resolve, Track::Timed, u"RESOLVE.3"_s), u"RESOLVE.3"_s);
    QCOMPARE(code(Stage::Resolve, Track::Immediate, u"RESOLVE.3"_s), u"RESOLVE.NOW"_s);
    QCOMPARE(code(Stage::Accept, Track::Timed, u"RESOLVE.3"_s), u"ACCEPT"_s);
    QCOMPARE(code(Stage::Resolve, Track::Timed, u"NONE"_s), u"RESOLVE"_s);
    QCOMPARE(PolicySet().choose(Stage::Sign, Track::Timed, Priority::Normal).policyCode, u"SIGN"_s);
    own.urgent.amount = 0;
    QVERIFY(!policies.set(own));
    for (int stage = 0; stage < kStageCount; ++stage) {
        const Stage s = static_cast<Stage>(stage);
        QCOMPARE(stageFrom(codeOf(s)), std::optional(s));
        QVERIFY(*labelOf(s));
    }
    for (int unit = 0; unit < 4; ++unit) {
        const SlaUnit u = static_cast<SlaUnit>(unit);
        QCOMPARE(slaUnitFrom(codeOf(u)), std::optional(u));
    }
}

QTEST_APPLESS_MAIN(TestDeadline)
#include "tst_core_deadline.moc"
