// SPDX-License-Identifier: GPL-3.0-or-later
// Deadlines: policies as data, clocks by stage as append-only segments, and the reason of every
// counted and skipped day. Pure values, any thread; instants are UTC milliseconds, 0 = not set.
//
// Day-based: day 0 is the start rolled forward to a working day; the deadline is 23:59:59 local of
// the n-th working day after it. A day counts unless the clock stands paused at its end.
// Minute-based: whole working (or receiver's, or all) time from the start, pauses left out.
#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QStringList>

#include "core/calendar.h"
#include "core/states.h"

namespace kydai {

inline constexpr int kMaxSegments = 400;      // of one case; old ones are folded long before
inline constexpr int kMaxExplainLines = 4000;
inline constexpr qint64 kScreenSoonMs = 30 * kMinuteMs;

enum class Stage : quint8 { Screen, Accept, Resolve, Sign, Approve, Publish };
inline constexpr int kStageCount = 6;
enum class SlaUnit : quint8 {
    Minutes24x7,
    ReceiverMinutes,  // within the receiving desk's hours (07:30-24:00, every day)
    WorkingMinutes,
    WorkingDays,
};
QString codeOf(Stage);
QString codeOf(SlaUnit);
std::optional<Stage> stageFrom(QStringView code);
std::optional<SlaUnit> slaUnitFrom(QStringView code);
const char* labelOf(Stage);  // English source text, context "Stage"

struct SlaTerm {
    SlaUnit unit = SlaUnit::WorkingMinutes;
    int amount = 0;  // minutes or days; 1..1,000,000 minutes, 1..1000 days
    bool operator==(const SlaTerm&) const = default;
};
bool isSound(const SlaTerm& term);

struct SlaPolicy {
    QString code;
    Stage stage = Stage::Resolve;
    Track track = Track::Timed;
    bool isDefault = false;  // of its stage and track
    SlaTerm normal, urgent, complex;
    QString source;
    bool operator==(const SlaPolicy&) const = default;
    const SlaTerm& term(Priority priority) const;
};

// What the choice of a policy came to.
struct SlaChoice {
    QString policyCode;
    SlaTerm term;
};

class PolicySet
{
public:
    static PolicySet defaults();  // docs/decisions: deadlines of the first version
    Result<void> set(SlaPolicy policy);  // adds or replaces by code
    const SlaPolicy* find(const QString& code) const;
    const QList<SlaPolicy>& all() const { return m_policies; }
    // The category's own policy where it names one of this stage, else the default of stage and
    // track, else that of the timed track. Every stage has one (defaults() are always below).
    SlaChoice choose(Stage stage, Track track, Priority priority,
                     const QString& categoryPolicy = {}) const;
    bool operator==(const PolicySet&) const = default;

private:
    QList<SlaPolicy> m_policies;
};

struct Due {
    qint64 dueUtcMs = 0;
    qint64 dueSoonUtcMs = 0;  // 25 % of the stage's time left; in screening 30 minutes if earlier
    QString policyCode;
    SlaTerm term;
    bool assumed = false;     // a year without a calendar was crossed
    bool operator==(const Due&) const = default;
};

Due dueFor(Stage stage, Track track, Priority priority, const QString& categoryPolicy,
           qint64 startUtcMs, const PolicySet& policies, const WorkCalendar& calendar);

// One entry of a clock's history. Never changed once appended; old ones of a long history are folded
// into fewer that come to the same times (core/deadline_compact.h).
enum class SegmentKind : quint8 {
    Start,   // the stage's clock begins: fromUtcMs, term, policyCode
    Pause,   // stands still from fromUtcMs; untilUtcMs = planned end or 0; reasonCode, reference
    Resume,  // runs again from fromUtcMs
    Extend,  // term.amount more (in the unit of the clock), decided at atUtcMs
    Rebase,  // another term from fromUtcMs on (category or priority changed); drops extensions
    Stop,    // the step is done
};
struct ClockSegment {
    SegmentKind kind = SegmentKind::Start;
    Stage stage = Stage::Screen;
    qint64 atUtcMs = 0;    // when it was decided (server time)
    qint64 fromUtcMs = 0;  // when it takes effect
    qint64 untilUtcMs = 0;
    SlaTerm term;
    QString policyCode;
    QString reasonCode;    // "needs_info", "agency_pause", "storm", "category", "extension" …
    QString reference;     // a decision's number
    QString by;            // user code, "system"
    QString gaps;          // Pause only: stands for all these pauses, which are over; else empty
    bool operator==(const ClockSegment&) const = default;
};

// A due time the clock had, oldest first: original, each extension, each re-base, each pause.
struct DueStep {
    SegmentKind kind = SegmentKind::Start;
    qint64 atUtcMs = 0;
    qint64 dueUtcMs = 0;
};

struct ClockReading {
    bool exists = false;      // this stage's clock was started
    bool running = false;     // neither paused nor stopped
    bool paused = false;
    qint64 startUtcMs = 0;
    qint64 stoppedUtcMs = 0;
    qint64 originalDueUtcMs = 0;   // of the start, as if nothing had come after it
    qint64 extendedDueUtcMs = 0;   // after the last extension, 0 = none
    qint64 rebasedDueUtcMs = 0;    // after the last re-base, 0 = none
    Due due;                       // now valid; dueUtcMs = 0 while paused, but a deadline that had
                                   // passed before the pause stays passed
    qint64 projectedDueUtcMs = 0;  // while paused: if it runs on at the planned end; 0 = none
    QList<DueStep> history;
};

// Why a piece of time counts or not; the sentence is made in the UI (context "DeadlineReason").
enum class DayReason : quint8 {
    ReceiptDay,    // day 0, not counted
    RolledForward, // before day 0: the receipt fell on a day off; params[0] = why (reason's name)
    Counted,       // params = n, N (days) or minutes so far
    DayOff,        // Saturday, Sunday
    Holiday,       // params = name, source
    SubstituteOff, // params = name, source
    MadeUpWorking, // counted; params = n or minutes, name, source
    OutsideHours,
    Paused,        // params = reasonCode, reference
};
struct ExplainLine {
    QDate date;                     // local
    qint64 fromUtcMs = 0, toUtcMs = 0;  // the interval, for minute-based clocks; else the whole day
    bool counted = false;
    bool assumed = false;           // its year has no calendar
    int number = 0;                 // day-based: n-th counted day; minute-based: minutes so far
    DayReason reason = DayReason::Counted;
    QStringList params;
    bool operator==(const ExplainLine&) const = default;
};
QString codeOf(DayReason);

// All clock segments of a case, all stages, in the order they were decided. A new Start of a stage
// begins a new clock of it; reading and explaining look at the latest one.
struct DeadlineLedger {
    QList<ClockSegment> segments;
    bool operator==(const DeadlineLedger&) const = default;

    // Each appends one segment; false = refused (full, or the stage has no running clock for it).
    bool start(Stage stage, const SlaChoice& choice, qint64 atUtcMs, qint64 fromUtcMs,
               const QString& by = {});
    bool pause(Stage stage, qint64 atUtcMs, const QString& reasonCode, qint64 untilUtcMs = 0,
               const QString& reference = {}, const QString& by = {});
    bool resume(Stage stage, qint64 atUtcMs, const QString& by = {});
    bool extend(Stage stage, qint64 atUtcMs, int amount, const QString& reasonCode,
                const QString& reference = {}, const QString& by = {});
    bool rebase(Stage stage, const SlaChoice& choice, qint64 atUtcMs, qint64 fromUtcMs,
                const QString& reasonCode, const QString& by = {});
    bool stop(Stage stage, qint64 atUtcMs, const QString& by = {});

    bool isRunning(Stage stage) const;  // started, not stopped, not paused
    bool isPaused(Stage stage) const;
    ClockReading read(Stage stage, const WorkCalendar& calendar) const;
    // "Vì sao hạn này?": from the start to the due time (to the pause's planned end, or as far as
    // counted, while it stands). Empty when the stage has no clock.
    QList<ExplainLine> explain(Stage stage, const WorkCalendar& calendar) const;

    // The amount to extend by so that the deadline falls on (or first after) the wanted instant.
    int amountToReach(Stage stage, qint64 wantedUtcMs, const WorkCalendar& calendar) const;
};

}  // namespace kydai
