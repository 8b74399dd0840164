// SPDX-License-Identifier: GPL-3.0-or-later
// What a role may see and do beside the workflow's rows: a table, so that tests can enumerate it and
// the interface can say which role has what. The server judges with the roles of the moment.
#pragma once

#include <QList>

#include "core/states.h"

namespace kydai {

enum class Capability : quint8 {
    ReadCases,          // of its scopes
    ReadAllCases,       // of the whole city
    ReadContactMasked,  // the reporter's name and "•••575"
    RevealContact,      // the number in the clear, with a reason, audited, online only
    EnterReport,        // types a report for a citizen
    SeeInternal,        // the centre's notes
    Instruct,
    SeePresence,
    SeeFigures,
    ExportCases,
    ManageUsers,
    ManageDirectory,    // agencies, categories, calendars, policies
    ReadAudit,
    ReadMetrics,
    PurgeData,
    ViewCameras,        // live pictures and the cameras' credentials; also says how they are doing
};
inline constexpr int kCapabilityCount = 16;

QString codeOf(Capability capability);
Roles rolesWith(Capability capability);

// An account that holds an agency role never has what only the centre may see, whatever else it
// holds: the reporter's identity must not reach an agency's desk.
bool may(Roles roles, Capability capability);

struct DemoAccount {
    const char* user;
    Roles roles;
};
// The accounts of the demonstration (password "demo"); agency accounts get their agency from the
// server. Order: as the login screen lists them.
QList<DemoAccount> demoAccounts();

}  // namespace kydai
