// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "storage/migrations.h"

namespace kydai {

inline constexpr qint32 kLedgerApplicationId = 0x4b59444c;  // "KYDL"
std::span<const Migration> ledgerMigrations();

}  // namespace kydai
