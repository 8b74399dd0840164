// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/due_wheel.h"

#include <algorithm>
#include <functional>

#include "core/calendar.h"

namespace kydai::desk {

namespace {

// The wall clock may be set back or the machine may sleep: never trust a timer for longer.
constexpr qint64 kLongestSleepMs = 60 * 1000;
constexpr std::size_t kCompactAbove = 4096;

qint64 nextMidnight(qint64 nowMs)
{
    return startOfDayUtcMs(localDate(nowMs).addDays(1));
}

}  // namespace

DueWheel::DueWheel(Scheduler& scheduler, const Clock& clock, RowAt rowAt, Fired fired)
    : m_scheduler(scheduler), m_clock(clock), m_rowAt(std::move(rowAt)), m_fired(std::move(fired))
{
    m_lastMs = nowMs();
    arm();
}

DueWheel::~DueWheel()
{
    if (m_ticket)
        m_scheduler.cancel(m_ticket);
}

qint64 DueWheel::nextBoundary(const IndexRow& row, qint64 afterMs)
{
    qint64 next = 0;
    const auto offer = [&](qint64 atMs) {
        if (atMs > afterMs && (next == 0 || atMs < next))
            next = atMs;
    };
    if (row.dueMs) {
        offer(row.dueSoonMs());
        offer(row.dueMs + 1);  // late is after the due time, not at it
    }
    if (row.claimUntilS)
        offer(row.claimUntilMs());
    return next;
}

void DueWheel::push(quint32 slot, qint64 afterMs)
{
    const IndexRow* row = m_rowAt(slot);
    if (!row)
        return;
    const qint64 atMs = nextBoundary(*row, afterMs);
    if (atMs == 0)
        return;
    m_heap.push_back({atMs, slot});
    std::push_heap(m_heap.begin(), m_heap.end(), std::greater<>());
}

void DueWheel::watch(quint32 slot)
{
    m_slotEnd = std::max(m_slotEnd, slot + 1);
    push(slot, m_lastMs);
    if (m_heap.size() > kCompactAbove && m_heap.size() > 2 * m_liveBound)
        compact();
    if (!m_heap.empty() && (m_ticket == 0 || m_heap.front().atMs < m_armedMs))
        arm();
}

void DueWheel::compact()
{
    m_heap.clear();
    for (quint32 slot = 0; slot < m_slotEnd; ++slot) {
        const IndexRow* row = m_rowAt(slot);
        if (!row)
            continue;
        if (const qint64 atMs = nextBoundary(*row, m_lastMs))
            m_heap.push_back({atMs, slot});
    }
    std::make_heap(m_heap.begin(), m_heap.end(), std::greater<>());
    m_liveBound = std::max(m_heap.size(), kCompactAbove / 2);
}

void DueWheel::rebuild(quint32 slotEnd)
{
    m_slotEnd = slotEnd;
    m_lastMs = nowMs();
    compact();
    arm();
}

void DueWheel::setOffset(qint64 serverMinusLocalMs)
{
    if (m_offsetMs == serverMinusLocalMs)
        return;
    m_offsetMs = serverMinusLocalMs;
    if (nowMs() < m_lastMs)
        rewind();
    arm();
}

// Time went back: what was reported as late may not be so any more, and comes up again.
void DueWheel::rewind()
{
    const qint64 from = m_lastMs;
    m_lastMs = nowMs();
    compact();
    QList<quint32> again;
    for (quint32 slot = 0; slot < m_slotEnd; ++slot) {
        const IndexRow* row = m_rowAt(slot);
        const qint64 next = row ? nextBoundary(*row, m_lastMs) : 0;
        if (next && next <= from)
            again.append(slot);
    }
    if (!again.isEmpty())
        m_fired(again, localDate(from) != localDate(m_lastMs));
}

void DueWheel::arm()
{
    if (m_ticket)
        m_scheduler.cancel(m_ticket);
    const qint64 now = nowMs();
    qint64 atMs = std::min(nextMidnight(std::max(now, m_lastMs)), now + kLongestSleepMs);
    if (!m_heap.empty())
        atMs = std::min(atMs, m_heap.front().atMs);
    m_armedMs = atMs;
    m_ticket = m_scheduler.postAfter(std::max<qint64>(0, atMs - now), [this] {
        m_ticket = 0;
        fire();
    });
}

void DueWheel::fire()
{
    const qint64 now = nowMs();
    if (now < m_lastMs) {  // the wall clock was set back
        rewind();
        arm();
        return;
    }
    const qint64 from = m_lastMs;
    m_lastMs = now;
    QList<quint32> crossed;
    while (!m_heap.empty() && m_heap.front().atMs <= now) {
        const quint32 slot = m_heap.front().slot;
        const qint64 atMs = m_heap.front().atMs;
        std::pop_heap(m_heap.begin(), m_heap.end(), std::greater<>());
        m_heap.pop_back();
        const IndexRow* row = m_rowAt(slot);
        if (!row)
            continue;
        // An entry of an earlier version of the row names a time that is no boundary any more.
        if (nextBoundary(*row, atMs - 1) == atMs)
            crossed.append(slot);
        push(slot, atMs);
    }
    std::sort(crossed.begin(), crossed.end());
    crossed.erase(std::unique(crossed.begin(), crossed.end()), crossed.end());
    const bool dayChanged = localDate(from) != localDate(now);
    arm();
    if (!crossed.isEmpty() || dayChanged)
        m_fired(crossed, dayChanged);
}

}  // namespace kydai::desk
