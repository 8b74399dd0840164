// SPDX-License-Identifier: GPL-3.0-or-later
// What a workspace's list holds: its tabs as predicates over index rows, its groups. A table, read
// by the queue, the urgent lane and the badges of the rail. Pure.
#pragma once

#include <span>

#include "desk/case_index.h"

namespace kydai::desk {

struct ViewContext {
    qint64 nowMs = 0;
    quint16 me = 0;         // Interner number of the user, 0 = never seen in a claim
    qint64 dayEndMs = 0;    // end of today, local
    qint64 tomorrowEndMs = 0, weekEndMs = 0;
};
ViewContext viewContext(qint64 nowMs, quint16 me);

enum class Grouping : quint8 { Lateness, DueDay, None };

struct TabDef {
    const char* code;
    const char* label;   // context "Desk"
    bool (*matches)(const IndexRow& row, const ViewContext& ctx);
    Grouping grouping = Grouping::Lateness;
};

struct WorkspaceDef {
    const char* code;
    const char* label;        // context "Desk"
    const char* listTitle;
    const char* icon;
    Roles roles;              // who has it; empty = everybody
    bool agencyOnly = false;
    std::span<const TabDef> tabs;
    // Urgent rows of this step stand in the lane instead of the list.
    bool (*lane)(const IndexRow& row, const ViewContext& ctx) = nullptr;
};

std::span<const WorkspaceDef> workspaceDefs();  // in the order of the rail
const WorkspaceDef* workspaceDef(QStringView code);
bool hasWorkspace(const WorkspaceDef& def, Roles roles);
QString defaultTab(const WorkspaceDef& def, Roles roles);

inline constexpr int kMaxTabs = 8;
inline constexpr int kGroupCount = 6;
// 0 .. kGroupCount-1 in the order shown.
quint8 groupOf(const IndexRow& row, Grouping grouping, const ViewContext& ctx);
QString groupCode(Grouping grouping, quint8 group);
QString groupLabel(Grouping grouping, quint8 group);

}  // namespace kydai::desk
