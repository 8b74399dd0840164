// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/commands.h"

#include <algorithm>

#include <QPointer>

#include <QCborMap>
#include <QCborValue>

#include "core/rules_args.h"
#include "desk/conflict_rows.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr Guards kAskGuard = static_cast<Guards>(Guard::AskPending);

struct KeyedAction {
    Action action;
    const char* key;
};

constexpr KeyedAction kKeys[] = {
    {Action::Claim, "Space"}, {Action::TakeOver, "Space"}, {Action::Accept, "Space"},
    {Action::Edit, "F2"}, {Action::Assign, "F4"}, {Action::Reassign, "F4"}, {Action::Ask, "F5"},
    {Action::Message, "F5"}, {Action::Merge, "F7"}, {Action::Handover, "F8"},
    {Action::LogCall, "F9"}, {Action::Reject, "Delete"}, {Action::Return, "Delete"},
    {Action::Rework, "Delete"}, {Action::SendBack, "Delete"}, {Action::Note, "Insert"},
    {Action::Submit, "Ctrl Enter"}, {Action::Sign, "Ctrl Enter"}, {Action::Approve, "Ctrl Enter"},
    {Action::Publish, "Ctrl Enter"}, {Action::GrantReopen, "Ctrl Enter"},
    {Action::Chase, "Ctrl N"}, {Action::RequestExtension, "Ctrl G"},
    {Action::GrantExtension, "Ctrl G"}, {Action::Attach, "Ctrl U"}, {Action::Undo, "Ctrl Z"},
};

constexpr Action kPrimary[] = {
    Action::Claim, Action::Accept, Action::Submit, Action::Sign, Action::Approve, Action::Publish,
    Action::Assign, Action::Reassign, Action::GrantReopen, Action::Pause, Action::GrantExtension,
    Action::Reply, Action::Resume, Action::Ask, Action::TakeOver, Action::JointDone,
    Action::Restore, Action::Reopen,
};

}  // namespace

QString keyOf(Action action)
{
    for (const KeyedAction& keyed : kKeys) {
        if (keyed.action == action)
            return QString::fromLatin1(keyed.key);
    }
    return {};
}

int primaryRank(Action action)
{
    int rank = 0;
    for (Action one : kPrimary) {
        if (one == action)
            return rank;
        ++rank;
    }
    return -1;
}

bool isDangerous(Action action)
{
    return action == Action::Handover || action == Action::Unpublish;
}

Commands::Commands(Services& services, QObject* parent) : QObject(parent), m_services(services) {}

QList<Offer> Commands::offers(const Case& c) const
{
    const DeskCore& core = m_services.core;
    const RuleContext ctx{core.directory(), core.nowMs(), nullptr};
    QList<Offer> list = offersFor(c, core.actor(), ctx);
    const bool live = c.claim.untilMs > ctx.nowMs;
    const bool mine = live && c.claim.user == core.actor().user;
    const bool others = live && !mine;
    list.removeIf([&](const Offer& offer) {
        switch (offer.row->action) {
        case Action::Claim: return mine;
        case Action::TakeOver: return !others;
        case Action::Release: return !mine;
        case Action::Undo:
        case Action::Tick: return true;  // have a place of their own
        case Action::Pause:
        case Action::DeclinePause: return c.ask.kind != u"pause"_s;
        case Action::JointDone:
            return offer.refusal.code == ErrorCode::Guard
                && offer.refusal.params.value(0) == QLatin1StringView(codeOf(Guard::JointAgency));
        case Action::JointWaive:
            return std::none_of(c.joint.cbegin(), c.joint.cend(), [](const JointAssignment& j) {
                return !j.done && !j.waived;
            });
        case Action::GrantExtension:
        case Action::DeclineExtension: return c.ask.kind != u"extension"_s;
        default: return (offer.row->guards & kAskGuard) && c.ask.kind.isEmpty();
        }
    });
    for (Offer& offer : list) {
        // The case to keep is chosen in the sheet.
        if (offer.refusal.code == ErrorCode::Guard
            && offer.refusal.params.value(0) == QLatin1StringView(codeOf(Guard::MasterOpen)))
            offer.refusal = {ErrorCode::None, {}, {}};
        if (offer.refusal.code == ErrorCode::None && offer.row->onlineOnly && !core.online())
            offer.refusal = {ErrorCode::OnlineOnly, {codeOf(offer.row->action)}, {}};
    }
    return list;
}

Result<const Transition*> Commands::check(const Case& c, Action action, const QVariantMap& args,
                                          bool checkArgs, const Case* other) const
{
    const DeskCore& core = m_services.core;
    auto row = judge(c, action, core.actor(), args, {core.directory(), core.nowMs(), other},
                     checkArgs);
    if (row && (*row)->onlineOnly && !core.online())
        return fail(ErrorCode::OnlineOnly, {codeOf(action)});
    return row;
}

void Commands::refuse(const Uuid& caseId, const QString& action, const Error& error,
                      const Done& done)
{
    Q_EMIT refused(caseId, action, error);
    if (done)
        done(tl::unexpected(error));
}

void Commands::run(const Uuid& caseId, const QString& action, const QVariantMap& args, Done done)
{
    if (action == kReportAction) {
        Operation op;
        op.caseId = caseId;
        op.action = action;
        op.args = args;
        record(std::move(op), false, done);
        return;
    }
    const CasePtr c = m_services.core.wholeCase(caseId);
    if (!c) {
        refuse(caseId, action, {ErrorCode::Busy, {}, {}}, done);
        return;
    }
    const QString master = args.value(u"master"_s).toString();
    if (master.isEmpty()) {
        judgeAndRecord(c, action, args, {}, done);
        return;
    }
    m_services.engine.askIdOfCode(master, [=, this](const Uuid& id) {
        if (id.isNull()) {
            refuse(caseId, action, {ErrorCode::Unknown, {u"case"_s, master}, {}}, done);
            return;
        }
        m_services.engine.askCase(
            id, [=, this](const CasePtr& other) { judgeAndRecord(c, action, args, other, done); });
    });
}

void Commands::judgeAndRecord(const CasePtr& c, const QString& action, const QVariantMap& args,
                              const CasePtr& other, const Done& done)
{
    const auto known = actionFrom(action);
    if (!known) {
        refuse(c->id, action, {ErrorCode::NotDeclared, {action, codeOf(c->state)}, {}}, done);
        return;
    }
    const auto row = check(*c, *known, args, true, other.get());
    if (!row) {
        refuse(c->id, action, row.error(), done);
        return;
    }
    Operation op;
    op.caseId = c->id;
    op.action = action;
    op.args = args;
    // What the decision rests on is the row the server confirmed, not one's own waiting decisions.
    const CasePtr confirmed = m_services.core.confirmedCase(c->id);
    op.baseVersion = confirmed ? confirmed->version : 1;
    record(std::move(op), (*row)->undoable, done);
}

void Commands::record(Operation op, bool undoable, const Done& done)
{
    op.mid = makeUuid7(m_services.clock, m_services.random);
    op.actor = m_services.core.actor();
    op.atMs = m_services.core.nowMs();
    op.clientAtMs = m_services.clock.nowMs();
    const Uuid caseId = op.caseId;
    const QString action = op.action;
    // Should somebody else turn out to have changed the same, both are shown beside what was.
    if (const CasePtr was = m_services.core.confirmedCase(caseId); was && mayConflict(action)) {
        const QCborMap base = QCborMap::fromVariantMap(baseOf(*was));
        m_services.engine.setSetting(baseKey(op.mid), QCborValue(base).toCbor());
    }
    m_services.engine.enqueue(op, [=, this](const Result<Uuid>& mid) {
        if (!mid) {
            refuse(caseId, action, mid.error(), done);
            return;
        }
        if (undoable)
            armUndo(*mid, caseId, action);
        Q_EMIT recorded(caseId, action, undoable);
        if (done)
            done(mid);
    });
}

void Commands::armUndo(const Uuid& mid, const Uuid& caseId, const QString& action)
{
    m_undoMid = mid;
    m_undoCase = caseId;
    m_undoAction = action;
    m_undoUntilMs = m_services.clock.monotonicMs() + kUndoWindowMs;
    m_services.scheduler.postAfter(kUndoWindowMs, [this, mid, guard = QPointer<Commands>(this)] {
        if (guard && m_undoMid == mid)
            forgetUndo();
    });
    Q_EMIT undoChanged();
}

void Commands::forgetUndo()
{
    m_undoMid = {};
    m_undoCase = {};
    m_undoAction.clear();
    Q_EMIT undoChanged();
}

qint64 Commands::undoLeftMs() const
{
    return canUndo() ? std::max<qint64>(0, m_undoUntilMs - m_services.clock.monotonicMs()) : 0;
}

void Commands::undo()
{
    if (!canUndo())
        return;
    const Uuid mid = m_undoMid, caseId = m_undoCase;
    forgetUndo();
    // What the server has not seen is simply taken back.
    m_services.engine.withdraw(mid, [=, this](const Result<void>& gone) {
        if (gone) {
            m_services.engine.setSetting(baseKey(mid), {});
            Q_EMIT recorded(caseId, u"undo"_s, false);
            return;
        }
        run(caseId, u"undo"_s, {{u"mid"_s, mid.toString(QUuid::WithoutBraces)}});
    });
}

}  // namespace kydai::desk
