// SPDX-License-Identifier: GPL-3.0-or-later
// Lateness changes with no event. One timer fires at the next boundary of any row (due soon, due,
// lease end) and at local midnight, in server time, and reports the rows that crossed one. Nothing
// else in the desk has a timer for lateness.
//
// Thread: the Scheduler's. Memory: 16 bytes a pending boundary; boundaries of rows that have
// changed since are dropped when they come up or when they outnumber the live ones.
#pragma once

#include <functional>
#include <vector>

#include <QList>

#include "core/seams.h"
#include "desk/index_row.h"

namespace kydai::desk {

class DueWheel
{
public:
    // The slots that crossed a boundary, each once; dayChanged = local midnight was passed.
    using Fired = std::function<void(const QList<quint32>& crossed, bool dayChanged)>;
    // The row now in a slot, or null when there is none.
    using RowAt = std::function<const IndexRow*(quint32 slot)>;

    DueWheel(Scheduler& scheduler, const Clock& clock, RowAt rowAt, Fired fired);
    ~DueWheel();
    DueWheel(const DueWheel&) = delete;
    DueWheel& operator=(const DueWheel&) = delete;

    // Tells that a row is new or has changed. Removed rows need no call.
    void watch(quint32 slot);
    // Many rows changed: forget all and look at slots [0, slotEnd).
    void rebuild(quint32 slotEnd);
    void setOffset(qint64 serverMinusLocalMs);

    qint64 nowMs() const { return m_clock.nowMs() + m_offsetMs; }  // server time
    std::size_t pendingBoundaries() const { return m_heap.size(); }

    // The next boundary of a row strictly after `afterMs`, 0 = none. Pure; the test's oracle
    // agrees.
    static qint64 nextBoundary(const IndexRow& row, qint64 afterMs);

private:
    struct Entry {
        qint64 atMs;
        quint32 slot;
        bool operator>(const Entry& o) const
        {
            return atMs != o.atMs ? atMs > o.atMs : slot > o.slot;
        }
    };
    void push(quint32 slot, qint64 afterMs);
    void arm();
    void fire();
    void compact();
    void rewind();

    Scheduler& m_scheduler;
    const Clock& m_clock;
    RowAt m_rowAt;
    Fired m_fired;
    std::vector<Entry> m_heap;     // earliest first
    std::size_t m_liveBound = 0;   // heap size after the last compaction
    qint64 m_offsetMs = 0;
    qint64 m_lastMs = 0;           // boundaries up to here are reported
    Scheduler::Ticket m_ticket = 0;
    qint64 m_armedMs = 0;
    quint32 m_slotEnd = 0;
};

}  // namespace kydai::desk
