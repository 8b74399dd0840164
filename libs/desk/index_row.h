// SPDX-License-Identifier: GPL-3.0-or-later
// One cached case as every list, counter and map of the desk sees it: 64 bytes, codes interned.
// Times are UTC milliseconds unless the name says otherwise.
#pragma once

#include <QtGlobal>

#include "core/filter.h"
#include "core/ids.h"

namespace kydai::desk {

struct IndexRow {
    Uuid id;
    qint64 createdMs = 0;
    qint64 dueMs = 0;              // of the present step's clock, 0 = none or paused
    quint32 seq = 0;               // server's log; it gains a few millions a year
    quint32 dueSoonBeforeMs = 0;   // dueMs - dueSoonMs, at most 49 days
    quint32 claimUntilS = 0;       // UTC seconds, 0 = not claimed
    qint32 latE7 = 0, lonE7 = 0;   // WGS 84 in 1e-7 degrees; valid with FlagHasPosition
    quint16 category = 0, area = 0, agency = 0, claimUser = 0;  // Interner numbers
    quint16 flags = 0;             // RowFlag
    quint8 stateChannel = 0;       // CaseState in the low nibble, Channel in the high one
    quint8 priorityBits = 0;       // Priority in bits 0-1

    CaseState state() const { return static_cast<CaseState>(stateChannel & 0x0f); }
    Channel channel() const { return static_cast<Channel>(stateChannel >> 4); }
    Priority priority() const { return static_cast<Priority>(priorityBits & 0x03); }
    bool has(RowFlag flag) const { return flags & flag; }
    qint64 dueSoonMs() const { return dueMs ? dueMs - static_cast<qint64>(dueSoonBeforeMs) : 0; }
    qint64 claimUntilMs() const { return static_cast<qint64>(claimUntilS) * 1000; }

    void setStateChannel(CaseState state, Channel channel)
    {
        stateChannel = static_cast<quint8>(static_cast<unsigned>(state)
                                           | (static_cast<unsigned>(channel) << 4));
    }
    Lateness latenessAt(qint64 nowMs) const
    {
        return latenessOf(state(), dueMs, dueSoonMs(), nowMs);
    }
    bool isUrgent() const { return priority() == Priority::Urgent; }
};

static_assert(sizeof(IndexRow) == 64, "an index row is one cache line");
static_assert(kCaseStateCount <= 16, "a state fits a nibble");

}  // namespace kydai::desk
