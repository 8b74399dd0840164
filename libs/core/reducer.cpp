// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reducer.h"

#include <algorithm>

#include "core/reducer_parts.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace reducing {

void addToTimeline(Case& c, TimelineEntry entry)
{
    // Put together from several arguments: each is bounded, their sum must be too, or the codec
    // would refuse the whole row.
    entry.text.truncate(kMaxText);
    entry.param.truncate(kMaxText);
    c.timeline.append(std::move(entry));
    if (c.timeline.size() > kMaxTimeline)
        c.timeline.remove(0, c.timeline.size() - kMaxTimeline);
}

void rememberMid(Case& c, const Uuid& mid)
{
    constexpr int kRecentMids = 16;
    c.lastMid = mid;
    c.recentMids.append(mid);
    if (c.recentMids.size() > kRecentMids)
        c.recentMids.remove(0, c.recentMids.size() - kRecentMids);
}

}  // namespace reducing

namespace {

using reducing::Step;

// The role that allowed the row: the first of the account's in the order of the enumeration.
Role actingRole(const Actor& actor, const Transition& row)
{
    const Roles allowed = actingRoles(actor.roles) & row.roles;
    for (int i = 0; i < kRoleCount; ++i) {
        if (allowed.has(static_cast<Role>(i)))
            return static_cast<Role>(i);
    }
    return Role::System;
}

TimelineEntry entryOf(const Operation& op, const Transition& row)
{
    TimelineEntry entry;
    entry.seq = op.seq;
    entry.atMs = op.atMs;
    entry.clientAtMs = op.clientAtMs == op.atMs ? 0 : op.clientAtMs;
    entry.actor = op.actor.user;
    entry.role = actingRole(op.actor, row);
    const bool agency = Roles{Role::AgencyOfficer, Role::AgencyLead}.has(entry.role);
    entry.agency = agency ? op.actor.agency : QString();
    entry.action = op.action;
    entry.to = row.to;
    entry.mid = op.mid;
    return entry;
}

void enterState(Step& s)
{
    Case& c = s.c;
    c.state = s.to;
    if (s.from == s.to)
        return;
    c.stateSinceMs = s.op.atMs;
    if (isFinal(s.to))
        c.closedMs = s.op.atMs;
    else if (isFinal(s.from))
        c.closedMs = 0;
    if (s.from == CaseState::InProgress && s.to != CaseState::Paused)
        c.ask = {};
}

// Work by the holder keeps the lease; leaving the screening ends it.
void keepClaim(Step& s)
{
    Claim& claim = s.c.claim;
    if (s.to != CaseState::Screening)
        claim = {};
    else if (!claim.user.isEmpty() && claim.user == s.op.actor.user)
        claim.untilMs = std::max(claim.untilMs, s.op.atMs + kClaimLeaseMs);
}

void stamp(Case& c, const Operation& op, const QStringList& groups)
{
    ++c.version;
    for (const QString& group : groups)
        c.fieldVersions.insert(group, c.version);
    c.seq = std::max(c.seq, op.seq);
    reducing::rememberMid(c, op.mid);
}

}  // namespace

Result<Case> reduce(const Case& before, const Operation& op, const Directory& directory)
{
    if (before.recentMids.contains(op.mid))
        return before;
    const auto action = actionFrom(op.action);
    const Transition* row = action ? findTransition(before.state, *action) : nullptr;
    if (!row)
        return fail(ErrorCode::NotDeclared, {op.action.left(64), codeOf(before.state)});
    if (row->action == Action::Undo)
        return fail(ErrorCode::Unsupported, {op.action}, u"undo needs the row before"_s);
    Case c = before;
    Step step{c, op, *row, directory, before.state, row->to, entryOf(op, *row), {}};
    if (const auto ok = reducing::applyEffect(step); !ok)
        return tl::unexpected(ok.error());
    enterState(step);
    keepClaim(step);
    if (const auto ok = reducing::moveClocks(step); !ok)
        return tl::unexpected(ok.error());
    reducing::refreshDue(c, directory);
    stamp(c, op, step.groups);
    step.entry.to = step.to;
    reducing::addToTimeline(c, step.entry);
    return c;
}

Case undone(const Case& current, const Case& before, const Operation& undo)
{
    if (current.recentMids.contains(undo.mid))
        return current;
    Case c = before;
    QStringList groups;
    for (auto it = current.fieldVersions.begin(); it != current.fieldVersions.end(); ++it) {
        if (before.fieldVersions.value(it.key()) != it.value())
            groups.append(it.key());
    }
    c.version = current.version;
    c.fieldVersions = current.fieldVersions;
    c.seq = current.seq;
    c.recentMids = current.recentMids;
    c.timeline = current.timeline;
    TimelineEntry entry;
    if (const Transition* row = findTransition(current.state, Action::Undo))
        entry = entryOf(undo, *row);
    if (!c.timeline.isEmpty()) {
        c.timeline.last().visibility = Visibility::Internal;
        entry.param = c.timeline.last().action;
    }
    entry.to = c.state;
    stamp(c, undo, groups);
    reducing::addToTimeline(c, entry);
    return c;
}

}  // namespace kydai
