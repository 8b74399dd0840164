// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace kydai::cityvideo {

// The calling thread takes what the rest of the machine leaves over.
void yieldToOthers();

}  // namespace kydai::cityvideo
