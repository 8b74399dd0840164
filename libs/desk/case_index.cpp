// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/case_index.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/result.h"

namespace kydai::desk {

namespace {

qint32 toE7(double degrees)
{
    return static_cast<qint32>(std::lround(degrees * 1e7));
}

quint64 biased(qint64 ms)
{
    return static_cast<quint64>(ms) ^ (quint64{1} << 63);
}

bool sameRow(const IndexRow& a, const IndexRow& b)
{
    return a.id == b.id && a.createdMs == b.createdMs && a.dueMs == b.dueMs && a.seq == b.seq
           && a.dueSoonBeforeMs == b.dueSoonBeforeMs && a.claimUntilS == b.claimUntilS
           && a.latE7 == b.latE7 && a.lonE7 == b.lonE7 && a.category == b.category
           && a.area == b.area && a.agency == b.agency && a.claimUser == b.claimUser
           && a.flags == b.flags && a.stateChannel == b.stateChannel
           && a.priorityBits == b.priorityBits;
}

}  // namespace

IndexRow CaseIndex::rowOf(const Uuid& id, qint64 seq, const protocol::CaseSummary& summary)
{
    IndexRow row;
    row.id = id;
    row.seq = static_cast<quint32>(std::clamp<qint64>(seq, 0, std::numeric_limits<quint32>::max()));
    row.createdMs = summary.createdMs;
    row.dueMs = summary.dueMs;
    if (summary.dueMs) {
        row.dueSoonBeforeMs = static_cast<quint32>(std::clamp<qint64>(
            summary.dueMs - summary.dueSoonMs, 0, std::numeric_limits<quint32>::max()));
    }
    if (!summary.claimUser.isEmpty()) {
        // Rounded up: a lease never looks over before it is.
        row.claimUntilS = static_cast<quint32>(std::clamp<qint64>(
            (summary.claimUntilMs + 999) / 1000, 0, std::numeric_limits<quint32>::max()));
        row.claimUser = m_users.intern(summary.claimUser);
    }
    if (summary.hasPosition) {
        row.latE7 = toE7(std::clamp(summary.lat, -90.0, 90.0));
        row.lonE7 = toE7(std::clamp(summary.lon, -180.0, 180.0));
    }
    row.category = m_categories.intern(summary.category);
    row.area = m_areas.intern(summary.area);
    row.agency = m_agencies.intern(summary.agency);
    row.flags = summary.flags;
    row.setStateChannel(summary.state, summary.channel);
    row.priorityBits = static_cast<quint8>(summary.priority);
    return row;
}

SortKey CaseIndex::keyOf(quint32 slot, Order order) const
{
    const IndexRow& row = m_rows[slot];
    const quint64 due = row.dueMs ? biased(row.dueMs) : std::numeric_limits<quint64>::max();
    switch (order) {
    case Order::Due:
        return {due, biased(row.createdMs), slot};
    case Order::Newest:
        return {~biased(row.createdMs), 0, slot};
    case Order::Priority:
        break;
    }
    const quint64 rank = row.priority() == Priority::Urgent    ? 0u
                         : row.priority() == Priority::Complex ? 1u
                                                               : 2u;
    return {rank, due, slot};
}

quint32 CaseIndex::takeSlot()
{
    if (!m_free.empty()) {
        const quint32 slot = m_free.back();
        m_free.pop_back();
        return slot;
    }
    m_rows.emplace_back();
    return static_cast<quint32>(m_rows.size() - 1);
}

void CaseIndex::insertIntoOrders(quint32 slot)
{
    for (int i = 0; i < kOrderCount; ++i) {
        const auto n = static_cast<std::size_t>(i);
        if (!m_built[n])
            continue;
        const SortKey key = keyOf(slot, static_cast<Order>(i));
        auto& order = m_orders[n];
        order.insert(std::lower_bound(order.begin(), order.end(), key), key);
    }
}

void CaseIndex::eraseFromOrders(quint32 slot)
{
    for (int i = 0; i < kOrderCount; ++i) {
        const auto n = static_cast<std::size_t>(i);
        if (!m_built[n])
            continue;
        const SortKey key = keyOf(slot, static_cast<Order>(i));
        auto& order = m_orders[n];
        const auto it = std::lower_bound(order.begin(), order.end(), key);
        KYDAI_ASSERT(it != order.end() && it->slot == slot);
        order.erase(it);
    }
}

CaseIndex::Put CaseIndex::put(const Uuid& id, qint64 seq, const protocol::CaseSummary& summary,
                              quint16 extraFlags)
{
    KYDAI_ASSERT(!id.isNull());
    IndexRow row = rowOf(id, seq, summary);
    row.flags |= extraFlags;
    const quint32 known = slotOf(id);
    if (known == kNoSlot) {
        if (m_slots.size() >= kMaxRows)
            return Put::Full;
        const quint32 slot = takeSlot();
        m_rows[slot] = row;
        m_slots.insert(id, slot);
        insertIntoOrders(slot);
        return Put::Inserted;
    }
    if (sameRow(m_rows[known], row))
        return Put::Unchanged;
    bool moved = false;
    const IndexRow before = m_rows[known];
    for (int i = 0; i < kOrderCount && !moved; ++i) {
        const SortKey oldKey = keyOf(known, static_cast<Order>(i));
        m_rows[known] = row;
        moved = oldKey != keyOf(known, static_cast<Order>(i));
        m_rows[known] = before;
    }
    if (moved)
        eraseFromOrders(known);
    m_rows[known] = row;
    if (moved)
        insertIntoOrders(known);
    return Put::Changed;
}

bool CaseIndex::remove(const Uuid& id)
{
    const auto it = m_slots.find(id);
    if (it == m_slots.end())
        return false;
    const quint32 slot = *it;
    eraseFromOrders(slot);
    m_rows[slot].id = Uuid();
    m_slots.erase(it);
    m_removed.push_back(slot);
    return true;
}

void CaseIndex::releaseRemoved()
{
    m_free.insert(m_free.end(), m_removed.begin(), m_removed.end());
    m_removed.clear();
}

bool CaseIndex::setFlags(quint32 slot, quint16 set, quint16 clear)
{
    IndexRow& row = m_rows[slot];
    const auto flags = static_cast<quint16>((row.flags & ~clear) | set);
    if (flags == row.flags)
        return false;
    row.flags = flags;
    return true;
}

void CaseIndex::clear()
{
    m_rows.clear();
    m_free.clear();
    m_removed.clear();
    m_slots.clear();
    for (auto& order : m_orders)
        order.clear();
    m_built.fill(false);
}

void CaseIndex::beginBulk()
{
    for (auto& order : m_orders)
        order.clear();
    m_built.fill(false);
}

const std::vector<SortKey>& CaseIndex::order(Order which) const
{
    const auto n = static_cast<std::size_t>(which);
    auto& order = m_orders[n];
    if (!m_built[n]) {
        order.clear();
        order.reserve(static_cast<std::size_t>(m_slots.size()));
        for (quint32 slot = 0; slot < slotEnd(); ++slot) {
            if (!m_rows[slot].id.isNull())
                order.push_back(keyOf(slot, which));
        }
        std::sort(order.begin(), order.end());
        m_built[n] = true;
    }
    return order;
}

}  // namespace kydai::desk
