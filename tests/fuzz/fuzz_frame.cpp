// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes as a frame: refused, or sound enough to be sent on unchanged.
#include <cstdlib>

#include "protocol/messages.h"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, size_t size)
{
    using namespace kydai::protocol;
    const QByteArrayView frame(reinterpret_cast<const char*>(data), qsizetype(size));
    const auto message = decode(frame, kMaxFrameToServer);
    if (!message)
        return 0;
    const QByteArray clean = encode(*message);
    const auto again = decode(clean, kMaxFrameToClient + kMaxInflated);
    if (!again || encode(*again) != clean)
        std::abort();
    return 0;
}
