// SPDX-License-Identifier: GPL-3.0-or-later
// Argon2id by libsodium, with an own random salt in the string (interactive limits: about 0.1 s and
// 64 MiB a call). Any thread. Passwords: 1 to 1,024 bytes of UTF-8.
#pragma once

#include <QString>

#include "core/result.h"

namespace kydai {

Result<QString> hashPassword(const QString& password);
bool verifyPassword(const QString& hash, const QString& password);

}  // namespace kydai
