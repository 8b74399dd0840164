// SPDX-License-Identifier: GPL-3.0-or-later
// Children that end with their parent, whatever ends it.
#pragma once

class QProcess;

namespace kydai::console {

// Call before start(). On Linux the kernel ends the child when this process dies; elsewhere the
// caller's destructor is what ends it.
void bindToParent(QProcess& child);

}  // namespace kydai::console
