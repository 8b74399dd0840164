// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/casecodec.h"

#include <algorithm>

#include "core/filter.h"
#include "core/rescue.h"
#include "protocol/cbor.h"
#include "protocol/parts.h"

namespace kydai::protocol {

namespace {

constexpr int kMaxRecentMids = 64;
constexpr int kMaxFieldVersions = 32;

// Keys of the row. Append only: rows of earlier versions lie in ledgers and caches.
enum Key : int {
    KId = 1, KCode, KSeq, KVersion, KState, KPriority, KTrack, KChannel, KType, KTitle, KCategory,
    KArea, KAddress, KPosition, KNoPosition, KAgency, KCreated, KDue, KDueSoon, KClaim, KPublished,
    KRating, KAsk, KFieldVersions, KJoint, KRequest, KReceived, KAssigned, KAccepted, KResolved,
    KClosed, KStateSince, KDeadline, KResolveDue, KReturns, KReworks, KReopens, KChases,
    KRatingText, KMaster, KMasterId, KReasonCode, KPublicMessage, KTicks, KResult, KReports,
    KAttachments, KTimeline, KLastMid, KRecentMids, KPurged, KExtent,
};

void writeHead(FieldWriter& w, const Case& c)
{
    w.put(KId, c.id);
    w.put(KCode, c.code);
    w.put(KSeq, c.seq);
    w.put(KVersion, c.version);
    w.putEnum(KState, c.state);
    w.putEnum(KPriority, c.priority);
    w.putEnum(KTrack, c.track);
    w.putEnum(KChannel, c.channel);
    w.putEnum(KType, c.type);
    w.put(KTitle, c.title);
    w.put(KCategory, c.category);
    w.put(KArea, c.area);
    w.put(KAddress, c.address);
    if (c.hasPosition) {
        CborWriter& out = w.key(KPosition);
        out.array(2);
        out.real(c.lat);
        out.real(c.lon);
    }
    w.put(KNoPosition, c.noPosition);
    w.put(KAgency, c.agency);
    w.put(KCreated, c.createdMs);
    w.put(KDue, c.dueMs);
    w.put(KDueSoon, c.dueSoonMs);
    if (c.claim != Claim{})
        writeClaim(w.key(KClaim), c.claim);
    w.put(KPublished, c.published);
    w.putEnum(KRating, c.rating);
    if (c.ask != PendingAsk{})
        writeAsk(w.key(KAsk), c.ask);
    if (!c.fieldVersions.isEmpty()) {
        QStringList groups = c.fieldVersions.keys();
        std::sort(groups.begin(), groups.end());  // equal rows, equal bytes
        CborWriter& out = w.key(KFieldVersions);
        out.array(groups.size() * 2);
        for (const QString& group : groups) {
            out.text(group);
            out.integer(c.fieldVersions.value(group));
        }
    }
}

void writeWork(FieldWriter& w, const Case& c)
{
    w.putList(KJoint, c.joint, writeJoint);
    w.put(KRequest, c.request);
    w.put(KReceived, c.receivedMs);
    w.put(KAssigned, c.assignedMs);
    w.put(KAccepted, c.acceptedMs);
    w.put(KResolved, c.resolvedMs);
    w.put(KClosed, c.closedMs);
    w.put(KStateSince, c.stateSinceMs);
    w.putList(KDeadline, c.deadline.segments, writeSegment);
    w.put(KResolveDue, c.resolveDueMs);
    w.put(KReturns, c.returns);
    w.put(KReworks, c.reworks);
    w.put(KReopens, c.reopens);
    w.put(KChases, c.chases);
    w.put(KRatingText, c.ratingText);
    w.put(KMaster, c.master);
    w.put(KMasterId, c.masterId);
    w.put(KReasonCode, c.reasonCode);
    w.put(KPublicMessage, c.publicMessage);
    w.put(KTicks, c.ticks);
    if (c.result != ResultDraft{})
        writeResult(w.key(KResult), c.result);
    w.putList(KReports, c.reports, writeReport);
    w.putList(KAttachments, c.attachments, writeAttachment);
    w.putList(KTimeline, c.timeline, writeEntry);
    w.put(KLastMid, c.lastMid);
    w.put(KRecentMids, c.recentMids);
    w.put(KPurged, c.purged);
    w.putEnum(KExtent, c.extent);
}

QByteArray writeCase(const Case& c)
{
    CborWriter out;
    out.reserve(4096);
    {
        FieldWriter w(out);
        writeHead(w, c);
        writeWork(w, c);
    }
    return out.take();
}

// Makes an over-large copy smaller: old timeline entries, then the texts of attached reports; the
// ledger's own keeps them. False = nothing left to drop.
bool shrink(Case& c)
{
    const qsizetype entries = c.timeline.size();
    if (entries > 0) {
        c.timeline.remove(0, entries > 8 ? entries / 4 : entries);
        return true;
    }
    bool cut = false;
    for (const qsizetype bound : {400, 100}) {
        for (ReportRef& report : c.reports) {
            if (report.text.size() > bound) {
                report.text.truncate(bound);
                cut = true;
            }
        }
        if (cut)
            return true;
    }
    if (c.reports.size() > 20) {
        c.reports.resize(c.reports.size() / 2);
        return true;
    }
    // At the very last the folded pauses of a clock that stood still thousands of times: the due
    // times stand in the row beside it.
    for (ClockSegment& segment : c.deadline.segments) {
        cut = cut || !segment.gaps.isEmpty();
        segment.gaps.clear();
    }
    return cut;
}

void readPosition(CborReader& r, bool& has, double& lat, double& lon)
{
    int n = 0;
    r.items(2, [&] {
        if (n++ == 0)
            lat = r.real(-90, 90);
        else
            lon = r.real(-180, 180);
    });
    if (n != 2)
        r.refuse("no position");
    has = r.ok();
}

void readFieldVersions(CborReader& r, QHash<QString, int>& versions)
{
    bool isKey = true;
    QString key;
    r.items(kMaxFieldVersions * 2, [&] {
        if (isKey)
            key = r.text(kMaxLine);
        else
            versions.insert(key, r.small(0, INT_MAX));
        isKey = !isKey;
    });
    if (!isKey)
        r.refuse("odd field versions");
}

bool readHead(CborReader& r, int key, Case& c)
{
    switch (key) {
    case KId: c.id = r.uuid(); return true;
    case KCode: c.code = r.text(kMaxLine); return true;
    case KSeq: c.seq = r.time(); return true;
    case KVersion: c.version = r.small(0, INT_MAX); return true;
    case KState: c.state = r.enumeration(CaseState::Cancelled); return true;
    case KPriority: c.priority = r.enumeration(Priority::Complex); return true;
    case KTrack: c.track = r.enumeration(Track::Immediate); return true;
    case KChannel: c.channel = r.enumeration(Channel::Other); return true;
    case KType: c.type = r.enumeration(ReportType::Rescue); return true;
    case KTitle: c.title = r.text(kMaxLine); return true;
    case KCategory: c.category = r.text(kMaxLine); return true;
    case KArea: c.area = r.text(kMaxLine); return true;
    case KAddress: c.address = r.text(kMaxLine); return true;
    case KPosition: readPosition(r, c.hasPosition, c.lat, c.lon); return true;
    case KNoPosition: c.noPosition = r.text(kMaxLine); return true;
    case KAgency: c.agency = r.text(kMaxLine); return true;
    case KCreated: c.createdMs = r.time(); return true;
    case KDue: c.dueMs = r.time(); return true;
    case KDueSoon: c.dueSoonMs = r.time(); return true;
    case KClaim: c.claim = readClaim(r); return true;
    case KPublished: c.published = r.boolean(); return true;
    case KRating: c.rating = r.enumeration(Rating::VerySatisfied); return true;
    case KAsk: c.ask = readAsk(r); return true;
    case KFieldVersions: readFieldVersions(r, c.fieldVersions); return true;
    default: return false;
    }
}

bool readTimes(CborReader& r, int key, Case& c)
{
    switch (key) {
    case KReceived: c.receivedMs = r.time(); return true;
    case KAssigned: c.assignedMs = r.time(); return true;
    case KAccepted: c.acceptedMs = r.time(); return true;
    case KResolved: c.resolvedMs = r.time(); return true;
    case KClosed: c.closedMs = r.time(); return true;
    case KStateSince: c.stateSinceMs = r.time(); return true;
    case KResolveDue: c.resolveDueMs = r.time(); return true;
    case KReturns: c.returns = r.small(0, INT_MAX); return true;
    case KReworks: c.reworks = r.small(0, INT_MAX); return true;
    case KReopens: c.reopens = r.small(0, INT_MAX); return true;
    case KChases: c.chases = r.small(0, INT_MAX); return true;
    default: return false;
    }
}

bool readWork(CborReader& r, int key, Case& c)
{
    switch (key) {
    case KJoint: r.items(kMaxJoint, [&] { c.joint.append(readJoint(r)); }); return true;
    case KRequest: c.request = r.text(kMaxText); return true;
    case KDeadline:
        r.items(kMaxSegments, [&] { c.deadline.segments.append(readSegment(r)); });
        return true;
    case KRatingText: c.ratingText = r.text(kMaxText); return true;
    case KMaster: c.master = r.text(kMaxLine); return true;
    case KMasterId: c.masterId = r.uuid(); return true;
    case KReasonCode: c.reasonCode = r.text(kMaxLine); return true;
    case KPublicMessage: c.publicMessage = r.text(kMaxText); return true;
    case KTicks: c.ticks = r.texts(64, kMaxLine); return true;
    case KResult: c.result = readResult(r); return true;
    case KReports: r.items(kMaxReports, [&] { c.reports.append(readReport(r)); }); return true;
    case KAttachments:
        r.items(kMaxAttachments, [&] { c.attachments.append(readAttachment(r)); });
        return true;
    case KTimeline: r.items(kMaxTimeline, [&] { c.timeline.append(readEntry(r)); }); return true;
    case KLastMid: c.lastMid = r.uuid(); return true;
    case KRecentMids: c.recentMids = r.uuids(kMaxRecentMids); return true;
    case KPurged: c.purged = r.boolean(); return true;
    case KExtent: c.extent = r.enumeration(CaseExtent::Summary); return true;
    default: return false;
    }
}

quint16 flagsOf(const Case& c)
{
    const bool photo = std::any_of(c.attachments.begin(), c.attachments.end(), [](const auto& a) {
        return a.mime.startsWith(QLatin1String("image/"));
    });
    quint16 flags = 0;
    const auto set = [&flags](bool on, RowFlag flag) {
        if (on)
            flags = quint16(flags | flag);
    };
    set(c.published, FlagPublished);
    set(c.rating != Rating::None, FlagRated);
    set(photo, FlagHasPhoto);
    set(c.hasPosition, FlagHasPosition);
    set(!c.claim.user.isEmpty(), FlagClaimed);
    set(!c.ask.kind.isEmpty(), FlagAsk);
    set(c.dueMs == 0, FlagNoClock);
    set(c.type == ReportType::Rescue, FlagRescue);
    return flags;
}

tl::unexpected<Error> badBody(const CborReader& r)
{
    return fail(ErrorCode::BadFrame, {QStringLiteral("case")}, QString::fromLatin1(r.error()));
}

}  // namespace

QByteArray encodeCase(const Case& c)
{
    QByteArray body = writeCase(c);
    if (body.size() <= kMaxCaseBytes)
        return body;
    Case smaller = c;
    smaller.extent = CaseExtent::Shortened;
    while (body.size() > kMaxCaseBytes && shrink(smaller))
        body = writeCase(smaller);
    return body;
}

static Result<Case> readCase(QByteArrayView body, qsizetype maxBytes)
{
    if (body.size() > maxBytes)
        return fail(ErrorCode::TooLarge, {QStringLiteral("case"), QString::number(maxBytes)});
    Case c;
    CborReader r(body);
    r.fields([&](int key) {
        return readHead(r, key, c) || readTimes(r, key, c) || readWork(r, key, c);
    });
    if (r.ok() && !r.atEnd())
        r.refuse("trailing bytes");
    if (r.ok() && c.id.isNull())
        r.refuse("no id");
    if (!r.ok())
        return badBody(r);
    return c;
}

Result<Case> decodeCase(QByteArrayView body) { return readCase(body, kMaxBodyBytes); }

QByteArray encodeWhole(const Case& c) { return writeCase(c); }

Result<Case> decodeWhole(QByteArrayView body) { return readCase(body, kMaxWholeBytes); }

Result<QByteArray> wireBody(const QByteArray& whole)
{
    if (whole.size() <= kMaxCaseBytes)
        return whole;
    const Result<Case> c = decodeWhole(whole);
    if (!c)
        return tl::unexpected<Error>(c.error());
    return encodeCase(*c);
}

Result<CaseSummary> summarise(QByteArrayView body)
{
    if (body.size() > kMaxBodyBytes)
        return fail(ErrorCode::TooLarge, {QStringLiteral("case"), QString::number(kMaxBodyBytes)});
    return summariseWhole(body);
}

Result<CaseSummary> summariseWhole(QByteArrayView body)
{
    Case c;
    CborReader r(body);
    r.fields([&](int key) {
        return readHead(r, key, c) || (key == KAttachments && readWork(r, key, c));
    });
    if (!r.ok())
        return badBody(r);
    return summarise(c);
}

CaseSummary summarise(const Case& c)
{
    CaseSummary s;
    s.state = c.state;
    s.priority = c.priority;
    s.channel = c.channel;
    s.flags = flagsOf(c);
    s.createdMs = c.createdMs;
    s.dueMs = c.dueMs;
    s.dueSoonMs = c.dueSoonMs;
    s.hasPosition = c.hasPosition;
    s.lat = c.lat;
    s.lon = c.lon;
    s.code = c.code;
    s.category = c.category;
    s.area = c.area;
    s.agency = c.agency;
    s.title = c.title;
    s.address = c.address;
    s.claimUser = c.claim.user;
    s.claimUntilMs = c.claim.untilMs;
    return s;
}

}  // namespace kydai::protocol
