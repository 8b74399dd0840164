// SPDX-License-Identifier: GPL-3.0-or-later
// Case <-> CBOR with integer keys; the body of a row on the wire, in cache.db and in the ledger.
// Unknown keys are skipped. Reading checks every bound of core/case.h.
#pragma once

#include "core/case.h"
#include "core/result.h"

namespace kydai::protocol {

inline constexpr qsizetype kMaxCaseBytes = 240 * 1024;
inline constexpr qsizetype kMaxWholeBytes = 16 * 1024 * 1024;

// The wire's and the cache's body: <= kMaxCaseBytes. Of a larger case the oldest timeline entries go
// first, then the ends of the reports' texts; such a copy says so (CaseExtent::Shortened).
QByteArray encodeCase(const Case& c);
Result<Case> decodeCase(QByteArrayView body);

// The ledger's body: all of it, whatever its size (every list and text of a case is bounded, their
// sum is below kMaxWholeBytes). Reads both.
QByteArray encodeWhole(const Case& c);
Result<Case> decodeWhole(QByteArrayView body);
// A stored body as it may be sent: the same bytes where they fit.
Result<QByteArray> wireBody(const QByteArray& whole);

// The few fields that indexes need, read without building the whole case.
struct CaseSummary {
    CaseState state = CaseState::Received;
    Priority priority = Priority::Normal;
    Channel channel = Channel::App;
    quint16 flags = 0;          // RowFlag of core/filter.h, as far as the row itself knows
    qint64 createdMs = 0, dueMs = 0, dueSoonMs = 0;
    bool hasPosition = false;
    double lat = 0, lon = 0;
    QString code, category, area, agency, title, address, claimUser;
    qint64 claimUntilMs = 0;
};
Result<CaseSummary> summarise(QByteArrayView body);
Result<CaseSummary> summariseWhole(QByteArrayView body);  // of a body of any size
CaseSummary summarise(const Case& c);

QByteArray encodeArgs(const QVariantMap& args);
Result<QVariantMap> decodeArgs(QByteArrayView bytes);

}  // namespace kydai::protocol
