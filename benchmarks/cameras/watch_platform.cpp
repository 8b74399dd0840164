// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/cameras/watch.h"

#include <sys/resource.h>

namespace kydai::bench {

double processorSeconds()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return double(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
        + double(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
}

}  // namespace kydai::bench
