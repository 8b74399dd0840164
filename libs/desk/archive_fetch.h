// SPDX-License-Identifier: GPL-3.0-or-later
// Reads one whole case from the server, in pieces: for cases that are not kept on this desk. GUI
// thread; one answer, never after the engine is gone. Bounds: kMaxArchived bytes, kMaxPieces
// questions, then TooLarge.
#pragma once

#include <functional>

#include "desk/services.h"

namespace kydai::desk {

inline constexpr qsizetype kMaxArchived = 8 * 1024 * 1024;
inline constexpr int kMaxPieces = 400;

void fetchArchived(Engine& engine, const Uuid& id, std::function<void(Result<CasePtr>)> done);

}  // namespace kydai::desk
