// SPDX-License-Identifier: GPL-3.0-or-later
// A report that was worked on in another system. Values; pure.
#pragma once

#include "core/reducer.h"

namespace kydai {

struct ImportedReport {
    NewReport report;        // caseId and mid come from source and number: the same each time
    QString source, number;  // "sf311", what it was called there
    CaseState state = CaseState::Received;  // or one that is final
    qint64 closedMs = 0;
    QString agency, answer;
};

// What is over has no deadline, no clock and nothing that wakes the server for it.
Case importedCase(const ImportedReport& imported, const Directory& directory);

}  // namespace kydai
