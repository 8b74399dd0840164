// SPDX-License-Identifier: GPL-3.0-or-later
// The smaller values inside a case, an operation and a message: one write and one read function each,
// as maps with integer keys. Keys are append only.
#pragma once

#include "core/case.h"
#include "core/result.h"
#include "protocol/cbor.h"

namespace kydai::protocol {

void writeClaim(CborWriter& out, const Claim& v);
Claim readClaim(CborReader& r);
void writeAsk(CborWriter& out, const PendingAsk& v);
PendingAsk readAsk(CborReader& r);
void writeJoint(CborWriter& out, const JointAssignment& v);
JointAssignment readJoint(CborReader& r);
void writeSegment(CborWriter& out, const ClockSegment& v);
ClockSegment readSegment(CborReader& r);
void writeResult(CborWriter& out, const ResultDraft& v);
ResultDraft readResult(CborReader& r);
void writeReport(CborWriter& out, const ReportRef& v);
ReportRef readReport(CborReader& r);
void writeAttachment(CborWriter& out, const Attachment& v);
Attachment readAttachment(CborReader& r);
void writeEntry(CborWriter& out, const TimelineEntry& v);
TimelineEntry readEntry(CborReader& r);
void writeError(CborWriter& out, const Error& v);
Error readError(CborReader& r);
void writeArgs(CborWriter& out, const QVariantMap& args);
QVariantMap readArgs(CborReader& r);

}  // namespace kydai::protocol
