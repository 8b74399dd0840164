// SPDX-License-Identifier: GPL-3.0-or-later
// The queue: rows of the index in groups, under tabs and a filter. The list does not move under the
// hand: rows that arrive wait behind newCount until loadNew(); rows that leave or change do so in
// place. Urgent rows are not here but in the lane. GUI thread; costs what CaseIndex costs.
#pragma once

#include <array>
#include <vector>

#include <QAbstractListModel>

#include "desk/queue_views.h"
#include "desk/row_filter.h"
#include "desk/row_roles.h"

namespace kydai::desk {

class QueueModel : public QAbstractListModel
{
    Q_OBJECT
    Q_PROPERTY(int count READ count NOTIFY statsChanged)
    Q_PROPERTY(int total READ total NOTIFY statsChanged)
    Q_PROPERTY(QString title READ title NOTIFY statsChanged)
    Q_PROPERTY(QString subtitle READ subtitle NOTIFY statsChanged)
    Q_PROPERTY(int newCount READ newCount NOTIFY statsChanged)
    Q_PROPERTY(QString newText READ newText NOTIFY statsChanged)
    Q_PROPERTY(QString tab READ tab WRITE setTab NOTIFY tabChanged)
    Q_PROPERTY(QVariantList tabs READ tabs NOTIFY statsChanged)
    Q_PROPERTY(QVariantList groups READ groups NOTIFY statsChanged)
    Q_PROPERTY(QString sort READ sort WRITE setSort NOTIFY sortChanged)
    Q_PROPERTY(QString state READ state NOTIFY statsChanged)
    Q_PROPERTY(QString listAtText READ listAtText NOTIFY statsChanged)

public:
    QueueModel(DeskCore& core, const WorkspaceDef& def, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    int count() const;
    int total() const { return m_total; }  // of the tab, before the filter
    QString title() const;
    QString subtitle() const;
    int newCount() const { return m_waiting; }
    QString newText() const;
    QString tab() const;
    void setTab(const QString& code);
    QVariantList tabs() const;
    QVariantList groups() const;
    QString sort() const { return m_sort; }
    void setSort(const QString& sort);
    QString state() const;
    QString listAtText() const;

    Q_INVOKABLE void loadNew();
    Q_INVOKABLE void toggleGroup(const QString& code);
    Q_INVOKABLE int indexOf(const QString& caseId) const;  // -1: not in the list (or folded)
    Q_INVOKABLE QString idAt(int row) const;

    void setFilter(const FilterSpec& spec, RowFilter filter);
    void retranslate();
    void refreshTimes();       // once a minute
    bool filtered() const { return !m_spec.isEmpty() || !m_filter.isEmpty(); }
    int tabCount(int tab) const { return m_tabCounts[static_cast<std::size_t>(tab)]; }

Q_SIGNALS:
    void statsChanged();
    void tabChanged();
    void sortChanged();

private:
    enum class Where : quint8 { Nowhere, Listed, Waiting };
    struct Group {
        std::vector<SortKey> rows;
        bool folded = false;
    };
    struct Verdict {
        quint8 tabMask = 0;
        bool passes = false;
        quint8 group = 0;
    };

    void onChanged(const ChangeSet& change);
    void onTexts(const QList<QUuid>& ids);
    void onPresence(const QUuid& id);
    // Looks at every row anew; refill alone is enough when only tab, order or filter changed: which
    // tabs a row is in is kept up with every change.
    void rebuild(bool admitAll);
    void refill(bool admitAll);
    void grow(quint32 slotEnd);
    quint8 tabsOf(const IndexRow& row) const;
    Verdict judgeRow(quint32 slot) const;
    void place(quint32 slot, bool mayEnter);
    void takeOut(quint32 slot);
    void insertRow(quint32 slot, quint8 group, const SortKey& key);
    void removeRow(quint32 slot);
    void countMask(quint8 before, quint8 after);
    int offsetOf(quint8 group) const;
    int rowOf(quint32 slot) const;               // -1 when folded or not listed
    std::pair<int, quint32> locate(int row) const;  // group, slot
    void refreshContext();
    Order orderKind() const;
    const TabDef& tabDef() const { return m_def.tabs[static_cast<std::size_t>(m_tab)]; }

    DeskCore& m_core;
    const WorkspaceDef& m_def;
    int m_tab = 0;
    QString m_sort = QStringLiteral("due");
    FilterSpec m_spec;
    RowFilter m_filter;
    ViewContext m_ctx;
    // By slot, apart from each other: a walk over 100,000 rows touches only what it needs.
    std::vector<quint8> m_masks;    // tabs the row is in
    std::vector<Where> m_where, m_scratch;
    std::vector<quint8> m_groupOf;  // of what is listed
    std::vector<SortKey> m_keys;    // under which it is listed
    std::array<Group, kGroupCount> m_groups;
    std::array<int, kMaxTabs> m_tabCounts{};
    int m_total = 0;
    int m_waiting = 0;
    bool m_built = false;
};

}  // namespace kydai::desk
