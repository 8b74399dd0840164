// SPDX-License-Identifier: GPL-3.0-or-later
// Times and amounts as a reader sees them: Huế's local time, units written out, hours and minutes
// only for clocks that run in minutes, days for the others. Pure but for the language. Any thread.
#pragma once

#include <QString>

#include "core/calendar.h"
#include "core/filter.h"

namespace kydai::words {

QString timeText(qint64 utcMs);        // "19:42"
QString timeSecondsText(qint64 utcMs); // "19:42:18"
QString dateText(qint64 utcMs);        // "20/10/2026"
QString dayText(qint64 utcMs, qint64 nowMs);   // "today", "20/10", "20/10/2025"
QString whenText(qint64 utcMs, qint64 nowMs);  // "19:42" today, else "20/10 19:42"
QString weekdayText(qint64 utcMs);
QString countText(qint64 n);           // "216.941" or "216,941" by language
QString decimalText(double value, int decimals);  // "0,2" or "0.2" by language
QString bytesText(qint64 bytes);
QString durationText(qint64 ms);       // "7 min", "1 h 12 min", "3 days"; never negative
QString agoText(qint64 utcMs, qint64 nowMs);
QString initialsOf(const QString& displayName);  // "Trực ban 03" -> "03"

// Does a deadline fall at the end of a local day (a clock of days)?
bool isDayDeadline(qint64 dueMs);

struct DueWords {
    QString text;     // "7 min left", "3 working days left", "38 min late", "paused", ""
    QString kind;     // in_time, due_soon, overdue, paused, none
    QString tone;     // colour role of Kydai.Ui
};
DueWords dueWords(Lateness lateness, qint64 dueMs, qint64 nowMs, const WorkCalendar& calendar);
QString dueAtText(qint64 dueMs, qint64 nowMs);  // "due 20/10 at 20:05", "due 30/10"
QString clockDigits(qint64 ms);                 // "07:42", "1:12:05"; of the absolute value

// Share of the way from the start to the due time that is left, 0..1.
double fractionLeft(qint64 startMs, qint64 dueMs, qint64 nowMs);

}  // namespace kydai::words
