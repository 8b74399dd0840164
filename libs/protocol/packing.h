// SPDX-License-Identifier: GPL-3.0-or-later
// zlib with a declared size: 4 bytes big endian, then the stream (the format of qCompress). Opening
// never allocates more than declared, never more than the bound, never at a ratio above kMaxRatio.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/result.h"

namespace kydai::protocol {

inline constexpr int kMaxRatio = 100;

QByteArray pack(QByteArrayView plain);  // level 1
// True when a peer that keeps the bounds will open it.
bool isWorthPacking(QByteArrayView plain, QByteArrayView packed);
Result<QByteArray> unpack(QByteArrayView packed, int maxBytes);

}  // namespace kydai::protocol
