// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a row, a summary and arguments: refused, or written back to the same value.
#include <cstdlib>

#include "protocol/casecodec.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai;
    using namespace kydai::protocol;
    const QByteArrayView bytes(reinterpret_cast<const char*>(data), qsizetype(size));
    (void)summarise(bytes);
    if (const Result<Case> c = decodeCase(bytes); c) {
        const Result<Case> again = decodeCase(encodeCase(*c));
        if (!again || again->id != c->id || again->state != c->state)
            std::abort();
    }
    if (const Result<QVariantMap> args = decodeArgs(bytes); args) {
        const QByteArray clean = encodeArgs(*args);
        const Result<QVariantMap> again = decodeArgs(clean);
        if (!again || encodeArgs(*again) != clean)
            std::abort();
    }
    return 0;
}
