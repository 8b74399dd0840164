// SPDX-License-Identifier: GPL-3.0-or-later
// What only the operating system tells. Any thread.
#pragma once

#include <QString>

namespace kydai::media {

qint64 threadCpuNs();  // processor time of the calling thread

// Whether the name has an address; blocks, so on a stream's own thread only. Numbers need no asking.
bool resolves(const QString& host);

}  // namespace kydai::media
