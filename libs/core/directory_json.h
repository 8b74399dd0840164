// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the city's data files (resources/city/{areas,agencies,categories,calendars}.json). Pure
// functions over bytes; every value is checked as in Directory. Each file is an object with a
// "source" and one array of rows; the shipped files are reference for the keys. Days are ISO and
// both ends of a validity count; hours are "HH:MM", up to "24:00".
#pragma once

#include <QByteArray>

#include "core/directory.h"

namespace kydai {

inline constexpr int kMaxDirectoryJson = 8 * 1024 * 1024;  // bytes of one file

// Errors: TooLarge, BadFrame (not JSON; detail has the offset), BadInput (params = file, what,
// which). Successors, parents, areas and routes must name codes that are there.
Result<Directory> directoryFromJson(const QByteArray& areas, const QByteArray& agencies,
                                    const QByteArray& categories, const QByteArray& calendars);

// The calendars file alone, for a change within the year.
Result<WorkCalendar> calendarFromJson(const QByteArray& calendars);

}  // namespace kydai
