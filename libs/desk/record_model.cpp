// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/record_model.h"

#include <QSet>

#include "core/result.h"

namespace kydai::desk {

RecordModel::RecordModel(const QList<QByteArray>& roles, QObject* parent)
    : QAbstractListModel(parent), m_roles(roles)
{}

int RecordModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant RecordModel::data(const QModelIndex& index, int role) const
{
    const int column = role - Qt::UserRole - 1;
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || column < 0 || column >= m_roles.size())
        return {};
    return m_records.at(index.row()).at(column);
}

QHash<int, QByteArray> RecordModel::roleNames() const
{
    QHash<int, QByteArray> names;
    for (int i = 0; i < m_roles.size(); ++i)
        names.insert(Qt::UserRole + 1 + i, m_roles.at(i));
    return names;
}

void RecordModel::setRecords(const QList<QVariantList>& records)
{
    for (const QVariantList& record : records)
        KYDAI_ASSERT(record.size() == m_roles.size());
    const int before = count();
    removeAbsent(records);
    insertAndMove(records);
    updateValues(records);
    if (before != count())
        Q_EMIT countChanged();
}

void RecordModel::removeAbsent(const QList<QVariantList>& next)
{
    QSet<QString> keys;
    for (const QVariantList& record : next)
        keys.insert(record.first().toString());
    for (int row = count() - 1; row >= 0; --row) {
        if (keys.contains(m_records.at(row).first().toString()))
            continue;
        beginRemoveRows({}, row, row);
        m_records.removeAt(row);
        endRemoveRows();
    }
}

void RecordModel::insertAndMove(const QList<QVariantList>& next)
{
    for (int row = 0; row < next.size(); ++row) {
        const QString key = next.at(row).first().toString();
        if (row < count() && m_records.at(row).first().toString() == key)
            continue;
        int from = -1;
        for (int i = row + 1; i < count() && from < 0; ++i) {
            if (m_records.at(i).first().toString() == key)
                from = i;
        }
        if (from < 0) {
            beginInsertRows({}, row, row);
            m_records.insert(row, next.at(row));
            endInsertRows();
        } else {
            beginMoveRows({}, from, from, {}, row);
            m_records.move(from, row);
            endMoveRows();
        }
    }
}

void RecordModel::updateValues(const QList<QVariantList>& next)
{
    for (int row = 0; row < next.size(); ++row) {
        QList<int> changed;
        for (int column = 0; column < m_roles.size(); ++column) {
            if (m_records.at(row).at(column) != next.at(row).at(column))
                changed.append(Qt::UserRole + 1 + column);
        }
        if (changed.isEmpty())
            continue;
        m_records[row] = next.at(row);
        Q_EMIT dataChanged(index(row), index(row), changed);
    }
}

void RecordModel::setValue(int row, const QByteArray& role, const QVariant& value)
{
    const auto column = m_roles.indexOf(role);
    KYDAI_ASSERT(column >= 0 && row >= 0 && row < count());
    if (m_records.at(row).at(column) == value)
        return;
    m_records[row][column] = value;
    Q_EMIT dataChanged(index(row), index(row), {Qt::UserRole + 1 + static_cast<int>(column)});
}

QVariant RecordModel::value(int row, const QByteArray& role) const
{
    const auto column = m_roles.indexOf(role);
    return column >= 0 && row >= 0 && row < count() ? m_records.at(row).at(column) : QVariant();
}

int RecordModel::rowOf(const QVariant& key) const
{
    for (int row = 0; row < count(); ++row) {
        if (m_records.at(row).first() == key)
            return row;
    }
    return -1;
}

}  // namespace kydai::desk
