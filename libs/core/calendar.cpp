// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/calendar.h"

#include <algorithm>

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kJulianDayOfEpoch = 2'440'588;  // 1970-01-01
constexpr int kMaxSpansPerDay = 8;

qint64 floorDiv(qint64 a, qint64 b)
{
    const qint64 q = a / b;
    return (a % b != 0 && (a < 0) != (b < 0)) ? q - 1 : q;
}

bool areSound(const MinuteSpans& spans)
{
    if (spans.size() > kMaxSpansPerDay)
        return false;
    int last = 0;
    for (const MinuteSpan& span : spans) {
        if (span.from < last || span.from >= span.to || span.to > 1440)
            return false;
        last = span.to;
    }
    return true;
}

}  // namespace

QDate localDate(qint64 utcMs)
{
    return QDate::fromJulianDay(floorDiv(utcMs + kZoneOffsetMs, kDayMs) + kJulianDayOfEpoch);
}

int localMinuteOfDay(qint64 utcMs)
{
    const qint64 local = utcMs + kZoneOffsetMs;
    return static_cast<int>((local - floorDiv(local, kDayMs) * kDayMs) / kMinuteMs);
}

qint64 startOfDayUtcMs(QDate date)
{
    return (date.toJulianDay() - kJulianDayOfEpoch) * kDayMs - kZoneOffsetMs;
}

qint64 endOfDayUtcMs(QDate date) { return startOfDayUtcMs(date) + kDayMs - 1000; }

qint64 utcMsOf(QDate date, int minuteOfDay)
{
    return startOfDayUtcMs(date) + minuteOfDay * kMinuteMs;
}

std::array<MinuteSpans, 7> defaultWeeklyHours()
{
    const MinuteSpans day{{7 * 60 + 30, 11 * 60 + 30}, {13 * 60 + 30, 17 * 60}};
    return {day, day, day, day, day, {}, {}};
}

WorkCalendar::WorkCalendar() : m_fallback(defaultWeeklyHours()) {}

Result<void> WorkCalendar::setYear(YearCalendar year)
{
    const auto bad = [&](const QString& what) {
        return fail(ErrorCode::BadInput, {u"calendar"_s, QString::number(year.year)}, what);
    };
    if (year.year < 1900 || year.year > 2200)
        return bad(u"year out of range"_s);
    for (const MinuteSpans& spans : year.weekly) {
        if (!areSound(spans))
            return bad(u"weekly hours out of order"_s);
    }
    if (year.exceptions.size() > 366)
        return bad(u"too many exceptions"_s);
    std::sort(year.exceptions.begin(), year.exceptions.end(),
              [](const DayException& a, const DayException& b) { return a.date < b.date; });
    QDate last;
    for (const DayException& e : year.exceptions) {
        if (!e.date.isValid() || e.date.year() != year.year || e.date == last)
            return bad(u"exception of another year or twice on a day"_s);
        if (e.kind == DayKind::Working || e.kind == DayKind::DayOff)
            return bad(u"exception without a kind"_s);
        if (!areSound(e.hours))
            return bad(u"hours of a made-up day out of order"_s);
        if (e.kind == DayKind::MadeUpWorking && e.hours.isEmpty() && year.weekly[0].isEmpty())
            return bad(u"made-up day without hours"_s);
        last = e.date;
    }
    WorkCalendar trial;
    trial.m_years[year.year] = year;
    bool worked = false;
    for (QDate d(year.year, 1, 1); d.year() == year.year && !worked; d = d.addDays(1))
        worked = trial.isWorkingDay(d);
    if (!worked)
        return bad(u"no day of the year is worked"_s);
    m_years[year.year] = std::move(year);
    return {};
}

const YearCalendar* WorkCalendar::year(int year) const
{
    const auto it = m_years.find(year);
    return it == m_years.end() ? nullptr : &it->second;
}

Result<void> WorkCalendar::setReceiverHours(MinuteSpan hours)
{
    if (!areSound({hours}))
        return fail(ErrorCode::BadInput, {u"receiver_hours"_s});
    m_receiver = hours;
    return {};
}

bool WorkCalendar::inReceiverHours(qint64 utcMs) const
{
    const int minute = localMinuteOfDay(utcMs);
    return minute >= m_receiver.from && minute < m_receiver.to;
}

DayFacts WorkCalendar::day(QDate date) const
{
    DayFacts facts;
    facts.date = date;
    const YearCalendar* const year = this->year(date.year());
    facts.assumed = !year;
    const auto& weekly = year ? year->weekly : m_fallback;
    const auto weekday = static_cast<size_t>(date.dayOfWeek() - 1);
    facts.spans = weekly[weekday];
    facts.kind = facts.spans.isEmpty() ? DayKind::DayOff : DayKind::Working;
    if (!year)
        return facts;
    const auto it = std::lower_bound(
        year->exceptions.begin(), year->exceptions.end(), date,
        [](const DayException& e, QDate d) { return e.date < d; });
    if (it == year->exceptions.end() || it->date != date)
        return facts;
    facts.kind = it->kind;
    facts.name = it->name;
    facts.source = it->source;
    facts.spans.clear();
    if (it->kind == DayKind::MadeUpWorking)
        facts.spans = it->hours.isEmpty() ? weekly[0] : it->hours;
    return facts;
}

bool WorkCalendar::isWorkingDay(QDate date) const { return day(date).isWorking(); }

QDate WorkCalendar::rollForward(QDate date) const
{
    for (int i = 0; i < kMaxDaysAhead && !isWorkingDay(date); ++i)
        date = date.addDays(1);
    return date;
}

QDate WorkCalendar::nextWorkingDay(QDate date) const { return rollForward(date.addDays(1)); }

QDate WorkCalendar::addWorkingDays(QDate date, int days) const
{
    if (days <= 0)
        return rollForward(date);
    for (int i = 0; i < std::min(days, kMaxDaysAhead); ++i)
        date = nextWorkingDay(date);
    return date;
}

int WorkCalendar::workingDaysBetween(QDate from, QDate to) const
{
    int n = 0;
    int looked = 0;
    for (QDate d = from.addDays(1); d <= to && looked < kMaxDaysAhead; d = d.addDays(1), ++looked)
        n += isWorkingDay(d) ? 1 : 0;
    return n;
}

qint64 WorkCalendar::addWorkingMs(qint64 startUtcMs, qint64 ms) const
{
    if (ms <= 0)
        return startUtcMs;
    QDate date = localDate(startUtcMs);
    for (int i = 0; i < kMaxDaysAhead; ++i, date = date.addDays(1)) {
        const DayFacts facts = day(date);
        for (const MinuteSpan& span : facts.spans) {
            const qint64 from = std::max(utcMsOf(date, span.from), startUtcMs);
            const qint64 to = utcMsOf(date, span.to);
            if (to <= from)
                continue;
            if (ms <= to - from)
                return from + ms;
            ms -= to - from;
        }
    }
    return endOfDayUtcMs(date);
}

qint64 WorkCalendar::addWorkingMinutes(qint64 startUtcMs, qint64 minutes) const
{
    return addWorkingMs(startUtcMs, minutes * kMinuteMs);
}

qint64 WorkCalendar::workingMsBetween(qint64 fromUtcMs, qint64 toUtcMs) const
{
    qint64 sum = 0;
    QDate date = localDate(fromUtcMs);
    for (int i = 0; i < kMaxDaysAhead && startOfDayUtcMs(date) < toUtcMs; ++i) {
        const DayFacts facts = day(date);
        for (const MinuteSpan& span : facts.spans) {
            const qint64 from = std::max(utcMsOf(date, span.from), fromUtcMs);
            const qint64 to = std::min(utcMsOf(date, span.to), toUtcMs);
            sum += std::max<qint64>(0, to - from);
        }
        date = date.addDays(1);
    }
    return sum;
}

qint64 WorkCalendar::workingMinutesBetween(qint64 fromUtcMs, qint64 toUtcMs) const
{
    return workingMsBetween(fromUtcMs, toUtcMs) / kMinuteMs;
}

bool WorkCalendar::isAssumed(QDate from, QDate to) const
{
    for (int y = from.year(); y <= to.year(); ++y) {
        if (!year(y))
            return true;
    }
    return false;
}

}  // namespace kydai
