// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done by typing its name: the actions of the selected case, workspaces, and the verbs
// of the window. Pure but for the language and the desk's state. GUI thread.
#pragma once

#include "desk/case_model.h"

namespace kydai::desk {

struct SearchCommand {
    QString kind;      // "action" (of the case), "go" (workspace), "do" (the window)
    QString code;
    QString label;
    QString iconName;
    QString keyText;
    QString refusal;   // why not now, empty = may
};

// Those whose name the words begin, in a fixed order; all of them for an empty text. At most
// kMaxCommands.
inline constexpr int kMaxCommands = 40;
QList<SearchCommand> searchCommands(const DeskCore& core, CaseModel& current, QStringView text);

}  // namespace kydai::desk
