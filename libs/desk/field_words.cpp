// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/field_words.h"

#include <functional>

#include "core/calendar.h"
#include "desk/row_roles.h"
#include "desk/time_words.h"
#include "desk/translate.h"
#include "desk/words.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

// The demand of this name: of the action's own row where it has one.
const Field* findField(const QString& action, const QString& code)
{
    const Field* other = nullptr;
    for (const Transition& row : workflowTable()) {
        for (const Field& field : row.demands) {
            if (code != QLatin1StringView(field.code))
                continue;
            if (action == codeOf(row.action))
                return &field;
            if (!other)
                other = &field;
        }
    }
    return other;
}

QString choiceOf(const Field& field, const QString& code)
{
    for (const ChoiceItem& item : field.choices) {
        if (code == QLatin1StringView(item.code))
            return words::label(item);
    }
    return words::choiceLabel(code);
}

QString namedOf(const QList<NamedItem>& items, const QString& code)
{
    for (const NamedItem& item : items) {
        if (item.code == code)
            return isVietnamese() || item.nameEn.isEmpty() ? item.nameVi : item.nameEn;
    }
    return words::choiceLabel(code);
}

QString momentText(qint64 ms)
{
    return ms > 0 ? words::dateText(ms) + u' ' + words::timeText(ms) : QString();
}

QString eachOf(const QStringList& codes, const std::function<QString(const QString&)>& word)
{
    QStringList out;
    for (const QString& code : codes)
        out.append(word(code));
    out.removeAll(QString());
    return out.join(u", "_s);
}

QString listed(const Directory& d, const Field& field, const QStringList& codes,
               const QString& category)
{
    const Category* known = d.category(category);
    return eachOf(codes, [&](const QString& code) {
        if (field.kind == FieldKind::Agencies)
            return agencyShort(d, code);
        if (field.kind == FieldKind::Documents)
            return known ? namedOf(known->requiredDocuments, code) : words::choiceLabel(code);
        if (field.choices.empty())
            return known ? namedOf(known->screeningQuestions, code) : words::choiceLabel(code);
        return choiceOf(field, code);
    });
}

QString groupLabel(const QString& group)
{
    if (group == u"place"_s)
        return translate("Desk", "Place");
    if (group == u"text"_s)
        return words::fieldLabel(u"title"_s);
    return words::fieldLabel(group);
}

}  // namespace

QString fieldValue(const Directory& d, const QString& action, const QString& code,
                   const QVariant& value, const QString& category)
{
    const Field* field = findField(action, code);
    if (!field || !value.isValid())
        return value.toString();
    const QString text = value.toString();
    switch (field->kind) {
    case FieldKind::Category: return categoryLabel(d, text);
    case FieldKind::Agency: return agencyLabel(d, text);
    case FieldKind::Area: return areaLabel(d, text);
    case FieldKind::Choice: return choiceOf(*field, text);
    case FieldKind::Agencies: case FieldKind::Documents: case FieldKind::Ticks:
        return listed(d, *field, value.toStringList(), category);
    case FieldKind::Time: return momentText(value.toLongLong());
    case FieldKind::Day: {
        const QDate day = QDate::fromString(text, Qt::ISODate);
        return day.isValid() ? day.toString(u"dd/MM/yyyy"_s) : text;
    }
    case FieldKind::Flag:
        return value.toBool() ? translate("Desk", "yes") : translate("Desk", "no");
    case FieldKind::Files:
        return words::countText(value.toList().size());
    case FieldKind::Mid:
        return {};
    case FieldKind::Text: case FieldKind::Line: case FieldKind::Position: case FieldKind::CaseCode:
        break;
    }
    return text;
}

namespace {

QString untilText(const QString& ms)
{
    const QString at = momentText(ms.toLongLong());
    return at.isEmpty() ? QString() : translate("Desk", "until %1").arg(at);
}

QString ticksText(const Directory& d, const QStringList& codes, const QString& category)
{
    return eachOf(codes, [&](const QString& code) {
        const bool off = code.startsWith(u'-');
        const QString label = fieldValue(d, u"tick"_s, u"ticks"_s,
                                         QStringList{off ? code.mid(1) : code}, category);
        return off ? translate("Desk", "not: %1").arg(label) : label;
    });
}

QString parted(const QStringList& parts)
{
    QStringList there = parts;
    there.removeAll(QString());
    return there.join(u" · "_s);
}

struct Reading {
    const Directory& d;
    const QString& action;
    QStringList codes;
    QString rest;      // all but the first
    QString category;

    QString first() const { return codes.value(0); }
    QString field(const QString& name, const QString& code) const
    {
        return code.isEmpty() ? QString() : fieldValue(d, action, name, code, category);
    }
};

// What an agency asked for, was granted, or was told to do by when.
QString timedText(const Reading& r, Action action)
{
    switch (action) {
    case Action::RequestPause: case Action::RequestExtension:
        return parted({r.field(u"reason"_s, r.first()), untilText(r.codes.value(1))});
    case Action::Pause: case Action::GrantExtension:
        return parted({untilText(r.first()), r.rest});
    case Action::Instruct:
        return parted({r.first() == u"-"_s ? QString() : agencyShort(r.d, r.first()),
                       untilText(r.codes.value(1))});
    case Action::Handover:
        return parted({r.field(u"receiver"_s, r.first()), r.field(u"stage"_s, r.codes.value(1)),
                       momentText(r.codes.value(2).toLongLong())});
    default:
        return agencyShort(r.d, (r.first() + u' ' + r.rest).trimmed());
    }
}

QString codedText(const Reading& r, Action action)
{
    switch (action) {
    case Action::Return:
        return parted({r.field(u"reason"_s, r.first()), agencyShort(r.d, r.rest)});
    case Action::Refer:
        return parted({r.field(u"receiver"_s, r.first()), r.rest});
    case Action::LogCall:
        return parted({r.field(u"party"_s, r.first()), r.field(u"direction"_s, r.codes.value(1)),
                       r.field(u"outcome"_s, r.codes.value(2))});
    case Action::Reject: return r.field(u"reason"_s, r.first());
    case Action::Rate: return r.field(u"rating"_s, r.first());
    case Action::Chase: return r.field(u"level"_s, r.first());
    case Action::Attach: return r.field(u"kind"_s, r.first());
    case Action::Ask: case Action::Message: case Action::Reply: {
        const auto channel = channelFrom(r.first());
        return channel ? words::label(*channel) : r.field(u"channel"_s, r.first());
    }
    case Action::Approve: return fieldValue(r.d, r.action, u"checks"_s, r.codes);
    case Action::Rework: return fieldValue(r.d, r.action, u"missing"_s, r.codes, r.category);
    case Action::Tick: return ticksText(r.d, r.codes, r.category);
    case Action::Edit: return eachOf(r.codes, groupLabel);
    default:
        return timedText(r, action);
    }
}

}  // namespace

QString timelineParam(const Directory& d, const TimelineEntry& entry, const QString& category)
{
    const QStringList codes = entry.param.split(u' ', Qt::SkipEmptyParts);
    const auto action = actionFrom(entry.action);
    if (codes.isEmpty() || !action)  // an entered report names its own code
        return entry.param;
    const Reading reading{d, entry.action, codes, entry.param.section(u' ', 1), category};
    switch (*action) {
    case Action::Assign: case Action::Reassign: case Action::GrantReopen: case Action::Reopen:
    case Action::Recall: case Action::JointDone: case Action::JointWaive:
        return agencyShort(d, entry.param);
    case Action::AddJoint:
        return eachOf(codes, [&d](const QString& code) { return agencyShort(d, code); });
    case Action::Merge: case Action::Absorb: case Action::Detach:
        return entry.param;
    case Action::Submit:
        return translate("Desk", "no second user signs at this agency");
    case Action::Undo:
        return words::actionLabel(entry.param);
    case Action::TakeOver:
        return translate("Desk", "from %1").arg(d.userName(entry.param));
    default:
        return codedText(reading, *action);
    }
}

QString timelineText(const Directory& d, const TimelineEntry& entry)
{
    if (entry.action != codeOf(Action::Edit))
        return entry.text;
    QStringList lines;
    for (const QString& line : entry.text.split(u'\n', Qt::SkipEmptyParts)) {
        const QString field = line.section(u": "_s, 0, 0);
        const QString values = line.mid(field.size() + 2);
        const auto arrow = values.indexOf(u" > "_s);
        if (arrow < 0 || !findField(entry.action, field)) {
            lines.append(line);
            continue;
        }
        const auto word = [&](const QString& value) {
            if (value.isEmpty())
                return translate("Desk", "nothing");
            // A position that was given up names its reason in the same line.
            const bool reason = field == u"position"_s && !value.contains(u',');
            return fieldValue(d, entry.action, reason ? u"noPosition"_s : field, value);
        };
        lines.append(words::fieldLabel(field) + u": "_s + word(values.left(arrow)) + u" → "_s
                     + word(values.mid(arrow + 3)));
    }
    return lines.join(u'\n');
}

}  // namespace kydai::desk
