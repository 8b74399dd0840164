// SPDX-License-Identifier: GPL-3.0-or-later
#include "place_list.h"

#include "desk/row_roles.h"

namespace kydai::mapqml {

void PlaceList::setFeed(CaseFeed* feed)
{
    if (m_feed == feed)
        return;
    if (m_feed)
        m_feed->disconnect(this);
    m_feed = feed;
    if (feed)
        connect(feed, &CaseFeed::contextChanged, this, &PlaceList::follow);
    follow();
    Q_EMIT feedChanged();
}

void PlaceList::follow()
{
    desk::DeskCore* core = m_feed ? m_feed->core() : nullptr;
    if (core == m_core)
        return;
    if (m_core)
        m_core->disconnect(this);
    m_core = core;
    setCases({});
    if (!core)
        return;
    connect(core, &desk::DeskCore::changed, this, &PlaceList::onChanged);
    connect(core, &desk::DeskCore::textsArrived, this, [this](const QList<QUuid>& ids) {
        for (int row = 0; row < count(); ++row) {
            const auto slot = static_cast<quint32>(m_cases.at(row));
            if (m_core->index().isLive(slot) && ids.contains(m_core->index().row(slot).id))
                Q_EMIT dataChanged(index(row), index(row), desk::textRoles());
        }
    });
}

void PlaceList::setCases(const QList<int>& cases)
{
    if (m_cases == cases)
        return;
    beginResetModel();
    m_cases = cases;
    endResetModel();
    Q_EMIT casesChanged();
}

void PlaceList::onChanged(const desk::ChangeSet& change)
{
    if (change.kind == desk::ChangeKind::Reset) {
        setCases({});
        return;
    }
    for (const quint32 slot : change.removed) {
        const auto row = static_cast<int>(m_cases.indexOf(static_cast<int>(slot)));
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_cases.removeAt(row);
        endRemoveRows();
        Q_EMIT casesChanged();
    }
    for (const quint32 slot : change.changed) {
        const auto row = static_cast<int>(m_cases.indexOf(static_cast<int>(slot)));
        if (row >= 0)
            Q_EMIT dataChanged(index(row), index(row));
    }
}

QString PlaceList::idAt(int row) const
{
    return row < 0 || row >= count() || !m_feed ? QString() : m_feed->idOf(m_cases.at(row));
}

int PlaceList::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant PlaceList::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)
        || !m_core)
        return {};
    const auto slot = static_cast<quint32>(m_cases.at(index.row()));
    if (!m_core->index().isLive(slot))
        return {};
    return desk::rowValue(*m_core, slot, role);
}

QHash<int, QByteArray> PlaceList::roleNames() const
{
    return desk::rowRoleNames();
}

}  // namespace kydai::mapqml
