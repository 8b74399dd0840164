// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the reducer. Only reducer*.cpp includes this.
#pragma once

#include "core/directory.h"
#include "core/reducer.h"
#include "core/rules_args.h"

namespace kydai::reducing {

// One operation on its way through the reducer; `c` is the case being made.
struct Step {
    Case& c;
    const Operation& op;
    const Transition& row;
    const Directory& directory;
    CaseState from;
    CaseState to;          // the row's, unless the effect decides otherwise (sign skipped)
    TimelineEntry entry;   // text, param and visibility are the effect's
    QStringList groups;    // field groups that changed

    QString text(const char* key) const { return args::text(op.args, key); }
    bool has(const char* key) const { return args::has(op.args, key); }
    void touch(const QString& group)
    {
        if (!groups.contains(group))
            groups.append(group);
    }
};

Result<void> applyEffect(Step& step);          // reducer_effects.cpp
Result<void> applyDeskEffect(Step& step);      // reducer_desk.cpp: corrections, ticks, files, merges
void setFields(Step& step);                    // category, place, priority, title as far as named
Result<void> addFiles(Step& step, const char* key, AttachmentKind kind);

Result<void> moveClocks(Step& step);           // reducer_clocks.cpp
void refreshDue(Case& c, const Directory& directory);
bool openClock(Case& c, const Directory& directory);

Attachment attachmentFromArg(const QVariantMap& map);  // reducer_open.cpp; of absorb and detach
ReportRef reportFromArg(const QVariantMap& map);

void addToTimeline(Case& c, TimelineEntry entry);  // reducer.cpp; bounded
void rememberMid(Case& c, const Uuid& mid);

}  // namespace kydai::reducing
