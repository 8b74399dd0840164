// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of work.db as bytes, and their checksums.
#pragma once

#include "deskdb/outbox.h"
#include "storage/db.h"

namespace kydai {

qint64 rowCrc(const Uuid& id, QByteArrayView content);      // of an outbox row
qint64 draftCrc(const Draft& draft);

QByteArray encodeContent(const OutboxEntry& entry);          // op, after, queuedMs
Result<OutboxEntry> decodeContent(QByteArrayView content);   // the rest at its default

// The result with its epoch; empty bytes = none.
QByteArray encodeOutcome(const protocol::MutateResult& result, const Uuid& epoch);
Result<void> decodeOutcome(QByteArrayView bytes, OutboxEntry& entry);

// Columns as in the table. Corrupt when the checksum is not right.
Result<OutboxEntry> readOutbox(const Statement& row);        // SELECT * FROM outbox
Result<Draft> readDraft(const Statement& row);               // SELECT * FROM draft

}  // namespace kydai
