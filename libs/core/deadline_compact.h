// SPDX-License-Identifier: GPL-3.0-or-later
// A case that lives long must never get stuck on its clocks' history: old segments are folded into
// fewer that come to the same. Internal to core; pure, any thread. The event log keeps every act.
#pragma once

#include "core/clockwalk.h"

namespace kydai {

inline constexpr int kCompactAt = 300;  // segments of a case from which on old ones are folded

// Appends; folds first where the list has grown long. False = full even so (kMaxSegments).
bool appendSegment(QList<ClockSegment>& segments, ClockSegment segment);

// Equal before and after, for every stage and calendar: start, original, extended, re-based and
// present due time, running or paused, and each line of explain(). What goes is the part of the
// history that no reading looks at: clocks before the present one of a stage, terms that another
// term replaced, and the single segments of pauses that are over (they become one that lists them).
// Only where that is not enough pauses of different reasons are listed together, under the reason of
// the first: still the same times, but one reason.
void compactSegments(QList<ClockSegment>& segments);

// The pauses that a folded Pause lists, oldest first; [from, to), not before one another.
QList<ClockGap> unpackGaps(const ClockSegment& segment);

}  // namespace kydai
