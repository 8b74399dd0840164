// SPDX-License-Identifier: GPL-3.0-or-later
// Merge by field: a decision made on an older version stands unless it sets a field group that
// somebody else has changed since to something else.
#include "core/reducer_parts.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

struct Wish {
    QString field, group;
    QVariant theirs, mine;
};

void wish(QList<Wish>& wishes, const QVariantMap& map, const char* field, const char* group,
          const QVariant& theirs)
{
    if (args::has(map, field)) {
        const QString key = QString::fromLatin1(field);
        wishes.append({key, QString::fromLatin1(group), theirs, map.value(key)});
    }
}

// Fields that an edit, an assignment or a reassignment sets.
QList<Wish> fieldWishes(const Case& c, const QVariantMap& map)
{
    QList<Wish> out;
    wish(out, map, "category", "category", c.category);
    wish(out, map, "priority", "priority", codeOf(c.priority));
    wish(out, map, "track", "track", codeOf(c.track));
    wish(out, map, "title", "text", c.title);
    wish(out, map, "area", "place", c.area);
    wish(out, map, "address", "place", c.address);
    wish(out, map, "position", "place",
         c.hasPosition ? args::positionText(c.lat, c.lon) : QString());
    wish(out, map, "noPosition", "place", c.noPosition);
    return out;
}

// What an act rests on as a whole: it was decided on an agency or on an answer that is no more.
QString strictGroup(Action action)
{
    switch (action) {
    case Action::Assign:
    case Action::Reassign:
    case Action::Recall:
    case Action::GrantReopen:
    case Action::Reopen:
    case Action::JointWaive:
        return u"agency"_s;
    case Action::Submit:
    case Action::Sign:
    case Action::SendBack:
    case Action::Approve:
    case Action::Rework:
    case Action::Publish:
    case Action::Unpublish:
        return u"result"_s;
    default:
        return {};
    }
}

bool same(const Wish& wish)
{
    if (wish.field != u"position"_s)
        return wish.theirs.toString() == wish.mine.toString().trimmed();
    const auto theirs = args::parsePosition(wish.theirs.toString());
    const auto mine = args::parsePosition(wish.mine.toString());
    return theirs && mine
        && args::positionText(theirs->lat, theirs->lon) == args::positionText(mine->lat, mine->lon);
}

QVariant strictValue(const Case& c, const QString& group)
{
    return group == u"agency"_s ? c.agency : c.result.text;
}

bool namesAgency(Action action) { return strictGroup(action) == u"agency"_s; }

}  // namespace

QList<FieldConflict> conflictsOf(const Case& current, const Operation& op)
{
    QList<FieldConflict> out;
    const auto action = actionFrom(op.action);
    if (!action || op.baseVersion <= 0 || op.baseVersion >= current.version)
        return out;
    const auto changedSince = [&](const QString& group) {
        return current.fieldVersions.value(group) > op.baseVersion;
    };
    if (*action == Action::Edit || *action == Action::Assign || *action == Action::Reassign) {
        const QList<Wish> wishes = fieldWishes(current, op.args);
        for (const Wish& w : wishes) {
            if (changedSince(w.group) && !same(w))
                out.append({w.field, w.group, w.theirs, w.mine,
                            current.fieldVersions.value(w.group)});
        }
    }
    const QString strict = strictGroup(*action);
    if (!strict.isEmpty() && changedSince(strict)) {
        const QString key = namesAgency(*action) ? u"agency"_s : u"text"_s;
        out.append({key, strict, strictValue(current, strict), op.args.value(key),
                    current.fieldVersions.value(strict)});
    }
    return out;
}

Result<Merge> mergeCheck(const Case& current, const Operation& op)
{
    if (op.baseVersion <= 0 || op.baseVersion >= current.version)
        return Merge::Apply;
    const QList<FieldConflict> conflicts = conflictsOf(current, op);
    if (conflicts.isEmpty())
        return Merge::Merged;
    QStringList fields;
    for (const FieldConflict& conflict : conflicts)
        fields.append(conflict.field);
    return fail(ErrorCode::Conflict, fields);
}

}  // namespace kydai
