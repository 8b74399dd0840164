// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/sheet_fields.h"

#include <QDateTime>

#include "core/rules_args.h"
#include "desk/row_roles.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr ChoiceItem kReportChannels[] = {
    {"phone", QT_TRANSLATE_NOOP("Choice", "Telephone")},
    {"counter", QT_TRANSLATE_NOOP("Choice", "Counter")},
    {"letter", QT_TRANSLATE_NOOP("Choice", "Letter")},
    {"facebook", QT_TRANSLATE_NOOP("Choice", "Facebook")},
    {"zalo", QT_TRANSLATE_NOOP("Choice", "Zalo")},
    {"leader", QT_TRANSLATE_NOOP("Choice", "City leader")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Other system")},
};
constexpr ChoiceItem kReportPriorities[] = {
    {"normal", QT_TRANSLATE_NOOP("Choice", "Normal")},
    {"urgent", QT_TRANSLATE_NOOP("Choice", "Urgent")},
    {"complex", QT_TRANSLATE_NOOP("Choice", "Complex")},
};
constexpr ChoiceItem kReportTypes[] = {
    {"incident", QT_TRANSLATE_NOOP("Choice", "Incident")},
    {"praise", QT_TRANSLATE_NOOP("Choice", "Praise")},
    {"proposal", QT_TRANSLATE_NOOP("Choice", "Proposal")},
    {"complaint", QT_TRANSLATE_NOOP("Choice", "Complaint or denunciation")},
    {"rescue", QT_TRANSLATE_NOOP("Choice", "Rescue")},
};

constexpr Field kReport[] = {
    {"address", FieldKind::Line, true,
     QT_TRANSLATE_NOOP("Field", "Place (street, kiệt, landmark)")},
    {"area", FieldKind::Area, false, QT_TRANSLATE_NOOP("Field", "Ward")},
    {"text", FieldKind::Text, true, QT_TRANSLATE_NOOP("Field", "What happened")},
    {"category", FieldKind::Category, false, QT_TRANSLATE_NOOP("Field", "Field and type")},
    {"priority", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Priority"), kReportPriorities,
     "value:normal"},
    {"channel", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Channel"), kReportChannels,
     "value:phone"},
    {"type", FieldKind::Choice, true, QT_TRANSLATE_NOOP("Field", "Kind of report"), kReportTypes,
     "value:incident"},
    {"name", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Citizen's name")},
    {"phone", FieldKind::Line, false, QT_TRANSLATE_NOOP("Field", "Citizen's telephone")},
    {"position", FieldKind::Position, false, QT_TRANSLATE_NOOP("Field", "Position")},
    {"attachments", FieldKind::Files, false, QT_TRANSLATE_NOOP("Field", "Photos and documents")},
};

QVariantMap choice(const QString& code, const QString& label, const QString& detail = {})
{
    return {{u"code"_s, code}, {u"label"_s, label}, {u"detail"_s, detail}};
}

QVariantList namedItems(const QList<NamedItem>& items)
{
    QVariantList list;
    for (const NamedItem& item : items) {
        list.append(choice(item.code, isVietnamese() || item.nameEn.isEmpty() ? item.nameVi
                                                                              : item.nameEn));
    }
    return list;
}

QVariantList agencyChoices(const Field& field, const SheetContext& ctx)
{
    QVariantList list;
    const QLatin1StringView prefill(field.prefill);
    if (prefill == "joint"_L1 && field.kind == FieldKind::Agency && ctx.c) {
        for (const JointAssignment& joint : ctx.c->joint) {  // one that is there
            if (!joint.done && !joint.waived)
                list.append(choice(joint.agency, agencyLabel(ctx.directory, joint.agency)));
        }
        return list;
    }
    for (const Agency* agency : ctx.directory.agenciesAt(localDate(ctx.nowMs)))
        list.append(choice(agency->code, agency->name, agency->shortName));
    return list;
}

QString lastParam(const Case& c, const QString& action)
{
    for (auto it = c.timeline.crbegin(); it != c.timeline.crend(); ++it) {
        if (it->action == action)
            return it->param;
    }
    return {};
}

QString routeOf(const SheetContext& ctx)
{
    if (!ctx.c)
        return {};
    if (!ctx.c->agency.isEmpty())
        return ctx.c->agency;
    return ctx.directory.route(ctx.c->category, ctx.ward, localDate(ctx.nowMs)).agency;
}

QVariant caseProposal(const QString& name, const SheetContext& ctx)
{
    const Case& c = *ctx.c;
    if (name == u"category"_s)
        return c.category;
    if (name == u"route"_s)
        return routeOf(ctx);
    if (name == u"area"_s)
        return c.area;
    if (name == u"address"_s)
        return c.address;
    if (name == u"position"_s)
        return c.hasPosition ? args::positionText(c.lat, c.lon) : QString();
    if (name == u"priority"_s)
        return codeOf(c.priority);
    if (name == u"track"_s)
        return codeOf(c.track);
    if (name == u"channel"_s)
        return codeOf(c.channel);
    if (name == u"title"_s)
        return c.title;
    if (name == u"agency"_s)
        return c.agency;
    if (name == u"request"_s)
        return c.request;
    if (name == u"proposed"_s)
        return lastParam(c, u"return"_s);
    if (name == u"ask.until"_s)
        return enteredOf({"", FieldKind::Time, false, ""}, c.ask.untilMs);
    if (name == u"result.text"_s)
        return c.result.text;
    if (name == u"result.letter"_s)
        return c.result.letter.number;
    if (name == u"result.date"_s)
        return enteredOf({"", FieldKind::Day, false, ""}, c.result.letter.date);
    if (name == u"result.signatory"_s)
        return c.result.letter.signatory;
    if (name == u"result.documents"_s)
        return c.result.documents;
    if (name == u"result.public"_s)
        return c.result.publicText.isEmpty() ? c.result.text : c.result.publicText;
    return {};
}

}  // namespace

QString kindCode(FieldKind kind)
{
    switch (kind) {
    case FieldKind::Text: return u"text"_s;
    case FieldKind::Line: return u"line"_s;
    case FieldKind::Choice: return u"choice"_s;
    case FieldKind::Category: return u"category"_s;
    case FieldKind::Agency: return u"agency"_s;
    case FieldKind::Agencies: return u"agencies"_s;
    case FieldKind::Area: return u"area"_s;
    case FieldKind::Position: return u"position"_s;
    case FieldKind::CaseCode: return u"caseCode"_s;
    case FieldKind::Time: return u"time"_s;
    case FieldKind::Day: return u"day"_s;
    case FieldKind::Files: return u"files"_s;
    case FieldKind::Documents: return u"documents"_s;
    case FieldKind::Ticks: return u"ticks"_s;
    case FieldKind::Flag: return u"flag"_s;
    case FieldKind::Mid: return u"mid"_s;
    }
    return {};
}

std::span<const Field> reportFields() { return kReport; }

QVariantList choicesOf(const Field& field, const SheetContext& ctx, const QString& category)
{
    QVariantList list;
    switch (field.kind) {
    case FieldKind::Category:
        for (const Category& one : ctx.directory.categories()) {
            const bool vi = isVietnamese();
            list.append(choice(one.code, categoryLabel(ctx.directory, one.code),
                               vi || one.groupEn.isEmpty() ? one.group : one.groupEn));
        }
        return list;
    case FieldKind::Agency:
    case FieldKind::Agencies:
        return agencyChoices(field, ctx);
    case FieldKind::Area:
        for (const Area* area : ctx.directory.areasAt(localDate(ctx.nowMs)))
            list.append(choice(area->code, area->fullName.isEmpty() ? area->name : area->fullName));
        return list;
    case FieldKind::Documents: {
        const Category* one = ctx.directory.category(category);
        return one ? namedItems(one->requiredDocuments) : list;
    }
    case FieldKind::Ticks:
        if (field.choices.empty()) {
            const Category* one = ctx.directory.category(category);
            return one ? namedItems(one->screeningQuestions) : list;
        }
        break;
    default:
        break;
    }
    for (const ChoiceItem& item : field.choices)
        list.append(choice(QString::fromLatin1(item.code), words::label(item)));
    return list;
}

QVariant proposalFor(const Field& field, const SheetContext& ctx)
{
    const QString name = QString::fromLatin1(field.prefill);
    QVariant value;
    if (name == u"now"_s)
        value = enteredOf(field, ctx.nowMs);
    else if (name.startsWith(u"value:"_s))
        value = name.mid(6);
    else if (name.startsWith(u"template:"_s))
        value = templateText(name.mid(9), ctx);
    else if (name == u"joint"_s && ctx.c) {
        QStringList open;
        for (const JointAssignment& joint : ctx.c->joint) {
            if (!joint.done && !joint.waived)
                open.append(joint.agency);
        }
        value = field.kind == FieldKind::Agency ? QVariant(open.value(0)) : QVariant(open);
    } else if (ctx.c && !name.isEmpty()) {
        value = caseProposal(name, ctx);
    }
    // A choice that this sheet does not offer is no proposal.
    if (field.kind == FieldKind::Choice) {
        bool offered = false;
        for (const ChoiceItem& item : field.choices)
            offered = offered || value.toString() == QLatin1StringView(item.code);
        if (!offered)
            value = field.required && QLatin1StringView(field.code) == "channel"_L1
                        ? QVariant(u"phone"_s)
                        : QVariant();
    }
    if (!value.isValid()) {
        switch (field.kind) {
        case FieldKind::Agencies: case FieldKind::Documents: case FieldKind::Ticks:
        case FieldKind::Files: return QStringList();
        case FieldKind::Flag: return false;
        default: return QString();
        }
    }
    return value;
}

QString hintFor(const Field& field, const SheetContext& ctx)
{
    if (QLatin1StringView(field.prefill) == "route"_L1 && ctx.c) {
        const RouteProposal route
            = ctx.directory.route(ctx.c->category, ctx.ward, localDate(ctx.nowMs));
        if (!route.agency.isEmpty())
            return translate("Desk", "Proposed by the field and the ward");
        return translate("Desk", "No proposal: choose the agency");
    }
    switch (field.kind) {
    case FieldKind::Time: return translate("Desk", "day/month/year hour:minute");
    case FieldKind::Day: return translate("Desk", "day/month/year");
    case FieldKind::Position: return translate("Desk", "latitude, longitude");
    default: return {};
    }
}

std::optional<QVariant> argumentOf(const Field& field, const QVariant& entered)
{
    switch (field.kind) {
    case FieldKind::Flag:
        return entered.toBool() ? QVariant(true) : QVariant();
    case FieldKind::Agencies: case FieldKind::Documents: case FieldKind::Ticks: {
        const QStringList list = entered.toStringList();
        return list.isEmpty() ? QVariant() : QVariant(list);
    }
    case FieldKind::Files: {
        const QVariantList list = entered.toList();
        return list.isEmpty() ? QVariant() : QVariant(list);
    }
    case FieldKind::Time: {
        const QString text = entered.toString().trimmed();
        if (text.isEmpty())
            return QVariant();
        const QDateTime at = QDateTime::fromString(text, u"dd/MM/yyyy HH:mm"_s);
        if (!at.isValid())
            return std::nullopt;
        return QVariant(utcMsOf(at.date(), at.time().hour() * 60 + at.time().minute()));
    }
    case FieldKind::Day: {
        const QString text = entered.toString().trimmed();
        if (text.isEmpty())
            return QVariant();
        QDate day = QDate::fromString(text, Qt::ISODate);
        if (!day.isValid())
            day = QDate::fromString(text, u"dd/MM/yyyy"_s);
        if (!day.isValid())
            return std::nullopt;
        return QVariant(day.toString(Qt::ISODate));
    }
    default: {
        const QString text = entered.toString().trimmed();
        return text.isEmpty() ? QVariant() : QVariant(text);
    }
    }
}

QVariant enteredOf(const Field& field, const QVariant& argument)
{
    if (field.kind == FieldKind::Day) {
        const QDate day = QDate::fromString(argument.toString(), Qt::ISODate);
        return day.isValid() ? QVariant(day.toString(u"dd/MM/yyyy"_s)) : argument;
    }
    if (field.kind != FieldKind::Time)
        return argument;
    const qint64 ms = argument.toLongLong();
    if (ms <= 0)
        return QString();
    return QVariant(words::dateText(ms) + u' ' + words::timeText(ms));
}

}  // namespace kydai::desk
