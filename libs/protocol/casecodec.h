// SPDX-License-Identifier: GPL-3.0-or-later
// Case <-> CBOR with integer keys; the body of a row on the wire, in cache.db and in the ledger.
// Unknown keys are skipped. Reading checks every bound of core/case.h.
#pragma once

#include "core/case.h"
#include "core/result.h"

namespace kydai::protocol {

QByteArray encodeCase(const Case& c);      // <= 240 KiB: the oldest timeline entries go first
Result<Case> decodeCase(QByteArrayView body);

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
CaseSummary summarise(const Case& c);

QByteArray encodeArgs(const QVariantMap& args);
Result<QVariantMap> decodeArgs(QByteArrayView bytes);

}  // namespace kydai::protocol
