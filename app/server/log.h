// SPDX-License-Identifier: GPL-3.0-or-later
// Log lines by category on standard error: "time level category: message". Never a citizen's name,
// phone or text: only codes, counts and our own words are logged.
#pragma once

#include <QLoggingCategory>

#include "core/result.h"

namespace kydai::server {

Q_DECLARE_LOGGING_CATEGORY(logServer)
Q_DECLARE_LOGGING_CATEGORY(logDemo)

void installLog();
// What failed, for the last line before exit 1.
QString sentence(const Error& error);

}  // namespace kydai::server
