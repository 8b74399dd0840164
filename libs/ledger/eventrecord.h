// SPDX-License-Identifier: GPL-3.0-or-later
// An event as the chain knows it: deterministic CBOR, arguments only by their salted hash.
#pragma once

#include "ledger/records.h"

namespace kydai {

QByteArray encodeRecord(const Event& event, const QByteArray& argsHash);
struct ReadRecord { Event event; QByteArray argsHash; };
Result<ReadRecord> decodeRecord(QByteArrayView record);

QByteArray hashOfArgs(const QByteArray& salt, const QByteArray& args);
QByteArray chainHash(const QByteArray& before, const QByteArray& record);
inline QByteArray chainStart() { return QByteArray(32, '\0'); }

}  // namespace kydai
