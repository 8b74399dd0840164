// SPDX-License-Identifier: GPL-3.0-or-later
// What each act does to the case's fields: screening, agency, centre. State, clocks, versions and the
// timeline are the reducer's.
#include "core/reducer_parts.h"

namespace kydai::reducing {

using namespace Qt::StringLiterals;

namespace {

void setJoint(Step& s, const QStringList& codes)
{
    s.c.joint.clear();
    for (const QString& code : codes)
        s.c.joint.append({code, false, false, s.op.atMs});
}

// A lead agency gets the case: on the first assignment, again after a return, on reopening.
void giveTo(Step& s)
{
    Case& c = s.c;
    c.agency = s.text("agency");
    if (s.has("joint") || s.row.action != Action::Reassign)
        setJoint(s, args::list(s.op.args, "joint"));
    c.joint.removeIf([&](const JointAssignment& j) { return j.agency == c.agency; });
    if (s.has("request"))
        c.request = s.text("request");
    c.assignedMs = s.op.atMs;
    c.acceptedMs = 0;
    c.publicMessage.clear();
    s.touch(u"agency"_s);
    s.entry.param = c.agency;
    s.entry.text = s.has("request") ? c.request : s.text("reason");
    s.entry.visibility = Visibility::Agency;
}

void takeAway(Step& s)
{
    s.c.agency.clear();
    s.c.joint.clear();
    s.c.request.clear();
    s.c.assignedMs = s.c.acceptedMs = 0;
    s.touch(u"agency"_s);
}

void say(Step& s, const QString& text, const QString& param, Visibility visibility)
{
    s.entry.text = text;
    s.entry.param = param;
    s.entry.visibility = visibility;
}

void refuse(Step& s, const QString& code, const QString& param)
{
    s.c.reasonCode = code;
    s.c.publicMessage = s.text("message");
    say(s, s.c.publicMessage, param, Visibility::Citizen);
}

void restore(Step& s)
{
    s.c.reasonCode.clear();
    s.c.publicMessage.clear();
    s.c.master.clear();
    s.c.masterId = {};
    s.entry.text = s.text("reason");
}

void ask(Step& s, const QString& kind)
{
    const qint64 until = args::time(s.op.args, "until");
    s.c.ask = {kind, s.op.actor.user, s.text("reason"), until, s.op.atMs};
    say(s, s.text("text"), s.text("reason") + u' ' + QString::number(until), Visibility::Agency);
}

void answerAsk(Step& s, bool granted)
{
    s.c.ask = {};
    QString param;
    if (granted) {
        param = QString::number(args::time(s.op.args, "until")) + u' ' + s.text("reference");
    }
    say(s, s.text(granted ? "text" : "reason"), param.trimmed(), Visibility::Agency);
}

Result<void> submit(Step& s)
{
    ResultDraft& r = s.c.result;
    r = {};
    r.text = s.text("text");
    r.letter = {s.text("letterNumber"), s.text("letterDate"), s.text("signatory")};
    r.doneMs = args::time(s.op.args, "doneAt");
    r.documents = args::list(s.op.args, "documents");
    r.waiver = s.text("waiver");
    r.author = s.op.actor.user;
    r.submittedMs = s.op.atMs;
    s.touch(u"result"_s);
    s.c.ask = {};
    const Agency* agency = s.directory.agency(s.c.agency);
    const bool skipped = agency && !agency->hasLead;
    if (skipped)
        s.to = CaseState::AwaitingApproval;
    say(s, r.text, skipped ? u"sign_skipped"_s : QString(), Visibility::Agency);
    return addFiles(s, "files", AttachmentKind::After);
}

void sign(Step& s)
{
    ResultDraft& r = s.c.result;
    if (s.has("text"))
        r.text = s.text("text");
    if (s.has("letterNumber"))
        r.letter.number = s.text("letterNumber");
    if (s.has("signatory"))
        r.letter.signatory = s.text("signatory");
    r.signer = s.op.actor.user;
    r.signedMs = s.op.atMs;
    s.touch(u"result"_s);
    say(s, s.text("text"), {}, Visibility::Agency);
}

void approve(Step& s)
{
    s.c.result.approver = s.op.actor.user;
    s.c.result.approvedMs = s.c.resolvedMs = s.op.atMs;
    s.touch(u"result"_s);
    say(s, s.text("reason"), args::list(s.op.args, "checks").join(u' '), Visibility::Agency);
}

void publish(Step& s)
{
    s.c.published = true;
    s.c.result.publisher = s.op.actor.user;
    s.c.result.publishedMs = s.op.atMs;
    s.c.result.publicText = s.text("text");
    s.c.publicMessage.clear();  // the result is what is said from now on
    s.touch(u"result"_s);
    say(s, s.c.result.publicText, {}, Visibility::Citizen);
}

void unpublish(Step& s)
{
    s.c.published = false;
    s.c.result.publisher.clear();
    s.c.result.publishedMs = 0;
    s.touch(u"result"_s);
    say(s, s.text("reason"), {}, Visibility::Agency);
}

// A new round: the old answer stays as the proposal for the new one, nothing of it stands.
void reopen(Step& s)
{
    Case& c = s.c;
    giveTo(s);
    c.published = false;
    ResultDraft& r = c.result;
    r.signer.clear();
    r.approver.clear();
    r.publisher.clear();
    r.submittedMs = r.signedMs = r.approvedMs = r.publishedMs = 0;
    c.resolvedMs = 0;
    c.rating = Rating::None;
    c.ratingText.clear();
    ++c.reopens;
    s.touch(u"result"_s);
}

Result<void> screeningEffect(Step& s)
{
    Case& c = s.c;
    switch (s.row.action) {
    case Action::TakeOver:
        s.entry.param = c.claim.user;
        s.entry.text = s.text("reason");
        [[fallthrough]];
    case Action::Claim:
        c.claim = {s.op.actor.user, s.op.atMs + kClaimLeaseMs};
        return {};
    case Action::Release:
        return {};
    case Action::Assign:
        setFields(s);
        giveTo(s);
        return {};
    case Action::Ask:
        c.publicMessage = s.text("question");
        say(s, c.publicMessage, s.text("channel"), Visibility::Citizen);
        return {};
    case Action::Reject:
        refuse(s, s.text("reason"), s.text("reason"));
        return {};
    case Action::Refer:
        refuse(s, s.text("receiver"), s.text("receiver") + u' ' + s.text("reference"));
        return {};
    case Action::Merge:
        c.master = s.text("master");
        c.masterId = QUuid::fromString(s.text("masterId"));
        say(s, s.text("text"), c.master, Visibility::Internal);
        return {};
    case Action::Withdraw:
        say(s, s.text("text"), {}, Visibility::Citizen);
        return {};
    case Action::Reply:
        c.publicMessage.clear();
        say(s, s.text("text"), s.text("channel"), Visibility::Citizen);
        return addFiles(s, "files", AttachmentKind::Report);
    case Action::Timeout:
        c.publicMessage.clear();
        return {};
    case Action::Restore:
        restore(s);
        return {};
    default:
        return applyDeskEffect(s);
    }
}

void finishJoint(Step& s, const QString& agency, bool waived)
{
    for (JointAssignment& joint : s.c.joint) {
        if (joint.agency == agency && !joint.done && !joint.waived) {
            joint.done = !waived;
            joint.waived = waived;
            joint.atMs = s.op.atMs;
        }
    }
    s.touch(u"agency"_s);
    say(s, s.text(waived ? "reason" : "text"), agency, Visibility::Agency);
}

Result<void> agencyEffect(Step& s)
{
    Case& c = s.c;
    switch (s.row.action) {
    case Action::Accept:
        c.acceptedMs = s.op.atMs;
        say(s, s.text("text"), {}, Visibility::Agency);
        return {};
    case Action::Return:
        ++c.returns;
        c.acceptedMs = 0;
        say(s, s.text("text"), s.text("reason") + u' ' + s.text("proposed"), Visibility::Agency);
        return {};
    case Action::Recall:
        say(s, s.text("reason"), c.agency, Visibility::Internal);
        takeAway(s);
        return {};
    case Action::Reassign:
        setFields(s);
        giveTo(s);
        return {};
    case Action::Submit:
        return submit(s);
    case Action::RequestPause:
        ask(s, u"pause"_s);
        return {};
    case Action::RequestExtension:
        ask(s, u"extension"_s);
        return {};
    case Action::Pause:
    case Action::GrantExtension:
        answerAsk(s, true);
        return {};
    case Action::DeclinePause:
    case Action::DeclineExtension:
        answerAsk(s, false);
        return {};
    case Action::Resume:
        say(s, s.text("text"), {}, Visibility::Agency);
        return {};
    case Action::JointDone:
        finishJoint(s, s.op.actor.agency, false);
        return addFiles(s, "files", AttachmentKind::After);
    case Action::JointWaive:
        finishJoint(s, s.text("agency"), true);
        return {};
    case Action::Sign:
        sign(s);
        return {};
    case Action::SendBack:
        say(s, s.text("reason"), {}, Visibility::Agency);
        return {};
    default:
        return screeningEffect(s);
    }
}

}  // namespace

Result<void> applyEffect(Step& s)
{
    Case& c = s.c;
    switch (s.row.action) {
    case Action::Approve:
        approve(s);
        return {};
    case Action::Rework:
        ++c.reworks;
        say(s, s.text("reason"), args::list(s.op.args, "missing").join(u' '), Visibility::Agency);
        return {};
    case Action::Publish:
        publish(s);
        return {};
    case Action::Unpublish:
        unpublish(s);
        return {};
    case Action::Close:
        s.entry.visibility = Visibility::Citizen;
        return {};
    case Action::AskReopen:
        c.publicMessage.clear();
        say(s, s.text("text"), {}, Visibility::Citizen);
        return addFiles(s, "files", AttachmentKind::Report);
    case Action::GrantReopen:
    case Action::Reopen:
        reopen(s);
        return {};
    case Action::DeclineReopen:
        c.publicMessage = s.text("reason");
        say(s, c.publicMessage, {}, Visibility::Citizen);
        return {};
    case Action::Rate:
        c.rating = ratingFrom(s.text("rating")).value_or(Rating::None);
        c.ratingText = s.text("text");
        say(s, c.ratingText, s.text("rating"), Visibility::Citizen);
        return {};
    default:
        return agencyEffect(s);
    }
}

}  // namespace kydai::reducing
