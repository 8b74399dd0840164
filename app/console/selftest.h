// SPDX-License-Identifier: GPL-3.0-or-later
// Instantiates every QML type of the program in both languages and both themes, without a server and
// without a display. Any QML warning fails it. The package's own test.
#pragma once

namespace kydai::console {

int selfTest();  // 0 = fine, 1 = what failed stands on stderr

}  // namespace kydai::console
