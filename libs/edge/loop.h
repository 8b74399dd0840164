// SPDX-License-Identifier: GPL-3.0-or-later
// The edge thread's loop behind the house's Scheduler. post, postAfter, cancel and stop may be
// called from any thread; tasks run on the thread in run(). Tasks still waiting when it stops are
// dropped.
#pragma once

#include <atomic>
#include <memory>

#include "core/seams.h"

namespace boost::asio {
class io_context;
}

namespace kydai::edge {

class Loop final : public Scheduler
{
public:
    Loop();
    ~Loop() override;

    void post(Task task) override;
    Ticket postAfter(qint64 delayMs, Task task) override;
    void cancel(Ticket ticket) override;

    void run();   // until stop()
    void stop();
    // Calls the handler on SIGTERM or SIGINT, on the loop, once.
    void onTermination(Task handler);

    boost::asio::io_context& io();

private:
    struct Private;
    std::unique_ptr<Private> d;
    std::atomic<Ticket> m_next{1};
};

}  // namespace kydai::edge
