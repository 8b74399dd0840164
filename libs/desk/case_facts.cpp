// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/case_facts.h"

#include "core/permissions.h"
#include "core/rules_args.h"
#include "desk/field_words.h"
#include "desk/row_roles.h"
#include "desk/sheet_fields.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

void putHeader(CaseFacts& f, const DeskCore& core, const Case& c)
{
    const Directory& d = core.directory();
    const qint64 now = core.nowMs();
    f.code = c.code;
    f.title = c.title;
    f.state = codeOf(c.state);
    f.stateLabel = words::label(c.state);
    f.priority = codeOf(c.priority);
    f.priorityLabel = words::label(c.priority);
    f.channel = codeOf(c.channel);
    f.channelIcon = words::channelIcon(c.channel);
    f.channelLabel = words::label(c.channel);
    f.type = codeOf(c.type);
    f.typeLabel = words::label(c.type);
    f.category = c.category;
    f.categoryLabel = categoryLabel(d, c.category);
    f.area = c.area;
    f.areaLabel = areaLabel(d, c.area);
    f.address = c.address;
    f.agency = c.agency;
    f.agencyLabel = agencyLabel(d, c.agency);
    f.request = c.request;
    f.createdText = words::whenText(c.createdMs, now);
    f.receivedText = words::whenText(c.receivedMs, now);
    f.assignedText = words::whenText(c.assignedMs, now);
    f.hasPosition = c.hasPosition;
    f.lat = c.lat;
    f.lon = c.lon;
    f.positionText = c.hasPosition ? args::positionText(c.lat, c.lon)
        : c.noPosition.isEmpty()   ? QString()
                                   : words::choiceLabel(c.noPosition);
    f.version = c.version;
    f.masterCode = c.master;
    if (!c.reasonCode.isEmpty()) {
        const bool referred = c.state == CaseState::Referred;
        f.reasonLabel = fieldValue(d, referred ? u"refer"_s : u"reject"_s,
                                   referred ? u"receiver"_s : u"reason"_s, c.reasonCode);
    }
    f.publicMessage = c.publicMessage;
    f.published = c.published;
    f.ratingLabel = c.rating == Rating::None ? QString() : words::label(c.rating);
    f.ratingText = c.ratingText;
    f.copyText = handoverText(c, d);
}

void putContact(CaseFacts& f, const DeskCore& core, const Case& c)
{
    if (!c.reports.isEmpty()) {
        const ReportRef& first = c.reports.first();
        f.text = first.text;
        f.reporterName = first.reporterName;
        f.reporterMasked = first.reporterMasked;
        f.hasContact = first.hasContact;
    }
    const bool may = kydai::may(core.actor().roles, Capability::RevealContact);
    f.canReveal = may && f.hasContact && core.online();
    if (!may)
        f.revealRefusal = translate("Desk", "Your account does not see telephone numbers.");
    else if (!f.hasContact)
        f.revealRefusal = translate("Desk", "The citizen left no contact.");
    else if (!core.online())
        f.revealRefusal = translate("Desk", "Works only while connected to the server.");
}

void putResult(CaseFacts& f, const DeskCore& core, const Case& c)
{
    const Directory& d = core.directory();
    const ResultDraft& r = c.result;
    f.resultText = r.text;
    f.resultPublicText = r.publicText.isEmpty() ? r.text : r.publicText;
    f.letterNumber = r.letter.number;
    f.letterDate = r.letter.date;
    f.signatory = r.letter.signatory;
    if (!r.letter.number.isEmpty()) {
        const QDate day = QDate::fromString(r.letter.date, Qt::ISODate);
        f.letterText = day.isValid() ? translate("Desk", "Letter %1 of %2")
                                           .arg(r.letter.number, day.toString(u"dd/MM/yyyy"_s))
                                     : translate("Desk", "Letter %1").arg(r.letter.number);
    }
    f.resultAuthor = r.author.isEmpty() ? QString() : d.userName(r.author);
    f.resultDoneText = words::whenText(r.doneMs, core.nowMs());
    f.waiver = r.waiver;
    if (r.publishedMs)
        f.resultStamp =
            translate("Desk", "Published %1").arg(words::whenText(r.publishedMs, core.nowMs()));
    else if (r.approvedMs)
        f.resultStamp =
            translate("Desk", "Approved %1").arg(words::whenText(r.approvedMs, core.nowMs()));
    else if (r.signedMs)
        f.resultStamp =
            translate("Desk", "Signed %1").arg(words::whenText(r.signedMs, core.nowMs()));
    else if (r.submittedMs)
        f.resultStamp =
            translate("Desk", "Submitted %1").arg(words::whenText(r.submittedMs, core.nowMs()));
    if (const Category* category = d.category(c.category)) {
        for (const NamedItem& item : category->requiredDocuments) {
            const bool vi = isVietnamese() || item.nameEn.isEmpty();
            f.documents.append(QVariantMap{{u"code"_s, item.code},
                                           {u"label"_s, vi ? item.nameVi : item.nameEn},
                                           {u"attached"_s, r.documents.contains(item.code)}});
        }
    }
    const QString notes = publicNotes(c);
    f.publicPreview = notes.isEmpty() ? f.resultPublicText : notes;
    f.hasAsk = !c.ask.kind.isEmpty();
    if (f.hasAsk) {
        const QString until = words::whenText(c.ask.untilMs, core.nowMs());
        f.askText =
            (c.ask.kind == u"pause"_s ? translate("Desk", "%1 asks to pause the clock until %2: %3")
                                      : translate("Desk", "%1 asks for more time until %2: %3"))
                .arg(d.userName(c.ask.by), until, fieldValue(d, c.ask.kind == u"pause"_s ? u"request_pause"_s
                                                                  : u"request_extension"_s,
                            u"reason"_s, c.ask.reason));
    }
}

void putPeople(CaseFacts& f, const DeskCore& core, const Case& c)
{
    const Directory& d = core.directory();
    const qint64 now = core.nowMs();
    if (!c.claim.user.isEmpty() && c.claim.untilMs > now) {
        f.claimMine = c.claim.user == core.actor().user;
        f.claimedBy = d.userName(c.claim.user);
        const QString until = words::timeText(c.claim.untilMs);
        f.claimText =
            f.claimMine ? translate("Desk", "You are working on it until %1").arg(until)
                        : translate("Desk", "%1 is working on it until %2").arg(f.claimedBy, until);
    }
    for (const Viewer& viewer : core.viewersOf(c.id)) {
        const QString name = d.userName(viewer.user);
        const QString text = viewer.state == 3 ? translate("Desk", "%1 is on a call")
            : viewer.state == 2               ? translate("Desk", "%1 is editing")
                                              : translate("Desk", "%1 is looking at it");
        f.viewers.append(QVariantMap{{u"user"_s, viewer.user},
                                     {u"label"_s, name},
                                     {u"initials"_s, words::initialsOf(name)},
                                     {u"state"_s, viewer.state == 3   ? u"call"_s
                                                  : viewer.state == 2 ? u"editing"_s
                                                                      : u"viewing"_s},
                                     {u"stale"_s, now - viewer.seenMs > kPresenceStaleMs},
                                     {u"text"_s, text.arg(name)}});
    }
    const QList<PendingOp> pending = core.pendingOf(c.id);
    f.pending = !pending.isEmpty();
    f.refused = core.isRefused(c.id);
    if (f.pending) {
        QStringList names;
        for (const PendingOp& op : pending)
            names.append(words::actionLabel(op.op.action));
        f.pendingText = translate("Desk", "Not sent yet: %1").arg(names.join(u", "_s));
    }
    if (!core.online() && core.lastContactMs())
        f.stale = translate("Desk", "as of %1").arg(words::timeSecondsText(core.lastContactMs()));
    else if (const qint64 readMs = core.archivedAtMs(c.id))
        f.stale = translate("Desk", "from the archive, read at %1").arg(words::timeSecondsText(readMs));
}

// The way of a case: what is behind it, where it stands, what is to come.
void putSteps(CaseFacts& f, const DeskCore& core, const Case& c)
{
    struct Step { const char* label; qint64 atMs; };
    using enum CaseState;
    const Step steps[] = {
        {QT_TRANSLATE_NOOP("Desk", "Received"), c.receivedMs},
        {QT_TRANSLATE_NOOP("Desk", "Classified"), c.assignedMs},
        {QT_TRANSLATE_NOOP("Desk", "Accepted by the agency"), c.acceptedMs},
        {QT_TRANSLATE_NOOP("Desk", "Result submitted"), c.result.submittedMs},
        {QT_TRANSLATE_NOOP("Desk", "Signed by the agency's leader"), c.result.signedMs},
        {QT_TRANSLATE_NOOP("Desk", "Approved by the Centre"), c.result.approvedMs},
        {QT_TRANSLATE_NOOP("Desk", "Resolved"), c.resolvedMs},
    };
    int now = 1;
    switch (c.state) {
    case Assigned: case Returned: now = 2; break;
    case InProgress: case Paused: now = 3; break;
    case AgencyReview: now = 4; break;
    case AwaitingApproval: now = 5; break;
    case Resolved: case ReopenRequested: case Closed: now = 7; break;
    default: break;
    }
    const bool stopped = isFinal(c.state) && c.state != Closed;
    int i = 0;
    for (const Step& step : steps) {
        const QString state = i < now    ? u"done"_s
                              : stopped  ? u"skipped"_s
                              : i == now ? u"now"_s
                                         : u"todo"_s;
        QString detail = i < now ? words::whenText(step.atMs, core.nowMs()) : QString();
        if (i == now && c.stateSinceMs)
            detail = words::durationText(core.nowMs() - c.stateSinceMs);
        f.steps.append(QVariantMap{{u"label"_s, translate("Desk", step.label)},
                                   {u"detail"_s, detail},
                                   {u"state"_s, state}});
        ++i;
    }
    f.flags.append(
        QVariantMap{{u"code"_s, u"published"_s},
                    {u"label"_s, translate("Desk", "Published")},
                    {u"detail"_s, c.published ? words::whenText(c.result.publishedMs, core.nowMs())
                                              : translate("Desk", "a step of its own")},
                    {u"done"_s, c.published}});
    f.flags.append(QVariantMap{{u"code"_s, u"rated"_s}, {u"label"_s, translate("Desk", "Rating")},
                               {u"detail"_s, f.ratingLabel},
                               {u"done"_s, c.rating != Rating::None}});
}

}  // namespace

CaseFacts caseFacts(DeskCore& core, const Case& c)
{
    CaseFacts f;
    f.status = u"ready"_s;
    putHeader(f, core, c);
    putContact(f, core, c);
    putResult(f, core, c);
    putPeople(f, core, c);
    putSteps(f, core, c);
    const Category* category = core.directory().category(c.category);
    if (category && !category->screeningQuestions.isEmpty()) {
        int done = 0;
        for (const NamedItem& item : category->screeningQuestions)
            done += c.ticks.contains(item.code) ? 1 : 0;
        f.checklistText = u"%1/%2"_s.arg(done).arg(category->screeningQuestions.size());
    }
    if (const auto stage = stageOfState(c.state)) {
        const ClockReading reading = c.deadline.read(*stage, core.directory().calendar());
        if (reading.exists) {
            const SlaTerm& term = reading.due.term;
            const QString from = words::dayText(reading.startUtcMs, core.nowMs());
            f.deadlineSummary =
                (term.unit == SlaUnit::WorkingDays
                     ? translate("Desk", "%1 working days from %2").arg(term.amount).arg(from)
                     : translate("Desk", "%1 from %2")
                           .arg(words::durationText(term.amount * kMinuteMs), from));
        }
    }
    return f;
}

std::optional<Stage> stageOfState(CaseState state)
{
    using enum CaseState;
    switch (state) {
    case Received: case Screening: case NeedsInfo: case Returned: case ReopenRequested:
        return Stage::Screen;
    case Assigned: return Stage::Accept;
    case InProgress: case Paused: return Stage::Resolve;
    case AgencyReview: return Stage::Sign;
    case AwaitingApproval: return Stage::Approve;
    case Resolved: return Stage::Publish;
    default: return std::nullopt;
    }
}

CaseClock caseClock(const DeskCore& core, const Case& c)
{
    CaseClock clock;
    const qint64 now = core.nowMs();
    const WorkCalendar& calendar = core.directory().calendar();
    const Lateness lateness = latenessOf(c.state, c.dueMs, c.dueSoonMs, now);
    const words::DueWords due = words::dueWords(lateness, c.dueMs, now, calendar);
    clock.slaKind = due.kind;
    clock.clockTone = due.tone;
    clock.clockText = due.text;
    const bool runs = lateness == Lateness::InTime || lateness == Lateness::DueSoon
        || lateness == Lateness::Overdue;
    if (runs && !words::isDayDeadline(c.dueMs) && std::abs(c.dueMs - now) < 3600 * 1000)
        clock.clockText = words::clockDigits(c.dueMs - now);
    if (const auto stage = stageOfState(c.state)) {
        clock.clockCaption = words::label(*stage);
        const ClockReading reading = c.deadline.read(*stage, calendar);
        if (reading.exists)
            clock.slaFraction = words::fractionLeft(reading.startUtcMs, c.dueMs, now);
        else if (c.dueMs)
            clock.slaFraction =
                words::fractionLeft(c.dueMs - 4 * (c.dueMs - c.dueSoonMs), c.dueMs, now);
    }
    clock.dueText = words::dueAtText(c.dueMs, now);
    if (c.resolveDueMs) {
        const Lateness whole = now > c.resolveDueMs ? Lateness::Overdue : Lateness::InTime;
        clock.resolveText = words::dueWords(whole, c.resolveDueMs, now, calendar).text;
        clock.resolveDueText = words::dueAtText(c.resolveDueMs, now);
    }
    return clock;
}

}  // namespace kydai::desk
