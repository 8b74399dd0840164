// SPDX-License-Identifier: GPL-3.0-or-later
// QueueModel as the screens see it: rows by number, tabs, groups, the words above the list.
#include "desk/queue_model.h"
#include "desk/time_words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

int QueueModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
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

QString QueueModel::tab() const
{
    return QString::fromLatin1(tabDef().code);
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
        if (key.slot < m_masks.size() && m_masks[key.slot])
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
