// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/parts.h"

namespace kydai::protocol {

void writeClaim(CborWriter& out, const Claim& v)
{
    FieldWriter w(out);
    w.put(1, v.user);
    w.put(2, v.untilMs);
}

Claim readClaim(CborReader& r)
{
    Claim v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.user = r.text(kMaxLine); return true;
        case 2: v.untilMs = r.time(); return true;
        default: return false;
        }
    });
    return v;
}

void writeAsk(CborWriter& out, const PendingAsk& v)
{
    FieldWriter w(out);
    w.put(1, v.kind);
    w.put(2, v.by);
    w.put(3, v.reason);
    w.put(4, v.untilMs);
    w.put(5, v.atMs);
}

PendingAsk readAsk(CborReader& r)
{
    PendingAsk v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.kind = r.text(kMaxLine); return true;
        case 2: v.by = r.text(kMaxLine); return true;
        case 3: v.reason = r.text(kMaxText); return true;
        case 4: v.untilMs = r.time(); return true;
        case 5: v.atMs = r.time(); return true;
        default: return false;
        }
    });
    return v;
}

void writeJoint(CborWriter& out, const JointAssignment& v)
{
    FieldWriter w(out);
    w.put(1, v.agency);
    w.put(2, v.done);
    w.put(3, v.waived);
    w.put(4, v.atMs);
}

JointAssignment readJoint(CborReader& r)
{
    JointAssignment v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.agency = r.text(kMaxLine); return true;
        case 2: v.done = r.boolean(); return true;
        case 3: v.waived = r.boolean(); return true;
        case 4: v.atMs = r.time(); return true;
        default: return false;
        }
    });
    return v;
}

void writeSegment(CborWriter& out, const ClockSegment& v)
{
    FieldWriter w(out);
    w.putEnum(1, v.kind);
    w.putEnum(2, v.stage);
    w.put(3, v.atUtcMs);
    w.put(4, v.fromUtcMs);
    w.put(5, v.untilUtcMs);
    w.always(6, qint64(v.term.unit));
    w.put(7, v.term.amount);
    w.put(8, v.policyCode);
    w.put(9, v.reasonCode);
    w.put(10, v.reference);
    w.put(11, v.by);
    w.put(12, v.gaps);
}

ClockSegment readSegment(CborReader& r)
{
    ClockSegment v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.kind = r.enumeration(SegmentKind::Stop); return true;
        case 2: v.stage = r.enumeration(Stage::Publish); return true;
        case 3: v.atUtcMs = r.time(); return true;
        case 4: v.fromUtcMs = r.time(); return true;
        case 5: v.untilUtcMs = r.time(); return true;
        case 6: v.term.unit = r.enumeration(SlaUnit::WorkingDays); return true;
        case 7: v.term.amount = r.small(0, 10'000'000); return true;
        case 8: v.policyCode = r.text(kMaxLine); return true;
        case 9: v.reasonCode = r.text(kMaxLine); return true;
        case 10: v.reference = r.text(kMaxLine); return true;
        case 11: v.by = r.text(kMaxLine); return true;
        case 12: v.gaps = r.text(kMaxText); return true;
        default: return false;
        }
    });
    return v;
}

void writeResult(CborWriter& out, const ResultDraft& v)
{
    FieldWriter w(out);
    w.put(1, v.text);
    w.put(2, v.letter.number);
    w.put(3, v.letter.date);
    w.put(4, v.letter.signatory);
    w.put(5, v.doneMs);
    w.put(6, v.documents);
    w.put(7, v.waiver);
    w.put(8, v.author);
    w.put(9, v.signer);
    w.put(10, v.approver);
    w.put(11, v.publisher);
    w.put(12, v.submittedMs);
    w.put(13, v.signedMs);
    w.put(14, v.approvedMs);
    w.put(15, v.publishedMs);
    w.put(16, v.publicText);
}

ResultDraft readResult(CborReader& r)
{
    ResultDraft v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.text = r.text(kMaxText); return true;
        case 2: v.letter.number = r.text(kMaxLine); return true;
        case 3: v.letter.date = r.text(kMaxLine); return true;
        case 4: v.letter.signatory = r.text(kMaxLine); return true;
        case 5: v.doneMs = r.time(); return true;
        case 6: v.documents = r.texts(64, kMaxLine); return true;
        case 7: v.waiver = r.text(kMaxText); return true;
        case 8: v.author = r.text(kMaxLine); return true;
        case 9: v.signer = r.text(kMaxLine); return true;
        case 10: v.approver = r.text(kMaxLine); return true;
        case 11: v.publisher = r.text(kMaxLine); return true;
        case 12: v.submittedMs = r.time(); return true;
        case 13: v.signedMs = r.time(); return true;
        case 14: v.approvedMs = r.time(); return true;
        case 15: v.publishedMs = r.time(); return true;
        case 16: v.publicText = r.text(kMaxText); return true;
        default: return false;
        }
    });
    return v;
}

void writeReport(CborWriter& out, const ReportRef& v)
{
    FieldWriter w(out);
    w.put(1, v.code);
    w.putEnum(2, v.channel);
    w.putEnum(3, v.type);
    w.put(4, v.text);
    w.put(5, v.reporterName);
    w.put(6, v.reporterMasked);
    w.put(7, v.hasContact);
    w.put(8, v.enteredBy);
    w.put(9, v.receivedMs);
}

ReportRef readReport(CborReader& r)
{
    ReportRef v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.code = r.text(kMaxLine); return true;
        case 2: v.channel = r.enumeration(Channel::Other); return true;
        case 3: v.type = r.enumeration(ReportType::Rescue); return true;
        case 4: v.text = r.text(kMaxText); return true;
        case 5: v.reporterName = r.text(kMaxLine); return true;
        case 6: v.reporterMasked = r.text(kMaxLine); return true;
        case 7: v.hasContact = r.boolean(); return true;
        case 8: v.enteredBy = r.text(kMaxLine); return true;
        case 9: v.receivedMs = r.time(); return true;
        default: return false;
        }
    });
    return v;
}

void writeAttachment(CborWriter& out, const Attachment& v)
{
    FieldWriter w(out);
    w.put(1, v.sha256);
    w.put(2, v.mime);
    w.put(3, v.bytes);
    w.put(4, v.width);
    w.put(5, v.height);
    w.putEnum(6, v.kind);
    w.put(7, v.name);
    w.put(8, v.by);
    w.put(9, v.atMs);
}

Attachment readAttachment(CborReader& r)
{
    Attachment v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.sha256 = r.text(64); return true;
        case 2: v.mime = r.text(100); return true;
        case 3: v.bytes = r.time(); return true;
        case 4: v.width = r.small(0, 1 << 20); return true;
        case 5: v.height = r.small(0, 1 << 20); return true;
        case 6: v.kind = r.enumeration(AttachmentKind::Document); return true;
        case 7: v.name = r.text(kMaxLine); return true;
        case 8: v.by = r.text(kMaxLine); return true;
        case 9: v.atMs = r.time(); return true;
        default: return false;
        }
    });
    return v;
}

void writeEntry(CborWriter& out, const TimelineEntry& v)
{
    FieldWriter w(out);
    w.put(1, v.seq);
    w.put(2, v.atMs);
    w.put(3, v.clientAtMs);
    w.put(4, v.actor);
    w.always(5, qint64(v.role));
    w.put(6, v.agency);
    w.put(7, v.action);
    w.putEnum(8, v.to);
    w.putEnum(9, v.visibility);
    w.put(10, v.text);
    w.put(11, v.param);
    w.put(12, v.mid);
}

TimelineEntry readEntry(CborReader& r)
{
    TimelineEntry v;
    r.fields([&](int key) {
        switch (key) {
        case 1: v.seq = r.time(); return true;
        case 2: v.atMs = r.time(); return true;
        case 3: v.clientAtMs = r.time(); return true;
        case 4: v.actor = r.text(kMaxLine); return true;
        case 5: v.role = r.enumeration(Role::System); return true;
        case 6: v.agency = r.text(kMaxLine); return true;
        case 7: v.action = r.text(kMaxLine); return true;
        case 8: v.to = r.enumeration(CaseState::Cancelled); return true;
        case 9: v.visibility = r.enumeration(Visibility::Citizen); return true;
        case 10: v.text = r.text(kMaxText); return true;
        case 11: v.param = r.text(kMaxText); return true;
        case 12: v.mid = r.uuid(); return true;
        default: return false;
        }
    });
    return v;
}

void writeError(CborWriter& out, const Error& v)
{
    FieldWriter w(out);
    w.always(1, qint64(v.code));
    w.put(2, v.params);
    w.put(3, v.detail);
}

Error readError(CborReader& r)
{
    Error v{ErrorCode::None, {}, {}};
    r.fields([&](int key) {
        switch (key) {
        case 1: v.code = static_cast<ErrorCode>(r.small(0, 9999)); return true;
        case 2: v.params = r.texts(32, kMaxText); return true;
        case 3: v.detail = r.text(kMaxText); return true;
        default: return false;
        }
    });
    return v;
}

}  // namespace kydai::protocol
