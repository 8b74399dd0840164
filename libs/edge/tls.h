// SPDX-License-Identifier: GPL-3.0-or-later
// The server's certificate. TLS 1.2 and newer only.
#pragma once

#include <memory>

#include "core/result.h"

namespace kydai::edge {

class TlsContext;
struct TlsDeleter { void operator()(TlsContext* context) const; };
using TlsPointer = std::unique_ptr<TlsContext, TlsDeleter>;

// Io when a file cannot be read or the two do not belong together; detail says which and why.
Result<TlsPointer> makeTls(const QString& certificateFile, const QString& keyFile);

}  // namespace kydai::edge
