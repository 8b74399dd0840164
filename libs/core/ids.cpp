// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ids.h"

#include "core/result.h"

namespace kydai {

Uuid makeUuid7(qint64 nowMs, Random& random)
{
    KYDAI_ASSERT(nowMs >= 0 && nowMs < (qint64(1) << 48));
    const quint64 time = static_cast<quint64>(nowMs);
    const quint64 a = random.next();
    const quint64 b = random.next();
    const auto byte = [](quint64 value, int shift) { return static_cast<uchar>(value >> shift); };
    return Uuid(static_cast<uint>(time >> 16), static_cast<ushort>(time & 0xffff),
                static_cast<ushort>(0x7000 | (a & 0x0fff)),
                static_cast<uchar>(0x80 | (byte(a, 12) & 0x3f)), byte(a, 20), byte(b, 0),
                byte(b, 8), byte(b, 16), byte(b, 24), byte(b, 32), byte(b, 40));
}

}  // namespace kydai
