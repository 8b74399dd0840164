// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/queue_views.h"
#include "desk/translate.h"

#include <algorithm>


#include "core/calendar.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

bool isOne(const IndexRow& row, std::initializer_list<CaseState> states)
{
    return std::find(states.begin(), states.end(), row.state()) != states.end();
}

bool atScreening(const IndexRow& row, const ViewContext&)
{
    using enum CaseState;
    return isOne(row, {Received, Screening, Returned, ReopenRequested});
}
bool mine(const IndexRow& row, const ViewContext& ctx)
{
    return ctx.me && row.claimUser == ctx.me && row.claimUntilMs() > ctx.nowMs &&
           isOpen(row.state());
}
bool screeningSoon(const IndexRow& row, const ViewContext& ctx)
{
    return atScreening(row, ctx) && row.latenessAt(ctx.nowMs) == Lateness::DueSoon;
}
bool screeningLate(const IndexRow& row, const ViewContext& ctx)
{
    return atScreening(row, ctx) && row.latenessAt(ctx.nowMs) == Lateness::Overdue;
}
bool withCentre(const IndexRow& row, const ViewContext& ctx)
{
    return atScreening(row, ctx) || row.state() == CaseState::NeedsInfo;
}
bool toApprove(const IndexRow& row, const ViewContext&)
{
    return row.state() == CaseState::AwaitingApproval;
}
bool toPublish(const IndexRow& row, const ViewContext&)
{
    return row.state() == CaseState::Resolved && !row.has(FlagPublished);
}
bool asked(const IndexRow& row, const ViewContext&)
{
    return row.has(FlagAsk) && isOpen(row.state());
}
bool open(const IndexRow& row, const ViewContext&) { return isOpen(row.state()); }
bool any(const IndexRow&, const ViewContext&) { return true; }
bool never(const IndexRow&, const ViewContext&) { return false; }

bool withAgency(const IndexRow& row, const ViewContext&)
{
    using enum CaseState;
    return isOne(row, {Assigned, InProgress, Paused});
}
bool toAccept(const IndexRow& row, const ViewContext&)
{
    return row.state() == CaseState::Assigned;
}
bool inProgress(const IndexRow& row, const ViewContext&)
{
    return isOne(row, {CaseState::InProgress, CaseState::Paused});
}
bool agencyLate(const IndexRow& row, const ViewContext& ctx)
{
    return withAgency(row, ctx) && row.latenessAt(ctx.nowMs) == Lateness::Overdue;
}
bool reported(const IndexRow& row, const ViewContext&)
{
    return isOne(row, {CaseState::AgencyReview, CaseState::AwaitingApproval});
}
bool finished(const IndexRow& row, const ViewContext&)
{
    return isOne(row, {CaseState::Resolved, CaseState::Closed});
}
bool toSign(const IndexRow& row, const ViewContext&)
{
    return row.state() == CaseState::AgencyReview;
}

bool screeningLane(const IndexRow& row, const ViewContext& ctx)
{
    return row.isUrgent() && withCentre(row, ctx);
}
bool agencyLane(const IndexRow& row, const ViewContext& ctx)
{
    return row.isUrgent() && withAgency(row, ctx);
}

constexpr TabDef kOperationTabs[] = {
    {"waiting", QT_TRANSLATE_NOOP("Desk", "Waiting"), atScreening},
    {"mine", QT_TRANSLATE_NOOP("Desk", "Mine"), mine},
    {"due_soon", QT_TRANSLATE_NOOP("Desk", "Due soon"), screeningSoon},
    {"overdue", QT_TRANSLATE_NOOP("Desk", "Overdue"), screeningLate},
    {"all", QT_TRANSLATE_NOOP("Desk", "All"), withCentre},
};
constexpr TabDef kCaseTabs[] = {
    {"to_approve", QT_TRANSLATE_NOOP("Desk", "To approve"), toApprove},
    {"to_publish", QT_TRANSLATE_NOOP("Desk", "To publish"), toPublish, Grouping::None},
    {"asks", QT_TRANSLATE_NOOP("Desk", "Requests"), asked},
    {"open", QT_TRANSLATE_NOOP("Desk", "Open"), open},
    {"all", QT_TRANSLATE_NOOP("Desk", "All"), any, Grouping::None},
};
constexpr TabDef kInboxTabs[] = {
    {"all", QT_TRANSLATE_NOOP("Desk", "By deadline"), withAgency, Grouping::DueDay},
    {"to_accept", QT_TRANSLATE_NOOP("Desk", "To accept"), toAccept, Grouping::DueDay},
    {"in_progress", QT_TRANSLATE_NOOP("Desk", "In progress"), inProgress, Grouping::DueDay},
    {"overdue", QT_TRANSLATE_NOOP("Desk", "Overdue"), agencyLate, Grouping::None},
};
constexpr TabDef kReportedTabs[] = {
    {"waiting", QT_TRANSLATE_NOOP("Desk", "Waiting for a decision"), reported},
    {"finished", QT_TRANSLATE_NOOP("Desk", "Finished"), finished, Grouping::None},
};
constexpr TabDef kSignTabs[] = {
    {"to_sign", QT_TRANSLATE_NOOP("Desk", "To sign"), toSign, Grouping::DueDay},
};

// The desk's own page shows no cases; its list is there and empty.
constexpr TabDef kDeviceTabs[] = {
    {"none", QT_TRANSLATE_NOOP("Desk", "None"), never, Grouping::None},
};

constexpr Roles kReadsCases{Role::Dispatcher, Role::Approver, Role::Publisher, Role::ShiftLead,
                            Role::Executive, Role::Auditor};
constexpr Roles kAgencyRoles{Role::AgencyOfficer, Role::AgencyLead};

constexpr WorkspaceDef kDefs[] = {
    {"operations",
     QT_TRANSLATE_NOOP("Desk", "Operations"),
     QT_TRANSLATE_NOOP("Desk", "Reports to classify"),
     "inbox",
     {Role::Operator, Role::Dispatcher, Role::ShiftLead, Role::CameraOperator},
     false,
     kOperationTabs,
     screeningLane},
    {"inbox", QT_TRANSLATE_NOOP("Desk", "My work"), QT_TRANSLATE_NOOP("Desk", "My work"), "inbox",
     kAgencyRoles, true, kInboxTabs, agencyLane},
    {"reported", QT_TRANSLATE_NOOP("Desk", "Reported"),
     QT_TRANSLATE_NOOP("Desk", "Reported results"), "check", kAgencyRoles, true, kReportedTabs},
    {"sign",
     QT_TRANSLATE_NOOP("Desk", "To sign"),
     QT_TRANSLATE_NOOP("Desk", "Results to sign"),
     "edit",
     {Role::AgencyLead},
     true,
     kSignTabs},
    {"cases", QT_TRANSLATE_NOOP("Desk", "Reports"), QT_TRANSLATE_NOOP("Desk", "Reports"), "folder",
     kReadsCases, false, kCaseTabs},
    {"device",
     QT_TRANSLATE_NOOP("Desk", "This desk"),
     QT_TRANSLATE_NOOP("Desk", "This desk"),
     "disk",
     {},
     false,
     kDeviceTabs},
};

}  // namespace

ViewContext viewContext(qint64 nowMs, quint16 me)
{
    const QDate today = localDate(nowMs);
    return {nowMs, me, startOfDayUtcMs(today.addDays(1)), startOfDayUtcMs(today.addDays(2)),
            startOfDayUtcMs(today.addDays(8 - today.dayOfWeek()))};
}

std::span<const WorkspaceDef> workspaceDefs() { return kDefs; }

const WorkspaceDef* workspaceDef(QStringView code)
{
    for (const WorkspaceDef& def : kDefs) {
        if (code == QLatin1StringView(def.code))
            return &def;
    }
    return nullptr;
}

bool hasWorkspace(const WorkspaceDef& def, Roles roles)
{
    if (def.roles.isEmpty())
        return true;
    return roles.hasAny(def.roles) && (def.agencyOnly || !roles.isAgency());
}

QString defaultTab(const WorkspaceDef& def, Roles roles)
{
    if (def.tabs.empty())
        return {};
    if (def.tabs.data() == kCaseTabs) {
        if (roles.has(Role::Approver))
            return u"to_approve"_s;
        if (roles.has(Role::Publisher))
            return u"to_publish"_s;
        return u"open"_s;
    }
    return QString::fromLatin1(def.tabs.front().code);
}

quint8 groupOf(const IndexRow& row, Grouping grouping, const ViewContext& ctx)
{
    if (grouping == Grouping::None)
        return 0;
    const Lateness lateness = row.latenessAt(ctx.nowMs);
    if (grouping == Grouping::Lateness) {
        switch (lateness) {
        case Lateness::Overdue: return 0;
        case Lateness::DueSoon: return 1;
        case Lateness::InTime: return 2;
        case Lateness::Paused: return 3;
        case Lateness::None: return 4;
        }
    }
    if (lateness == Lateness::None || lateness == Lateness::Paused || !row.dueMs)
        return 5;
    if (lateness == Lateness::Overdue)
        return 0;
    if (row.dueMs < ctx.dayEndMs)
        return 1;
    if (row.dueMs < ctx.tomorrowEndMs)
        return 2;
    return row.dueMs < ctx.weekEndMs ? 3 : 4;
}

QString groupCode(Grouping grouping, quint8 group)
{
    static const char* const kLateness[] = {"overdue", "due_soon", "in_time", "paused", "none", ""};
    static const char* const kDays[] = {"overdue", "today", "tomorrow", "week", "later", "none"};
    if (grouping == Grouping::None)
        return u"list"_s;
    return QString::fromLatin1((grouping == Grouping::Lateness ? kLateness : kDays)[group]);
}

QString groupLabel(Grouping grouping, quint8 group)
{
    static const char* const kLateness[] = {
        QT_TRANSLATE_NOOP("Desk", "Overdue"), QT_TRANSLATE_NOOP("Desk", "Due soon"),
        QT_TRANSLATE_NOOP("Desk", "In time"), QT_TRANSLATE_NOOP("Desk", "Clock paused"),
        QT_TRANSLATE_NOOP("Desk", "Without a deadline"), ""};
    static const char* const kDays[] = {
        QT_TRANSLATE_NOOP("Desk", "Overdue"), QT_TRANSLATE_NOOP("Desk", "Today"),
        QT_TRANSLATE_NOOP("Desk", "Tomorrow"), QT_TRANSLATE_NOOP("Desk", "This week"),
        QT_TRANSLATE_NOOP("Desk", "Later"), QT_TRANSLATE_NOOP("Desk", "Without a running clock")};
    if (grouping == Grouping::None)
        return {};
    return translate("Desk",
                                       (grouping == Grouping::Lateness ? kLateness : kDays)[group]);
}

}  // namespace kydai::desk
