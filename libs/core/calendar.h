// SPDX-License-Identifier: GPL-3.0-or-later
// Working time: weekly hours and dated exceptions, one calendar a year, as decided data (lunar
// holidays are entered, never computed). All instants are UTC milliseconds; the zone is fixed at
// +07:00 without summer time, whatever the machine's own zone data say. Pure values, any thread.
#pragma once

#include <array>
#include <map>

#include <QDate>
#include <QList>
#include <QString>

#include "core/result.h"

namespace kydai {

inline constexpr qint64 kMinuteMs = 60'000;
inline constexpr qint64 kDayMs = 86'400'000;
inline constexpr qint64 kZoneOffsetMs = 7 * 60 * kMinuteMs;  // Asia/Ho_Chi_Minh
inline constexpr int kMaxDaysAhead = 4000;  // how far a count of working time looks

QDate localDate(qint64 utcMs);
int localMinuteOfDay(qint64 utcMs);       // 0..1439
qint64 startOfDayUtcMs(QDate date);       // 00:00:00.000 local
qint64 endOfDayUtcMs(QDate date);         // 23:59:59.000 local, the moment day-based deadlines end
qint64 utcMsOf(QDate date, int minuteOfDay);

// Half open, minutes since local midnight: 07:30-11:30 is {450, 690}. 0 <= from < to <= 1440.
struct MinuteSpan {
    int from = 0;
    int to = 0;
    int minutes() const { return to - from; }
    bool operator==(const MinuteSpan&) const = default;
};
using MinuteSpans = QList<MinuteSpan>;  // ascending, without overlap, at most 8

enum class DayKind : quint8 {
    Working,        // by the weekly hours
    DayOff,         // no weekly hours (Saturday, Sunday)
    Holiday,        // by law
    SubstituteOff,  // off in place of a holiday on a rest day, or swapped by decision
    MadeUpWorking,  // a rest day worked in place of another day
};

struct DayException {
    QDate date;
    DayKind kind = DayKind::Holiday;  // Holiday, SubstituteOff or MadeUpWorking
    QString name;                     // "Quốc khánh"
    QString source;                   // the decision or notice it comes from
    MinuteSpans hours;                // of a made-up day; empty = the hours of a Monday
    bool operator==(const DayException&) const = default;
};

struct YearCalendar {
    int year = 0;
    QString source;
    std::array<MinuteSpans, 7> weekly;  // [0] = Monday … [6] = Sunday
    QList<DayException> exceptions;     // at most one a day, all of this year
    bool operator==(const YearCalendar&) const = default;
};

// What a day is and why. `assumed`: its year has no calendar, weekly hours only.
struct DayFacts {
    QDate date;
    DayKind kind = DayKind::Working;
    QString name, source;
    MinuteSpans spans;  // working hours, empty on a day off
    bool assumed = false;
    bool isWorking() const { return !spans.isEmpty(); }
};

// Mon-Fri 07:30-11:30 and 13:30-17:00.
std::array<MinuteSpans, 7> defaultWeeklyHours();

class WorkCalendar
{
public:
    WorkCalendar();  // default weekly hours, receiver's hours 07:30-24:00 every day, no year

    // Refuses (BadInput) spans out of order, exceptions of another year or twice on a day, and a
    // year of which no day is worked. Replaces a year already there.
    Result<void> setYear(YearCalendar year);
    const YearCalendar* year(int year) const;
    const std::map<int, YearCalendar>& years() const { return m_years; }

    // The receiving desk's hours, the same on every day of the year: timed matters that come in
    // outside them wait for their beginning (screening clock, alarms).
    MinuteSpan receiverHours() const { return m_receiver; }
    Result<void> setReceiverHours(MinuteSpan hours);
    bool inReceiverHours(qint64 utcMs) const;

    DayFacts day(QDate date) const;
    bool isWorkingDay(QDate date) const;
    QDate rollForward(QDate date) const;     // the date itself when it is worked, else the next one
    QDate nextWorkingDay(QDate date) const;  // strictly after
    QDate addWorkingDays(QDate date, int days) const;       // days <= 0: rollForward
    int workingDaysBetween(QDate from, QDate to) const;  // worked days in (from, to]; else 0

    // The earliest instant at which `minutes` of working time have passed; minutes <= 0: the start.
    qint64 addWorkingMinutes(qint64 startUtcMs, qint64 minutes) const;
    qint64 addWorkingMs(qint64 startUtcMs, qint64 ms) const;
    // Working time in [from, to); whole minutes, rounded down; 0 if to <= from.
    qint64 workingMinutesBetween(qint64 fromUtcMs, qint64 toUtcMs) const;
    qint64 workingMsBetween(qint64 fromUtcMs, qint64 toUtcMs) const;

    // Does a day of [from, to] lie in a year without a calendar?
    bool isAssumed(QDate from, QDate to) const;

    bool operator==(const WorkCalendar&) const = default;

private:
    std::map<int, YearCalendar> m_years;
    std::array<MinuteSpans, 7> m_fallback;
    MinuteSpan m_receiver{450, 1440};
};

}  // namespace kydai
