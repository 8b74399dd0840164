// SPDX-License-Identifier: GPL-3.0-or-later
// Which cases a console keeps, and how much of each: the cache window (docs/decisions). Pure; the
// one predicate of snapshot, tail, leaving by time and the tests.
#pragma once

#include <optional>

#include "core/calendar.h"
#include "core/case.h"

namespace kydai {

struct CacheWindow {
    qint64 wholeMs = 90 * kDayMs;   // texts and timelines of cases that are done
    qint64 indexMs = 731 * kDayMs;  // their index rows, the centre only: 24 months
    bool operator==(const CacheWindow&) const = default;
};

// When a case was last reported or moved: what its age in the window counts from.
qint64 touchedMsOf(const Case& c);

// How much of this row a reader's cache holds at nowMs; none = not at all. Open cases are always
// whole; of those that are done an agency has the fresh ones, the centre also index rows.
std::optional<CaseExtent> extentIn(const CacheWindow& window, bool isAgency, bool isFinal,
                                   qint64 touchedMs, qint64 nowMs);

// The row as an index row. Of the files it keeps one photo's kind, so that "has a photo" stays true.
Case summaryOf(const Case& c);

}  // namespace kydai
