// SPDX-License-Identifier: GPL-3.0-or-later
// What a wall costs its program: processor time, memory, threads, and how long the GUI thread was away.
#pragma once

#include <QObject>
#include <QTimer>

namespace kydai::bench {

double processorSeconds();  // of this process so far
double residentMb();
int threadCount();

class GapWatch : public QObject
{
    Q_OBJECT

public:
    explicit GapWatch(int everyMs = 5);
    double takeLongestMs();  // since the last call

signals:
    void beat();

private:
    QTimer m_timer;
    qint64 m_last = 0;
    qint64 m_longest = 0;
};

}  // namespace kydai::bench
