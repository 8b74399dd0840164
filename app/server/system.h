// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's clock and its cryptographic source of chance. Any thread.
#pragma once

#include <chrono>

#include <QRandomGenerator>

#include "core/seams.h"

namespace kydai::server {

class SystemClock final : public Clock
{
public:
    qint64 nowMs() const override { return count(std::chrono::system_clock::now()); }
    qint64 monotonicMs() const override { return count(std::chrono::steady_clock::now()); }

private:
    template <class Point>
    static qint64 count(Point point)
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(point.time_since_epoch())
            .count();
    }
};

class SystemRandom final : public Random
{
public:
    quint64 next() override { return QRandomGenerator::system()->generate64(); }
};

}  // namespace kydai::server
