// SPDX-License-Identifier: GPL-3.0-or-later
// The calendars of 2025 and 2026 as the golden cases need them, written by hand so that a slip in
// the data file shows.
#pragma once

#include "core/calendar.h"

namespace kydai::test {

inline WorkCalendar hueCalendar()
{
    using namespace Qt::StringLiterals;
    WorkCalendar calendar;
    YearCalendar y25{2025, u"test"_s, defaultWeeklyHours(), {}};
    YearCalendar y26{2026, u"test"_s, defaultWeeklyHours(), {}};
    const auto add = [](YearCalendar& y, int month, int day, DayKind kind, const QString& name) {
        y.exceptions.append({QDate(y.year, month, day), kind, name, u"test"_s, {}});
    };
    add(y25, 1, 1, DayKind::Holiday, u"Tết Dương lịch"_s);
    for (int d = 27; d <= 31; ++d)
        add(y25, 1, d, DayKind::Holiday, u"Tết Nguyên đán"_s);
    add(y25, 4, 7, DayKind::Holiday, u"Giỗ Tổ Hùng Vương"_s);
    add(y25, 4, 26, DayKind::MadeUpWorking, u"Làm bù ngày 02/5"_s);
    add(y25, 4, 30, DayKind::Holiday, u"Ngày Chiến thắng"_s);
    add(y25, 5, 1, DayKind::Holiday, u"Quốc tế Lao động"_s);
    add(y25, 5, 2, DayKind::SubstituteOff, u"Nghỉ hoán đổi"_s);
    add(y25, 9, 1, DayKind::Holiday, u"Quốc khánh"_s);
    add(y25, 9, 2, DayKind::Holiday, u"Quốc khánh"_s);
    add(y26, 1, 1, DayKind::Holiday, u"Tết Dương lịch"_s);
    add(y26, 1, 2, DayKind::SubstituteOff, u"Nghỉ hoán đổi"_s);
    add(y26, 1, 10, DayKind::MadeUpWorking, u"Làm bù ngày 02/01"_s);
    for (int d = 16; d <= 20; ++d)
        add(y26, 2, d, DayKind::Holiday, u"Tết Nguyên đán"_s);
    add(y26, 4, 27, DayKind::SubstituteOff, u"Nghỉ bù Giỗ Tổ"_s);
    add(y26, 4, 30, DayKind::Holiday, u"Ngày Chiến thắng"_s);
    add(y26, 5, 1, DayKind::Holiday, u"Quốc tế Lao động"_s);
    add(y26, 8, 22, DayKind::MadeUpWorking, u"Làm bù ngày 31/8"_s);
    add(y26, 8, 31, DayKind::SubstituteOff, u"Nghỉ hoán đổi"_s);
    add(y26, 9, 1, DayKind::Holiday, u"Quốc khánh"_s);
    add(y26, 9, 2, DayKind::Holiday, u"Quốc khánh"_s);
    KYDAI_ASSERT(calendar.setYear(y25));
    KYDAI_ASSERT(calendar.setYear(y26));
    return calendar;
}

}  // namespace kydai::test
