// SPDX-License-Identifier: GPL-3.0-or-later
// Effects that leave the state as it is: words, calls, corrections, ticks, files, joint agencies,
// merged reports, erasure.
#include <algorithm>

#include "core/reducer_parts.h"
#include "core/views_redactor.h"

namespace kydai::reducing {

using namespace Qt::StringLiterals;

namespace {

void say(Step& s, const QString& text, const QString& param, Visibility visibility)
{
    s.entry.text = text;
    s.entry.param = param;
    s.entry.visibility = visibility;
}

// One line of an edit: what was, what is; codes only, so that it can be told in both languages.
void changed(Step& s, const QString& group, const char* field, const QString& was,
             const QString& is)
{
    if (was == is)
        return;
    s.touch(group);
    QString& text = s.entry.text;
    if (s.row.action != Action::Edit)
        return;
    const QString line = QLatin1StringView(field) + u": "_s + was + u" > "_s + is;
    text = (text.isEmpty() ? line : text + u'\n' + line).left(kMaxText);
}

void setCategory(Step& s)
{
    Case& c = s.c;
    if (s.has("category")) {
        const QString code = s.text("category");
        changed(s, u"category"_s, "category", c.category, code);
        const Category* category = s.directory.category(code);
        if (category && code != c.category && !s.has("track")) {
            changed(s, u"track"_s, "track", codeOf(c.track), codeOf(category->track));
            c.track = category->track;
        }
        c.category = code;
    }
    if (s.has("priority")) {
        const Priority is = priorityFrom(s.text("priority")).value_or(c.priority);
        changed(s, u"priority"_s, "priority", codeOf(c.priority), codeOf(is));
        c.priority = is;
    }
    if (s.has("track")) {
        const Track is = trackFrom(s.text("track")).value_or(c.track);
        changed(s, u"track"_s, "track", codeOf(c.track), codeOf(is));
        c.track = is;
    }
}

void setPlace(Step& s)
{
    Case& c = s.c;
    if (s.has("area")) {
        changed(s, u"place"_s, "area", c.area, s.text("area"));
        c.area = s.text("area");
    }
    if (s.has("address")) {
        changed(s, u"place"_s, "address", c.address, s.text("address"));
        c.address = s.text("address");
    }
    const QString was = c.hasPosition ? args::positionText(c.lat, c.lon) : c.noPosition;
    if (const auto at = args::position(s.op.args, "position")) {
        c.hasPosition = true;
        c.lat = at->lat;
        c.lon = at->lon;
        c.noPosition.clear();
        changed(s, u"place"_s, "position", was, args::positionText(c.lat, c.lon));
    } else if (s.has("noPosition")) {
        c.hasPosition = false;
        c.lat = c.lon = 0;
        c.noPosition = s.text("noPosition");
        changed(s, u"place"_s, "position", was, c.noPosition);
    }
}

void logCall(Step& s)
{
    const bool agency = s.text("party") == u"agency"_s;
    say(s, s.text("text"),
        QStringList{s.text("party"), s.text("direction"), s.text("outcome")}.join(u' '),
        agency ? Visibility::Agency : Visibility::Internal);
}

void handover(Step& s)
{
    const QString name = s.text("name");
    const QString text = s.text("text");
    say(s, text.isEmpty() ? name : name + u'\n' + text,
        s.text("receiver") + u' ' + s.text("stage") + u' '
            + QString::number(args::time(s.op.args, "at")),
        Visibility::Internal);
}

void tick(Step& s)
{
    const QStringList off = args::list(s.op.args, "off");
    QStringList param = args::list(s.op.args, "ticks");
    for (const QString& code : std::as_const(param)) {
        if (!s.c.ticks.contains(code) && s.c.ticks.size() < 64)
            s.c.ticks.append(code);
    }
    for (const QString& code : off) {
        s.c.ticks.removeAll(code);
        param.append(u'-' + code);
    }
    s.entry.param = param.join(u' ');
}

void addJoint(Step& s)
{
    const QStringList codes = args::list(s.op.args, "agencies");
    for (const QString& code : codes) {
        const bool there = std::any_of(s.c.joint.begin(), s.c.joint.end(),
                                       [&](const JointAssignment& j) { return j.agency == code; });
        if (!there && code != s.c.agency && s.c.joint.size() < kMaxJoint)
            s.c.joint.append({code, false, false, s.op.atMs});
    }
    s.touch(u"agency"_s);
    say(s, s.text("text"), codes.join(u' '), Visibility::Agency);
}

// Identity goes, what happened stays. Names are forgotten here, so this is the last moment at which
// they can be found in texts.
void purge(Step& s)
{
    Case& c = s.c;
    const Redactor redactor(c);
    c.purged = true;
    redactor.redactFields(c);
    for (ReportRef& report : c.reports) {
        redactor.redact(report.text);
        report.reporterName.clear();
        report.reporterMasked.clear();
        report.hasContact = false;
    }
    for (TimelineEntry& entry : c.timeline) {
        if (entry.action == codeOf(Action::LogCall) || entry.action == codeOf(Action::Handover))
            entry.text.clear();
        redactor.redactEntry(entry);
    }
    for (Attachment& file : c.attachments)
        file.name.clear();
    s.touch(u"text"_s);
    s.entry.text = s.text("reason");
}

void absorb(Step& s)
{
    const QVariantList reports = s.op.args.value(u"reports"_s).toList();
    for (const QVariant& item : reports) {
        const ReportRef report = reportFromArg(item.toMap());
        const bool there = std::any_of(s.c.reports.begin(), s.c.reports.end(),
                                       [&](const ReportRef& r) { return r.code == report.code; });
        if (!there && s.c.reports.size() < kMaxReports)
            s.c.reports.append(report);
    }
    const QVariantList files = s.op.args.value(u"files"_s).toList();
    for (const QVariant& item : files) {
        const Attachment file = attachmentFromArg(item.toMap());
        const bool there = std::any_of(s.c.attachments.begin(), s.c.attachments.end(),
                                       [&](const Attachment& a) { return a.sha256 == file.sha256; });
        if (!there && s.c.attachments.size() < kMaxAttachments)
            s.c.attachments.append(file);
    }
    s.entry.param = s.text("case");
}

void detach(Step& s)
{
    const QStringList codes = args::list(s.op.args, "reports");
    s.c.reports.removeIf([&](const ReportRef& r) {
        return codes.contains(r.code) && r.code != s.c.code;
    });
    const QVariantList files = s.op.args.value(u"files"_s).toList();
    for (const QVariant& item : files)
        s.c.attachments.removeOne(attachmentFromArg(item.toMap()));
    s.entry.param = s.text("case");
}

}  // namespace

void setFields(Step& s)
{
    setCategory(s);
    setPlace(s);
    if (s.has("title")) {
        changed(s, u"text"_s, "title", s.c.title, s.text("title"));
        s.c.title = s.text("title");
    }
}

Result<void> addFiles(Step& s, const char* key, AttachmentKind kind)
{
    const QList<Attachment> files = args::files(s.op.args, key, kind);
    for (Attachment file : files) {
        const bool there = std::any_of(s.c.attachments.begin(), s.c.attachments.end(),
                                       [&](const Attachment& a) { return a.sha256 == file.sha256; });
        if (there)
            continue;
        if (s.c.attachments.size() >= kMaxAttachments)
            return fail(ErrorCode::TooLarge,
                        {u"attachments"_s, QString::number(kMaxAttachments)});
        file.atMs = s.op.atMs;
        file.by = s.entry.role == Role::Citizen ? QString() : s.op.actor.user;
        s.c.attachments.append(file);
    }
    return {};
}

Result<void> applyDeskEffect(Step& s)
{
    switch (s.row.action) {
    case Action::Note:
        say(s, s.text("text"), {},
            !s.entry.agency.isEmpty() || args::flag(s.op.args, "share") ? Visibility::Agency
                                                                        : Visibility::Internal);
        return {};
    case Action::Message:
        say(s, s.text("text"), s.text("channel"), Visibility::Citizen);
        return {};
    case Action::LogCall:
        logCall(s);
        return {};
    case Action::Chase:
        ++s.c.chases;
        say(s, s.text("text"), s.text("level"), Visibility::Agency);
        return {};
    case Action::Instruct:
        say(s, s.text("text"),
            (s.has("agency") ? s.text("agency") : u"-"_s) + u' '
                + QString::number(args::time(s.op.args, "due")),
            Visibility::Agency);
        return {};
    case Action::Edit:
        setFields(s);
        s.entry.param = s.groups.join(u' ');
        return {};
    case Action::Tick:
        tick(s);
        return {};
    case Action::Attach: {
        const QString kind = s.text("kind");
        say(s, s.text("text"), kind, Visibility::Agency);
        return addFiles(s, "files", kind == u"after"_s ? AttachmentKind::After
                        : kind == u"before"_s ? AttachmentKind::Before : AttachmentKind::Document);
    }
    case Action::AddJoint:
        addJoint(s);
        return {};
    case Action::Handover:
        handover(s);
        return {};
    case Action::Purge:
        purge(s);
        return {};
    case Action::Absorb:
        absorb(s);
        return {};
    case Action::Detach:
        detach(s);
        return {};
    default:
        return fail(ErrorCode::Unsupported, {codeOf(s.row.action)});
    }
}

}  // namespace kydai::reducing
