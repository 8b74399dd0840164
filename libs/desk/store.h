// SPDX-License-Identifier: GPL-3.0-or-later
// Whole cases of the working set: confirmed rows of the server, own decisions that it has not yet
// answered, and both together. Pure, GUI thread. Bound: kStoreCases cases, the least recently used
// goes first; a case with undelivered work is never given up.
#pragma once

#include <functional>
#include <memory>

#include <QHash>
#include <QList>
#include <QSet>

#include "core/reducer.h"

namespace kydai::desk {

inline constexpr int kStoreCases = 20'000;

using CasePtr = std::shared_ptr<const Case>;
using DirectoryPtr = std::shared_ptr<const Directory>;

// The action code of typing a report; its mutation creates the case.
inline constexpr QStringView kReportAction = u"report";

class Store
{
public:
    explicit Store(int bound = kStoreCases) : m_bound(bound) {}

    // The directory that reduce() reads. Recomputes what has work pending.
    void setDirectory(DirectoryPtr directory);

    // The server's row, with pending work on top; null when not held. Counts as a use.
    CasePtr effective(const Uuid& id);
    CasePtr confirmed(const Uuid& id) const;
    bool holds(const Uuid& id) const { return m_entries.contains(id); }
    bool hasPending(const Uuid& id) const { return m_pending.contains(id); }
    // Should a row of the stream be kept whole? (held already, or work is pending on it)
    bool wants(const Uuid& id) const { return holds(id) || hasPending(id); }
    qsizetype count() const { return m_entries.size(); }

    void putConfirmed(CasePtr row);
    void forget(const Uuid& id);  // the row left the account's view
    void clear();                 // all rows; pending work stays

    // All undelivered operations, in the order they were decided. Returns the cases whose effective
    // row may have changed.
    QList<Uuid> setPending(const QList<Operation>& operations);
    QList<Operation> pendingOf(const Uuid& id) const { return m_pending.value(id); }
    QList<Uuid> casesWithPending() const { return m_pending.keys(); }

private:
    struct Entry {
        CasePtr confirmed;  // null for a case that is still to be created
        CasePtr effective;
        quint64 used = 0;
    };
    void compose(const Uuid& id, Entry& entry);
    void evict();

    int m_bound;
    DirectoryPtr m_directory;
    QHash<Uuid, Entry> m_entries;
    QHash<Uuid, QList<Operation>> m_pending;
    quint64 m_clock = 0;
};

// The report an operation with kReportAction describes; what the console shows until the server
// answers. The code is given by the server.
NewReport newReportFrom(const Operation& op);

}  // namespace kydai::desk
