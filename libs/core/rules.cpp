// SPDX-License-Identifier: GPL-3.0-or-later
// judge(): row, role, scope, guards of the case, demands, guards of the arguments. In this order, so
// that nobody learns more about a case than his role gives him.
#include <algorithm>
#include <array>

#include "core/directory.h"
#include "core/rules_args.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

struct Ask {
    const Case& c;
    const Transition& row;
    const Actor& actor;
    const QVariantMap& map;
    const RuleContext& ctx;
    bool withArgs;

    bool isAgencyActor() const { return actor.roles.isAgency(); }
};

bool isJoint(const Case& c, const QString& agency)
{
    return std::any_of(c.joint.begin(), c.joint.end(),
                       [&](const JointAssignment& joint) { return joint.agency == agency; });
}

bool inScope(const Case& c, const Actor& actor)
{
    if (!actor.roles.isAgency())
        return true;
    return !actor.agency.isEmpty() && (c.agency == actor.agency || isJoint(c, actor.agency));
}

bool claimedByOther(const Ask& k)
{
    return !k.c.claim.user.isEmpty() && k.c.claim.user != k.actor.user
        && k.c.claim.untilMs > k.ctx.nowMs;
}

bool holdsAsk(const Ask& k)
{
    const bool pause = k.row.action == Action::Pause || k.row.action == Action::DeclinePause;
    return k.c.ask.kind == (pause ? "pause"_L1 : "extension"_L1);
}

bool isOwnWork(const Ask& k)
{
    const ResultDraft& result = k.c.result;
    return k.actor.user == result.author
        || (k.row.action == Action::Approve && k.actor.user == result.signer);
}

bool mayReturnAgain(const Ask& k)
{
    return k.c.returns < 2 || k.actor.roles.has(Role::ShiftLead);
}

bool isRecent(const Ask& k)
{
    const qint64 from = std::max(k.c.resolvedMs, k.c.result.publishedMs);
    return from > 0 && k.ctx.nowMs <= from + kCloseAfterMs;
}

bool isClosable(const Ask& k)
{
    return k.c.rating != Rating::None
        || (k.c.published && k.ctx.nowMs >= k.c.result.publishedMs + kCloseAfterMs);
}

bool isUndoable(const QString& actionCode)
{
    const auto action = actionFrom(actionCode);
    const auto rows = workflowTable();
    return action && std::any_of(rows.begin(), rows.end(), [&](const Transition& row) {
               return row.action == *action && row.undoable;
           });
}

bool isUndoOpen(const Ask& k)
{
    if (k.c.timeline.isEmpty())
        return false;
    const TimelineEntry& last = k.c.timeline.last();
    const bool named = !k.withArgs
        || QUuid::fromString(args::text(k.map, "mid")) == last.mid;
    return named && !last.mid.isNull() && last.mid == k.c.lastMid && last.actor == k.actor.user
        && k.ctx.nowMs - last.atMs <= kUndoWindowMs && isUndoable(last.action);
}

bool hasDocuments(const Ask& k)
{
    if (args::has(k.map, "waiver"))
        return true;
    const Category* category = k.ctx.directory.category(k.c.category);
    if (!category)
        return true;
    const QStringList given = args::list(k.map, "documents");
    return std::all_of(category->requiredDocuments.begin(), category->requiredDocuments.end(),
                       [&](const NamedItem& item) { return given.contains(item.code); });
}

bool jointFinished(const Ask& k)
{
    return std::all_of(k.c.joint.begin(), k.c.joint.end(),
                       [](const JointAssignment& joint) { return joint.done || joint.waived; });
}

bool hasOpenJointPart(const Ask& k)
{
    return std::any_of(k.c.joint.begin(), k.c.joint.end(), [&](const JointAssignment& joint) {
        return joint.agency == k.actor.agency && !joint.done && !joint.waived;
    });
}

// Taking over needs somebody to take over from: his lease ran out, or a reason is given.
bool mayTakeOver(const Ask& k)
{
    if (k.c.claim.user.isEmpty() || k.c.claim.user == k.actor.user)
        return false;
    return !k.withArgs || k.c.claim.untilMs <= k.ctx.nowMs || args::has(k.map, "reason");
}

bool mayMerge(const Ask& k)
{
    const Case& master = *k.ctx.other;
    return master.id != k.c.id && isOpen(master.state)
        && master.reports.size() + k.c.reports.size() <= kMaxReports;
}

// A guard of the case; those of the arguments come after the demands.
bool holds(const Ask& k, Guard guard)
{
    const Case& c = k.c;
    switch (guard) {
    case Guard::None: return true;
    case Guard::HoldsClaim: return !claimedByOther(k);
    case Guard::OwnAgency: return !k.isAgencyActor() || c.agency == k.actor.agency;
    case Guard::JointAgency: return hasOpenJointPart(k);
    case Guard::NotAuthor: return !isOwnWork(k);
    case Guard::NotApprover: return k.actor.user != c.result.approver;
    case Guard::JointDoneOrWaived: return jointFinished(k);
    case Guard::FirstReturnOrLead: return mayReturnAgain(k);
    case Guard::BeforeDue: return c.resolveDueMs > 0 && k.ctx.nowMs < c.resolveDueMs;
    case Guard::AskPending: return holdsAsk(k);
    case Guard::NoAskPending: return c.ask.kind.isEmpty();
    case Guard::Within14Days: return isRecent(k);
    case Guard::NotPublished: return !c.published;
    case Guard::IsPublished: return c.published;
    case Guard::Rateable: return c.rating == Rating::None;
    case Guard::ClaimStale: return mayTakeOver(k);
    case Guard::TimeoutPassed: return k.ctx.nowMs - c.stateSinceMs >= kNeedsInfoTimeoutMs;
    case Guard::Closable: return isClosable(k);
    case Guard::UndoOpen: return isUndoOpen(k);
    case Guard::HasAgency: return !c.agency.isEmpty();
    case Guard::AgencyValid:        // checked with the field
    case Guard::DocumentsOrWaiver:
    case Guard::MasterOpen:
        return true;
    }
    return false;
}

Result<void> refuse(const Ask& k, Guard guard)
{
    if (guard == Guard::HoldsClaim)
        return fail(ErrorCode::Held, {k.c.claim.user, QString::number(k.c.claim.untilMs)});
    if (guard == Guard::UndoOpen)
        return fail(ErrorCode::UndoExpired);
    return fail(ErrorCode::Guard, {QString::fromLatin1(codeOf(guard))});
}

Result<void> checkGuards(const Ask& k)
{
    for (Guards bit = 1; bit != 0 && bit <= k.row.guards; bit <<= 1) {
        const auto guard = static_cast<Guard>(bit);
        if ((k.row.guards & bit) && !holds(k, guard))
            return refuse(k, guard);
    }
    return {};
}

Result<void> checkArgGuards(const Ask& k)
{
    if ((k.row.guards & static_cast<Guards>(Guard::DocumentsOrWaiver)) && !hasDocuments(k))
        return refuse(k, Guard::DocumentsOrWaiver);
    if (k.row.guards & static_cast<Guards>(Guard::MasterOpen)) {
        const QString code = args::text(k.map, "master");
        if (!k.ctx.other || k.ctx.other->code != code)
            return fail(ErrorCode::Unknown, {u"case"_s, code});
        if (!mayMerge(k))
            return refuse(k, Guard::MasterOpen);
    }
    return {};
}

}  // namespace

// An account with an agency role acts as the agency, whatever else it holds.
Roles actingRoles(Roles roles)
{
    const Roles agency = roles & Roles{Role::AgencyOfficer, Role::AgencyLead};
    return agency.isEmpty() ? roles : agency;
}

Result<const Transition*> judge(const Case& c, Action action, const Actor& actor,
                                const QVariantMap& map, const RuleContext& ctx, bool withArgs)
{
    const Transition* row = findTransition(c.state, action);
    if (!row)
        return fail(ErrorCode::NotDeclared, {codeOf(action), codeOf(c.state)});
    if (!actingRoles(actor.roles).hasAny(row->roles))
        return fail(ErrorCode::NotAllowed, {codeOf(action)});
    if (!inScope(c, actor))
        return fail(ErrorCode::NotInScope);
    const Ask ask{c, *row, actor, map, ctx, withArgs};
    if (const auto ok = checkGuards(ask); !ok)
        return tl::unexpected(ok.error());
    if (!withArgs)
        return row;
    if (const auto ok = checkArgs(c, *row, map, ctx); !ok)
        return tl::unexpected(ok.error());
    if (const auto ok = checkArgGuards(ask); !ok)
        return tl::unexpected(ok.error());
    return row;
}

QList<Offer> offersFor(const Case& c, const Actor& actor, const RuleContext& ctx)
{
    QList<Offer> offers;
    const Roles roles = actingRoles(actor.roles);
    if (!inScope(c, actor))
        return offers;
    for (const Transition& row : workflowTable()) {
        if (row.from != c.state || !roles.hasAny(row.roles))
            continue;
        const auto verdict = judge(c, row.action, actor, {}, ctx, false);
        Offer offer{&row, {ErrorCode::None, {}, {}}};
        if (!verdict)
            offer.refusal = verdict.error();
        offers.append(offer);
    }
    return offers;
}

}  // namespace kydai
