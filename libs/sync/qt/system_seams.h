// SPDX-License-Identifier: GPL-3.0-or-later
// The system's clock and chance for programs. Any thread, but one SystemRandom per thread.
#pragma once

#include "core/seams.h"

namespace kydai {

class SystemClock : public Clock
{
public:
    qint64 nowMs() const override;
    qint64 monotonicMs() const override;
};

class SystemRandom : public Random
{
public:
    quint64 next() override;  // from the system's generator: ids must not be guessable
};

}  // namespace kydai
