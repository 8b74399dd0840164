// SPDX-License-Identifier: GPL-3.0-or-later
// What an operation does to one case and to those beside it, worked out before anything is written.
#include "authority/batch.h"
#include "core/rules_args.h"
#include "protocol/casecodec.h"

using namespace Qt::StringLiterals;

namespace kydai {

namespace {

constexpr int kMaxMasters = 16;  // of a chain of merges

Event eventOf(const Operation& op)
{
    Event e;
    e.caseId = op.caseId;
    e.action = op.action;
    e.user = op.actor.user;
    e.roles = op.actor.roles.bits();
    e.agency = op.actor.agency;
    e.mid = op.mid;
    e.atMs = op.atMs;
    e.clientAtMs = op.clientAtMs;
    e.baseVersion = op.baseVersion;
    if (!op.args.isEmpty())
        e.args = protocol::encodeArgs(op.args);
    return e;
}

}  // namespace

// The last line of defence: a row that could not be read again must not be written.
static Result<void> checkFits(const Case& c)
{
    const Result<Case> back = protocol::decodeWhole(protocol::encodeWhole(c));
    if (!back)
        return fail(ErrorCode::TooLarge, {u"case"_s}, back.error().detail);
    return {};
}

Result<QList<Attachment>> Batch::lookUpFiles(const QList<Attachment>& files)
{
    QList<Attachment> known;
    for (const Attachment& file : files) {
        const Result<BlobRecord> blob = m_ledger.blob(file.sha256);
        if (!blob) {
            if (blob.error().code != ErrorCode::Unknown)
                store(blob.error());
            return tl::unexpected<Error>(blob.error());
        }
        Attachment a2 = file;
        a2.sha256 = blob->sha256;
        a2.mime = blob->mime;
        a2.bytes = blob->bytes;
        a2.width = blob->width;
        a2.height = blob->height;
        if (a2.name.isEmpty())
            a2.name = blob->name;
        known.append(a2);
    }
    return known;
}

// What a client says of a file is replaced by what the blob store knows.
Result<QVariantMap> Batch::resolveFiles(const QVariantMap& map)
{
    const QString key = u"files"_s;
    if (!map.contains(key) || m_mode == Mode::History)
        return map;
    QList<Attachment> asked;
    for (const QVariant& item : map.value(key).toList()) {
        const QVariantMap fields = item.toMap();
        Attachment file;
        file.sha256 = fields.isEmpty() ? item.toString() : fields.value(u"sha256"_s).toString();
        file.name = fields.value(u"name"_s).toString().left(kMaxLine);
        asked.append(file);
    }
    const Result<QList<Attachment>> files = lookUpFiles(asked);
    if (!files)
        return tl::unexpected<Error>(files.error());
    QVariantList list;
    for (const Attachment& file : *files)
        list.append(fileArg(file));
    QVariantMap out = map;
    out.insert(key, list);
    return out;
}

Result<Batch::Row> Batch::findMaster(const Operation& op)
{
    const QString code = args::text(op.args, "master");
    Result<Uuid> id = m_ledger.caseIdOf(code);
    if (m_mode == Mode::History) {
        for (const Uuid& dirty : std::as_const(m_dirty)) {  // rows not written yet
            if (m_rows.value(dirty)->code == code)
                id = dirty;
        }
    }
    if (!id) {
        if (id.error().code != ErrorCode::Unknown)
            store(id.error());
        return tl::unexpected<Error>(id.error());
    }
    return load(*id);
}

Result<Batch::Plan> Batch::planOperation(const Row& row, Operation op, bool mergeByField)
{
    const auto action = actionFrom(op.action);
    if (!action)
        return fail(ErrorCode::Unknown, {u"action"_s, op.action.left(64)});
    Plan plan;
    if (mergeByField) {
        const Result<Merge> merge = mergeCheck(*row, op);
        if (!merge)
            return tl::unexpected<Error>(merge.error());
        plan.merged = *merge == Merge::Merged;
    }
    const Result<QVariantMap> resolved = resolveFiles(op.args);
    if (!resolved)
        return tl::unexpected<Error>(resolved.error());
    op.args = *resolved;
    Row master;
    if (*action == Action::Merge) {
        if (const Result<Row> found = findMaster(op); found)
            master = *found;
        if (master)  // never the client's word: the restore finds the master by it
            op.args.insert(u"masterId"_s, master->id.toString(QUuid::WithoutBraces));
    }
    const RuleContext ctx{a.m_directory, op.atMs, master.get()};
    const Result<const Transition*> allowed = judge(*row, *action, op.actor, op.args, ctx);
    if (!allowed)
        return tl::unexpected<Error>(allowed.error());
    const bool undoable = (*allowed)->undoable;
    op.seq = m_ledger.seq() + 1;
    Result<Case> after = reduce(*row, op, a.m_directory);
    if (!after)
        return tl::unexpected<Error>(after.error());
    plan.effects.append({row, *after, eventOf(op), undoable});
    if (Result<void> beside = planBeside(plan, *row, op); !beside)
        return tl::unexpected<Error>(beside.error());
    if (m_mode == Mode::Live) {
        for (const Effect& effect : std::as_const(plan.effects)) {
            if (Result<void> fits = checkFits(effect.after); !fits)
                return tl::unexpected<Error>(fits.error());
        }
    }
    return plan;
}

// Merging and its way back touch the other case in the same transaction.
Result<void> Batch::planBeside(Plan& plan, const Case& before, const Operation& op)
{
    const Case& after = plan.effects.first().after;
    if (before.state != CaseState::Merged && after.state == CaseState::Merged) {
        const Result<Row> master = findMaster(op);
        if (!master)
            return tl::unexpected<Error>(master.error());
        Operation absorb = absorbOf(before, op, **master);
        absorb.seq = m_ledger.seq() + 1 + plan.effects.size();
        const Result<Case> grown = reduce(**master, absorb, a.m_directory);
        if (!grown)
            return tl::unexpected<Error>(grown.error());
        absorb.args = {{u"case"_s, before.code}};  // the reports' texts lie in the rows, once
        plan.effects.append({*master, *grown, eventOf(absorb), false});
        return {};
    }
    if (before.state == CaseState::Merged && after.state != CaseState::Merged)
        return planDetach(plan, before, op);
    return {};
}

Result<void> Batch::planDetach(Plan& plan, const Case& slave, const Operation& op)
{
    Case from = slave;
    for (int i = 0; i < kMaxMasters && !from.masterId.isNull(); ++i) {
        const Result<Row> master = load(from.masterId);
        if (!master)
            return m_storeError ? Result<void>(tl::unexpected<Error>(*m_storeError)) : Result<void>();
        Operation detach = detachOf(from, op);
        detach.seq = m_ledger.seq() + 1 + plan.effects.size();
        const Result<Case> lighter = reduce(**master, detach, a.m_directory);
        if (!lighter)
            return tl::unexpected<Error>(lighter.error());
        detach.args = {{u"case"_s, slave.code}};
        plan.effects.append({*master, *lighter, eventOf(detach), false});
        from.masterId = (*master)->masterId;
    }
    return {};
}

Result<Batch::Plan> Batch::planUndo(const Row& row, const Operation& given)
{
    const RuleContext ctx{a.m_directory, given.atMs, nullptr};
    const Result<const Transition*> allowed =
        judge(*row, Action::Undo, given.actor, given.args, ctx);
    if (!allowed)
        return tl::unexpected<Error>(allowed.error());
    const Result<std::optional<UndoRecord>> undo = m_ledger.undo(row->id);
    if (!undo) {
        store(undo.error());
        return tl::unexpected<Error>(undo.error());
    }
    const Uuid wanted = QUuid::fromString(args::text(given.args, "mid"));
    if (!*undo || (*undo)->mid != wanted || (*undo)->user != given.actor.user
        || given.atMs - (*undo)->atMs > kUndoWindowMs)
        return fail(ErrorCode::UndoExpired);
    const Result<Case> before = protocol::decodeWhole((*undo)->body);
    if (!before)
        return fail(ErrorCode::Corrupt, {u"undo"_s}, before.error().detail);
    Operation op = given;
    op.seq = m_ledger.seq() + 1;
    Plan plan;
    plan.undone = wanted;
    plan.effects.append({row, undone(*row, *before, op), eventOf(op), false});
    if (row->state == CaseState::Merged && before->state != CaseState::Merged) {
        if (Result<void> r = planDetach(plan, *row, op); !r)
            return tl::unexpected<Error>(r.error());
    }
    return plan;
}

}  // namespace kydai
