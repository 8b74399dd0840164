// SPDX-License-Identifier: GPL-3.0-or-later
// From the parsed lines of a request to its head. Pure.
#pragma once

#include <optional>

#include "edge/http.h"

namespace kydai::edge {

// None when the target is no absolute path, has a broken escape, a NUL or a dot segment.
std::optional<RequestHead> makeRequestHead(QByteArrayView method, QByteArrayView target,
                                           QHash<QByteArray, QByteArray> headers);

// The address to count by: the socket's, or behind a proxy the last one that proxy wrote.
QString peerAddress(const RequestHead& head, const QString& socketAddress, bool behindProxy);

// May a page of this origin open our WebSocket? No Origin (not a browser) yes; else only our own.
bool originAllowed(const RequestHead& head, const QStringList& allowed);

// "bytes=a-b" of a body of `size` bytes: nullopt = no range (or one we ignore: send all);
// first > last = not satisfiable.
struct ByteRange { qint64 first = 0, last = -1; };
std::optional<ByteRange> parseRange(const QByteArray& header, qint64 size);

}  // namespace kydai::edge
