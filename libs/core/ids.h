// SPDX-License-Identifier: GPL-3.0-or-later
// Object ids are UUIDv7 (RFC 9562): 48 bits of UTC milliseconds, then random bits, so that they sort
// by time. Codes for people (PA-216935) are made by the server only.
#pragma once

#include <QUuid>

#include "core/seams.h"

namespace kydai {

using Uuid = QUuid;

Uuid makeUuid7(qint64 nowMs, Random& random);
inline Uuid makeUuid7(const Clock& clock, Random& random)
{
    return makeUuid7(clock.nowMs(), random);
}

}  // namespace kydai
