// SPDX-License-Identifier: GPL-3.0-or-later
// The authority on a thread of its own: gathers what waits into one batch, one commit. Made, asked
// and ended by the loop's thread; everything it answers comes back on the loop.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "authority/authority.h"
#include "edge/loop.h"

namespace kydai::edge {

class AuthorityThread
{
public:
    using Verdict = std::function<void(const protocol::MutateResult&)>;
    using Published = std::function<void(const Outcome&)>;
    static constexpr std::size_t kMaxWaiting = 8192;

    // The ledger and what the authority needs move to the thread. clock and random outlive it.
    AuthorityThread(Loop& loop, std::unique_ptr<Ledger> ledger, Directory directory,
                    const Clock& clock, Random& random);
    ~AuthorityThread() { stop(); }

    // `published` is called for every outcome, before the verdicts of its commands.
    // As the authority completed it (names of accounts); before start() only.
    const Directory& directory() const { return m_authority.directory(); }
    void start(Published published);
    void stop();

    // Bounded: when full the verdict is Later at once.
    void submit(Command command, Verdict verdict);

    // Something else that needs the ledger's thread; between batches. A full queue: Busy.
    template <class T>
    void ask(std::function<Result<T>(Authority&)> work, std::function<void(Result<T>)> done)
    {
        Loop& loop = m_loop;
        const bool taken = post([&loop, work = std::move(work), done](Authority& authority) {
            auto result = std::make_shared<Result<T>>(work(authority));
            loop.post([done, result] { done(std::move(*result)); });
        });
        if (!taken)
            loop.post([done] { done(fail(ErrorCode::Busy, {}, QStringLiteral("queue full"))); });
    }

    std::size_t waiting() const;
    AuthorityCounters counters() const;   // as of the last batch

private:
    using Errand = std::function<void(Authority&)>;
    struct Waiting {
        Command command;
        Verdict verdict;
    };
    bool post(Errand errand);
    void run();
    void apply(std::deque<Waiting> batch);
    void hand(Outcome outcome, std::deque<Waiting> batch);

    Loop& m_loop;
    std::unique_ptr<Ledger> m_ledger;
    const Clock& m_clock;
    Authority m_authority;
    Published m_published;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Waiting> m_commands;
    std::deque<Errand> m_errands;
    AuthorityCounters m_counters;
    qint64 m_wakeAtMs = 0;     // the authority's own thread only
    std::thread m_thread;
    bool m_stopping = false;
};

}  // namespace kydai::edge
