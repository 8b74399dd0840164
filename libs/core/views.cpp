// SPDX-License-Identifier: GPL-3.0-or-later
// Who sees what of a case. The agency's view is made by leaving out and masking here, once, in the
// server; no session of an agency ever gets another row.
#include <QRegularExpression>

#include "core/reducer.h"
#include "core/views_redactor.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

// A file name often is a telephone number, a name or a path; the ending is all that is needed.
QString plainName(const Attachment& file, qsizetype number)
{
    static const QRegularExpression ending(u"\\.([A-Za-z0-9]{1,5})$"_s);
    const auto match = ending.match(file.name);
    const QString base = file.kind == AttachmentKind::Document ? u"document"_s : u"photo"_s;
    return base + u'-' + QString::number(number + 1)
        + (match.hasMatch() ? u'.' + match.captured(1).toLower() : QString());
}

// Why reopening was declined, if that is the last thing that was said in public.
QString reasonOfDecline(const Case& c)
{
    static const QStringList spoken{u"ask"_s,        u"reject"_s,       u"refer"_s,
                                    u"publish"_s,    u"unpublish"_s,    u"reply"_s,
                                    u"ask_reopen"_s, u"grant_reopen"_s, u"reopen"_s};
    for (auto it = c.timeline.crbegin(); it != c.timeline.crend(); ++it) {
        if (it->action == u"decline_reopen"_s)
            return c.publicMessage;
        if (spoken.contains(it->action))
            return {};
    }
    // So long ago that the row forgot it: then the message is not an older act's, publishing and
    // asking for a reopening both clear it.
    return c.timeline.size() >= kMaxTimeline ? c.publicMessage : QString();
}

bool isForAgency(const TimelineEntry& entry)
{
    return entry.visibility != Visibility::Internal;
}

void redactReports(Case& c, const Redactor& redactor)
{
    for (ReportRef& report : c.reports) {
        redactor.redact(report.text);
        report.reporterName.clear();
        report.reporterMasked.clear();
        report.hasContact = false;
        report.enteredBy.clear();
    }
}

void redactTimeline(Case& c, const Redactor& redactor)
{
    QList<TimelineEntry> kept;
    for (TimelineEntry& entry : c.timeline) {
        if (!isForAgency(entry))
            continue;
        redactor.redactEntry(entry);
        // Who typed a report for a caller is the centre's matter.
        if (entry.action == u"report"_s) {
            entry.actor = u"citizen"_s;
            entry.role = Role::Citizen;
        }
        kept.append(entry);
    }
    c.timeline = kept;
}

}  // namespace

Case agencyView(const Case& full, const QString& agency)
{
    Case c = full;
    const Redactor redactor(full);
    redactReports(c, redactor);
    redactTimeline(c, redactor);
    redactor.redactFields(c);
    for (ClockSegment& segment : c.deadline.segments)
        redactor.redact(segment.reference);
    // A camera's clip shows everybody who passed by: not before somebody has redacted it.
    c.attachments.removeIf(
        [](const Attachment& file) { return file.mime.startsWith(u"video/"_s); });
    for (qsizetype i = 0; i < c.attachments.size(); ++i) {
        Attachment& file = c.attachments[i];
        if (file.kind == AttachmentKind::Report || file.kind == AttachmentKind::Before)
            file.by.clear();
        file.name = plainName(file, i);
    }
    c.claim = {};
    c.ticks.clear();
    c.master.clear();
    c.masterId = {};
    // A joint agency does not decide on what the lead asked for.
    if (c.agency != agency)
        c.ask = {};
    return c;
}

QStringList scopesOf(const Case& c)
{
    QStringList scopes{u"ioc"_s};
    const auto add = [&](const QString& agency) {
        const QString scope = u"agency:"_s + agency;
        if (!agency.isEmpty() && !scopes.contains(scope))
            scopes.append(scope);
    };
    add(c.agency);
    for (const JointAssignment& joint : c.joint)
        add(joint.agency);
    return scopes;
}

QStringList scopesFor(Roles roles, const QString& agency)
{
    if (roles.isAgency())
        return agency.isEmpty() ? QStringList() : QStringList{u"agency:"_s + agency};
    return roles.isCentre() ? QStringList{u"ioc"_s} : QStringList();
}

QString publicNotes(const Case& c)
{
    if (c.published) {
        const QString answer = c.result.publicText.isEmpty() ? c.result.text : c.result.publicText;
        const QString declined = reasonOfDecline(c);
        return declined.isEmpty() ? answer : answer + u"\n\n"_s + declined;
    }
    switch (c.state) {
    case CaseState::NotAccepted:
    case CaseState::Referred:
    case CaseState::NeedsInfo:
    case CaseState::Resolved:
        return c.publicMessage;
    default:
        return {};
    }
}

bool isPubliclyClosed(const Case& c)
{
    switch (c.state) {
    case CaseState::NotAccepted:
    case CaseState::Referred:
    case CaseState::Closed:
    case CaseState::Cancelled:
        return true;
    default:
        return c.published;
    }
}

}  // namespace kydai
