// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a picture: refused, or a copy that says the same of itself.
#include <cstdlib>

#include "intake/metadata.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai::intake;
    const auto clean =
        withoutMetadata(QByteArrayView(reinterpret_cast<const char*>(data), qsizetype(size)));
    if (!clean)
        return 0;
    const auto again = sniffImage(clean->bytes);
    if (!again || *again != clean->info)
        std::abort();
    return 0;
}
