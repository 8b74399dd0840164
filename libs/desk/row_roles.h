// SPDX-License-Identifier: GPL-3.0-or-later
// How one index row looks in a list: the roles that the queue and the urgent lane share. Values are
// made when a delegate asks, so that a list of 100,000 rows costs what is on screen. GUI thread.
#pragma once

#include <QHash>
#include <QVariant>

#include "desk/desk_core.h"

namespace kydai::desk {

enum RowRole {
    CaseIdRole = Qt::UserRole + 1, CodeRole, TitleRole, GroupRole, GroupLabelRole, StateRole,
    StateLabelRole, PriorityRole, PriorityLabelRole, ChannelRole, ChannelIconRole, ChannelLabelRole,
    CategoryRole, CategoryLabelRole, AreaRole, AreaLabelRole, AgencyRole, AgencyLabelRole,
    AddressRole, MetaRole, DueTextRole, DueToneRole, SlaKindRole, SlaFractionRole, CreatedTextRole,
    ClaimedByRole, ClaimMineRole, ViewersRole, UnreadRole, PendingRole, RefusedRole, HasPhotoRole,
    PublishedRole, AskRole, LoadedRole, AccessibleTextRole, WaitTextRole, TakenRole,
    ReportsRole, HandedOverRole,
};

QHash<int, QByteArray> rowRoleNames();
QList<int> timeRoles();      // change with the clock alone
QList<int> textRoles();      // change when the words of a row arrive
QList<int> presenceRoles();

// Group roles are the list's own and give an empty value here.
QVariant rowValue(DeskCore& core, quint32 slot, int role);

QString categoryLabel(const Directory& directory, const QString& code);  // in the language set
QString areaLabel(const Directory& directory, const QString& code);
QString agencyLabel(const Directory& directory, const QString& code);
QString agencyShort(const Directory& directory, const QString& code);
bool isVietnamese();  // is the interface in Vietnamese now?

}  // namespace kydai::desk
