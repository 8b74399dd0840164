// SPDX-License-Identifier: GPL-3.0-or-later
// A case as JSON for GET /api/cases/ID: what the account may see, under the names of
// docs/protocol.md. Pure. Times are UTC milliseconds; what is not set is left out.
#pragma once

#include <QJsonObject>

#include "core/case.h"

namespace kydai::edge {

QJsonObject caseToJson(const Case& c);

}  // namespace kydai::edge
