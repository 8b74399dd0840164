// SPDX-License-Identifier: GPL-3.0-or-later
// Long-lived cases: folding the clocks' history changes no time anybody reads, and nothing gets stuck.
#include <QTest>

#include "core/casefixture.h"
#include "core/deadline_compact.h"
#include "core/seeded.h"

using namespace kydai;
using namespace kydai::test;
using namespace Qt::StringLiterals;

namespace {

QString timesOf(const ClockReading& r)
{
    const auto n = [](qint64 v) { return QString::number(v); };
    return QStringList{n(r.exists), n(r.running), n(r.paused), n(r.startUtcMs), n(r.stoppedUtcMs),
                       n(r.originalDueUtcMs), n(r.extendedDueUtcMs), n(r.rebasedDueUtcMs),
                       n(r.due.dueUtcMs), n(r.due.dueSoonUtcMs), r.due.policyCode,
                       n(r.projectedDueUtcMs)}
        .join(u' ');
}

// Empty = the two say the same about every stage.
QString difference(const DeadlineLedger& a, const DeadlineLedger& b, const WorkCalendar& calendar,
                   bool reasons)
{
    for (int i = 0; i < kStageCount; ++i) {
        const auto stage = static_cast<Stage>(i);
        const QString one = timesOf(a.read(stage, calendar));
        const QString two = timesOf(b.read(stage, calendar));
        if (one != two)
            return u"stage %1: %2 | %3"_s.arg(QString::number(i), one, two);
        QList<ExplainLine> lines = a.explain(stage, calendar);
        QList<ExplainLine> others = b.explain(stage, calendar);
        for (QList<ExplainLine>* list : {&lines, &others}) {
            for (ExplainLine& line : *list) {
                if (!reasons && line.reason == DayReason::Paused)
                    line.params.clear();
            }
        }
        if (lines != others)
            return u"stage %1: explained differently"_s.arg(i);
    }
    return {};
}

SlaTerm randomTerm(SeededRandom& random)
{
    const auto unit = static_cast<SlaUnit>(random.upTo(4));
    return {unit, unit == SlaUnit::WorkingDays ? 1 + random.upTo(12) : 10 + random.upTo(3991)};
}

class TestCompact : public QObject
{
    Q_OBJECT

private slots:
    void foldedEqualsWhole();
    void screeningBeforeAnyAgency();
    void neverStuck();
    void brokenListsAreRead();
};

void TestCompact::foldedEqualsWhole()
{
    SeededRandom random("foldedEqualsWhole");
    const WorkCalendar calendar = hueCalendar();
    int folded = 0, packed = 0;
    for (int run = 0; run < 150; ++run) {
        DeadlineLedger whole, small;
        qint64 now = kMonday;
        bool reasons = true;
        for (int step = 0; step < 120; ++step) {
            now += random.upTo(31) * kMinuteMs;
            const auto stage = random.upTo(100) < 70 ? Stage::Resolve : Stage::Screen;
            const int dice = random.upTo(100);
            const SlaChoice choice{u"P%1"_s.arg(step), randomTerm(random)};
            const QString reason = random.upTo(100) < 80 ? u"needs_info"_s : u"storm"_s;
            for (DeadlineLedger* ledger : {&whole, &small}) {
                if (dice < 6)
                    (void)ledger->start(stage, choice, now, now);
                else if (dice < 12)
                    (void)ledger->rebase(stage, choice, now, now, u"category"_s);
                else if (dice < 20)
                    (void)ledger->extend(stage, now, 1 + dice % 5, u"extension"_s);
                else if (dice < 22)
                    (void)ledger->stop(stage, now);
                else if (ledger->isPaused(stage) && dice < 95)
                    (void)ledger->resume(stage, now);
                else  // now and then a pause within a pause
                    (void)ledger->pause(stage, now, reason, now + 7 * kDayMs);
            }
            if (random.upTo(100) < 10) {
                const auto before = small.segments.size();
                compactSegments(small.segments);
                folded += before > small.segments.size();
            }
            if (step % 5 == 4) {
                const QString d = difference(whole, small, calendar, reasons);
                QVERIFY2(d.isEmpty(), qPrintable(u"run %1 step %2: %3"_s.arg(run).arg(step).arg(d)));
            }
        }
        packed += std::any_of(small.segments.begin(), small.segments.end(),
                              [](const ClockSegment& s) { return !s.gaps.isEmpty(); });
        QVERIFY(whole.segments.size() < kCompactAt);  // else the oracle would fold too
    }
    QVERIFY(folded > 100);
    QVERIFY(packed > 10);
}

#define DONE(act) QCOMPARE((act).code, ErrorCode::None)

// The resolving clock leaves out what the screening stood still, however long ago it was folded.
void TestCompact::screeningBeforeAnyAgency()
{
    SeededRandom random("screeningBeforeAnyAgency");
    Story s;
    QList<ClockGap> stood;
    for (int i = 0; i < 700; ++i) {
        DONE(s.act(u"op2"_s, Action::Claim));
        s.pass((1 + random.upTo(90)) * kMinuteMs);
        DONE(s.act(u"op2"_s, Action::Claim));
        const bool rejected = random.upTo(100) < 30;
        if (rejected)
            DONE(s.act(u"op2"_s, Action::Reject, {{u"reason"_s, u"out_of_scope"_s},
                                                  {u"message"_s, u"Không."_s}}));
        else
            DONE(s.act(u"op2"_s, Action::Ask, {{u"question"_s, u"Ở đâu?"_s},
                                               {u"channel"_s, u"app"_s}}));
        const qint64 from = s.nowMs;
        s.pass((1 + random.upTo(300)) * kMinuteMs);
        if (rejected)
            DONE(s.act(u"lead"_s, Action::Restore, {{u"reason"_s, u"Nhầm"_s}}));
        else
            DONE(s.act(u"citizen"_s, Action::Reply, {{u"text"_s, u"Ở đây"_s}}));
        stood.append({from, s.nowMs, {}, {}});
        QVERIFY(s.c.deadline.segments.size() <= kMaxSegments);
    }
    DONE(s.act(u"op2"_s, Action::Claim));
    DONE(s.act(u"op2"_s, Action::Assign, assignArgs()));
    const ClockReading reading = s.c.deadline.read(Stage::Resolve, s.city.calendar());
    const qint64 due = ClockWalk(s.city.calendar(), stood).due(s.c.receivedMs, reading.due.term);
    QCOMPARE(reading.due.dueUtcMs, due);
    QCOMPARE(s.c.resolveDueMs, due);
}

// Every pause with a decision of its own, the priority to and fro: no move is ever refused.
void TestCompact::neverStuck()
{
    Story s;
    DONE(s.act(u"op2"_s, Action::Claim));
    DONE(s.act(u"op2"_s, Action::Assign, assignArgs()));
    DONE(s.act(u"off"_s, Action::Accept));
    for (int i = 0; i < 600; ++i) {
        const qint64 until = s.nowMs + kDayMs;
        DONE(s.act(u"off"_s, Action::RequestPause,
                   {{u"reason"_s, u"weather"_s}, {u"text"_s, u"Mưa"_s}, {u"until"_s, until}}));
        DONE(s.act(u"disp"_s, Action::Pause,
                   {{u"until"_s, until}, {u"reference"_s, u"QĐ %1"_s.arg(i)}}));
        s.pass(kMinuteMs);
        DONE(s.act(u"disp"_s, Action::Resume));
        if (i % 3 == 0)
            DONE(s.act(u"disp"_s, Action::Edit,
                       {{u"priority"_s, i % 2 ? u"normal"_s : u"complex"_s}}));
        QVERIFY(s.c.dueMs > 0);
        QVERIFY(s.c.deadline.segments.size() <= kMaxSegments);
    }
}

void TestCompact::brokenListsAreRead()
{
    ClockSegment s;
    s.kind = SegmentKind::Pause;
    for (const char* text : {"", " ", ".", "1", "1.", ".1", "-5.3", "1.0", "1.-1", "zzzzzzzzzzzzzzzz.1",
                             "1.1 x", "1..1", "1.1.1"}) {
        s.gaps = QString::fromLatin1(text);
        const QList<ClockGap> gaps = unpackGaps(s);
        QVERIFY(gaps.size() <= 1);
    }
    s.gaps = u"a.5 1.1"_s;
    const QList<ClockGap> gaps = unpackGaps(s);
    QCOMPARE(gaps.size(), 2);
    QCOMPARE(gaps[0].fromUtcMs, 10);
    QCOMPARE(gaps[1].toUtcMs, 17);
}

}  // namespace

QTEST_APPLESS_MAIN(TestCompact)
#include "tst_core_compact.moc"
