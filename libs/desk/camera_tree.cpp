// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/camera_tree.h"

#include <algorithm>

#include "core/vietnamese.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

QString cameraHealthText(CameraHealth health)
{
    switch (health) {
    case CameraHealth::Unknown: return {};
    case CameraHealth::Online: return translate("Desk", "Online");
    case CameraHealth::Degraded: return translate("Desk", "Picture reduced");
    case CameraHealth::Reconnecting: return translate("Desk", "Connecting again");
    case CameraHealth::Lost: return translate("Desk", "Signal lost");
    }
    return {};
}

CameraTree::CameraTree(CameraCatalogue& catalogue, QObject* parent)
    : QAbstractListModel(parent), m_catalogue(catalogue)
{
    connect(&catalogue, &CameraCatalogue::changed, this, &CameraTree::rebuild);
    connect(&catalogue, &CameraCatalogue::healthChanged, this, &CameraTree::onHealth);
    rebuild();
}

int CameraTree::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QHash<int, QByteArray> CameraTree::roleNames() const
{
    return {{KindRole, "kind"},           {CodeRole, "code"},
            {LabelRole, "label"},         {ExpandedRole, "expanded"},
            {TotalRole, "total"},         {OnlineRole, "online"},
            {ReconnectingRole, "reconnecting"}, {LostRole, "lost"},
            {HealthRole, "health"},       {HealthTextRole, "healthText"},
            {StreamRole, "hasStream"}};
}

QVariant CameraTree::data(const QModelIndex& index, int role) const
{
    if (role < KindRole || role > StreamRole
        || !checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Row& row = m_rows.at(index.row());
    return row.camera < 0 ? groupData(m_groups.at(row.group), role) : cameraData(row.camera, role);
}

QVariant CameraTree::groupData(const Group& group, int role) const
{
    switch (role) {
    case KindRole: return u"group"_s;
    case CodeRole: return group.key;
    case LabelRole:
        return group.key.isEmpty() ? translate("Desk", "Elsewhere") : group.key;
    case ExpandedRole: return !m_search.isEmpty() || !m_folded.contains(group.key);
    case TotalRole: return group.counts.total;
    case OnlineRole: return group.counts.online;
    case ReconnectingRole: return group.counts.reconnecting;
    case LostRole: return group.counts.lost;
    case StreamRole: return false;
    default: return QString();
    }
}

QVariant CameraTree::cameraData(int camera, int role) const
{
    const Camera& c = m_catalogue.cameras().at(camera);
    switch (role) {
    case KindRole: return u"camera"_s;
    case CodeRole: return c.code;
    case LabelRole: return c.name;
    case HealthRole: return codeOf(m_catalogue.condition(c.code).health);
    case HealthTextRole: return cameraHealthText(m_catalogue.condition(c.code).health);
    case StreamRole: return c.hasStream();
    case ExpandedRole: return false;
    default: return 0;
    }
}

bool CameraTree::matches(int camera, const QStringList& words) const
{
    const QString& text = m_catalogue.foldedOf(camera);
    if (!std::all_of(words.begin(), words.end(),
                     [&text](const QString& word) { return text.contains(word); }))
        return false;
    if (m_only.isEmpty())
        return true;
    CameraCounts one;
    one.add(m_catalogue.condition(m_catalogue.cameras().at(camera).code).health);
    return m_only == u"online" ? one.online : m_only == u"lost" ? one.lost : one.reconnecting;
}

void CameraTree::rebuild()
{
    beginResetModel();
    m_groups.clear();
    m_found = 0;
    const QStringList words = fold(m_search).split(u' ', Qt::SkipEmptyParts);
    QHash<QString, int> known;
    for (int i = 0; i < m_catalogue.cameras().size(); ++i) {
        if (!matches(i, words))
            continue;
        const QString& key = m_catalogue.cameras().at(i).group;
        auto at = known.constFind(key);
        if (at == known.constEnd()) {
            at = known.insert(key, static_cast<int>(m_groups.size()));
            m_groups.append({key, {}, {}});
        }
        Group& group = m_groups[*at];
        group.cameras.append(i);
        group.counts.add(m_catalogue.condition(m_catalogue.cameras().at(i).code).health);
        ++m_found;
    }
    lay();
    endResetModel();
    Q_EMIT rowsChanged();
    if (const CameraCounts counts = m_catalogue.counts(); counts != m_counts) {
        m_counts = counts;
        Q_EMIT countsChanged();
    }
}

void CameraTree::lay()
{
    m_rows.clear();
    for (int g = 0; g < m_groups.size(); ++g) {
        const Group& group = m_groups.at(g);
        m_rows.append({g, -1});
        if (m_search.isEmpty() && m_folded.contains(group.key))
            continue;
        for (const int camera : group.cameras)
            m_rows.append({g, camera});
    }
}

// Its row and its heading's alone, unless it matters who is in the list.
void CameraTree::onHealth(const QString& code)
{
    const int camera = m_catalogue.indexOf(code);
    if (camera < 0 || !m_only.isEmpty()) {
        rebuild();
        return;
    }
    for (Group& group : m_groups) {
        if (!group.cameras.contains(camera))
            continue;
        CameraCounts counts;
        for (const int one : std::as_const(group.cameras))
            counts.add(m_catalogue.condition(m_catalogue.cameras().at(one).code).health);
        group.counts = counts;
        const int g = static_cast<int>(&group - m_groups.data());
        for (int row = 0; row < count(); ++row) {
            const Row& at = m_rows.at(row);
            if (at.group == g && (at.camera < 0 || at.camera == camera))
                Q_EMIT dataChanged(index(row), index(row));
        }
        break;
    }
    if (const CameraCounts counts = m_catalogue.counts(); counts != m_counts) {
        m_counts = counts;
        Q_EMIT countsChanged();
    }
}

void CameraTree::setSearch(const QString& text)
{
    if (m_search == text)
        return;
    m_search = text.left(kMaxDirectoryName);
    Q_EMIT searchChanged();
    rebuild();
}

void CameraTree::setOnly(const QString& health)
{
    static const QStringList known{QString(), u"online"_s, u"reconnecting"_s, u"lost"_s};
    if (m_only == health || !known.contains(health))
        return;
    m_only = health;
    Q_EMIT searchChanged();
    rebuild();
}

void CameraTree::toggle(const QString& group)
{
    if (!m_search.isEmpty())
        return;
    const auto at = std::find_if(m_groups.cbegin(), m_groups.cend(),
                                 [&group](const Group& g) { return g.key == group; });
    if (at == m_groups.cend())
        return;
    const int g = static_cast<int>(at - m_groups.cbegin());
    const auto heading = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                      [g](const Row& row) { return row.group == g; });
    const int row = static_cast<int>(heading - m_rows.cbegin());
    const int last = row + static_cast<int>(at->cameras.size());
    if (m_folded.remove(group)) {
        beginInsertRows({}, row + 1, last);
        lay();
        endInsertRows();
    } else {
        m_folded.insert(group);
        beginRemoveRows({}, row + 1, last);
        lay();
        endRemoveRows();
    }
    Q_EMIT dataChanged(index(row), index(row), {ExpandedRole});
    Q_EMIT rowsChanged();
    Q_EMIT foldedChanged();
}

void CameraTree::setAllExpanded(bool expanded)
{
    QStringList groups;
    for (const Group& group : std::as_const(m_groups))
        groups.append(group.key);
    setFolded(expanded ? QStringList() : groups);
    Q_EMIT foldedChanged();
}

void CameraTree::setFolded(const QStringList& groups)
{
    m_folded = {groups.cbegin(), groups.cend()};
    rebuild();
}

int CameraTree::rowOf(const QString& camera) const
{
    const int wanted = m_catalogue.indexOf(camera);
    for (int row = 0; wanted >= 0 && row < count(); ++row) {
        if (m_rows.at(row).camera == wanted)
            return row;
    }
    return -1;
}

QStringList CameraTree::camerasOf(const QString& group) const
{
    QStringList codes;
    for (const Group& one : m_groups) {
        for (const int camera : one.cameras) {
            if (one.key == group)
                codes.append(m_catalogue.cameras().at(camera).code);
        }
    }
    return codes;
}

void CameraTree::retranslate()
{
    if (count() > 0)
        Q_EMIT dataChanged(index(0), index(count() - 1), {LabelRole, HealthTextRole});
}

}  // namespace kydai::desk
