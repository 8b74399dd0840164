// SPDX-License-Identifier: GPL-3.0-or-later
// What full-text search knows of a case. Pure.
#pragma once

#include "core/case.h"

namespace kydai {

// Folded code, title, address and reports (codes and texts). The index is contentless: a row leaves
// it only by this very text of the body that entered it, so a change here (or in core's fold) needs
// a new kCacheSchema, which begins a new file.
QString searchText(const Case& c);

// ngập đường -> "ngap"* "duong"*: every word begins a word, all of them do. Empty when
// there is no letter or digit in it.
QString searchQuery(const QString& text, int maxWords);

}  // namespace kydai
