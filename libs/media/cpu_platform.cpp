// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/cpu_platform.h"

#include <ctime>

#include <netdb.h>
#include <sys/socket.h>

namespace kydai::media {

qint64 threadCpuNs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return qint64(now.tv_sec) * 1'000'000'000 + now.tv_nsec;
}

bool resolves(const QString& host)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    const int failed = getaddrinfo(host.toUtf8().constData(), nullptr, &hints, &found);
    if (failed == 0)
        freeaddrinfo(found);
    return failed == 0;
}

}  // namespace kydai::media
