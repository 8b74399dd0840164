// SPDX-License-Identifier: GPL-3.0-or-later
// A case that was worked on in another system.
#include "core/imported.h"
#include "core/reducer_parts.h"

namespace kydai {

using namespace Qt::StringLiterals;

Case importedCase(const ImportedReport& imported, const Directory& directory)
{
    const NewReport& report = imported.report;
    Case c = openCase(report, directory);
    TimelineEntry entry;
    entry.seq = report.seq;
    entry.atMs = imported.state == CaseState::Received ? report.receivedMs : imported.closedMs;
    entry.actor = u"system"_s;
    entry.role = Role::System;
    entry.action = u"import"_s;
    entry.to = imported.state;
    entry.text = imported.answer.left(kMaxText);
    entry.param = u"%1 %2"_s.arg(imported.source, imported.number).left(kMaxLine);
    entry.mid = report.mid;
    c.agency = imported.agency;
    if (imported.state != CaseState::Received) {
        c.state = imported.state;
        c.stateSinceMs = c.closedMs = imported.closedMs;
        c.deadline = {};
        c.dueMs = c.dueSoonMs = c.resolveDueMs = 0;
        if (imported.state == CaseState::Closed) {
            c.resolvedMs = imported.closedMs;
            c.result.text = entry.text;
            c.result.doneMs = imported.closedMs;
        }
    }
    reducing::addToTimeline(c, entry);
    return c;
}

}  // namespace kydai
