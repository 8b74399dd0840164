// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/clockwalk.h"
#include "core/deadline_compact.h"

namespace kydai {

namespace {

// What the segments of one clock, from its start on, come to.
struct ClockState {
    bool exists = false;
    int depth = 0;  // pauses not yet resumed
    qint64 startUtcMs = 0, stoppedUtcMs = 0, fromUtcMs = 0, plannedEndUtcMs = 0;
    SlaTerm first, term;
    QString policyCode;
    QList<ClockGap> gaps;

    SlaChoice choice() const { return {policyCode, term}; }
};

void addGaps(ClockState& clock, const ClockSegment& s)
{
    for (ClockGap gap : unpackGaps(s)) {
        gap.fromUtcMs = std::max(gap.fromUtcMs, clock.gaps.isEmpty() ? 0 : clock.gaps.last().toUtcMs);
        if (gap.toUtcMs > gap.fromUtcMs)
            clock.gaps.append(gap);
    }
}

void apply(ClockState& clock, const ClockSegment& s)
{
    switch (s.kind) {
    case SegmentKind::Start:
        clock = {};
        clock.exists = true;
        clock.startUtcMs = clock.fromUtcMs = s.fromUtcMs;
        clock.first = clock.term = s.term;
        clock.policyCode = s.policyCode;
        break;
    case SegmentKind::Pause:
        if (!s.gaps.isEmpty()) {
            if (clock.depth == 0)
                addGaps(clock, s);
            break;
        }
        if (clock.depth++ == 0) {
            const qint64 last = clock.gaps.isEmpty() ? 0 : clock.gaps.last().toUtcMs;
            clock.gaps.append(
                ClockGap{std::max(s.fromUtcMs, last), kNever, s.reasonCode, s.reference});
        }
        clock.plannedEndUtcMs = std::max(clock.plannedEndUtcMs, s.untilUtcMs);
        break;
    case SegmentKind::Resume:
        if (clock.depth > 0 && --clock.depth == 0) {
            clock.gaps.last().toUtcMs = s.fromUtcMs;
            if (s.fromUtcMs <= clock.gaps.last().fromUtcMs)
                clock.gaps.removeLast();
            clock.plannedEndUtcMs = 0;
        }
        break;
    case SegmentKind::Extend:
        clock.term.amount = static_cast<int>(
            std::clamp<qint64>(qint64(clock.term.amount) + s.term.amount, 1, 1'000'000));
        break;
    case SegmentKind::Rebase:
        clock.fromUtcMs = s.fromUtcMs;
        clock.term = s.term;
        clock.policyCode = s.policyCode;
        break;
    case SegmentKind::Stop:
        clock.stoppedUtcMs = s.atUtcMs;
        break;
    }
}

qsizetype startOf(const QList<ClockSegment>& segments, Stage stage)
{
    for (qsizetype i = segments.size() - 1; i >= 0; --i) {
        if (segments[i].stage == stage && segments[i].kind == SegmentKind::Start)
            return i;
    }
    return -1;
}

ClockState stateOf(const QList<ClockSegment>& segments, Stage stage)
{
    ClockState clock;
    const qsizetype first = startOf(segments, stage);
    for (qsizetype i = first; i >= 0 && i < segments.size(); ++i) {
        if (segments[i].stage == stage)
            apply(clock, segments[i]);
    }
    return clock;
}

// The gaps as they will be if a standing pause ends as planned.
QList<ClockGap> plannedGaps(const ClockState& clock)
{
    QList<ClockGap> gaps = clock.gaps;
    if (clock.depth > 0 && clock.plannedEndUtcMs > gaps.last().fromUtcMs)
        gaps.last().toUtcMs = clock.plannedEndUtcMs;
    return gaps;
}

qint64 plannedDue(const ClockState& clock, const WorkCalendar& calendar)
{
    return ClockWalk(calendar, plannedGaps(clock)).due(clock.fromUtcMs, clock.term);
}

}  // namespace

bool DeadlineLedger::start(Stage stage, const SlaChoice& choice, qint64 atUtcMs, qint64 fromUtcMs,
                           const QString& by)
{
    ClockSegment s{SegmentKind::Start, stage, atUtcMs, fromUtcMs, 0, choice.term,
                   choice.policyCode, {}, {}, by, {}};
    return isSound(choice.term) && appendSegment(segments, std::move(s));
}

bool DeadlineLedger::pause(Stage stage, qint64 atUtcMs, const QString& reasonCode,
                           qint64 untilUtcMs, const QString& reference, const QString& by)
{
    const ClockState clock = stateOf(segments, stage);
    if (!clock.exists || clock.stoppedUtcMs)
        return false;
    return appendSegment(segments, {SegmentKind::Pause, stage, atUtcMs, atUtcMs, untilUtcMs, {}, {},
                             reasonCode, reference, by, {}});
}

bool DeadlineLedger::resume(Stage stage, qint64 atUtcMs, const QString& by)
{
    return isPaused(stage) && appendSegment(segments, {SegmentKind::Resume, stage, atUtcMs, atUtcMs, 0, {},
                                                {}, {}, {}, by, {}});
}

bool DeadlineLedger::extend(Stage stage, qint64 atUtcMs, int amount, const QString& reasonCode,
                            const QString& reference, const QString& by)
{
    const ClockState clock = stateOf(segments, stage);
    if (!clock.exists || clock.stoppedUtcMs || amount < 1 || amount > 1'000'000
        || !isSound({clock.term.unit, clock.term.amount + amount}))
        return false;
    return appendSegment(segments, {SegmentKind::Extend, stage, atUtcMs, atUtcMs, 0,
                             {clock.term.unit, amount}, {}, reasonCode, reference, by, {}});
}

bool DeadlineLedger::rebase(Stage stage, const SlaChoice& choice, qint64 atUtcMs, qint64 fromUtcMs,
                            const QString& reasonCode, const QString& by)
{
    const ClockState clock = stateOf(segments, stage);
    if (!clock.exists || clock.stoppedUtcMs || !isSound(choice.term))
        return false;
    return appendSegment(segments, {SegmentKind::Rebase, stage, atUtcMs, fromUtcMs, 0, choice.term,
                             choice.policyCode, reasonCode, {}, by, {}});
}

bool DeadlineLedger::stop(Stage stage, qint64 atUtcMs, const QString& by)
{
    const ClockState clock = stateOf(segments, stage);
    if (!clock.exists || clock.stoppedUtcMs)
        return false;
    return appendSegment(segments,
                  {SegmentKind::Stop, stage, atUtcMs, atUtcMs, 0, {}, {}, {}, {}, by, {}});
}

bool DeadlineLedger::isRunning(Stage stage) const
{
    const ClockState clock = stateOf(segments, stage);
    return clock.exists && !clock.stoppedUtcMs && clock.depth == 0;
}

bool DeadlineLedger::isPaused(Stage stage) const
{
    const ClockState clock = stateOf(segments, stage);
    return clock.exists && !clock.stoppedUtcMs && clock.depth > 0;
}

ClockReading DeadlineLedger::read(Stage stage, const WorkCalendar& calendar) const
{
    ClockReading reading;
    ClockState clock;
    const qsizetype first = startOf(segments, stage);
    for (qsizetype i = first; i >= 0 && i < segments.size(); ++i) {
        const ClockSegment& s = segments[i];
        if (s.stage != stage)
            continue;
        apply(clock, s);
        if (s.kind == SegmentKind::Stop)
            continue;
        const qint64 due = plannedDue(clock, calendar);
        reading.history.append({s.kind, s.atUtcMs, due});
        if (s.kind == SegmentKind::Extend)
            reading.extendedDueUtcMs = due;
        if (s.kind == SegmentKind::Rebase)
            reading.rebasedDueUtcMs = due;
    }
    if (!clock.exists)
        return reading;
    reading.exists = true;
    reading.startUtcMs = clock.startUtcMs;
    reading.stoppedUtcMs = clock.stoppedUtcMs;
    reading.paused = clock.depth > 0 && !clock.stoppedUtcMs;
    reading.running = clock.depth == 0 && !clock.stoppedUtcMs;
    reading.originalDueUtcMs = reading.history.first().dueUtcMs;
    reading.due = dueOf(stage, clock.choice(), clock.fromUtcMs, clock.gaps, calendar);
    if (clock.depth > 0)
        reading.projectedDueUtcMs = plannedDue(clock, calendar);
    return reading;
}

QList<ExplainLine> DeadlineLedger::explain(Stage stage, const WorkCalendar& calendar) const
{
    QList<ExplainLine> lines;
    const ClockState clock = stateOf(segments, stage);
    if (!clock.exists)
        return lines;
    ClockWalk walk(calendar, plannedGaps(clock));
    walk.collectInto(&lines);
    walk.due(clock.fromUtcMs, clock.term);
    return lines;
}

int DeadlineLedger::amountToReach(Stage stage, qint64 wantedUtcMs,
                                  const WorkCalendar& calendar) const
{
    const ClockState clock = stateOf(segments, stage);
    if (!clock.exists)
        return 0;
    const auto reaches = [&](int amount) {
        ClockState trial = clock;
        trial.term.amount += amount;
        const qint64 due = plannedDue(trial, calendar);
        return due == 0 || due >= wantedUtcMs;
    };
    int low = 0;
    int high = (clock.term.unit == SlaUnit::WorkingDays ? 1000 : 1'000'000) - clock.term.amount;
    if (high <= 0 || !reaches(high))
        return 0;
    while (low < high) {
        const int middle = low + (high - low) / 2;
        if (reaches(middle))
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

}  // namespace kydai
