// SPDX-License-Identifier: GPL-3.0-or-later
// The one walk over time that both computes a deadline and explains it, so that the two cannot
// disagree. Internal to core; pure.
#pragma once

#include <limits>

#include "core/deadline.h"

namespace kydai {

inline constexpr qint64 kNever = std::numeric_limits<qint64>::max();

// The clock stands still in [fromUtcMs, toUtcMs); toUtcMs = kNever while nobody ended it.
struct ClockGap {
    qint64 fromUtcMs = 0, toUtcMs = kNever;
    QString reasonCode, reference;
};

// Due and due soon of a choice from a start; dueUtcMs = 0 while the clock stands still before it.
Due dueOf(Stage stage, const SlaChoice& choice, qint64 startUtcMs, const QList<ClockGap>& gaps,
          const WorkCalendar& calendar);

class ClockWalk
{
public:
    // gaps: ascending, without overlap.
    ClockWalk(const WorkCalendar& calendar, QList<ClockGap> gaps);

    void collectInto(QList<ExplainLine>* lines) { m_lines = lines; }

    // Due time of a term from a start; 0 = never, the clock stands still for good.
    qint64 due(qint64 startUtcMs, const SlaTerm& term);
    // The instant at which `ms` of running time of the unit (not WorkingDays) passed; 0 = never.
    qint64 after(qint64 startUtcMs, SlaUnit unit, qint64 ms);
    // Running time of the unit (not WorkingDays) in [from, to).
    qint64 runningMs(qint64 fromUtcMs, qint64 toUtcMs, SlaUnit unit) const;

    bool crossedAssumed() const { return m_assumed; }

private:
    qint64 dueByDays(qint64 startUtcMs, int days);
    MinuteSpans spansOf(const DayFacts& facts, SlaUnit unit) const;
    const ClockGap* gapAt(qint64 utcMs) const;
    const ClockGap* nextGap(qint64 utcMs) const;
    qint64 walkSpan(const DayFacts& facts, qint64 from, qint64 to, qint64& left, bool& stuck);
    void addDay(const DayFacts& facts, DayReason reason, bool counted, int number,
                QStringList params);
    void addSpan(const DayFacts& facts, qint64 from, qint64 to, DayReason reason,
                 QStringList params = {});

    const WorkCalendar& m_calendar;
    QList<ClockGap> m_gaps;
    QList<ExplainLine>* m_lines = nullptr;
    qint64 m_countedMs = 0;
    bool m_assumed = false;
};

}  // namespace kydai
