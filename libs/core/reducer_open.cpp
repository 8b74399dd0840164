// SPDX-License-Identifier: GPL-3.0-or-later
// How a case begins, and how the reports of one case come to another.
#include <QRegularExpression>

#include "core/reducer_parts.h"
#include "core/vietnamese.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTitleLength = 120;

QVariantMap fullFileArg(const Attachment& file)
{
    QVariantMap map = fileArg(file);
    map.insert(u"kind"_s, static_cast<int>(file.kind));
    map.insert(u"by"_s, file.by);
    map.insert(u"at"_s, file.atMs);
    return map;
}

QVariantMap reportArg(const ReportRef& r)
{
    return {{u"code"_s, r.code}, {u"channel"_s, codeOf(r.channel)}, {u"type"_s, codeOf(r.type)},
            {u"text"_s, r.text}, {u"name"_s, r.reporterName}, {u"masked"_s, r.reporterMasked},
            {u"contact"_s, r.hasContact}, {u"by"_s, r.enteredBy}, {u"at"_s, r.receivedMs}};
}

Operation besideOf(const Case& slave, const Operation& cause, Action action, const Uuid& master)
{
    Operation op;
    op.mid = QUuid::createUuidV5(cause.mid, codeOf(action).toUtf8() + master.toRfc4122());
    op.caseId = master;
    op.action = codeOf(action);
    op.actor = {u"system"_s, {Role::System}, {}};
    op.atMs = cause.atMs;
    op.clientAtMs = cause.clientAtMs;
    op.args.insert(u"case"_s, slave.code);
    QVariantList files;
    for (const Attachment& file : slave.attachments)
        files.append(fullFileArg(file));
    op.args.insert(u"files"_s, files);
    return op;
}

}  // namespace

namespace reducing {

Attachment attachmentFromArg(const QVariantMap& map)
{
    Attachment file;
    file.sha256 = map.value(u"sha256"_s).toString();
    file.mime = map.value(u"mime"_s).toString();
    file.bytes = map.value(u"bytes"_s).toLongLong();
    file.width = map.value(u"width"_s).toInt();
    file.height = map.value(u"height"_s).toInt();
    file.name = map.value(u"name"_s).toString();
    file.kind = static_cast<AttachmentKind>(qBound(0, map.value(u"kind"_s).toInt(), 3));
    file.by = map.value(u"by"_s).toString();
    file.atMs = map.value(u"at"_s).toLongLong();
    return file;
}

ReportRef reportFromArg(const QVariantMap& map)
{
    ReportRef report;
    report.code = map.value(u"code"_s).toString();
    report.channel = channelFrom(map.value(u"channel"_s).toString()).value_or(Channel::Other);
    report.type = reportTypeFrom(map.value(u"type"_s).toString()).value_or(ReportType::Incident);
    report.text = map.value(u"text"_s).toString();
    report.reporterName = map.value(u"name"_s).toString();
    report.reporterMasked = map.value(u"masked"_s).toString();
    report.hasContact = map.value(u"contact"_s).toBool();
    report.enteredBy = map.value(u"by"_s).toString();
    report.receivedMs = map.value(u"at"_s).toLongLong();
    return report;
}

}  // namespace reducing

Case openCase(const NewReport& report, const Directory& directory)
{
    Case c;
    c.id = report.caseId;
    c.code = report.code;
    c.seq = report.seq;
    c.version = 1;
    c.channel = report.channel;
    c.type = report.type;
    c.priority = report.priority;
    c.title = titleFrom(report.text);
    c.category = report.category;
    c.area = report.area;
    c.address = report.address.left(kMaxLine);
    c.hasPosition = report.hasPosition;
    c.lat = report.hasPosition ? report.lat : 0;
    c.lon = report.hasPosition ? report.lon : 0;
    c.createdMs = c.receivedMs = c.stateSinceMs = report.receivedMs;
    if (const Category* category = directory.category(c.category)) {
        c.track = category->track;
        if (c.priority == Priority::Normal)
            c.priority = category->priority;
    }
    if (c.type == ReportType::Rescue)
        c.priority = Priority::Urgent;
    ReportRef ref{report.code, report.channel, report.type, report.text.left(kMaxText),
                  report.reporterName.left(kMaxLine), report.reporterMasked, report.hasContact,
                  report.enteredBy, report.receivedMs};
    c.reports.append(ref);
    c.attachments = report.attachments.mid(0, kMaxAttachments);
    reducing::openClock(c, directory);
    TimelineEntry entry;
    entry.seq = report.seq;
    entry.atMs = report.receivedMs;
    entry.actor = report.enteredBy.isEmpty() ? u"citizen"_s : report.enteredBy;
    entry.role = report.enteredBy.isEmpty() ? Role::Citizen : Role::Operator;
    entry.action = u"report"_s;
    entry.to = c.state;
    entry.visibility = Visibility::Citizen;
    entry.text = ref.text;
    entry.param = report.code;
    entry.mid = report.mid;
    reducing::addToTimeline(c, entry);
    reducing::rememberMid(c, report.mid);
    return c;
}

Operation absorbOf(const Case& slave, const Operation& merge, const Case& master)
{
    Operation op = besideOf(slave, merge, Action::Absorb, master.id);
    QVariantList reports;
    for (const ReportRef& report : slave.reports)
        reports.append(reportArg(report));
    op.args.insert(u"reports"_s, reports);
    return op;
}

Operation detachOf(const Case& slave, const Operation& restore)
{
    Operation op = besideOf(slave, restore, Action::Detach, slave.masterId);
    QStringList reports;
    for (const ReportRef& report : slave.reports)
        reports.append(report.code);
    op.args.insert(u"reports"_s, reports);
    return op;
}

QString titleFrom(QStringView text)
{
    // No more than can matter: the search below takes quadratic time where no sentence ends.
    const QString plain = text.left(kMaxText).toString().simplified().left(2 * kTitleLength);
    // A full stop inside a number or an abbreviation is not followed by a space.
    // A sentence has a letter or a digit in it.
    static const QRegularExpression first(u"^(.*?[\\p{L}\\p{N}].*?)[.!?…]+(?=\\s|$)"_s);
    const auto match = first.match(plain);
    QString title = match.hasMatch() ? match.captured(1) : plain;
    if (title.size() <= kTitleLength)
        return title;
    auto cut = title.lastIndexOf(u' ', kTitleLength - 1);
    if (cut < kTitleLength / 2)
        cut = kTitleLength - 1;
    if (cut > 0 && title.at(cut - 1).isHighSurrogate())
        --cut;
    return title.left(cut).trimmed() + u'…';
}

}  // namespace kydai
