// SPDX-License-Identifier: GPL-3.0-or-later
// A desk in virtual time for the tests: clock, scheduler and random are one seeded object; rows
// come from code instead of a server.
#pragma once

#include <algorithm>
#include <map>
#include <memory>

#include <QtTest/QtTest>

#include "core/calendar.h"
#include "desk/desk_core.h"

namespace kydai::desk::kit {

using namespace Qt::StringLiterals;

// Bounds of time are meant for an optimised build on a free machine.
#ifdef __OPTIMIZE__
inline constexpr double kSlack = 4;
#else
inline constexpr double kSlack = 40;
#endif

class Fake : public Clock, public Scheduler, public Random
{
public:
    explicit Fake(quint64 seed = 1) : m_state(seed * 0x9e3779b97f4a7c15ull + 1) {}

    // Clock: Tuesday 20/10/2026, 19:42 in Huế.
    qint64 nowMs() const override { return m_now + m_wallMs; }
    qint64 monotonicMs() const override { return m_now; }
    // Random: xorshift64*
    quint64 next() override
    {
        m_state ^= m_state >> 12;
        m_state ^= m_state << 25;
        m_state ^= m_state >> 27;
        return m_state * 0x2545f4914f6cdd1dull;
    }
    // Scheduler
    void post(Task task) override { postAfter(0, std::move(task)); }
    Ticket postAfter(qint64 delayMs, Task task) override
    {
        m_tasks.emplace(std::pair(m_now + std::max<qint64>(0, delayMs), ++m_last), std::move(task));
        return m_last;
    }
    void cancel(Ticket ticket) override
    {
        for (auto it = m_tasks.begin(); it != m_tasks.end(); ++it) {
            if (it->first.second == ticket) {
                m_tasks.erase(it);
                return;
            }
        }
    }
    void runUntil(qint64 atMs)
    {
        while (!m_tasks.empty() && m_tasks.begin()->first.first <= atMs) {
            const auto first = m_tasks.begin();
            m_now = std::max(m_now, first->first.first);
            const Task task = std::move(first->second);
            m_tasks.erase(first);
            task();
        }
        m_now = std::max(m_now, atMs);
    }
    void pass(qint64 ms) { runUntil(m_now + ms); }
    void setBack(qint64 ms) { m_wallMs -= ms; }  // somebody sets the wall clock
    std::size_t tasks() const { return m_tasks.size(); }

private:
    qint64 m_now = utcMsOf(QDate(2026, 10, 20), 19 * 60 + 42);
    qint64 m_wallMs = 0;
    quint64 m_state;
    Ticket m_last = 0;
    std::map<std::pair<qint64, Ticket>, Task> m_tasks;
};

inline Uuid idOf(quint32 n)
{
    return Uuid(n, 1, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1);
}

inline protocol::CaseSummary summaryOf(quint32 n, CaseState state, qint64 createdMs, qint64 dueMs,
                                       qint64 dueSoonMs)
{
    protocol::CaseSummary s;
    s.state = state;
    s.createdMs = createdMs;
    s.dueMs = dueMs;
    s.dueSoonMs = dueSoonMs;
    s.code = u"PA-%1"_s.arg(n);
    s.title = u"Ngập sâu ở ngã tư %1"_s.arg(n);
    s.address = u"%1 Bà Triệu"_s.arg(n);
    s.category = u"flood"_s;
    s.area = u"thuan-hoa"_s;
    return s;
}

inline protocol::CaseSummary randomSummary(quint32 n, Random& random, qint64 nowMs)
{
    static const QStringList kCategories = {u""_s, u"flood"_s, u"light"_s, u"waste"_s, u"road"_s};
    static const QStringList kAgencies = {u""_s, u"dxd"_s, u"huepc"_s, u"ward-1"_s};
    static const QStringList kAreas = {u""_s, u"a1"_s, u"a2"_s, u"a3"_s};
    const auto pick = [&random](const QStringList& list) {
        return list.at(static_cast<qsizetype>(random.below(static_cast<quint64>(list.size()))));
    };
    protocol::CaseSummary s;
    s.state = static_cast<CaseState>(random.below(kCaseStateCount));
    s.priority = static_cast<Priority>(random.below(3));
    s.channel = static_cast<Channel>(random.below(11));
    s.createdMs = nowMs - static_cast<qint64>(random.below(30ull * kDayMs));
    if (random.below(4)) {
        s.dueMs = nowMs + static_cast<qint64>(random.below(6ull * kDayMs)) - 2 * kDayMs;
        s.dueSoonMs = s.dueMs - static_cast<qint64>(random.below(2ull * kDayMs));
    }
    s.flags = static_cast<quint16>(random.below(512) & (FlagPublished | FlagAsk | FlagHasPhoto));
    s.category = pick(kCategories);
    s.agency = pick(kAgencies);
    s.area = pick(kAreas);
    if (random.below(5) == 0) {
        s.claimUser = u"user%1"_s.arg(random.below(4));
        s.claimUntilMs = nowMs + static_cast<qint64>(random.below(1200)) * 1000 - 600'000;
        s.flags |= FlagClaimed;
    }
    s.code = u"PA-%1"_s.arg(n);
    s.title = u"Phản ánh %1"_s.arg(n);
    return s;
}

inline RowUpdate update(quint32 n, qint64 seq, const protocol::CaseSummary& summary)
{
    return {idOf(n), seq, summary, {}};
}

// A desk core whose questions are kept for the test to answer.
struct Desk {
    explicit Desk(quint64 seed = 1)
        : fake(seed),
          core(fake, fake,
               {[this](const QList<Uuid>& ids) { askedTexts += ids; },
                [this](const Uuid& id) { askedCases += id; }})
    {
        core.setActor({u"operator"_s, {Role::Operator, Role::Dispatcher}, {}});
    }
    void fill(const QList<RowUpdate>& rows)
    {
        core.beginFill();
        core.putRows(rows, {});
        core.endFill();
    }
    Fake fake;
    QList<Uuid> askedTexts, askedCases;
    DeskCore core;
};

}  // namespace kydai::desk::kit
