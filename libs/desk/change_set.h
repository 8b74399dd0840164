// SPDX-License-Identifier: GPL-3.0-or-later
// What changed in one turn of the desk. There is one path from a change to the views: every
// listener gets the same ChangeSet in the same turn, after CaseIndex and Store were brought up to
// date.
#pragma once

#include <functional>

#include <QList>

#include "core/ids.h"

namespace kydai::desk {

enum class ChangeKind : quint8 {
    Data,     // confirmed rows of the server
    Pending,  // own decisions recorded, sent or taken back
    Clock,    // lateness or a lease changed with the time alone
    Reset,    // everything may have changed; the lists are empty, look again
};

// Rows are named by slot of the CaseIndex. A removed slot is not given to another row before the
// next turn, so a listener may still compare by it.
struct ChangeSet {
    ChangeKind kind = ChangeKind::Data;
    QList<quint32> inserted, changed, removed;  // slots, each at most once in all three
    QList<Uuid> removedIds;                     // same order as removed
    bool dayChanged = false;                    // Clock: local midnight was passed

    bool isEmpty() const
    {
        return kind != ChangeKind::Reset && inserted.isEmpty() && changed.isEmpty()
               && removed.isEmpty() && !dayChanged;
    }
    qsizetype size() const { return inserted.size() + changed.size() + removed.size(); }
};

// Beyond this many rows in one turn a listener rebuilds instead of patching.
inline constexpr qsizetype kPatchBound = 256;

}  // namespace kydai::desk
