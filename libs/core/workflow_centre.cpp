// SPDX-License-Identifier: GPL-3.0-or-later
// Rows after the agency's answer: approve, publish, rate, reopen, close.
#include "core/workflow_tables.h"

#include <QCoreApplication>

namespace kydai::table {

namespace {

const Field kApproveFields[] = {
    {"checks", FieldKind::Ticks, false, QT_TRANSLATE_NOOP("Field", "Checks before approval"),
     kApprovalChecks},
    {"reason", FieldKind::Line, false,
     QT_TRANSLATE_NOOP("Field", "Reason why a check is not ticked")},
};

const Field kReworkFields[] = {
    {"reason", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "What must be done again")},
    {"missing", FieldKind::Documents, false, QT_TRANSLATE_NOOP("Field", "Missing documents")},
};

const Field kPublishFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Text to publish"), {},
     "result.public"},
    {"checks", FieldKind::Ticks, true, QT_TRANSLATE_NOOP("Field", "Redaction check"),
     kRedactionChecks},
};

const Field kReasonFields[] = {
    {"reason", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Reason")},
};

const Field kRateFields[] = {
    {"rating", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Rating"), kRatingChoices},
    {"text", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "In the citizen's words")},
};

const Field kAskReopenFields[] = {
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Why it should be reopened")},
    {"files", FieldKind::Files, false, QT_TRANSLATE_NOOP("Field", "Photos")},
};

const Field kGrantFields[] = {
    {"agency", FieldKind::Agency, true, QT_TRANSLATE_NOOP("Field", "Lead agency"), {}, "agency"},
    {"request", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Request to the agency"), {},
     "request"},
};

const Field kDeclineFields[] = {
    {"reason", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "Message to the citizen"), {},
     "template:decline_reopen"},
};

const Field kReopenFields[] = {
    {"reason", FieldKind::Line, true, QT_TRANSLATE_NOOP("Field", "Reason")},
    {"agency", FieldKind::Agency, true, QT_TRANSLATE_NOOP("Field", "Lead agency"), {}, "agency"},
    {"request", FieldKind::Text, false, QT_TRANSLATE_NOOP("Field", "Request to the agency"), {},
     "request"},
};

}  // namespace

void addCentre(Rows& rows)
{
    using enum CaseState;
    constexpr auto valid = static_cast<Guards>(Guard::AgencyValid);
    rows.push_back({AwaitingApproval, Action::Approve, Resolved, {Role::Approver},
                    static_cast<Guards>(Guard::NotAuthor), kApproveFields, false, true});
    rows.push_back({AwaitingApproval, Action::Rework, InProgress, {Role::Approver}, 0,
                    kReworkFields, true});
    for (CaseState at : {Resolved, Closed}) {
        rows.push_back({at, Action::Publish, at, {Role::Publisher},
                        Guard::NotPublished | Guard::NotApprover, kPublishFields, false, true});
        rows.push_back({at, Action::Unpublish, at, {Role::Publisher, Role::ShiftLead},
                        static_cast<Guards>(Guard::IsPublished), kReasonFields, false, true});
        rows.push_back({at, Action::Rate, at, {Role::Citizen}, static_cast<Guards>(Guard::Rateable),
                        kRateFields});
    }
    rows.push_back({Resolved, Action::AskReopen, ReopenRequested, {Role::Citizen},
                    static_cast<Guards>(Guard::Within14Days), kAskReopenFields});
    rows.push_back({Resolved, Action::Close, Closed, {Role::System},
                    static_cast<Guards>(Guard::Closable)});
    rows.push_back({ReopenRequested, Action::GrantReopen, Assigned, {Role::Dispatcher}, valid,
                    kGrantFields, true});
    rows.push_back({ReopenRequested, Action::DeclineReopen, Resolved, {Role::Dispatcher}, 0,
                    kDeclineFields, true});
    rows.push_back({Closed, Action::Reopen, Assigned, {Role::ShiftLead}, valid, kReopenFields,
                    true});
}

}  // namespace kydai::table
