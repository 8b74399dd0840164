// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/authoritythread.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kIdleTickMs = 30'000;  // housekeeping also comes when no timer waits

protocol::MutateResult later(const Command& command)
{
    protocol::MutateResult result;
    if (const auto* mutate = std::get_if<MutateCommand>(&command))
        result.mid = mutate->mutate.mid;
    result.status = protocol::ResultStatus::Later;
    result.error = Error{ErrorCode::Later, {u"1000"_s}, u"the authority's queue is full"_s};
    return result;
}

}  // namespace

AuthorityThread::AuthorityThread(Loop& loop, std::unique_ptr<Ledger> ledger, Directory directory,
                                 const Clock& clock, Random& random)
    : m_loop(loop), m_ledger(std::move(ledger)), m_clock(clock),
      m_authority(*m_ledger, std::move(directory), clock, random)
{
}

void AuthorityThread::start(Published published)
{
    m_published = std::move(published);
    m_thread = std::thread([this] { run(); });
}

void AuthorityThread::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable())
        m_thread.join();
}

void AuthorityThread::submit(Command command, Verdict verdict)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!m_stopping && m_commands.size() < kMaxWaiting) {
            m_commands.push_back({std::move(command), std::move(verdict)});
            m_wake.notify_one();
            return;
        }
    }
    m_loop.post([result = later(command), verdict = std::move(verdict)] { verdict(result); });
}

bool AuthorityThread::post(Errand errand)
{
    const std::lock_guard lock(m_mutex);
    if (m_stopping || m_errands.size() >= kMaxWaiting)
        return false;
    m_errands.push_back(std::move(errand));
    m_wake.notify_one();
    return true;
}

std::size_t AuthorityThread::waiting() const
{
    const std::lock_guard lock(m_mutex);
    return m_commands.size() + m_errands.size();
}

AuthorityCounters AuthorityThread::counters() const
{
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

void AuthorityThread::run()
{
    hand(m_authority.tick(), {});
    while (true) {
        std::deque<Waiting> batch;
        Errand errand;
        bool stopping = false;
        {
            std::unique_lock lock(m_mutex);
            const qint64 nowMs = m_clock.nowMs();
            const qint64 untilMs =
                m_wakeAtMs > 0 ? qMin(m_wakeAtMs, nowMs + kIdleTickMs) : nowMs + kIdleTickMs;
            m_wake.wait_for(
                lock, std::chrono::milliseconds(qMax(qint64(0), untilMs - nowMs)),
                [this] { return m_stopping || !m_commands.empty() || !m_errands.empty(); });
            stopping = m_stopping;
            while (!m_commands.empty() && batch.size() < kMaxBatch) {
                batch.push_back(std::move(m_commands.front()));
                m_commands.pop_front();
            }
            if (batch.empty() && !m_errands.empty()) {
                errand = std::move(m_errands.front());
                m_errands.pop_front();
            } else if (!m_errands.empty() && !stopping) {
                // Both wait: errands (signing in, reading) take turns with batches.
                errand = std::move(m_errands.front());
                m_errands.pop_front();
            }
        }
        if (errand)
            errand(m_authority);
        if (!batch.empty())
            apply(std::move(batch));
        else if (stopping)
            return;  // what had been taken is decided and committed
        else if (!errand || (m_wakeAtMs > 0 && m_clock.nowMs() >= m_wakeAtMs))
            hand(m_authority.tick(), {});
    }
}

void AuthorityThread::apply(std::deque<Waiting> batch)
{
    QList<Command> commands;
    commands.reserve(static_cast<qsizetype>(batch.size()));
    for (const Waiting& waiting : batch)
        commands.append(waiting.command);
    hand(m_authority.apply(commands), std::move(batch));
}

void AuthorityThread::hand(Outcome outcome, std::deque<Waiting> batch)
{
    m_wakeAtMs = outcome.nextWakeMs;
    {
        const std::lock_guard lock(m_mutex);
        m_counters = m_authority.counters();
    }
    if (batch.empty() && outcome.changes.isEmpty() && outcome.error.code == ErrorCode::None)
        return;
    auto shared = std::make_shared<Outcome>(std::move(outcome));
    auto waiting = std::make_shared<std::deque<Waiting>>(std::move(batch));
    m_loop.post([this, shared, waiting] {
        if (shared->error.code == ErrorCode::None)
            m_published(*shared);
        for (std::size_t i = 0; i < waiting->size(); ++i) {
            const auto at = static_cast<qsizetype>(i);
            if ((*waiting)[i].verdict)
                (*waiting)[i].verdict(at < shared->verdicts.size() ? shared->verdicts[at]
                                                                   : later((*waiting)[i].command));
        }
    });
}

}  // namespace kydai::edge
