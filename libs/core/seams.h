// SPDX-License-Identifier: GPL-3.0-or-later
// The seams through which time, chance and threads enter the pure rooms. In the programs they are a
// Qt or asio loop and the system's clock; in tests/sim one queue in virtual time.
#pragma once

#include <functional>

#include <QtGlobal>

namespace kydai {

class Clock
{
public:
    virtual ~Clock() = default;
    virtual qint64 nowMs() const = 0;        // UTC, milliseconds since 1970
    virtual qint64 monotonicMs() const = 0;  // never goes back, arbitrary start
};

class Random
{
public:
    virtual ~Random() = default;
    virtual quint64 next() = 0;                        // 64 uniform bits
    quint64 below(quint64 bound) { return bound ? next() % bound : 0; }
};

// Runs functions later, one after another, on the thread it belongs to. postAfter returns a ticket
// for cancel; ticket 0 is never given. post and postAfter may be called from any thread.
class Scheduler
{
public:
    using Task = std::function<void()>;
    using Ticket = quint64;
    virtual ~Scheduler() = default;
    virtual void post(Task task) = 0;
    virtual Ticket postAfter(qint64 delayMs, Task task) = 0;
    virtual void cancel(Ticket ticket) = 0;
};

}  // namespace kydai
