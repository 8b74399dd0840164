// SPDX-License-Identifier: GPL-3.0-or-later
// What is an event and not a state: notes, messages, calls, chasing, instructions, corrections, in
// every open state; undo in every state; what the server does beside another operation.
#include "core/workflow_tables.h"

#include <QCoreApplication>

namespace kydai::table {

namespace {

const Roles kCentre{Role::Operator, Role::Dispatcher, Role::Approver, Role::Publisher,
                    Role::CameraOperator, Role::ShiftLead};
const Roles kTalks{Role::Operator, Role::Dispatcher, Role::ShiftLead};

const Field kNoteFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Note")},
    {"share", FieldKind::Flag, false, QT_TRANSLATE_NOOP("Field", "The agency may read it")},
};

const Field kMessageFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Message to the citizen"), {},
     "template:message"},
    {"channel", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Channel"), kChannelChoices,
     "channel"},
};

const Field kCallFields[] = {
    {"party", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Spoke to"), kCallParties},
    {"direction", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Direction"),
     kCallDirections},
    {"outcome", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Outcome"), kCallOutcomes},
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "What was said")},
};

const Field kChaseFields[] = {
    {"level", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Level"), kChaseLevels},
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Text"), {}, "template:chase"},
};

const Field kInstructFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Instruction")},
    {"due", FieldKind::Time, false, QT_TRANSLATE_NOOP("Field", "To be done by")},
    {"agency", FieldKind::Agency, false, QT_TRANSLATE_NOOP("Field", "Directed to"), {}, "agency"},
};

const Field kEditFields[] = {
    {"title", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Title"), {}, "title"},
    {"category", FieldKind::Category, false, QT_TRANSLATE_NOOP("Field", "Field and type"), {},
     "category"},
    {"priority", FieldKind::Choice, false, QT_TRANSLATE_NOOP("Field", "Priority"),
     kPriorityChoices, "priority"},
    {"track", FieldKind::Choice, false, QT_TRANSLATE_NOOP("Field", "Track"), kTrackChoices, "track"},
    {"area", FieldKind::Area, false, QT_TRANSLATE_NOOP("Field", "Ward"), {}, "area"},
    {"address", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Address"), {}, "address"},
    {"position", FieldKind::Position, false, QT_TRANSLATE_NOOP("Field", "Position"), {}, "position"},
    {"noPosition", FieldKind::Choice, false, QT_TRANSLATE_NOOP("Field", "No position because"),
     kNoPositionReasons},
};

const Field kTickFields[] = {
    {"ticks", FieldKind::Ticks, false, QT_TRANSLATE_NOOP("Field", "Information that is there")},
    {"off", FieldKind::Ticks, false, QT_TRANSLATE_NOOP("Field", "Information that is not there")},
};

const Field kAttachFields[] = {
    {"files", FieldKind::Files, true, QT_TRANSLATE_NOOP("Field", "Files")},
    {"kind", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Kind"), kAttachKinds},
    {"text", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Note")},
};

const Field kAddJointFields[] = {
    {"agencies", FieldKind::Agencies, true, QT_TRANSLATE_NOOP("Field", "Joint agencies")},
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "What they are asked to do")},
};

const Field kHandoverFields[] = {
    {"receiver", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Receiver"),
     kHandoverReceivers},
    {"name", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Name of the person told")},
    {"at", FieldKind::Time, true, QT_TRANSLATE_NOOP("Field", "Told at"), {}, "now"},
    {"stage", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Confirmation"),
     kHandoverStages},
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Text handed over"), {},
     "template:handover"},
};

const Field kPurgeFields[] = {
    {"reason", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Policy")},
};

const Field kUndoFields[] = {
    {"mid", FieldKind::Mid, true, QT_TRANSLATE_NOOP("Field", "What is undone")},
};

// The `reports` (and `files`) are lists of maps written by absorbOf and detachOf.
const Field kBesideFields[] = {
    {"case", FieldKind::CaseCode, true, QT_TRANSLATE_NOOP("Field", "Merged case")},
};

void addOpenRows(Rows& rows, CaseState at)
{
    const Roles officers = kAgency;
    rows.push_back({at, Action::Note, at, kCentre | officers, 0, kNoteFields, true});
    rows.push_back({at, Action::Message, at, kTalks, 0, kMessageFields, true});
    rows.push_back({at, Action::LogCall, at, kCentre, 0, kCallFields, true});
    rows.push_back({at, Action::Chase, at, kTalks, static_cast<Guards>(Guard::HasAgency),
                    kChaseFields, true});
    rows.push_back({at, Action::Instruct, at, {Role::Executive, Role::ShiftLead}, 0,
                    kInstructFields, true});
    rows.push_back({at, Action::Edit, at, kTalks, 0, kEditFields, true});
    rows.push_back({at, Action::Tick, at, kTalks | Roles{Role::CameraOperator}, 0, kTickFields,
                    true});
    rows.push_back({at, Action::Attach, at, kCentre | officers, 0, kAttachFields, true});
    rows.push_back({at, Action::Handover, at, kTalks | Roles{Role::CameraOperator}, 0,
                    kHandoverFields, true});
    rows.push_back({at, Action::Absorb, at, {Role::System}, 0, kBesideFields});
}

}  // namespace

void addAnytime(Rows& rows)
{
    using enum CaseState;
    for (int i = 0; i < kCaseStateCount; ++i) {
        const auto at = static_cast<CaseState>(i);
        if (isOpen(at))
            addOpenRows(rows, at);
        else
            rows.push_back({at, Action::Purge, at, {Role::System}, 0, kPurgeFields});
        // A master may have been closed, even merged, before its slave is taken out again.
        rows.push_back({at, Action::Detach, at, {Role::System}, 0, kBesideFields});
        rows.push_back({at, Action::Undo, at, kCentre | kAgency | Roles{Role::Executive},
                        static_cast<Guards>(Guard::UndoOpen), kUndoFields});
    }
    for (CaseState at : {Assigned, InProgress, Paused}) {
        rows.push_back({at, Action::AddJoint, at, {Role::Dispatcher, Role::ShiftLead},
                        static_cast<Guards>(Guard::HasAgency), kAddJointFields, true});
    }
}

}  // namespace kydai::table
