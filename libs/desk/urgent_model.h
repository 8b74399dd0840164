// SPDX-License-Identifier: GPL-3.0-or-later
// The urgent lane: every urgent row of the step, at once, never filtered, never waiting; those
// nobody has taken first, the longest waiting first. GUI thread. Shows at most kLaneRows; count
// tells all.
#pragma once

#include <vector>

#include <QAbstractListModel>

#include "desk/queue_views.h"
#include "desk/row_roles.h"

namespace kydai::desk {

inline constexpr int kLaneRows = 500;

class UrgentModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY statsChanged)
    Q_PROPERTY(int untaken READ untaken NOTIFY statsChanged)
    Q_PROPERTY(QString title READ title NOTIFY statsChanged)
    Q_PROPERTY(QString note READ note NOTIFY statsChanged)

public:
    UrgentModel(DeskCore& core, const WorkspaceDef& def, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const { return m_count; }
    int untaken() const { return m_untaken; }
    QString title() const;
    QString note() const;
    Q_INVOKABLE int indexOf(const QString& caseId) const;
    Q_INVOKABLE QString idAt(int row) const;

    void retranslate();
    void refreshTimes();

Q_SIGNALS:
    void statsChanged();

private:
    void onChanged(const ChangeSet& change);
    void refill();
    void refreshRow(const QUuid& id, const QList<int>& roles);

    DeskCore& m_core;
    const WorkspaceDef& m_def;
    std::vector<SortKey> m_rows;
    int m_count = 0, m_untaken = 0;
};

}  // namespace kydai::desk
