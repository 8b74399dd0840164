// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/queue_model.h"

#include <algorithm>

namespace kydai::desk {

using namespace Qt::StringLiterals;

QueueModel::QueueModel(DeskCore& core, const WorkspaceDef& def, QObject* parent)
    : QAbstractListModel(parent), m_core(core), m_def(def)
{
    KYDAI_ASSERT(!def.tabs.empty() && def.tabs.size() <= kMaxTabs);
    connect(&core, &DeskCore::changed, this, &QueueModel::onChanged);
    connect(&core, &DeskCore::textsArrived, this, &QueueModel::onTexts);
    connect(&core, &DeskCore::presenceChanged, this, &QueueModel::onPresence);
    connect(&core, &DeskCore::directoryChanged, this, &QueueModel::retranslate);
    connect(&core, &DeskCore::onlineChanged, this, &QueueModel::statsChanged);
    rebuild(true);
}

int QueueModel::count() const
{
    return offsetOf(kGroupCount);
}

int QueueModel::offsetOf(quint8 group) const
{
    std::size_t offset = 0;
    for (std::size_t i = 0; i < group; ++i)
        offset += m_groups[i].folded ? 0 : m_groups[i].rows.size();
    return static_cast<int>(offset);
}

std::pair<int, quint32> QueueModel::locate(int row) const
{
    auto left = static_cast<std::size_t>(row);
    for (int i = 0; i < kGroupCount; ++i) {
        const Group& group = m_groups[static_cast<std::size_t>(i)];
        if (group.folded)
            continue;
        if (left < group.rows.size())
            return {i, group.rows[left].slot};
        left -= group.rows.size();
    }
    return {-1, kNoSlot};
}

int QueueModel::rowOf(quint32 slot) const
{
    if (slot >= m_where.size() || m_where[slot] != Where::Listed)
        return -1;
    const Group& group = m_groups[m_groupOf[slot]];
    if (group.folded)
        return -1;
    const auto it = std::lower_bound(group.rows.begin(), group.rows.end(), m_keys[slot]);
    return offsetOf(m_groupOf[slot]) + static_cast<int>(it - group.rows.begin());
}

Order QueueModel::orderKind() const
{
    if (m_sort == u"newest"_s)
        return Order::Newest;
    return m_sort == u"priority"_s ? Order::Priority : Order::Due;
}

void QueueModel::refreshContext()
{
    m_ctx = viewContext(m_core.nowMs(), m_core.index().users().find(m_core.actor().user));
}

quint8 QueueModel::tabsOf(const IndexRow& row) const
{
    quint8 mask = 0;
    if (m_def.lane && m_def.lane(row, m_ctx))
        return mask;
    for (std::size_t i = 0; i < m_def.tabs.size(); ++i) {
        if (m_def.tabs[i].matches(row, m_ctx))
            mask |= static_cast<quint8>(1u << i);
    }
    return mask;
}

QueueModel::Verdict QueueModel::judgeRow(quint32 slot) const
{
    const IndexRow& row = m_core.index().row(slot);
    Verdict verdict;
    verdict.tabMask = tabsOf(row);
    if (verdict.tabMask & (1u << m_tab)) {
        verdict.passes = m_filter.matches(row, m_ctx.nowMs);
        verdict.group = groupOf(row, tabDef().grouping, m_ctx);
    }
    return verdict;
}

void QueueModel::grow(quint32 slotEnd)
{
    if (m_masks.size() >= slotEnd)
        return;
    m_masks.resize(slotEnd, 0);
    m_where.resize(slotEnd, Where::Nowhere);
    m_groupOf.resize(slotEnd, 0);
    m_keys.resize(slotEnd);
}

void QueueModel::rebuild(bool admitAll)
{
    refreshContext();
    const CaseIndex& index = m_core.index();
    grow(index.slotEnd());
    m_tabCounts.fill(0);
    for (quint32 slot = 0; slot < m_masks.size(); ++slot) {
        m_masks[slot] = index.isLive(slot) ? tabsOf(index.row(slot)) : quint8(0);
        countMask(0, m_masks[slot]);
    }
    refill(admitAll);
}

void QueueModel::refill(bool admitAll)
{
    refreshContext();
    beginResetModel();
    const CaseIndex& index = m_core.index();
    m_scratch.assign(m_where.size(), Where::Nowhere);
    m_scratch.swap(m_where);  // what was listed before
    for (Group& group : m_groups)
        group.rows.clear();
    m_waiting = 0;
    const auto bit = static_cast<quint8>(1u << m_tab);
    const Grouping grouping = tabDef().grouping;
    const bool all = m_filter.isEmpty();
    for (const SortKey& key : index.order(orderKind())) {
        if (!(m_masks[key.slot] & bit))
            continue;
        const IndexRow& row = index.row(key.slot);
        if (!all && !m_filter.matches(row, m_ctx.nowMs))
            continue;
        if (!admitAll && m_scratch[key.slot] != Where::Listed) {
            m_where[key.slot] = Where::Waiting;
            ++m_waiting;
            continue;
        }
        const quint8 group = groupOf(row, grouping, m_ctx);
        m_where[key.slot] = Where::Listed;
        m_groupOf[key.slot] = group;
        m_keys[key.slot] = key;
        m_groups[group].rows.push_back(key);
    }
    m_total = m_tabCounts[static_cast<std::size_t>(m_tab)];
    m_built = m_core.filled();
    endResetModel();
    Q_EMIT statsChanged();
}

void QueueModel::countMask(quint8 before, quint8 after)
{
    if (before == after)
        return;
    for (std::size_t i = 0; i < m_def.tabs.size(); ++i)
        m_tabCounts[i] += ((after >> i) & 1) - ((before >> i) & 1);
    m_total = m_tabCounts[static_cast<std::size_t>(m_tab)];
}

void QueueModel::onChanged(const ChangeSet& change)
{
    const bool fresh = !m_built || (count() == 0 && m_waiting == 0);
    if (change.kind == ChangeKind::Reset || change.size() > kPatchBound || change.dayChanged) {
        rebuild(fresh);
        return;
    }
    refreshContext();
    for (quint32 slot : change.removed)
        takeOut(slot);
    const bool own = change.kind == ChangeKind::Pending || change.kind == ChangeKind::Clock;
    for (quint32 slot : change.inserted)
        place(slot, own || count() == 0);
    for (quint32 slot : change.changed) {
        // A report behind the bar stays there when only its clock moved on.
        const bool waits = change.kind == ChangeKind::Clock && slot < m_where.size() &&
                           m_where[slot] == Where::Waiting;
        place(slot, (own && !waits) || count() == 0);
    }
    Q_EMIT statsChanged();
}

void QueueModel::insertRow(quint32 slot, quint8 group, const SortKey& key)
{
    Group& to = m_groups[group];
    const auto at = std::lower_bound(to.rows.begin(), to.rows.end(), key);
    const int row = offsetOf(group) + static_cast<int>(at - to.rows.begin());
    if (!to.folded)
        beginInsertRows({}, row, row);
    to.rows.insert(at, key);
    m_keys[slot] = key;
    m_groupOf[slot] = group;
    m_where[slot] = Where::Listed;
    if (!to.folded)
        endInsertRows();
}

void QueueModel::removeRow(quint32 slot)
{
    Group& from = m_groups[m_groupOf[slot]];
    const int row = rowOf(slot);
    if (row >= 0)
        beginRemoveRows({}, row, row);
    from.rows.erase(std::lower_bound(from.rows.begin(), from.rows.end(), m_keys[slot]));
    m_where[slot] = Where::Nowhere;
    if (row >= 0)
        endRemoveRows();
}

void QueueModel::takeOut(quint32 slot)
{
    grow(slot + 1);
    countMask(m_masks[slot], 0);
    m_masks[slot] = 0;
    if (m_where[slot] == Where::Listed)
        removeRow(slot);
    else if (m_where[slot] == Where::Waiting)
        --m_waiting;
    m_where[slot] = Where::Nowhere;
}

void QueueModel::place(quint32 slot, bool mayEnter)
{
    if (!m_core.index().isLive(slot))
        return;
    grow(slot + 1);
    const Verdict verdict = judgeRow(slot);
    countMask(m_masks[slot], verdict.tabMask);
    m_masks[slot] = verdict.tabMask;
    const SortKey key = m_core.index().keyOf(slot, orderKind());
    if (m_where[slot] == Where::Waiting) {
        if (verdict.passes && !mayEnter)
            return;
        m_where[slot] = Where::Nowhere;
        --m_waiting;
    }
    if (m_where[slot] == Where::Nowhere) {
        if (!verdict.passes)
            return;
        if (mayEnter) {
            insertRow(slot, verdict.group, key);
        } else {
            m_where[slot] = Where::Waiting;
            ++m_waiting;
        }
        return;
    }
    if (!verdict.passes) {
        removeRow(slot);
        return;
    }
    if (m_keys[slot] != key || m_groupOf[slot] != verdict.group) {
        // Two steps instead of a move: the group may be folded, and the view animates both alike.
        removeRow(slot);
        insertRow(slot, verdict.group, key);
        return;
    }
    if (const int row = rowOf(slot); row >= 0)
        Q_EMIT dataChanged(index(row), index(row));
}

void QueueModel::loadNew()
{
    if (m_waiting > 0)
        refill(true);
}

void QueueModel::setFilter(const FilterSpec& spec, RowFilter filter)
{
    m_spec = spec;
    m_filter = std::move(filter);
    refill(true);
}

void QueueModel::setTab(const QString& code)
{
    for (std::size_t i = 0; i < m_def.tabs.size(); ++i) {
        if (code != QLatin1StringView(m_def.tabs[i].code) || static_cast<int>(i) == m_tab)
            continue;
        m_tab = static_cast<int>(i);
        for (Group& group : m_groups)
            group.folded = false;
        refill(true);
        Q_EMIT tabChanged();
        return;
    }
}

void QueueModel::setSort(const QString& sort)
{
    if (m_sort == sort || (sort != u"due"_s && sort != u"newest"_s && sort != u"priority"_s))
        return;
    m_sort = sort;
    refill(true);
    Q_EMIT sortChanged();
}

}  // namespace kydai::desk
