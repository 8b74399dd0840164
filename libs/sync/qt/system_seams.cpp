// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/qt/system_seams.h"

#include <chrono>

#include <QDateTime>
#include <QRandomGenerator>

namespace kydai {

qint64 SystemClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 SystemClock::monotonicMs() const
{
    using namespace std::chrono;
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch()).count();
}

quint64 SystemRandom::next()
{
    return QRandomGenerator::system()->generate64();
}

}  // namespace kydai
