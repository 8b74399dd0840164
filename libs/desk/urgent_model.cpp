// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/urgent_model.h"
#include "desk/translate.h"

#include <algorithm>


namespace kydai::desk {

using namespace Qt::StringLiterals;

UrgentModel::UrgentModel(DeskCore& core, const WorkspaceDef& def, QObject* parent)
    : QAbstractListModel(parent), m_core(core), m_def(def)
{
    connect(&core, &DeskCore::changed, this, &UrgentModel::onChanged);
    connect(&core, &DeskCore::textsArrived, this, [this](const QList<QUuid>& ids) {
        for (const QUuid& id : ids)
            refreshRow(id, textRoles());
    });
    connect(&core, &DeskCore::presenceChanged, this,
            [this](const QUuid& id) { refreshRow(id, presenceRoles()); });
    connect(&core, &DeskCore::directoryChanged, this, &UrgentModel::retranslate);
    refill();
}

int UrgentModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant UrgentModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    return rowValue(m_core, m_rows[static_cast<std::size_t>(index.row())].slot, role);
}

QHash<int, QByteArray> UrgentModel::roleNames() const
{
    return rowRoleNames();
}

void UrgentModel::onChanged(const ChangeSet& change)
{
    // Removed rows are named by slots that live no more; refill() sees it by itself.
    refill();
    for (const auto* list : {&change.inserted, &change.changed}) {
        for (quint32 slot : *list) {
            const auto at = std::find_if(m_rows.begin(), m_rows.end(),
                                         [slot](const SortKey& key) { return key.slot == slot; });
            if (at == m_rows.end())
                continue;
            const int row = static_cast<int>(at - m_rows.begin());
            Q_EMIT dataChanged(index(row), index(row));
        }
    }
}

// Priority order begins with all urgent rows, so the walk ends with them.
void UrgentModel::refill()
{
    std::vector<SortKey> next;
    int count = 0, untaken = 0;
    if (m_def.lane) {
        const CaseIndex& cases = m_core.index();
        const ViewContext ctx = viewContext(m_core.nowMs(), 0);
        for (const SortKey& key : cases.order(Order::Priority)) {
            const IndexRow& row = cases.row(key.slot);
            if (!row.isUrgent())
                break;
            if (!m_def.lane(row, ctx))
                continue;
            const bool taken = row.claimUntilMs() > ctx.nowMs;
            ++count;
            untaken += taken ? 0 : 1;
            next.push_back({taken ? 1u : 0u, static_cast<quint64>(row.createdMs), key.slot});
        }
        std::sort(next.begin(), next.end());
        if (next.size() > kLaneRows)
            next.resize(kLaneRows);
    }
    for (int row = static_cast<int>(m_rows.size()) - 1; row >= 0; --row) {
        const SortKey& old = m_rows[static_cast<std::size_t>(row)];
        if (std::find(next.begin(), next.end(), old) != next.end())
            continue;
        beginRemoveRows({}, row, row);
        m_rows.erase(m_rows.begin() + row);
        endRemoveRows();
    }
    for (std::size_t i = 0; i < next.size(); ++i) {  // both are sorted, what is left is a subset
        if (i < m_rows.size() && m_rows[i] == next[i])
            continue;
        const int row = static_cast<int>(i);
        beginInsertRows({}, row, row);
        m_rows.insert(m_rows.begin() + row, next[i]);
        endInsertRows();
    }
    const bool same = m_count == count && m_untaken == untaken;
    m_count = count;
    m_untaken = untaken;
    if (!same)
        Q_EMIT statsChanged();
}

void UrgentModel::refreshRow(const QUuid& id, const QList<int>& roles)
{
    if (const int row = indexOf(id.toString()); row >= 0)
        Q_EMIT dataChanged(index(row), index(row), roles);
}

int UrgentModel::indexOf(const QString& caseId) const
{
    const quint32 slot = m_core.index().slotOf(Uuid::fromString(caseId));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].slot == slot)
            return static_cast<int>(i);
    }
    return -1;
}

QString UrgentModel::idAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const quint32 slot = m_rows[static_cast<std::size_t>(row)].slot;
    return m_core.index().row(slot).id.toString(QUuid::WithoutBraces);
}

QString UrgentModel::title() const
{
    return translate("Desk", "Urgent");
}

QString UrgentModel::note() const
{
    return translate("Desk", "always on top, shown as soon as it arrives");
}

void UrgentModel::retranslate()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT statsChanged();
}

void UrgentModel::refreshTimes()
{
    refill();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), timeRoles());
}

}  // namespace kydai::desk
