// SPDX-License-Identifier: GPL-3.0-or-later
// Open311's questions to the ledger. Runs on the reader thread; pure but for the reader.
#pragma once

#include <QJsonArray>

#include "core/directory.h"
#include "intake/open311query.h"
#include "ledger/ledger.h"

namespace kydai::edge {

// keyName: of the posting app, empty = without a key. Unknown when it may not be read.
Result<QJsonObject> readOneRequest(const LedgerReader& reader, const Directory& directory,
                                   const QString& code, const QString& keyName);
// Newest first; ids that may not be read are left out.
Result<QJsonArray> readRequests(const LedgerReader& reader, const Directory& directory,
                                const intake::RequestQuery& query, const QString& keyName);

// Records with what the poster reads in them for the first time.
struct RequestsRead {
    QJsonArray records;
    QStringList unread;  // codes of reports whose messages become delivered by this answer
};
// Of records read with this key: messages that had left by nowMs and that nobody read yet.
Result<RequestsRead> withUnread(const LedgerReader& reader, const QJsonArray& records,
                                const QString& keyName, qint64 nowMs);

}  // namespace kydai::edge
