// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/cameras/watch.h"

#include <QDir>
#include <QFile>

#include "benchmarks/cameras/sent_times.h"

namespace kydai::bench {

using namespace Qt::StringLiterals;

double residentMb()
{
    QFile file(u"/proc/self/status"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : file.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.simplified().split(' ').value(1).toDouble() / 1024;
    return 0;
}

int threadCount()
{
    return int(QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
}

GapWatch::GapWatch(int everyMs) : m_last(steadyNs())
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        const qint64 now = steadyNs();
        m_longest = std::max(m_longest, now - m_last);
        m_last = now;
        emit beat();
    });
    m_timer.start(everyMs);
}

double GapWatch::takeLongestMs()
{
    return double(std::exchange(m_longest, 0)) / 1e6;
}

}  // namespace kydai::bench
