// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/asio.h"
#include "edge/loop.h"

#include <boost/asio/signal_set.hpp>

#include <csignal>
#include <optional>
#include <unordered_map>

namespace kydai::edge {

struct Loop::Private {
    net::io_context io{1};
    std::optional<net::executor_work_guard<net::io_context::executor_type>> guard{
        io.get_executor()};
    std::unordered_map<Ticket, std::unique_ptr<net::steady_timer>> timers;  // loop thread only
    std::optional<net::signal_set> termination;

    void start(Ticket ticket, qint64 delayMs, Task task)
    {
        auto timer = std::make_unique<net::steady_timer>(io, std::chrono::milliseconds(delayMs));
        timer->async_wait([this, ticket, task = std::move(task)](error_code ec) {
            if (ec || timers.erase(ticket) == 0)
                return;
            task();
        });
        timers.emplace(ticket, std::move(timer));
    }
};

Loop::Loop() : d(std::make_unique<Private>()) { }
Loop::~Loop() = default;

void Loop::post(Task task)
{
    net::post(d->io, std::move(task));
}

Scheduler::Ticket Loop::postAfter(qint64 delayMs, Task task)
{
    const Ticket ticket = m_next++;
    if (d->io.get_executor().running_in_this_thread())
        d->start(ticket, delayMs, std::move(task));
    else
        net::post(d->io, [this, ticket, delayMs, task = std::move(task)]() mutable {
            d->start(ticket, delayMs, std::move(task));
        });
    return ticket;
}

void Loop::cancel(Ticket ticket)
{
    if (d->io.get_executor().running_in_this_thread())
        d->timers.erase(ticket);
    else
        net::post(d->io, [this, ticket] { d->timers.erase(ticket); });
}

void Loop::run() { d->io.run(); }
void Loop::stop() { d->io.stop(); }

void Loop::onTermination(Task handler)
{
    d->termination.emplace(d->io, SIGTERM, SIGINT);
    d->termination->async_wait([handler = std::move(handler)](error_code ec, int) {
        if (!ec)
            handler();
    });
}

net::io_context& Loop::io() { return d->io; }

}  // namespace kydai::edge
