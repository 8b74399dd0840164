// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/row_roles.h"


#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

QHash<int, QByteArray> rowRoleNames()
{
    return {
        {CaseIdRole, "caseId"}, {CodeRole, "code"}, {TitleRole, "title"}, {GroupRole, "group"},
        {GroupLabelRole, "groupLabel"}, {StateRole, "state"}, {StateLabelRole, "stateLabel"},
        {PriorityRole, "priority"}, {PriorityLabelRole, "priorityLabel"},
        {ChannelRole, "channel"}, {ChannelIconRole, "channelIcon"},
        {ChannelLabelRole, "channelLabel"}, {CategoryRole, "category"},
        {CategoryLabelRole, "categoryLabel"}, {AreaRole, "area"}, {AreaLabelRole, "areaLabel"},
        {AgencyRole, "agency"}, {AgencyLabelRole, "agencyLabel"}, {AddressRole, "address"},
        {MetaRole, "meta"}, {DueTextRole, "dueText"}, {DueToneRole, "dueTone"},
        {SlaKindRole, "slaKind"}, {SlaFractionRole, "slaFraction"},
        {CreatedTextRole, "createdText"}, {ClaimedByRole, "claimedBy"},
        {ClaimMineRole, "claimMine"}, {ViewersRole, "viewers"}, {UnreadRole, "unread"},
        {PendingRole, "pending"}, {RefusedRole, "refused"}, {HasPhotoRole, "hasPhoto"},
        {PublishedRole, "published"}, {AskRole, "ask"}, {LoadedRole, "loaded"},
        {AccessibleTextRole, "accessibleText"}, {WaitTextRole, "waitText"}, {TakenRole, "taken"},
        {ReportsRole, "reports"}, {HandedOverRole, "handedOver"},
    };
}

QList<int> timeRoles()
{
    return {DueTextRole, DueToneRole, SlaKindRole, SlaFractionRole, WaitTextRole, ClaimedByRole,
            AccessibleTextRole};
}

QList<int> textRoles()
{
    return {CodeRole, TitleRole, AddressRole, LoadedRole, AccessibleTextRole, ReportsRole,
            HandedOverRole};
}

QList<int> presenceRoles()
{
    return {ViewersRole};
}

bool isVietnamese()
{
    return translate("Desk", "en", "code of the language") == u"vi"_s;
}

QString categoryLabel(const Directory& directory, const QString& code)
{
    const Category* category = directory.category(code);
    if (!category)
        return code;
    return isVietnamese() || category->nameEn.isEmpty() ? category->nameVi : category->nameEn;
}

// Names of places and agencies are never translated.
QString areaLabel(const Directory& directory, const QString& code)
{
    const Area* area = directory.area(code);
    return area ? area->fullName.isEmpty() ? area->name : area->fullName : code;
}

QString agencyLabel(const Directory& directory, const QString& code)
{
    const Agency* agency = directory.agency(code);
    return agency ? agency->name : code;
}

QString agencyShort(const Directory& directory, const QString& code)
{
    const Agency* agency = directory.agency(code);
    return agency ? agency->shortName.isEmpty() ? agency->name : agency->shortName : code;
}

namespace {

struct RowFace {
    DeskCore& core;
    const IndexRow& row;

    const Directory& directory() const { return core.directory(); }
    QString category() const { return core.index().categories().code(row.category); }
    QString area() const { return core.index().areas().code(row.area); }
    QString agency() const { return core.index().agencies().code(row.agency); }
    Lateness lateness() const { return row.latenessAt(core.nowMs()); }

    words::DueWords due() const
    {
        return words::dueWords(lateness(), row.dueMs, core.nowMs(), directory().calendar());
    }
    // "Due soon" begins when a quarter of the stage is left: that gives back the stage's length.
    double fraction() const
    {
        if (!row.dueMs)
            return 0;
        const qint64 whole = 4 * static_cast<qint64>(row.dueSoonBeforeMs);
        return words::fractionLeft(row.dueMs - whole, row.dueMs, core.nowMs());
    }
    QString claimedBy() const
    {
        if (!row.claimUntilS || row.claimUntilMs() <= core.nowMs())
            return {};
        return core.index().users().code(row.claimUser);
    }
    QString meta() const
    {
        QStringList parts;
        if (row.category)
            parts.append(categoryLabel(directory(), category()));
        if (row.area) {
            const Area* known = directory().area(area());
            parts.append(known ? known->name : area());
        }
        if (parts.isEmpty())
            parts.append(words::label(row.channel()));
        return parts.join(u" · "_s);
    }
    QStringList viewers() const
    {
        QStringList initials;
        for (const Viewer& viewer : core.viewersOf(row.id))
            initials.append(words::initialsOf(directory().userName(viewer.user)));
        return initials;
    }
    QString accessible() const
    {
        const RowText* text = core.textOf(row.id);
        QStringList parts;
        if (text)
            parts << text->code;
        parts << words::label(row.state());
        if (row.isUrgent())
            parts << words::label(row.priority());
        if (text)
            parts << text->title;
        parts << meta();
        if (const QString left = due().text; !left.isEmpty())
            parts << left;
        return parts.join(u", "_s);
    }
    QString wait() const
    {
        if (!claimedBy().isEmpty())
            return {};
        return translate("Desk", "not taken for %1")
            .arg(words::durationText(core.nowMs() - row.createdMs));
    }
};

QVariant codeValue(const RowFace& face, int role)
{
    const IndexRow& row = face.row;
    switch (role) {
    case CaseIdRole: return row.id.toString(QUuid::WithoutBraces);
    case StateRole: return codeOf(row.state());
    case StateLabelRole: return words::label(row.state());
    case PriorityRole: return codeOf(row.priority());
    case PriorityLabelRole: return words::label(row.priority());
    case ChannelRole: return codeOf(row.channel());
    case ChannelIconRole: return words::channelIcon(row.channel());
    case ChannelLabelRole: return words::label(row.channel());
    case CategoryRole: return face.category();
    case CategoryLabelRole: return categoryLabel(face.directory(), face.category());
    case AreaRole: return face.area();
    case AreaLabelRole: return areaLabel(face.directory(), face.area());
    case AgencyRole: return face.agency();
    case AgencyLabelRole: return agencyShort(face.directory(), face.agency());
    case MetaRole: return face.meta();
    default: return {};
    }
}

QVariant textValue(const RowFace& face, int role)
{
    const RowText* text = face.core.textOf(face.row.id);
    switch (role) {
    case CodeRole: return text ? text->code : QString();
    case TitleRole: return text ? text->title : QString();
    case AddressRole: return text ? text->address : QString();
    case LoadedRole: return text != nullptr;
    case ReportsRole: return text ? text->reports : 1;
    case HandedOverRole:
        return text && !text->handedTo.isEmpty()
            ? translate("Desk", "handed over to %1").arg(words::choiceLabel(text->handedTo))
            : QString();
    default: return {};
    }
}

QVariant flagValue(const RowFace& face, int role)
{
    const IndexRow& row = face.row;
    switch (role) {
    case UnreadRole: return face.core.isUnread(row.id);
    case PendingRole: return row.has(FlagPending);
    case RefusedRole: return row.has(FlagRefused);
    case HasPhotoRole: return row.has(FlagHasPhoto);
    case PublishedRole: return row.has(FlagPublished);
    case AskRole: return row.has(FlagAsk);
    case ClaimMineRole:
        return !face.claimedBy().isEmpty() && face.claimedBy() == face.core.actor().user;
    case TakenRole: return !face.claimedBy().isEmpty();
    default: return {};
    }
}

}  // namespace

QVariant rowValue(DeskCore& core, quint32 slot, int role)
{
    if (!core.index().isLive(slot))
        return {};
    const RowFace face{core, core.index().row(slot)};
    switch (role) {
    case CodeRole: case TitleRole: case AddressRole: case LoadedRole: case ReportsRole:
    case HandedOverRole:
        return textValue(face, role);
    case UnreadRole: case PendingRole: case RefusedRole: case HasPhotoRole: case PublishedRole:
    case AskRole: case ClaimMineRole: case TakenRole:
        return flagValue(face, role);
    case DueTextRole: return face.due().text;
    case DueToneRole: return face.due().tone;
    case SlaKindRole: return face.due().kind;
    case SlaFractionRole: return face.fraction();
    case CreatedTextRole: return words::whenText(face.row.createdMs, core.nowMs());
    case ClaimedByRole: {
        const QString user = face.claimedBy();
        return user.isEmpty() ? user : core.directory().userName(user);
    }
    case ViewersRole: return face.viewers();
    case AccessibleTextRole: return face.accessible();
    case WaitTextRole: return face.wait();
    default: return codeValue(face, role);
    }
}

}  // namespace kydai::desk
