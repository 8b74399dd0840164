// SPDX-License-Identifier: GPL-3.0-or-later
// gzip and zlib streams opened with a bound on what comes out. Any thread; pure functions.
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include "core/result.h"

namespace kydai::geo {

bool isGzip(QByteArrayView bytes);  // by its first three bytes

// Everything of one gzip or zlib stream. Memory follows what really comes out, never what a header
// claims. TooLarge beyond maxBytes; Corrupt when damaged, cut short or followed by something.
Result<QByteArray> inflate(QByteArrayView packed, qsizetype maxBytes);
QByteArray gzip(QByteArrayView plain);

}  // namespace kydai::geo
