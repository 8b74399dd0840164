// SPDX-License-Identifier: GPL-3.0-or-later
// What Open311 readers see: services of the directory and requests of the cases. Pure; any thread.
#pragma once

#include <optional>

#include "core/case.h"
#include "intake/markup.h"

namespace kydai {
class Directory;
}

namespace kydai::intake {

enum class Reader {
    Public,   // no key: published cases only; identity masked in the text
    Poster,   // the key the report came with
};

Answer serviceList(const Directory& directory);
// None when there is no such service.
std::optional<Answer> serviceDefinition(const QString& code, const Directory& directory);

// One request = one report of a case. `master` = the case it was merged into, which then decides
// status and notes; null = none. Never holds contact fields.
QJsonObject requestRecord(const Case& c, const QString& reportCode, const Case* master,
                          const Directory& directory, Reader reader);
Answer requestList(const QJsonArray& records);

// May this case be read without a key?
bool isPublicCase(const Case& c, const Case* master);

// Answer to a POST: [{"service_request_id": …, "service_notice": …, "account_id": null}]
Answer postedAnswer(const QString& reportCode, const QString& notice);

}  // namespace kydai::intake
