// SPDX-License-Identifier: GPL-3.0-or-later
// What a citizen may still do with a report that was sent: the extension of Open311 documented in
// docs/protocol.md (POST requests/ID/withdraw|reply|rating|reopen). Pure; any thread.
#pragma once

#include <optional>

#include "core/workflow.h"
#include "intake/forms.h"
#include "intake/markup.h"

namespace kydai::intake {

struct CitizenAct {
    Action action = Action::Reply;
    QVariantMap args;     // as the workflow's demands name them, without files
};

// The action behind the last part of the path; none = no such thing (404).
std::optional<Action> citizenActionFrom(QStringView pathPart);
tl::expected<CitizenAct, ServiceErrors> readCitizenAct(Action action, const Form& form);

}  // namespace kydai::intake
