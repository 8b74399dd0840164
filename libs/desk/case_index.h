// SPDX-License-Identifier: GPL-3.0-or-later
// One compact row for every cached case, and sorted orders of them as vectors. Queue, tables,
// counters and boards read only this; texts come per visible row from elsewhere. GUI thread. Bound:
// kMaxRows.
//
// Cost at 100,000 rows: put of one row <= 1 ms with all orders built (a memmove in each); walking
// an order with a filter <= 5 ms.
#pragma once

#include <array>
#include <memory>
#include <vector>

#include <QHash>

#include "desk/index_row.h"
#include "desk/interner.h"
#include "protocol/casecodec.h"

namespace kydai::desk {

inline constexpr int kMaxRows = 1'200'000;
inline constexpr quint32 kNoSlot = 0xffffffff;

enum class Order : quint8 { Due, Newest, Priority };
inline constexpr int kOrderCount = 3;

// Rows sort by (a, b, slot).
struct SortKey {
    quint64 a = 0, b = 0;
    quint32 slot = kNoSlot;
    auto operator<=>(const SortKey&) const = default;
};

class CaseIndex
{
public:
    enum class Put : quint8 { Inserted, Changed, Unchanged, Full };

    // Inserts or replaces. `extraFlags` are those the row itself does not know (pending, refused).
    Put put(const Uuid& id, qint64 seq, const protocol::CaseSummary& summary,
            quint16 extraFlags = 0);
    // False when there is none. The slot stays untaken until releaseRemoved().
    bool remove(const Uuid& id);
    void releaseRemoved();
    bool setFlags(quint32 slot, quint16 set, quint16 clear);  // true when something changed
    void clear();

    // Many puts follow: orders are dropped and built again when next asked for.
    void beginBulk();

    quint32 slotOf(const Uuid& id) const { return m_slots.value(id, kNoSlot); }
    bool contains(const Uuid& id) const { return m_slots.contains(id); }
    const IndexRow& row(quint32 slot) const { return m_rows[slot]; }
    bool isLive(quint32 slot) const { return slot < m_rows.size() && !m_rows[slot].id.isNull(); }
    qsizetype count() const { return m_slots.size(); }
    quint32 slotEnd() const { return static_cast<quint32>(m_rows.size()); }

    // Built when first asked for, then kept up by every put. The reference lives until the next
    // change.
    const std::vector<SortKey>& order(Order order) const;
    SortKey keyOf(quint32 slot, Order order) const;

    Interner& categories() { return m_categories; }
    const Interner& categories() const { return m_categories; }
    const Interner& areas() const { return m_areas; }
    const Interner& agencies() const { return m_agencies; }
    const Interner& users() const { return m_users; }
    quint16 internUser(const QString& code) { return m_users.intern(code); }
    quint16 internAgency(const QString& code) { return m_agencies.intern(code); }

private:
    IndexRow rowOf(const Uuid& id, qint64 seq, const protocol::CaseSummary& summary);
    quint32 takeSlot();
    void insertIntoOrders(quint32 slot);
    void eraseFromOrders(quint32 slot);

    std::vector<IndexRow> m_rows;         // dead ones have a null id
    std::vector<quint32> m_free;          // may be taken
    std::vector<quint32> m_removed;       // free at the next releaseRemoved()
    QHash<Uuid, quint32> m_slots;
    mutable std::array<std::vector<SortKey>, kOrderCount> m_orders;
    mutable std::array<bool, kOrderCount> m_built{};
    Interner m_categories, m_areas, m_agencies, m_users;
};

}  // namespace kydai::desk
