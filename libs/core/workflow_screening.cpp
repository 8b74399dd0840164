// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the first step: take, ask, sort out, hand to an agency; and the way back from the finals
// that were reached before an agency had the case.
#include "core/workflow_tables.h"

#include <QCoreApplication>

namespace kydai::table {

namespace {

const Field kTakeOverFields[] = {
    {"reason", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Reason")},
};

const Field kAssignFields[] = {
    {"category", FieldKind::Category, true, QT_TRANSLATE_NOOP("Field", "Field and type"), {},
     "category"},
    {"agency", FieldKind::Agency, true, QT_TRANSLATE_NOOP("Field", "Lead agency"), {}, "route"},
    {"joint", FieldKind::Agencies, false, QT_TRANSLATE_NOOP("Field", "Joint agencies"), {}, "joint"},
    {"position", FieldKind::Position, false, QT_TRANSLATE_NOOP("Field", "Position"), {}, "position"},
    {"noPosition", FieldKind::Choice, false, QT_TRANSLATE_NOOP("Field", "No position because"),
     kNoPositionReasons},
    {"area", FieldKind::Area, false, QT_TRANSLATE_NOOP("Field", "Ward"), {}, "area"},
    {"address", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Address"), {}, "address"},
    {"priority", FieldKind::Choice, false, QT_TRANSLATE_NOOP("Field", "Priority"),
     kPriorityChoices, "priority"},
    {"track", FieldKind::Choice, false, QT_TRANSLATE_NOOP("Field", "Track"), kTrackChoices, "track"},
    {"request", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Request to the agency"), {},
     "template:request"},
};

const Field kAskFields[] = {
    {"question", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Question to the citizen"), {},
     "template:ask"},
    {"channel", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Channel"), kChannelChoices,
     "channel"},
};

const Field kRejectFields[] = {
    {"reason", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Reason"), kRejectReasons},
    {"message", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Message to the citizen"), {},
     "template:reject"},
};

const Field kMergeFields[] = {
    {"master", FieldKind::CaseCode, true, QT_TRANSLATE_NOOP("Field", "Case to keep"), {},
     "duplicate"},
    {"masterId", FieldKind::Mid, false, QT_TRANSLATE_NOOP("Field", "Id of the case to keep")},
    {"text", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Note")},
};

const Field kReferFields[] = {
    {"receiver", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Receiver"), kReferReceivers},
    {"reference", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Reference (letter, name)")},
    {"message", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Message to the citizen"), {},
     "template:refer"},
};

const Field kReplyFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "The citizen's answer")},
    {"channel", FieldKind::Choice, false, QT_TRANSLATE_NOOP("Field", "Channel"), kChannelChoices,
     "channel"},
    {"files", FieldKind::Files, false, QT_TRANSLATE_NOOP("Field", "Photos")},
};

const Field kWithdrawFields[] = {
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Reason")},
};

const Field kRestoreFields[] = {
    {"reason", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Reason")},
};

void addScreeningState(Rows& rows)
{
    using enum CaseState;
    constexpr auto none = Guards{0};
    constexpr auto claim = static_cast<Guards>(Guard::HoldsClaim);
    // A case that came back (answer, restore, recall) stands in screening without a claim.
    rows.push_back({Screening, Action::Claim, Screening, kDesk, claim});
    rows.push_back({Screening, Action::Release, Received, kDesk, claim, {}, true});
    rows.push_back({Screening, Action::TakeOver, Screening, kDesk | Roles{Role::ShiftLead},
                    static_cast<Guards>(Guard::ClaimStale), kTakeOverFields});
    rows.push_back({Screening, Action::Assign, Assigned, {Role::Dispatcher},
                    Guard::HoldsClaim | Guard::AgencyValid, kAssignFields, true});
    rows.push_back({Screening, Action::Ask, NeedsInfo, kDesk, claim, kAskFields, true});
    rows.push_back({Screening, Action::Reject, NotAccepted, kDesk, claim, kRejectFields, true});
    rows.push_back({Screening, Action::Merge, Merged, kDesk, Guard::HoldsClaim | Guard::MasterOpen,
                    kMergeFields, true});
    rows.push_back({Screening, Action::Refer, Referred, kDesk, claim, kReferFields, true});
    rows.push_back({Screening, Action::Withdraw, Cancelled, {Role::Citizen}, none, kWithdrawFields});
}

}  // namespace

void addScreening(Rows& rows)
{
    using enum CaseState;
    constexpr auto none = Guards{0};
    rows.push_back({Received, Action::Claim, Screening, kDesk,
                    static_cast<Guards>(Guard::HoldsClaim), {}, true});
    rows.push_back({Received, Action::Withdraw, Cancelled, {Role::Citizen}, none, kWithdrawFields});
    addScreeningState(rows);
    rows.push_back({NeedsInfo, Action::Reply, Screening, kDesk | Roles{Role::Citizen}, none,
                    kReplyFields});
    rows.push_back({NeedsInfo, Action::Timeout, Screening, {Role::System},
                    static_cast<Guards>(Guard::TimeoutPassed)});
    rows.push_back({NeedsInfo, Action::Withdraw, Cancelled, {Role::Citizen}, none, kWithdrawFields});
    for (CaseState from : {NotAccepted, Merged, Referred, Cancelled})
        rows.push_back({from, Action::Restore, Screening, {Role::ShiftLead}, none, kRestoreFields});
}

}  // namespace kydai::table
