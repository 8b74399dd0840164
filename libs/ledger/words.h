// SPDX-License-Identifier: GPL-3.0-or-later
// What the store's indexes know of a case beside its body: the cache window's columns and the words
// of the search. Thread: that of the connection.
#pragma once

#include "core/case.h"
#include "storage/db.h"

namespace kydai {

inline constexpr int kMaxWordsText = 64 * 1024;  // of one case, UTF-16 units; further words find nothing

// Folded code, title, address, codes and texts of the reports.
QString wordsOf(const Case& c);
// The same of the agencies' view: no reporter, no telephone or identity numbers. Empty while no
// agency has the case.
QString maskedWordsOf(const Case& c);
// ngập đường -> "ngap"* "duong"*, in one column; empty when there is no letter or digit in it.
QString matchOf(const QString& text, bool masked);

// The index row of a case that is done; empty of others.
QByteArray briefOf(const Case& c);
Result<void> putWindow(const Db& db, qint64 n, const Case& c);
Result<void> putWords(const Db& db, qint64 n, const Case& c);

}  // namespace kydai
