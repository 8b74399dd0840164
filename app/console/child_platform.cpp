// SPDX-License-Identifier: GPL-3.0-or-later
#include "child_platform.h"

#include <QProcess>

#ifdef Q_OS_LINUX
#include <csignal>

#include <sys/prctl.h>
#include <unistd.h>
#endif

namespace kydai::console {

void bindToParent(QProcess& child)
{
#ifdef Q_OS_LINUX
    const pid_t parent = getpid();
    child.setChildProcessModifier([parent] {
        prctl(PR_SET_PDEATHSIG, SIGTERM);
        if (getppid() != parent)  // it died in between
            _exit(1);
    });
#else
    Q_UNUSED(child);
#endif
}

}  // namespace kydai::console
