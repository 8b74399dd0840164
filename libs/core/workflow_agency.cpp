// SPDX-License-Identifier: GPL-3.0-or-later
// Rows while an agency has the case: accept or return, handle, pause and extend, submit, sign.
#include "core/workflow_tables.h"

#include <QCoreApplication>

namespace kydai::table {

namespace {

constexpr auto kOwn = static_cast<Guards>(Guard::OwnAgency);
const Roles kDecides{Role::Dispatcher, Role::ShiftLead};

const Field kAcceptFields[] = {
    {"text", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Who handles it")},
};

const Field kReturnFields[] = {
    {"reason", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Reason"), kReturnReasons},
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Explanation")},
    {"proposed", FieldKind::Agency, true, QT_TRANSLATE_NOOP("Field", "Agency you propose")},
};

const Field kRecallFields[] = {
    {"reason", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Reason")},
};

const Field kReassignFields[] = {
    {"agency", FieldKind::Agency, true, QT_TRANSLATE_NOOP("Field", "Lead agency"), {}, "proposed"},
    {"joint", FieldKind::Agencies, false, QT_TRANSLATE_NOOP("Field", "Joint agencies"), {}, "joint"},
    {"category", FieldKind::Category, false, QT_TRANSLATE_NOOP("Field", "Field and type"), {},
     "category"},
    {"request", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Request to the agency"), {},
     "request"},
    {"reason", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Reason")},
};

const Field kSubmitFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Answer to the citizen"), {},
     "result.text"},
    {"files", FieldKind::Files, false, QT_TRANSLATE_NOOP("Field", "Photos afterwards")},
    {"doneAt", FieldKind::Time, true, QT_TRANSLATE_NOOP("Field", "Finished at"), {}, "now"},
    {"letterNumber", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Letter number"), {},
     "result.letter"},
    {"letterDate", FieldKind::Day, false, QT_TRANSLATE_NOOP("Field", "Letter date"), {},
     "result.date"},
    {"signatory", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Signatory"), {},
     "result.signatory"},
    {"documents", FieldKind::Documents, false, QT_TRANSLATE_NOOP("Field", "Required documents"), {},
     "result.documents"},
    {"waiver", FieldKind::Line, false,
     QT_TRANSLATE_NOOP("Field", "Reason why documents are missing")},
};

const Field kAskPauseFields[] = {
    {"reason", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Reason"), kPauseReasons},
    {"until", FieldKind::Time, true, QT_TRANSLATE_NOOP("Field", "Until")},
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Explanation")},
};

const Field kPauseFields[] = {
    {"until", FieldKind::Time, true, QT_TRANSLATE_NOOP("Field", "Until"), {}, "ask.until"},
    {"reference", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Decision number")},
    {"text", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Note")},
};

const Field kResumeFields[] = {
    {"text", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Note")},
};

const Field kAskExtensionFields[] = {
    {"reason", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Reason"), kExtensionReasons},
    {"until", FieldKind::Time, true, QT_TRANSLATE_NOOP("Field", "New deadline asked for")},
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Explanation")},
};

const Field kGrantExtensionFields[] = {
    {"until", FieldKind::Time, true, QT_TRANSLATE_NOOP("Field", "New deadline"), {}, "ask.until"},
    {"reference", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Decision number")},
    {"text", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Note")},
};

const Field kReasonFields[] = {
    {"reason", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Reason")},
};

const Field kJointDoneFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "What was done")},
    {"files", FieldKind::Files, false, QT_TRANSLATE_NOOP("Field", "Photos")},
};

const Field kJointWaiveFields[] = {
    {"agency", FieldKind::Agency, true, QT_TRANSLATE_NOOP("Field", "Joint agency"), {}, "joint"},
    {"reason", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Reason")},
};

const Field kSignFields[] = {
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Answer to the citizen"), {},
     "result.text"},
    {"letterNumber", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Letter number"), {},
     "result.letter"},
    {"signatory", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Signatory"), {},
     "result.signatory"},
};

void addInProgress(Rows& rows)
{
    using enum CaseState;
    constexpr auto ask = static_cast<Guards>(Guard::AskPending);
    // Where the agency has one user, the reducer passes agency_review over and records it.
    rows.push_back({InProgress, Action::Submit, AgencyReview, {Role::AgencyOfficer},
                    Guard::OwnAgency | Guard::DocumentsOrWaiver | Guard::JointDoneOrWaived,
                    kSubmitFields, true});
    rows.push_back({InProgress, Action::RequestPause, InProgress, kAgency,
                    Guard::OwnAgency | Guard::NoAskPending, kAskPauseFields, true});
    rows.push_back({InProgress, Action::Pause, Paused, kDecides, ask, kPauseFields, true});
    rows.push_back({InProgress, Action::DeclinePause, InProgress, kDecides, ask, kReasonFields, true});
    rows.push_back({InProgress, Action::RequestExtension, InProgress, kAgency,
                    Guard::OwnAgency | Guard::BeforeDue | Guard::NoAskPending, kAskExtensionFields,
                    true});
    rows.push_back({InProgress, Action::GrantExtension, InProgress, {Role::ShiftLead}, ask,
                    kGrantExtensionFields, true});
    rows.push_back({InProgress, Action::DeclineExtension, InProgress, {Role::ShiftLead}, ask,
                    kReasonFields, true});
    rows.push_back({InProgress, Action::JointWaive, InProgress, kAgency, kOwn, kJointWaiveFields,
                    true});
}

}  // namespace

void addAgency(Rows& rows)
{
    using enum CaseState;
    rows.push_back({Assigned, Action::Accept, InProgress, kAgency, kOwn, kAcceptFields, true});
    rows.push_back({Assigned, Action::Return, Returned, kAgency, kOwn, kReturnFields, true});
    rows.push_back({Assigned, Action::Recall, Screening, {Role::Dispatcher}, 0, kRecallFields, true});
    rows.push_back({Returned, Action::Reassign, Assigned, kDecides,
                    Guard::FirstReturnOrLead | Guard::AgencyValid, kReassignFields, true});
    addInProgress(rows);
    for (CaseState at : {Assigned, InProgress, Paused}) {
        rows.push_back({at, Action::JointDone, at, kAgency,
                        static_cast<Guards>(Guard::JointAgency), kJointDoneFields, true});
    }
    rows.push_back({Paused, Action::Resume, InProgress,
                    kAgency | kDecides | Roles{Role::System}, kOwn, kResumeFields, true});
    rows.push_back({AgencyReview, Action::Sign, AwaitingApproval, {Role::AgencyLead},
                    Guard::OwnAgency | Guard::NotAuthor, kSignFields, true});
    rows.push_back({AgencyReview, Action::SendBack, InProgress, {Role::AgencyLead}, kOwn,
                    kReasonFields, true});
}

}  // namespace kydai::table
