// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/time_words.h"
#include "desk/translate.h"

#include <algorithm>
#include <cmath>

#include <QRegularExpression>
#include <QTime>

namespace kydai::words {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHour = 60 * kMinuteMs;

QTime localTime(qint64 utcMs)
{
    const QDate day = localDate(utcMs);
    return QTime::fromMSecsSinceStartOfDay(static_cast<int>(utcMs - startOfDayUtcMs(day)));
}

// The separator of thousands follows the language that is set, not the machine's.
bool groupsWithDots()
{
    return translate("Time", ",", "separator of thousands") == u"."_s;
}

}  // namespace

QString timeText(qint64 utcMs)
{
    return utcMs ? localTime(utcMs).toString(u"HH:mm"_s) : QString();
}

QString timeSecondsText(qint64 utcMs)
{
    return utcMs ? localTime(utcMs).toString(u"HH:mm:ss"_s) : QString();
}

QString dateText(qint64 utcMs)
{
    return utcMs ? localDate(utcMs).toString(u"dd/MM/yyyy"_s) : QString();
}

QString dayText(qint64 utcMs, qint64 nowMs)
{
    if (!utcMs)
        return {};
    const QDate day = localDate(utcMs), today = localDate(nowMs);
    if (day == today)
        return translate("Time", "today");
    if (day == today.addDays(1))
        return translate("Time", "tomorrow");
    if (day == today.addDays(-1))
        return translate("Time", "yesterday");
    return day.toString(day.year() == today.year() ? u"dd/MM"_s : u"dd/MM/yyyy"_s);
}

QString whenText(qint64 utcMs, qint64 nowMs)
{
    if (!utcMs)
        return {};
    const QDate day = localDate(utcMs), today = localDate(nowMs);
    if (day == today)
        return timeText(utcMs);
    const QString date = day.toString(day.year() == today.year() ? u"dd/MM"_s : u"dd/MM/yyyy"_s);
    return date + u' ' + timeText(utcMs);
}

QString weekdayText(qint64 utcMs)
{
    static const char* const kDays[] = {
        QT_TRANSLATE_NOOP("Time", "Monday"),   QT_TRANSLATE_NOOP("Time", "Tuesday"),
        QT_TRANSLATE_NOOP("Time", "Wednesday"), QT_TRANSLATE_NOOP("Time", "Thursday"),
        QT_TRANSLATE_NOOP("Time", "Friday"),   QT_TRANSLATE_NOOP("Time", "Saturday"),
        QT_TRANSLATE_NOOP("Time", "Sunday"),
    };
    return translate("Time", kDays[localDate(utcMs).dayOfWeek() - 1]);
}

QString countText(qint64 n)
{
    QString digits = QString::number(std::abs(n));
    const QChar separator = groupsWithDots() ? u'.' : u',';
    for (qsizetype at = digits.size() - 3; at > 0; at -= 3)
        digits.insert(at, separator);
    return n < 0 ? u'-' + digits : digits;
}

QString decimalText(double value, int decimals)
{
    const QString text = QString::number(std::abs(value), 'f', decimals);
    const qsizetype point = text.indexOf(u'.');
    QString whole = countText((point < 0 ? text : text.left(point)).toLongLong());
    if (point >= 0)
        whole += (groupsWithDots() ? u',' : u'.') + text.mid(point + 1);
    const bool minus = value < 0 && text.contains(QRegularExpression(u"[1-9]"_s));
    return minus ? u'-' + whole : whole;
}

QString bytesText(qint64 bytes)
{
    const double mb = static_cast<double>(bytes) / 1e6;
    const auto decimal = [](double value) { return decimalText(value, value < 10 ? 1 : 0); };
    return mb < 1000 ? decimal(mb) + u" MB"_s : decimal(mb / 1000) + u" GB"_s;
}

QString durationText(qint64 ms)
{
    ms = std::max<qint64>(0, ms);
    if (ms < kMinuteMs)
        return translate("Time", "%1 s").arg(ms / 1000);
    if (ms < kHour)
        return translate("Time", "%1 min").arg(ms / kMinuteMs);
    if (ms < 24 * kHour) {
        const qint64 minutes = ms / kMinuteMs % 60;
        return minutes ? translate("Time", "%1 h %2 min").arg(ms / kHour).arg(minutes)
                       : translate("Time", "%1 h").arg(ms / kHour);
    }
    const qint64 days = ms / (24 * kHour);
    return days == 1 ? translate("Time", "1 day") : translate("Time", "%1 days").arg(days);
}

QString agoText(qint64 utcMs, qint64 nowMs)
{
    return nowMs - utcMs < kMinuteMs ? translate("Time", "just now")
                                     : translate("Time", "%1 ago").arg(durationText(nowMs - utcMs));
}

QString initialsOf(const QString& displayName)
{
    const QStringList parts = displayName.split(u' ', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return {};
    const QString last = parts.last();
    if (last.at(0).isDigit())
        return last.left(2);
    QString initials = parts.first().left(1);
    if (parts.size() > 1)
        initials += last.left(1);
    return initials.toUpper();
}

bool isDayDeadline(qint64 dueMs)
{
    return dueMs && dueMs / 1000 == endOfDayUtcMs(localDate(dueMs)) / 1000;
}

DueWords dueWords(Lateness lateness, qint64 dueMs, qint64 nowMs, const WorkCalendar& calendar)
{
    switch (lateness) {
    case Lateness::None:
        return {{}, u"none"_s, u"text.muted"_s};
    case Lateness::Paused:
        return {translate("Time", "paused"), u"paused"_s, u"text.muted"_s};
    case Lateness::Overdue: {
        const QDate due = localDate(dueMs), today = localDate(nowMs);
        if (isDayDeadline(dueMs)) {
            const int days = calendar.workingDaysBetween(due, today);
            if (days == 1)
                return {translate("Time", "1 working day late"), u"overdue"_s, u"danger"_s};
            if (days > 1)
                return {translate("Time", "%1 working days late").arg(days), u"overdue"_s,
                        u"danger"_s};
        }
        return {translate("Time", "%1 late").arg(durationText(nowMs - dueMs)), u"overdue"_s,
                u"danger"_s};
    }
    case Lateness::InTime:
    case Lateness::DueSoon:
        break;
    }
    const bool soon = lateness == Lateness::DueSoon;
    const QString kind = soon ? u"due_soon"_s : u"in_time"_s;
    const QString tone = soon ? u"warn"_s : u"text.muted"_s;
    if (isDayDeadline(dueMs)) {
        const int days = calendar.workingDaysBetween(localDate(nowMs), localDate(dueMs));
        if (days == 0)
            return {translate("Time", "due today"), kind, tone};
        return {days == 1 ? translate("Time", "1 working day left")
                          : translate("Time", "%1 working days left").arg(days),
                kind, tone};
    }
    return {translate("Time", "%1 left").arg(durationText(dueMs - nowMs)), kind, tone};
}

QString dueAtText(qint64 dueMs, qint64 nowMs)
{
    if (!dueMs)
        return {};
    const QDate day = localDate(dueMs), today = localDate(nowMs);
    const QString date = day.toString(day.year() == today.year() ? u"dd/MM"_s : u"dd/MM/yyyy"_s);
    if (isDayDeadline(dueMs))
        return translate("Time", "due %1").arg(date);
    if (day == today)
        return translate("Time", "due at %1").arg(timeText(dueMs));
    return translate("Time", "due %1 at %2").arg(date, timeText(dueMs));
}

QString clockDigits(qint64 ms)
{
    const qint64 seconds = std::abs(ms) / 1000;
    const auto two = [](qint64 n) { return QString::number(n).rightJustified(2, u'0'); };
    if (seconds < 3600)
        return two(seconds / 60) + u':' + two(seconds % 60);
    return QString::number(seconds / 3600) + u':' + two(seconds / 60 % 60) + u':' +
           two(seconds % 60);
}

double fractionLeft(qint64 startMs, qint64 dueMs, qint64 nowMs)
{
    if (!dueMs || dueMs <= startMs)
        return 0;
    return std::clamp(static_cast<double>(dueMs - nowMs) / static_cast<double>(dueMs - startMs),
                      0.0, 1.0);
}

}  // namespace kydai::words
