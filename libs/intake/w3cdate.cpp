// SPDX-License-Identifier: GPL-3.0-or-later
#include "intake/w3cdate.h"

#include <QDateTime>
#include <QRegularExpression>

namespace kydai::intake {

using namespace Qt::StringLiterals;

namespace {

constexpr int kVietNamSeconds = 7 * 3600;
constexpr qint64 kDayMs = 24LL * 3600 * 1000;

}  // namespace

QString toW3c(qint64 utcMs)
{
    const QDateTime local =
        QDateTime::fromMSecsSinceEpoch(utcMs, Qt::OffsetFromUTC, kVietNamSeconds);
    return local.toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u"+07:00"_s;
}

std::optional<qint64> fromW3c(QStringView text, bool endOfDay)
{
    static const QRegularExpression pattern(
        u"^(\\d{4})-(\\d{2})-(\\d{2})"
        "(?:[Tt](\\d{2}):(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?"
        "(?:([Zz])|([+ -])(\\d{2}):?(\\d{2}))?)?\\z"_s);
    if (text.size() > 40)
        return std::nullopt;
    const auto match = pattern.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    const auto number = [&](int group) { return match.capturedView(group).toInt(); };
    const QDate day(number(1), number(2), number(3));
    if (!day.isValid() || day.year() < 1970 || day.year() > 2999)
        return std::nullopt;
    const qint64 dayMs = (day.toJulianDay() - QDate(1970, 1, 1).toJulianDay()) * kDayMs;
    if (match.capturedView(4).isEmpty())
        return dayMs - kVietNamSeconds * 1000LL + (endOfDay ? kDayMs - 1 : 0);
    const int hour = number(4), minute = number(5), second = number(6);
    const int zoneHour = number(10), zoneMinute = number(11);
    if (hour > 23 || minute > 59 || second > 60 || zoneHour > 14 || zoneMinute > 59)
        return std::nullopt;
    const QString fraction = match.captured(7).left(3).leftJustified(3, u'0');
    qint64 ms = dayMs + ((hour * 60LL + minute) * 60 + qMin(second, 59)) * 1000 + fraction.toInt();
    const bool hasZone = !match.capturedView(8).isEmpty() || !match.capturedView(9).isEmpty();
    const qint64 zoneMs =
        hasZone ? (zoneHour * 60LL + zoneMinute) * 60 * 1000 : kVietNamSeconds * 1000LL;
    ms -= match.capturedView(9) == u"-" ? -zoneMs : zoneMs;
    return ms;
}

}  // namespace kydai::intake
