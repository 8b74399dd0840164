// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/clockwalk.h"

#include <algorithm>

namespace kydai {

namespace {

DayReason restReason(const DayFacts& facts)
{
    if (facts.kind == DayKind::Holiday)
        return DayReason::Holiday;
    return facts.kind == DayKind::SubstituteOff ? DayReason::SubstituteOff : DayReason::DayOff;
}

QStringList restParams(const DayFacts& facts)
{
    return facts.name.isEmpty() ? QStringList{} : QStringList{facts.name, facts.source};
}

}  // namespace

ClockWalk::ClockWalk(const WorkCalendar& calendar, QList<ClockGap> gaps)
    : m_calendar(calendar), m_gaps(std::move(gaps))
{
}

const ClockGap* ClockWalk::gapAt(qint64 utcMs) const
{
    for (const ClockGap& gap : m_gaps) {
        if (utcMs >= gap.fromUtcMs && utcMs < gap.toUtcMs)
            return &gap;
    }
    return nullptr;
}

const ClockGap* ClockWalk::nextGap(qint64 utcMs) const
{
    for (const ClockGap& gap : m_gaps) {
        if (gap.fromUtcMs > utcMs)
            return &gap;
    }
    return nullptr;
}

void ClockWalk::addDay(const DayFacts& facts, DayReason reason, bool counted, int number,
                       QStringList params)
{
    if (!m_lines || m_lines->size() >= kMaxExplainLines)
        return;
    const qint64 from = startOfDayUtcMs(facts.date);
    m_lines->append(ExplainLine{facts.date, from, from + kDayMs, counted, facts.assumed, number,
                                reason, std::move(params)});
}

void ClockWalk::addSpan(const DayFacts& facts, qint64 from, qint64 to, DayReason reason,
                        QStringList params)
{
    const bool counted = reason == DayReason::Counted || reason == DayReason::MadeUpWorking;
    if (counted)
        m_countedMs += to - from;
    if (!m_lines || m_lines->size() >= kMaxExplainLines || to <= from)
        return;
    const int minutes = static_cast<int>(m_countedMs / kMinuteMs);
    if (counted)
        params.prepend(QString::number(minutes));
    m_lines->append(ExplainLine{facts.date, from, to, counted, facts.assumed,
                                counted ? minutes : 0, reason, std::move(params)});
}

qint64 ClockWalk::due(qint64 startUtcMs, const SlaTerm& term)
{
    if (term.unit == SlaUnit::WorkingDays)
        return dueByDays(startUtcMs, term.amount);
    return after(startUtcMs, term.unit, term.amount * kMinuteMs);
}

qint64 ClockWalk::dueByDays(qint64 startUtcMs, int days)
{
    DayFacts facts = m_calendar.day(localDate(startUtcMs));
    for (int i = 0; i < kMaxDaysAhead && !facts.isWorking(); ++i) {
        m_assumed |= facts.assumed;
        addDay(facts, DayReason::RolledForward, false, 0,
               QStringList{codeOf(restReason(facts))} + restParams(facts));
        facts = m_calendar.day(facts.date.addDays(1));
    }
    m_assumed |= facts.assumed;
    addDay(facts, DayReason::ReceiptDay, false, 0, {});
    int counted = 0;
    for (int i = 0; i < kMaxDaysAhead && counted < days; ++i) {
        facts = m_calendar.day(facts.date.addDays(1));
        m_assumed |= facts.assumed;
        if (!facts.isWorking()) {
            addDay(facts, restReason(facts), false, 0, restParams(facts));
            continue;
        }
        if (const ClockGap* const gap = gapAt(endOfDayUtcMs(facts.date))) {
            addDay(facts, DayReason::Paused, false, 0, {gap->reasonCode, gap->reference});
            if (gap->toUtcMs == kNever)
                return 0;
            continue;
        }
        ++counted;
        const bool madeUp = facts.kind == DayKind::MadeUpWorking;
        addDay(facts, madeUp ? DayReason::MadeUpWorking : DayReason::Counted, true, counted,
               QStringList{QString::number(counted)}
                   + (madeUp ? restParams(facts) : QStringList{QString::number(days)}));
    }
    return endOfDayUtcMs(facts.date);
}

MinuteSpans ClockWalk::spansOf(const DayFacts& facts, SlaUnit unit) const
{
    if (unit == SlaUnit::Minutes24x7)
        return {{0, 1440}};
    if (unit == SlaUnit::ReceiverMinutes)
        return {m_calendar.receiverHours()};
    return facts.spans;
}

// Counts [from, to) except the gaps; stops where `left` reaches 0 and returns that instant, else 0.
qint64 ClockWalk::walkSpan(const DayFacts& facts, qint64 from, qint64 to, qint64& left, bool& stuck)
{
    const bool madeUp = facts.kind == DayKind::MadeUpWorking;
    while (from < to) {
        if (const ClockGap* const gap = gapAt(from)) {
            const qint64 end = std::min(gap->toUtcMs, to);
            addSpan(facts, from, end, DayReason::Paused, {gap->reasonCode, gap->reference});
            if (gap->toUtcMs == kNever) {
                stuck = true;
                return 0;
            }
            from = end;
            continue;
        }
        const ClockGap* const gap = nextGap(from);
        const qint64 end = std::min({to, gap ? gap->fromUtcMs : to, from + left});
        addSpan(facts, from, end, madeUp ? DayReason::MadeUpWorking : DayReason::Counted,
                madeUp ? restParams(facts) : QStringList{});
        left -= end - from;
        from = end;
        if (left == 0)
            return end;
    }
    return 0;
}

qint64 ClockWalk::after(qint64 startUtcMs, SlaUnit unit, qint64 ms)
{
    if (ms <= 0)
        return startUtcMs;
    qint64 left = ms;
    qint64 cursor = startUtcMs;
    for (int i = 0; i < kMaxDaysAhead; ++i) {
        const DayFacts facts = m_calendar.day(localDate(cursor));
        m_assumed |= facts.assumed && unit == SlaUnit::WorkingMinutes;
        const qint64 dayEnd = startOfDayUtcMs(facts.date) + kDayMs;
        const MinuteSpans spans = spansOf(facts, unit);
        for (const MinuteSpan& span : spans) {
            const qint64 from = utcMsOf(facts.date, span.from);
            const qint64 to = utcMsOf(facts.date, span.to);
            if (to <= cursor)
                continue;
            addSpan(facts, cursor, from, DayReason::OutsideHours);
            bool stuck = false;
            if (const qint64 end = walkSpan(facts, std::max(cursor, from), to, left, stuck))
                return end;
            if (stuck)
                return 0;
            cursor = to;
        }
        if (spans.isEmpty())
            addSpan(facts, cursor, dayEnd, restReason(facts), restParams(facts));
        else
            addSpan(facts, cursor, dayEnd, DayReason::OutsideHours);
        cursor = dayEnd;
    }
    return cursor;
}

qint64 ClockWalk::runningMs(qint64 fromUtcMs, qint64 toUtcMs, SlaUnit unit) const
{
    qint64 sum = 0;
    QDate date = localDate(fromUtcMs);
    for (int i = 0; i < kMaxDaysAhead && startOfDayUtcMs(date) < toUtcMs; ++i) {
        for (const MinuteSpan& span : spansOf(m_calendar.day(date), unit)) {
            const qint64 from = std::max(utcMsOf(date, span.from), fromUtcMs);
            const qint64 to = std::min(utcMsOf(date, span.to), toUtcMs);
            if (to <= from)
                continue;
            sum += to - from;
            for (const ClockGap& gap : m_gaps)
                sum -= std::max<qint64>(
                    0, std::min(gap.toUtcMs, to) - std::max(gap.fromUtcMs, from));
        }
        date = date.addDays(1);
    }
    return sum;
}

}  // namespace kydai
