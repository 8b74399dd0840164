// SPDX-License-Identifier: GPL-3.0-or-later
// Commands to verdicts: repetition, order per case, roles of the moment, then the plan.
#include "authority/batch.h"

#include "authority/sight.h"
#include "core/rules_args.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

using protocol::MutateResult;
using protocol::ResultStatus;

namespace {

MutateResult refusal(const Uuid& mid, const Error& error, bool stale)
{
    MutateResult r;
    r.mid = mid;
    r.error = error;
    r.error.detail.clear();
    switch (error.code) {
    case ErrorCode::Conflict: r.status = ResultStatus::Conflict; break;
    case ErrorCode::NotDeclared:
        // Decided on an older row: the state went on in between.
        r.status = stale ? ResultStatus::Conflict : ResultStatus::Denied;
        break;
    case ErrorCode::BadInput:
    case ErrorCode::Missing:
    case ErrorCode::TooLarge:
    case ErrorCode::Unknown:
    case ErrorCode::BadFrame:
    case ErrorCode::Unsupported: r.status = ResultStatus::Invalid; break;
    default: r.status = ResultStatus::Denied; break;
    }
    return r;
}

MutateResult accepted(const Uuid& mid, qint64 seq, bool merged = false)
{
    MutateResult r;
    r.mid = mid;
    r.seq = seq;
    r.status = merged ? ResultStatus::Merged : ResultStatus::Ok;
    return r;
}

MutateResult later(const Uuid& mid, const QString& why)
{
    MutateResult r;
    r.mid = mid;
    r.status = ResultStatus::Later;
    r.error = {ErrorCode::Later, {why}, {}};
    return r;
}

// Fields the centre's own sheets never send; a client may not slip them in.
bool isServerAction(const QString& action)
{
    const auto known = actionFrom(action);
    return known && (*known == Action::Absorb || *known == Action::Detach);
}

}  // namespace

Batch::Batch(Authority& authority, Mode mode)
    : a(authority), m_ledger(authority.m_ledger), m_mode(mode), m_nowMs(authority.m_clock.nowMs())
{
}

Error Batch::store(const Error& error)
{
    m_storeError = error;
    return error;
}

Result<Batch::Row> Batch::load(const Uuid& id)
{
    if (const auto it = m_rows.constFind(id); it != m_rows.constEnd())
        return *it;
    Result<Row> row = a.loadCase(id);
    if (!row && row.error().code != ErrorCode::Unknown && row.error().code != ErrorCode::Corrupt)
        store(row.error());
    return row;
}

// None = go on. Order is per case: the mutation named by `after` must have come to an end.
Result<std::optional<Batch::Verdict>> Batch::waitsFor(const MutateCommand& command)
{
    using Answer = std::optional<Verdict>;
    const protocol::Mutate& m = command.mutate;
    if (m.after.isNull())
        return Answer();
    const Result<std::optional<MutateResult>> before = m_ledger.result(command.device, m.after);
    if (!before)
        return tl::unexpected<Error>(before.error());
    if (*before) {
        const ResultStatus status = (*before)->status;
        if (status == ResultStatus::Ok || status == ResultStatus::Merged)
            return Answer();
        return Answer(refusal(m.mid, {ErrorCode::After, {}, {}}, false));
    }
    const Result<qint64> seq = m_ledger.seqOfMid(m.after);  // its result may be forgotten
    if (!seq)
        return tl::unexpected<Error>(seq.error());
    return *seq > 0 ? Answer() : Answer(later(m.mid, u"waits"_s));
}

Result<Batch::Verdict> Batch::run(const MutateCommand& command)
{
    const protocol::Mutate& m = command.mutate;
    const Result<std::optional<MutateResult>> stored = m_ledger.result(command.device, m.mid);
    if (!stored)
        return tl::unexpected<Error>(stored.error());
    if (*stored) {
        ++a.m_counters.repeated;
        return **stored;
    }
    const Result<qint64> done = m_ledger.seqOfMid(m.mid);  // from another device of the same desk
    if (!done)
        return tl::unexpected<Error>(done.error());
    if (*done > 0)
        return conclude(command.device, accepted(m.mid, *done));
    const Result<std::optional<Verdict>> waiting = waitsFor(command);
    if (!waiting)
        return tl::unexpected<Error>(waiting.error());
    if (*waiting)
        return conclude(command.device, **waiting);
    const Result<Actor> actor = a.m_accounts.current(command.actor.user);
    if (!actor) {
        if (actor.error().code != ErrorCode::NotSignedIn)
            return tl::unexpected<Error>(actor.error());
        return conclude(command.device, refusal(m.mid, actor.error(), false));
    }
    Result<Verdict> verdict = m.action == u"report"_s ? judgeReport(command, *actor)
                                                      : judgeMutate(command, *actor);
    if (!verdict)
        return verdict;
    return conclude(command.device, *verdict);
}

Result<Batch::Verdict> Batch::judgeMutate(const MutateCommand& command, const Actor& actor)
{
    const protocol::Mutate& m = command.mutate;
    const Result<Row> row = load(m.caseId);
    if (!row) {
        if (m_storeError)
            return tl::unexpected<Error>(*m_storeError);
        Verdict gone = refusal(m.mid, row.error(), false);
        if (row.error().code == ErrorCode::Unknown)
            gone.status = ResultStatus::Gone;
        return gone;
    }
    // A chain of one's own is not a conflict: when nothing came between this and the mutation it was
    // made after, it stands on the row as it is.
    int base = m.baseVersion;
    if (!m.after.isNull()) {
        const Result<qint64> seq = m_ledger.seqOfMid(m.after);
        if (seq && *seq > 0 && *seq == (*row)->seq)
            base = (*row)->version;
    }
    const bool stale = base > 0 && base < (*row)->version;
    if (!inSight(actor, **row))
        return refusal(m.mid, {ErrorCode::NotInScope, {}, {}}, false);
    Result<QVariantMap> args = protocol::decodeArgs(m.args);
    if (!args)
        return refusal(m.mid, args.error(), false);
    if (!actionFrom(m.action) || isServerAction(m.action))
        return refusal(m.mid, {ErrorCode::Unknown, {u"action"_s, m.action}, {}}, false);
    Operation op{m.mid, m.caseId, m.action, *args, actor, m_nowMs, m.clientAtMs, 0, base};
    Result<Plan> plan = *actionFrom(m.action) == Action::Undo ? planUndo(*row, op)
                                                              : planOperation(*row, op, true);
    if (m_storeError)
        return tl::unexpected<Error>(*m_storeError);
    if (!plan)
        return refusal(m.mid, plan.error(), stale);
    for (Effect& effect : plan->effects)
        effect.event.device = command.device;
    const Result<qint64> seq = write(*plan);
    if (!seq)
        return tl::unexpected<Error>(seq.error());
    return accepted(m.mid, *seq, plan->merged);
}

Result<Batch::Verdict> Batch::run(const CitizenCommand& command)
{
    const auto verdict = [](const Error& e, ResultStatus status) {
        Verdict v = refusal({}, e, false);
        v.status = status;
        return v;
    };
    const Result<ReportRecord> report = m_ledger.report(command.reportCode);
    if (!report) {
        if (report.error().code != ErrorCode::Unknown)
            return tl::unexpected<Error>(report.error());
        return verdict(report.error(), ResultStatus::Gone);
    }
    if (report->apiKey.isEmpty() || report->apiKey != command.apiKey)
        return verdict({ErrorCode::NotAllowed, {command.action}, {}}, ResultStatus::Denied);
    static const QStringList known{u"withdraw"_s, u"reply"_s, u"rate"_s, u"ask_reopen"_s};
    if (!known.contains(command.action))
        return verdict({ErrorCode::Unknown, {u"action"_s, command.action.left(64)}, {}},
                       ResultStatus::Invalid);
    const Result<Row> row = caseOfCitizen(*report, command.action);
    if (m_storeError)
        return tl::unexpected<Error>(*m_storeError);
    if (!row)
        return verdict(row.error(), ResultStatus::Gone);
    Operation op;
    op.mid = makeUuid7(m_nowMs, a.m_random);
    op.caseId = (*row)->id;
    op.action = command.action;
    op.args = command.args;
    op.actor = {u"citizen"_s, {Role::Citizen}, {}};
    op.atMs = m_nowMs;
    Result<Plan> plan = planOperation(*row, op, false);
    if (m_storeError)
        return tl::unexpected<Error>(*m_storeError);
    if (!plan)
        return refusal({}, plan.error(), false);
    const Result<qint64> seq = write(*plan);
    if (!seq)
        return tl::unexpected<Error>(seq.error());
    return accepted({}, *seq);
}

// A report whose case was merged lives on in its master; only withdrawing is about the report alone.
Result<Batch::Row> Batch::caseOfCitizen(const ReportRecord& report, const QString& action)
{
    Result<Row> row = load(report.caseId);
    for (int hops = 0; row && hops < 16 && action != u"withdraw"_s; ++hops) {
        if ((*row)->state != CaseState::Merged || (*row)->masterId.isNull())
            break;
        row = load((*row)->masterId);
    }
    return row;
}

Result<void> Batch::timer(const Uuid& caseId)
{
    const Result<Row> row = load(caseId);
    if (!row)
        return m_storeError ? Result<void>(tl::unexpected<Error>(*m_storeError)) : Result<void>();
    const std::optional<Action> action = timerActionOf(**row);
    if (action) {
        Operation op;
        op.mid = makeUuid7(m_nowMs, a.m_random);
        op.caseId = caseId;
        op.action = codeOf(*action);
        op.actor = {u"system"_s, {Role::System}, {}};
        op.atMs = m_nowMs;
        Result<Plan> plan = planOperation(*row, op, false);
        if (m_storeError)
            return tl::unexpected<Error>(*m_storeError);
        if (plan) {
            ++a.m_counters.timers;
            if (*action == Action::Purge) {
                a.m_erased = true;
                for (const Result<void>& r :
                     {m_ledger.eraseContacts(caseId), m_ledger.eraseEventArgs(caseId),
                      m_ledger.dropUndo(caseId)}) {
                    if (!r)
                        return r;
                }
            }
            const Result<qint64> seq = write(*plan);
            return seq ? Result<void>() : Result<void>(tl::unexpected<Error>(seq.error()));
        }
    }
    // Not due after all: without this it would come back at once, for ever.
    return m_ledger.putCase(**row, 0);
}

// Stores the terminal verdict with its effect. Later is never stored.
Result<Batch::Verdict> Batch::conclude(const Uuid& device, Verdict verdict)
{
    if (verdict.status == ResultStatus::Later)
        return verdict;
    if (Result<void> r = m_ledger.storeResult(device, verdict, m_nowMs); !r)
        return tl::unexpected<Error>(r.error());
    return verdict;
}

}  // namespace kydai
