// SPDX-License-Identifier: GPL-3.0-or-later
// The mark of a request for rescue on the compact row of core/filter.h. It stands apart from the
// other flags because few look at it.
#pragma once

#include "core/filter.h"

namespace kydai {

inline constexpr RowFlag FlagRescue{1024};  // the next free bit after FlagNoClock

}  // namespace kydai
