// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/permissions.h"

#include <array>

namespace kydai {

namespace {

struct Row {
    const char* code;
    Roles roles;
    bool centreOnly;  // never for an account with an agency role
};

constexpr Roles kDesk{Role::Operator, Role::Dispatcher};
constexpr Roles kCentre{Role::Operator, Role::Dispatcher, Role::Approver, Role::Publisher,
                        Role::CameraOperator, Role::ShiftLead};
constexpr Roles kAgency{Role::AgencyOfficer, Role::AgencyLead};
constexpr Roles kReaders{Role::Executive, Role::Auditor};

constexpr std::array<Row, kCapabilityCount> kRows{{
    {"read_cases", kCentre | kAgency | kReaders, false},
    {"read_all_cases", kCentre | kReaders, true},
    {"read_contact_masked", kCentre, true},
    {"reveal_contact", kDesk | Roles{Role::ShiftLead}, true},
    {"enter_report", Roles{Role::Operator, Role::CameraOperator, Role::ShiftLead}, true},
    {"see_internal", kCentre | kReaders, true},
    {"instruct", Roles{Role::Executive, Role::ShiftLead}, true},
    {"see_presence", kCentre | kAgency, false},
    {"see_figures", kCentre | kAgency | kReaders, false},
    {"export_cases", Roles{Role::ShiftLead, Role::Executive, Role::Auditor}, true},
    {"manage_users", Roles{Role::Admin}, true},
    {"manage_directory", Roles{Role::Admin}, true},
    {"read_audit", Roles{Role::Auditor}, true},
    {"read_metrics", Roles{Role::Admin}, true},
    {"purge_data", Roles{Role::System}, true},
    {"view_cameras", kDesk | Roles{Role::CameraOperator, Role::ShiftLead}, true},
}};

const Row& rowOf(Capability capability)
{
    const auto i = static_cast<std::size_t>(capability);
    return kRows[i < kRows.size() ? i : 0];
}

}  // namespace

QString codeOf(Capability capability) { return QString::fromLatin1(rowOf(capability).code); }

Roles rolesWith(Capability capability) { return rowOf(capability).roles; }

bool may(Roles roles, Capability capability)
{
    const Row& row = rowOf(capability);
    if (roles.isAgency() && row.centreOnly)
        return false;
    return roles.hasAny(row.roles);
}

QList<DemoAccount> demoAccounts()
{
    return {
        {"operator", {Role::Operator, Role::Dispatcher}},
        {"dispatcher", {Role::Dispatcher}},
        {"approver", {Role::Approver}},
        {"publisher", {Role::Publisher}},
        {"camera", {Role::CameraOperator, Role::Operator}},
        {"lead", {Role::ShiftLead, Role::Operator, Role::Dispatcher}},
        {"officer", {Role::AgencyOfficer}},
        {"chief", {Role::AgencyLead}},
        {"executive", {Role::Executive}},
        {"admin", {Role::Admin}},
        {"auditor", {Role::Auditor}},
    };
}

}  // namespace kydai
