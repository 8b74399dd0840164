// SPDX-License-Identifier: GPL-3.0-or-later
// What the system says of this process.
#pragma once

#include <QDir>
#include <QFile>

namespace kydai::test {

struct ProcessFigures {
    qsizetype threads = 0, descriptors = 0;
    double residentMb = 0;
    bool operator==(const ProcessFigures& other) const
    {
        return threads == other.threads && descriptors == other.descriptors;
    }
};

inline ProcessFigures processFigures()
{
    ProcessFigures figures;
    figures.threads =
        QDir(QStringLiteral("/proc/self/task")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
    figures.descriptors =
        QDir(QStringLiteral("/proc/self/fd"))
            .entryList(QDir::Files | QDir::Dirs | QDir::System | QDir::NoDotAndDotDot).size();
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (statm.open(QIODevice::ReadOnly))
        figures.residentMb = statm.readAll().split(' ').value(1).toDouble() * 4096 / (1 << 20);
    return figures;
}

}  // namespace kydai::test
