// SPDX-License-Identifier: GPL-3.0-or-later
// Dates of W3C's profile of ISO 8601, as Open311 wants them. Pure; any thread.
#pragma once

#include <optional>

#include <QString>

namespace kydai::intake {

// "2026-03-02T08:30:00+07:00" of UTC milliseconds, in Viet Nam's time (no daylight saving since
// 1975).
QString toW3c(qint64 utcMs);

// A date (start of that day in Viet Nam, or its last millisecond when `endOfDay`) or a date and
// time (without zone: Viet Nam's); a blank before the zone stands for '+' (a query string decodes
// it so). Years 1970..2999.
std::optional<qint64> fromW3c(QStringView text, bool endOfDay = false);

}  // namespace kydai::intake
