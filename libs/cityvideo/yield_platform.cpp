// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityvideo/yield_platform.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace kydai::cityvideo {

void yieldToOthers()
{
    // On Linux a nice value belongs to a thread when its own number is named.
    const auto self = static_cast<id_t>(::syscall(SYS_gettid));
    ::setpriority(PRIO_PROCESS, self, 19);
}

}  // namespace kydai::cityvideo
