// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/queue_model.h"

#include <algorithm>


#include "desk/time_words.h"
#include "desk/translate.h"

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

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
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
    if (slot >= m_members.size() || m_members[slot].where != Where::Listed)
        return -1;
    const Member& m = m_members[slot];
    const Group& group = m_groups[m.group];
    if (group.folded)
        return -1;
    const auto it = std::lower_bound(group.rows.begin(), group.rows.end(), m.key);
    return offsetOf(m.group) + static_cast<int>(it - group.rows.begin());
}

QVariant QueueModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto [group, slot] = locate(index.row());
    if (group < 0)
        return {};
    if (role == GroupRole)
        return groupCode(tabDef().grouping, static_cast<quint8>(group));
    if (role == GroupLabelRole)
        return groupLabel(tabDef().grouping, static_cast<quint8>(group));
    return rowValue(m_core, slot, role);
}

QHash<int, QByteArray> QueueModel::roleNames() const
{
    return rowRoleNames();
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

QueueModel::Verdict QueueModel::judgeRow(quint32 slot) const
{
    Verdict verdict;
    const IndexRow& row = m_core.index().row(slot);
    if (m_def.lane && m_def.lane(row, m_ctx))
        return verdict;
    for (std::size_t i = 0; i < m_def.tabs.size(); ++i) {
        if (m_def.tabs[i].matches(row, m_ctx))
            verdict.tabMask |= static_cast<quint8>(1u << i);
    }
    if (verdict.tabMask & (1u << m_tab)) {
        verdict.passes = m_filter.matches(row, m_ctx.nowMs);
        verdict.group = groupOf(row, tabDef().grouping, m_ctx);
    }
    return verdict;
}

void QueueModel::rebuild(bool admitAll)
{
    refreshContext();
    beginResetModel();
    const CaseIndex& index = m_core.index();
    const auto before = std::move(m_members);
    m_members.assign(index.slotEnd(), Member{});
    for (Group& group : m_groups)
        group.rows.clear();
    m_tabCounts.fill(0);
    m_total = m_waiting = 0;
    for (const SortKey& key : index.order(orderKind())) {
        const Verdict verdict = judgeRow(key.slot);
        if (!verdict.tabMask)
            continue;
        Member& m = m_members[key.slot];
        m.tabMask = verdict.tabMask;
        countMask(0, verdict.tabMask);
        if (!verdict.passes)
            continue;
        m.passes = true;
        m.key = key;
        m.group = verdict.group;
        const bool known = key.slot < before.size() && before[key.slot].where == Where::Listed;
        if (admitAll || known) {
            m.where = Where::Listed;
            m_groups[m.group].rows.push_back(key);
        } else {
            m.where = Where::Waiting;
            ++m_waiting;
        }
    }
    m_built = m_core.filled();
    endResetModel();
    Q_EMIT statsChanged();
}

void QueueModel::countMask(quint8 before, quint8 after)
{
    for (std::size_t i = 0; i < m_def.tabs.size(); ++i) {
        const auto bit = static_cast<quint8>(1u << i);
        m_tabCounts[i] += ((after & bit) ? 1 : 0) - ((before & bit) ? 1 : 0);
    }
    m_total = m_tabCounts[static_cast<std::size_t>(m_tab)];
}

QueueModel::Member& QueueModel::member(quint32 slot)
{
    if (slot >= m_members.size())
        m_members.resize(slot + 1);
    return m_members[slot];
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
    for (quint32 slot : change.changed)
        place(slot, own || count() == 0);
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
    Member& m = m_members[slot];
    m.key = key;
    m.group = group;
    m.where = Where::Listed;
    if (!to.folded)
        endInsertRows();
}

void QueueModel::removeRow(quint32 slot)
{
    Member& m = m_members[slot];
    Group& from = m_groups[m.group];
    const int row = rowOf(slot);
    if (row >= 0)
        beginRemoveRows({}, row, row);
    from.rows.erase(std::lower_bound(from.rows.begin(), from.rows.end(), m.key));
    m.where = Where::Nowhere;
    if (row >= 0)
        endRemoveRows();
}

void QueueModel::takeOut(quint32 slot)
{
    Member& m = member(slot);
    countMask(m.tabMask, 0);
    m.tabMask = 0;
    m.passes = false;
    if (m.where == Where::Listed)
        removeRow(slot);
    else if (m.where == Where::Waiting)
        --m_waiting;
    m.where = Where::Nowhere;
}

void QueueModel::place(quint32 slot, bool mayEnter)
{
    if (!m_core.index().isLive(slot))
        return;
    const Verdict verdict = judgeRow(slot);
    Member& m = member(slot);
    countMask(m.tabMask, verdict.tabMask);
    m.tabMask = verdict.tabMask;
    m.passes = verdict.passes;
    const SortKey key = m_core.index().keyOf(slot, orderKind());
    if (m.where == Where::Waiting) {
        if (!verdict.passes || mayEnter) {
            m.where = Where::Nowhere;
            --m_waiting;
        } else {
            m.key = key;
            m.group = verdict.group;
            return;
        }
    }
    if (m.where == Where::Nowhere) {
        if (!verdict.passes)
            return;
        if (mayEnter) {
            insertRow(slot, verdict.group, key);
        } else {
            m.where = Where::Waiting;
            ++m_waiting;
        }
        return;
    }
    if (!verdict.passes) {
        removeRow(slot);
        return;
    }
    if (m.key != key || m.group != verdict.group) {
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
        rebuild(true);
}

void QueueModel::setFilter(const FilterSpec& spec, RowFilter filter)
{
    m_spec = spec;
    m_filter = std::move(filter);
    rebuild(true);
}

QString QueueModel::tab() const
{
    return QString::fromLatin1(tabDef().code);
}

void QueueModel::setTab(const QString& code)
{
    for (std::size_t i = 0; i < m_def.tabs.size(); ++i) {
        if (code != QLatin1StringView(m_def.tabs[i].code) || static_cast<int>(i) == m_tab)
            continue;
        m_tab = static_cast<int>(i);
        for (Group& group : m_groups)
            group.folded = false;
        rebuild(true);
        Q_EMIT tabChanged();
        return;
    }
}

void QueueModel::setSort(const QString& sort)
{
    if (m_sort == sort || (sort != u"due"_s && sort != u"newest"_s && sort != u"priority"_s))
        return;
    m_sort = sort;
    rebuild(true);
    Q_EMIT sortChanged();
}

QVariantList QueueModel::tabs() const
{
    QVariantList list;
    for (std::size_t i = 0; i < m_def.tabs.size(); ++i) {
        const TabDef& def = m_def.tabs[i];
        list.append(QVariantMap{{u"code"_s, QString::fromLatin1(def.code)},
                                {u"label"_s, translate("Desk", def.label)},
                                {u"count"_s, m_tabCounts[i]}});
    }
    return list;
}

QVariantList QueueModel::groups() const
{
    QVariantList list;
    for (std::size_t i = 0; i < kGroupCount; ++i) {
        const Group& group = m_groups[i];
        if (group.rows.empty())
            continue;
        const auto n = static_cast<quint8>(i);
        list.append(QVariantMap{{u"code"_s, groupCode(tabDef().grouping, n)},
                                {u"label"_s, groupLabel(tabDef().grouping, n)},
                                {u"count"_s, static_cast<int>(group.rows.size())},
                                {u"folded"_s, group.folded}});
    }
    return list;
}

void QueueModel::toggleGroup(const QString& code)
{
    for (std::size_t i = 0; i < kGroupCount; ++i) {
        Group& group = m_groups[i];
        const auto n = static_cast<quint8>(i);
        if (groupCode(tabDef().grouping, n) != code || group.rows.empty())
            continue;
        const int first = offsetOf(n);
        const int last = first + static_cast<int>(group.rows.size()) - 1;
        if (group.folded) {
            beginInsertRows({}, first, last);
            group.folded = false;
            endInsertRows();
        } else {
            beginRemoveRows({}, first, last);
            group.folded = true;
            endRemoveRows();
        }
        Q_EMIT statsChanged();
        return;
    }
}

int QueueModel::indexOf(const QString& caseId) const
{
    const quint32 slot = m_core.index().slotOf(Uuid::fromString(caseId));
    return slot == kNoSlot ? -1 : rowOf(slot);
}

QString QueueModel::idAt(int row) const
{
    if (row < 0 || row >= count())
        return {};
    return m_core.index().row(locate(row).second).id.toString(QUuid::WithoutBraces);
}

QString QueueModel::title() const
{
    return translate("Desk", m_def.listTitle);
}

QString QueueModel::subtitle() const
{
    const qint64 hourAgo = m_core.nowMs() - 3600 * 1000;
    int lastHour = 0;
    for (const SortKey& key : m_core.index().order(Order::Newest)) {
        if (m_core.index().row(key.slot).createdMs < hourAgo)
            break;
        if (key.slot < m_members.size() && m_members[key.slot].tabMask)
            ++lastHour;
    }
    const QString waiting = translate("Desk", "%1 waiting")
                                .arg(words::countText(m_tabCounts[0]));
    if (!lastHour)
        return waiting;
    return waiting + u" · "_s
           + translate("Desk", "%1 in the last hour").arg(lastHour);
}

QString QueueModel::newText() const
{
    if (m_waiting == 0)
        return {};
    return m_waiting == 1 ? translate("Desk", "1 new report")
                          : translate("Desk", "%1 new reports").arg(m_waiting);
}

QString QueueModel::state() const
{
    if (!m_built && m_core.index().count() == 0)
        return u"loading"_s;
    bool some = false;
    for (const Group& group : m_groups)
        some = some || !group.rows.empty();
    if (some)
        return u"ready"_s;
    return m_total > 0 && filtered() ? u"filtered"_s : u"empty"_s;
}

QString QueueModel::listAtText() const
{
    return m_core.online() || m_core.lastContactMs() == 0
        ? QString()
        : translate("Desk", "List of %1")
              .arg(words::timeSecondsText(m_core.lastContactMs()));
}

void QueueModel::onTexts(const QList<QUuid>& ids)
{
    for (const QUuid& id : ids) {
        const quint32 slot = m_core.index().slotOf(id);
        const int row = slot == kNoSlot ? -1 : rowOf(slot);
        if (row >= 0)
            Q_EMIT dataChanged(index(row), index(row), textRoles());
    }
}

void QueueModel::onPresence(const QUuid& id)
{
    const quint32 slot = m_core.index().slotOf(id);
    const int row = slot == kNoSlot ? -1 : rowOf(slot);
    if (row >= 0)
        Q_EMIT dataChanged(index(row), index(row), presenceRoles());
}

void QueueModel::retranslate()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1));
    Q_EMIT statsChanged();
}

void QueueModel::refreshTimes()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), timeRoles());
    Q_EMIT statsChanged();
}

}  // namespace kydai::desk
