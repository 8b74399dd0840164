// SPDX-License-Identifier: GPL-3.0-or-later
// Values of an operation and of the timeline as words: names of agencies, labels of choices, times
// as they are written. A code that nothing knows any more is shown as it is. Pure but for the
// language. Any thread.
#pragma once

#include <QVariant>

#include "core/case.h"
#include "core/directory.h"

namespace kydai::desk {

// The value of one demand (Operation::args) in words; empty for what a person never sees. `category`
// names the documents and questions of a case. Without an action the field is looked for in every
// row of the workflow table.
QString fieldValue(const Directory& directory, const QString& action, const QString& field,
                   const QVariant& value, const QString& category = {});

// TimelineEntry::param and ::text; what they hold by action: core/reducer.h.
QString timelineParam(const Directory& directory, const TimelineEntry& entry,
                      const QString& category);
QString timelineText(const Directory& directory, const TimelineEntry& entry);

}  // namespace kydai::desk
