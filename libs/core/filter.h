// SPDX-License-Identifier: GPL-3.0-or-later
// One filter, one meaning: queue, table, map and counters share it. Evaluated over IndexRow in the
// console and over SQL in the server; a property test holds them equal.
#pragma once

#include "core/case.h"

namespace kydai {

// The compact row every view of the console reads (see desk/CaseIndex): interned codes, <= 64 bytes.
enum RowFlag : quint16 {
    FlagPublished = 1, FlagRated = 2, FlagPending = 4, FlagHasPhoto = 8, FlagHasPosition = 16,
    FlagClaimed = 32, FlagRefused = 64, FlagAsk = 128, FlagUnread = 256, FlagNoClock = 512,
};

enum class Lateness : quint8 { None, InTime, DueSoon, Overdue, Paused };

// Lateness at a moment; the only place that decides it.
Lateness latenessOf(CaseState state, qint64 dueMs, qint64 dueSoonMs, qint64 nowMs);

struct FilterSpec {
    quint32 states = 0;          // bit per CaseState, 0 = all
    quint32 priorities = 0;      // bit per Priority, 0 = all
    quint32 channels = 0;        // bit per Channel, 0 = all
    quint32 lateness = 0;        // bit per Lateness, 0 = all
    QStringList categories, agencies, areas;  // codes, empty = all; agencies: the lead one
    qint64 fromMs = 0, toMs = 0; // createdMs in [from, to), 0 = open
    QString text;                // words, all must match; folded by the evaluator
    bool operator==(const FilterSpec&) const = default;
    bool isEmpty() const { return *this == FilterSpec{}; }
};

// The reference evaluator: every other one (CaseIndex, SQL, columns) is held equal to it by a
// property test. Text: each word of it, folded, is part of code, title, address or a report's text.
bool matches(const FilterSpec& filter, const Case& c, qint64 nowMs);

template <typename E> constexpr quint32 filterBit(E value)
{
    return 1u << static_cast<unsigned>(value);
}

}  // namespace kydai
