// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/casejson.h"

#include <QJsonArray>

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

void put(QJsonObject& out, const QString& key, const QString& value)
{
    if (!value.isEmpty())
        out.insert(key, value);
}

void put(QJsonObject& out, const QString& key, qint64 value)
{
    if (value != 0)
        out.insert(key, value);
}

QJsonObject attachmentToJson(const Attachment& a)
{
    QJsonObject out{{u"sha256"_s, a.sha256}, {u"mime"_s, a.mime}, {u"bytes"_s, a.bytes}};
    static const char* const kinds[] = {"report", "before", "after", "document"};
    out.insert(u"kind"_s, QString::fromLatin1(kinds[static_cast<int>(a.kind)]));
    put(out, u"width"_s, qint64(a.width));
    put(out, u"height"_s, qint64(a.height));
    put(out, u"name"_s, a.name);
    put(out, u"by"_s, a.by);
    put(out, u"atMs"_s, a.atMs);
    return out;
}

QJsonObject reportToJson(const ReportRef& r)
{
    QJsonObject out{{u"code"_s, r.code},
                    {u"channel"_s, codeOf(r.channel)},
                    {u"type"_s, codeOf(r.type)},
                    {u"text"_s, r.text},
                    {u"hasContact"_s, r.hasContact}};
    put(out, u"reporterName"_s, r.reporterName);
    put(out, u"reporterMasked"_s, r.reporterMasked);
    put(out, u"enteredBy"_s, r.enteredBy);
    put(out, u"receivedMs"_s, r.receivedMs);
    return out;
}

QJsonObject entryToJson(const TimelineEntry& e)
{
    static const char* const kinds[] = {"internal", "agency", "citizen"};
    QJsonObject out{{u"seq"_s, e.seq}, {u"atMs"_s, e.atMs}, {u"actor"_s, e.actor},
                    {u"role"_s, codeOf(e.role)}, {u"action"_s, e.action}, {u"to"_s, codeOf(e.to)},
                    {u"visibility"_s, QString::fromLatin1(kinds[static_cast<int>(e.visibility)])}};
    put(out, u"clientAtMs"_s, e.clientAtMs);
    put(out, u"agency"_s, e.agency);
    put(out, u"text"_s, e.text);
    put(out, u"param"_s, e.param);
    return out;
}

QJsonObject resultToJson(const ResultDraft& r)
{
    QJsonObject out;
    put(out, u"text"_s, r.text);
    put(out, u"publicText"_s, r.publicText);
    if (!r.letter.number.isEmpty()) {
        out.insert(u"letter"_s, QJsonObject{{u"number"_s, r.letter.number},
                                            {u"date"_s, r.letter.date},
                                            {u"signatory"_s, r.letter.signatory}});
    }
    put(out, u"waiver"_s, r.waiver);
    put(out, u"author"_s, r.author);
    put(out, u"signer"_s, r.signer);
    put(out, u"approver"_s, r.approver);
    put(out, u"publisher"_s, r.publisher);
    put(out, u"submittedMs"_s, r.submittedMs);
    put(out, u"signedMs"_s, r.signedMs);
    put(out, u"approvedMs"_s, r.approvedMs);
    put(out, u"publishedMs"_s, r.publishedMs);
    return out;
}

template <class T, class F>
QJsonArray listOf(const QList<T>& list, F toJson)
{
    QJsonArray out;
    for (const T& item : list)
        out.append(toJson(item));
    return out;
}

void putTimes(QJsonObject& out, const Case& c)
{
    put(out, u"createdMs"_s, c.createdMs);
    put(out, u"receivedMs"_s, c.receivedMs);
    put(out, u"assignedMs"_s, c.assignedMs);
    put(out, u"acceptedMs"_s, c.acceptedMs);
    put(out, u"resolvedMs"_s, c.resolvedMs);
    put(out, u"closedMs"_s, c.closedMs);
    put(out, u"stateSinceMs"_s, c.stateSinceMs);
    put(out, u"dueMs"_s, c.dueMs);
    put(out, u"dueSoonMs"_s, c.dueSoonMs);
    put(out, u"resolveDueMs"_s, c.resolveDueMs);
}

}  // namespace

QJsonObject caseToJson(const Case& c)
{
    QJsonObject out{{u"id"_s, c.id.toString(QUuid::WithoutBraces)}, {u"code"_s, c.code},
                    {u"seq"_s, c.seq}, {u"version"_s, c.version}, {u"state"_s, codeOf(c.state)},
                    {u"priority"_s, codeOf(c.priority)}, {u"track"_s, codeOf(c.track)},
                    {u"channel"_s, codeOf(c.channel)}, {u"type"_s, codeOf(c.type)},
                    {u"title"_s, c.title}, {u"published"_s, c.published}};
    put(out, u"category"_s, c.category);
    put(out, u"area"_s, c.area);
    put(out, u"address"_s, c.address);
    if (c.hasPosition) {
        out.insert(u"lat"_s, c.lat);
        out.insert(u"lon"_s, c.lon);
    }
    put(out, u"noPosition"_s, c.noPosition);
    put(out, u"agency"_s, c.agency);
    out.insert(u"joint"_s, listOf(c.joint, [](const JointAssignment& j) {
        return QJsonObject{{u"agency"_s, j.agency}, {u"done"_s, j.done}, {u"waived"_s, j.waived}};
    }));
    put(out, u"request"_s, c.request);
    putTimes(out, c);
    put(out, u"returns"_s, qint64(c.returns));
    put(out, u"reworks"_s, qint64(c.reworks));
    put(out, u"reopens"_s, qint64(c.reopens));
    put(out, u"chases"_s, qint64(c.chases));
    out.insert(u"rating"_s, codeOf(c.rating));
    put(out, u"ratingText"_s, c.ratingText);
    put(out, u"master"_s, c.master);
    put(out, u"reasonCode"_s, c.reasonCode);
    put(out, u"publicMessage"_s, c.publicMessage);
    if (!c.claim.user.isEmpty())
        out.insert(u"claim"_s,
                   QJsonObject{{u"user"_s, c.claim.user}, {u"untilMs"_s, c.claim.untilMs}});
    out.insert(u"result"_s, resultToJson(c.result));
    out.insert(u"reports"_s, listOf(c.reports, reportToJson));
    out.insert(u"attachments"_s, listOf(c.attachments, attachmentToJson));
    out.insert(u"timeline"_s, listOf(c.timeline, entryToJson));
    return out;
}

}  // namespace kydai::edge
