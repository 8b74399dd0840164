// SPDX-License-Identifier: GPL-3.0-or-later
// Clocks by stage. Segments are only appended. The screening clock runs whenever the centre has the
// case before an agency; the resolving clock runs from the receipt (the published deadlines are
// receipt + n working days) until the result is approved or the case ends.
#include <algorithm>
#include <array>
#include <optional>

#include "core/deadline_compact.h"
#include "core/reducer_parts.h"

namespace kydai::reducing {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array kStages{Stage::Screen, Stage::Accept, Stage::Resolve,
                             Stage::Sign, Stage::Approve, Stage::Publish};

std::optional<Stage> stageOf(const Case& c)
{
    switch (c.state) {
    case CaseState::Received:
    case CaseState::Screening:
    case CaseState::NeedsInfo:
    case CaseState::Returned:
    case CaseState::ReopenRequested:
        return Stage::Screen;
    case CaseState::Assigned:
        return Stage::Accept;
    case CaseState::InProgress:
    case CaseState::Paused:
        return Stage::Resolve;
    case CaseState::AgencyReview:
        return Stage::Sign;
    case CaseState::AwaitingApproval:
        return Stage::Approve;
    case CaseState::Resolved:
        return c.published ? std::nullopt : std::optional(Stage::Publish);
    default:
        return std::nullopt;
    }
}

bool isLive(const DeadlineLedger& ledger, Stage stage)
{
    return ledger.isRunning(stage) || ledger.isPaused(stage);
}

SlaChoice choiceFor(const Case& c, Stage stage, const Directory& directory)
{
    return directory.policyFor(stage, c.track, c.priority, c.category);
}

// What the clock of a stage stands on now; extensions apart.
std::optional<SlaChoice> basisOf(const DeadlineLedger& ledger, Stage stage)
{
    for (auto it = ledger.segments.crbegin(); it != ledger.segments.crend(); ++it) {
        if (it->stage == stage
            && (it->kind == SegmentKind::Start || it->kind == SegmentKind::Rebase))
            return SlaChoice{it->policyCode, it->term};
    }
    return std::nullopt;
}

Result<void> full(bool appended)
{
    if (appended)
        return {};
    return fail(ErrorCode::TooLarge, {u"segments"_s, QString::number(kMaxSegments)});
}

// The resolving clock is started when an agency is chosen, but counts from the receipt; the times the
// citizen was asked, or the case stood in a final state, are left out of it.
bool startResolveFromReceipt(Step& s)
{
    const QList<ClockSegment> before = s.c.deadline.segments;
    if (!s.c.deadline.start(Stage::Resolve, choiceFor(s.c, Stage::Resolve, s.directory), s.op.atMs,
                            s.c.receivedMs, s.op.actor.user))
        return false;
    bool still = false;
    for (const ClockSegment& seen : before) {
        if (seen.stage != Stage::Screen)
            continue;
        if (!seen.gaps.isEmpty()) {  // folded pauses of a long screening
            ClockSegment copy = seen;
            copy.stage = Stage::Resolve;
            copy.atUtcMs = s.op.atMs;
            if (!appendSegment(s.c.deadline.segments, copy))
                return false;
            continue;
        }
        const bool stops = seen.kind == SegmentKind::Pause || seen.kind == SegmentKind::Stop;
        const bool goesOn = seen.kind == SegmentKind::Resume || seen.kind == SegmentKind::Start;
        if ((!stops && !goesOn) || stops == still)
            continue;
        still = stops;
        ClockSegment copy;
        copy.kind = stops ? SegmentKind::Pause : SegmentKind::Resume;
        copy.stage = Stage::Resolve;
        copy.atUtcMs = s.op.atMs;
        copy.fromUtcMs = seen.fromUtcMs;
        copy.reasonCode = seen.kind == SegmentKind::Stop ? u"final"_s : seen.reasonCode;
        copy.by = seen.by;
        if (!appendSegment(s.c.deadline.segments, copy))
            return false;
    }
    return true;
}

bool startStage(Step& s, Stage stage)
{
    if (isLive(s.c.deadline, stage))
        return true;
    const bool first = !basisOf(s.c.deadline, stage).has_value();
    if (stage == Stage::Resolve && first)
        return startResolveFromReceipt(s);
    return s.c.deadline.start(stage, choiceFor(s.c, stage, s.directory), s.op.atMs, s.op.atMs,
                              s.op.actor.user);
}

// Category, priority or track changed: the clocks that run get the term that now holds. Counted
// from the clock's own start, unless that would make it late by the correction alone.
bool rebase(Step& s, Stage stage)
{
    DeadlineLedger& ledger = s.c.deadline;
    const SlaChoice wanted = choiceFor(s.c, stage, s.directory);
    const auto basis = basisOf(ledger, stage);
    if (!isLive(ledger, stage) || !basis
        || (basis->policyCode == wanted.policyCode && basis->term == wanted.term))
        return true;
    const QString reason = s.groups.contains(u"category"_s) ? u"category"_s : u"priority"_s;
    const qint64 start = ledger.read(stage, s.directory.calendar()).startUtcMs;
    DeadlineLedger trial = ledger;
    if (!trial.rebase(stage, wanted, s.op.atMs, start, reason, s.op.actor.user))
        return false;
    const qint64 due = trial.read(stage, s.directory.calendar()).due.dueUtcMs;
    if (due != 0 && due <= s.op.atMs)
        return ledger.rebase(stage, wanted, s.op.atMs, s.op.atMs, reason, s.op.actor.user);
    ledger = std::move(trial);
    return true;
}

bool pauseStages(Step& s)
{
    bool ok = true;
    const QString by = s.op.actor.user;
    if (s.to == CaseState::NeedsInfo) {
        for (Stage stage : {Stage::Screen, Stage::Resolve}) {
            if (isLive(s.c.deadline, stage))
                ok = ok && s.c.deadline.pause(stage, s.op.atMs, u"needs_info"_s, 0, {}, by);
        }
    } else if (s.to == CaseState::Paused && isLive(s.c.deadline, Stage::Resolve)) {
        ok = s.c.deadline.pause(Stage::Resolve, s.op.atMs, u"agency_pause"_s,
                                args::time(s.op.args, "until"), s.text("reference"), by);
    }
    return ok;
}

bool resumeStages(Step& s)
{
    bool ok = true;
    for (Stage stage : {Stage::Screen, Stage::Resolve}) {
        if (s.c.deadline.isPaused(stage))
            ok = ok && s.c.deadline.resume(stage, s.op.atMs, s.op.actor.user);
    }
    return ok;
}

// A step that is over stops its clock; the resolving clock runs on until the result is approved.
bool stopStages(Step& s, std::optional<Stage> now)
{
    bool ok = true;
    const bool ends = isFinal(s.to) || s.to == CaseState::Resolved;
    for (Stage stage : kStages) {
        const bool keeps = stage == now || (stage == Stage::Resolve && !ends);
        if (!keeps && isLive(s.c.deadline, stage))
            ok = ok && s.c.deadline.stop(stage, s.op.atMs, s.op.actor.user);
    }
    return ok;
}

Result<void> extend(Step& s)
{
    const int amount = s.c.deadline.amountToReach(
        Stage::Resolve, args::time(s.op.args, "until"), s.directory.calendar());
    if (amount < 1)
        return fail(ErrorCode::BadInput, {u"until"_s}, u"not after the present deadline"_s);
    return full(s.c.deadline.extend(Stage::Resolve, s.op.atMs, amount, u"extension"_s,
                                    s.text("reference"), s.op.actor.user));
}

}  // namespace

// Called after the effect: `c` has the new fields and the new state.
Result<void> moveClocks(Step& s)
{
    if (s.row.action == Action::GrantExtension)
        return extend(s);
    bool ok = true;
    if (isClockPaused(s.from) && !isClockPaused(s.to))
        ok = resumeStages(s);
    const std::optional<Stage> now = stageOf(s.c);
    // The order matters: the resolving clock reads the screening segments as they were.
    if (s.to == CaseState::Assigned)
        ok = ok && startStage(s, Stage::Resolve);
    ok = ok && stopStages(s, now);
    if (now && s.from != s.to)
        ok = ok && startStage(s, *now);
    if (s.groups.contains(u"category"_s) || s.groups.contains(u"priority"_s)
        || s.groups.contains(u"track"_s)) {
        for (Stage stage : kStages)
            ok = ok && rebase(s, stage);
    }
    if (s.from != s.to)
        ok = ok && pauseStages(s);
    return full(ok);
}

void refreshDue(Case& c, const Directory& directory)
{
    c.dueMs = c.dueSoonMs = c.resolveDueMs = 0;
    if (isClockPaused(c.state))
        return;
    const WorkCalendar& calendar = directory.calendar();
    const std::optional<Stage> now = stageOf(c);
    if (now && c.deadline.isRunning(*now)) {
        const Due due = c.deadline.read(*now, calendar).due;
        c.dueMs = due.dueUtcMs;
        c.dueSoonMs = due.dueSoonUtcMs;
    }
    if (c.deadline.isRunning(Stage::Resolve))
        c.resolveDueMs = c.deadline.read(Stage::Resolve, calendar).due.dueUtcMs;
}

bool openClock(Case& c, const Directory& directory)
{
    const bool ok = c.deadline.start(Stage::Screen, choiceFor(c, Stage::Screen, directory),
                                     c.receivedMs, c.receivedMs);
    refreshDue(c, directory);
    return ok;
}

}  // namespace kydai::reducing
