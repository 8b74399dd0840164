// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/result.h"

#include <cstdio>
#include <cstdlib>

namespace kydai {

void assertFailed(const char* expr, const char* file, int line)
{
    // stderr without Qt: the assertion may come from inside a message handler.
    std::fprintf(stderr, "%s:%d: assertion failed: %s\n", file, line, expr);
    std::fflush(stderr);
    std::abort();
}

}  // namespace kydai
