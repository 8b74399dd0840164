// SPDX-License-Identifier: GPL-3.0-or-later
// A list of records for the screens: small lists (up to a few thousand) that are made anew as a
// whole and shown with only what changed. The first role is the key; rows keep their delegates by
// it. GUI thread.
#pragma once

#include <QAbstractListModel>
#include <QVariantList>

namespace kydai::desk {

class RecordModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    // Role i is Qt::UserRole + 1 + i.
    explicit RecordModel(const QList<QByteArray>& roles, QObject* parent = nullptr);

    int count() const { return static_cast<int>(m_records.size()); }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    // Each record has one value a role; keys (first values) are unique.
    void setRecords(const QList<QVariantList>& records);
    const QList<QVariantList>& records() const { return m_records; }
    // By role name; the sheet uses it for one field.
    void setValue(int row, const QByteArray& role, const QVariant& value);
    QVariant value(int row, const QByteArray& role) const;
    Q_INVOKABLE int rowOf(const QVariant& key) const;  // -1 = none

Q_SIGNALS:
    void countChanged();

private:
    void removeAbsent(const QList<QVariantList>& next);
    void insertAndMove(const QList<QVariantList>& next);
    void updateValues(const QList<QVariantList>& next);

    QList<QByteArray> m_roles;
    QList<QVariantList> m_records;
};

}  // namespace kydai::desk
