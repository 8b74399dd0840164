// SPDX-License-Identifier: GPL-3.0-or-later
// The demands column: is every argument there, typed, bounded and valid today?
#include <algorithm>

#include <QDate>

#include "core/directory.h"
#include "core/rules_args.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kClockSlackMs = 5 * kMinuteMs;   // a desk's clock may be ahead by this
constexpr qint64 kFarthestMs = 2 * 366 * kDayMs;  // how far ahead a time may lie
constexpr int kMaxCode = 64;
constexpr int kMaxListed = 64;

struct Check {
    const Case& c;
    const Transition& row;
    const QVariantMap& map;
    const RuleContext& ctx;

    QDate today() const { return localDate(ctx.nowMs); }
};

Result<void> bad(const Field& field, QStringList more = {}, QString detail = {})
{
    more.prepend(QString::fromLatin1(field.code));
    return fail(ErrorCode::BadInput, more, std::move(detail));
}

Result<void> missing(const char* code)
{
    return fail(ErrorCode::Missing, {QString::fromLatin1(code)});
}

bool isChoice(const Field& field, const QString& code)
{
    return std::any_of(field.choices.begin(), field.choices.end(),
                       [&](const ChoiceItem& item) { return code == QLatin1StringView(item.code); });
}

bool isCode(const QString& text)
{
    return !text.isEmpty() && text.size() <= kMaxCode
        && std::all_of(text.begin(), text.end(), [](QChar ch) {
               return ch.isLetterOrNumber() || ch == u'_' || ch == u'-' || ch == u'.';
           });
}

Result<void> checkAgency(const Check& k, const Field& field, const QString& code)
{
    if (!k.ctx.directory.agency(code))
        return bad(field, {code}, u"no such agency"_s);
    if (!k.ctx.directory.agencyAt(code, k.today()))
        return fail(ErrorCode::Guard, {QString::fromLatin1(codeOf(Guard::AgencyValid)), code});
    return {};
}

Result<void> checkAgencies(const Check& k, const Field& field)
{
    const QStringList codes = args::list(k.map, field.code);
    if (codes.size() > kMaxJoint)
        return fail(ErrorCode::TooLarge,
                    {QString::fromLatin1(field.code), QString::number(kMaxJoint)});
    const bool names = args::has(k.map, "agency");
    const QString lead = names ? args::text(k.map, "agency") : k.c.agency;
    for (qsizetype i = 0; i < codes.size(); ++i) {
        if (const auto ok = checkAgency(k, field, codes[i]); !ok)
            return ok;
        if (codes[i] == lead || codes.indexOf(codes[i]) != i)
            return bad(field, {codes[i]}, u"named twice"_s);
    }
    return {};
}

// Until: what is asked for lies ahead; done at, told at: what happened lies behind.
Result<void> checkTime(const Check& k, const Field& field)
{
    const qint64 at = args::time(k.map, field.code);
    const QLatin1StringView code(field.code);
    const bool ahead = code == "until"_L1 || code == "due"_L1;
    const bool sound = ahead ? at > k.ctx.nowMs && at <= k.ctx.nowMs + kFarthestMs
                             : at > 0 && at <= k.ctx.nowMs + kClockSlackMs
            && at >= k.ctx.nowMs - 10 * kFarthestMs;
    return sound ? Result<void>{} : bad(field, {}, u"time out of range"_s);
}

Result<void> checkFiles(const Check& k, const Field& field)
{
    const qsizetype given = k.map.value(QString::fromLatin1(field.code)).toList().size();
    if (given + k.c.attachments.size() > kMaxAttachments)
        return fail(ErrorCode::TooLarge,
                    {QString::fromLatin1(field.code), QString::number(kMaxAttachments)});
    const auto files = args::files(k.map, field.code, AttachmentKind::Document);
    return files.size() == given && given > 0 ? Result<void>{} : bad(field, {}, u"not a file"_s);
}

Result<void> checkCodes(const Field& field, const QStringList& codes, const QStringList& known,
                        bool anyCode)
{
    if (codes.size() > kMaxListed)
        return fail(ErrorCode::TooLarge,
                    {QString::fromLatin1(field.code), QString::number(kMaxListed)});
    for (const QString& code : codes) {
        if (!(anyCode ? isCode(code) : known.contains(code)))
            return bad(field, {code}, u"unknown code"_s);
    }
    return {};
}

QStringList codesOf(const QList<NamedItem>& items)
{
    QStringList out;
    for (const NamedItem& item : items)
        out.append(item.code);
    return out;
}

Result<void> checkTicks(const Check& k, const Field& field)
{
    QStringList known;
    for (const ChoiceItem& item : field.choices)
        known.append(QString::fromLatin1(item.code));
    bool anyCode = false;
    if (field.choices.empty()) {
        const Category* category = k.ctx.directory.category(categoryAfter(k.c, k.map));
        if (category)
            known = codesOf(category->screeningQuestions);
        anyCode = known.isEmpty();  // general questions of the desk, before there is a category
    }
    return checkCodes(field, args::list(k.map, field.code), known, anyCode);
}

Result<void> checkDocuments(const Check& k, const Field& field)
{
    const Category* category = k.ctx.directory.category(categoryAfter(k.c, k.map));
    return checkCodes(field, args::list(k.map, field.code),
                      category ? codesOf(category->requiredDocuments) : QStringList(), false);
}

Result<void> checkText(const Check& k, const Field& field, int bound, bool oneLine)
{
    const QString text = args::text(k.map, field.code);
    if (text.size() > bound || (oneLine && text.contains(u'\n')))
        return bad(field, {QString::number(bound)}, u"too long"_s);
    return {};
}

// Type first: a value of the wrong type would else read as absent.
bool rightType(const Field& field, const QVariant& value)
{
    switch (field.kind) {
    case FieldKind::Agencies:
    case FieldKind::Files:
    case FieldKind::Documents:
    case FieldKind::Ticks:
        return value.typeId() == QMetaType::QVariantList
            || value.typeId() == QMetaType::QStringList;
    case FieldKind::Flag:
        return value.typeId() == QMetaType::Bool;
    case FieldKind::Time:
        return value.typeId() != QMetaType::QString && value.canConvert<qlonglong>();
    default:
        return value.typeId() == QMetaType::QString;
    }
}

Result<void> checkValue(const Check& k, const Field& field)
{
    const QString text = args::text(k.map, field.code);
    switch (field.kind) {
    case FieldKind::Text:
        return checkText(k, field, kMaxText, false);
    case FieldKind::Line:
        return checkText(k, field, kMaxLine, true);
    case FieldKind::Choice:
        return isChoice(field, text) ? Result<void>{} : bad(field, {}, u"not one of the choices"_s);
    case FieldKind::Category:
        return k.ctx.directory.category(text) ? Result<void>{} : bad(field, {}, u"no category"_s);
    case FieldKind::Agency:
        return checkAgency(k, field, text);
    case FieldKind::Agencies:
        return checkAgencies(k, field);
    case FieldKind::Area:
        return k.ctx.directory.areaAt(text, k.today()) ? Result<void>{}
                                                       : bad(field, {}, u"no area today"_s);
    case FieldKind::Position:
        return args::parsePosition(text) ? Result<void>{} : bad(field, {}, u"not a position"_s);
    case FieldKind::CaseCode:
        return isCode(text) ? Result<void>{} : bad(field, {}, u"not a case code"_s);
    case FieldKind::Time:
        return checkTime(k, field);
    case FieldKind::Day:
        return QDate::fromString(text, Qt::ISODate).isValid() ? Result<void>{}
                                                               : bad(field, {}, u"not a day"_s);
    case FieldKind::Files:
        return checkFiles(k, field);
    case FieldKind::Documents:
        return checkDocuments(k, field);
    case FieldKind::Ticks:
        return checkTicks(k, field);
    case FieldKind::Flag:
        return {};
    case FieldKind::Mid:
        return QUuid::fromString(text).isNull() ? bad(field, {}, u"not an id"_s) : Result<void>{};
    }
    return bad(field);
}

bool hasAnyDemand(const Transition& row, const QVariantMap& map)
{
    return std::any_of(row.demands.begin(), row.demands.end(),
                       [&](const Field& field) { return args::has(map, field.code); });
}

// Demands that no single field can state.
Result<void> checkTogether(const Check& k)
{
    const auto ticked = [&](const char* code) {
        return args::list(k.map, "checks").contains(QLatin1StringView(code));
    };
    switch (k.row.action) {
    case Action::Assign: {
        const bool placed = k.c.hasPosition || args::has(k.map, "position");
        const bool excused = !k.c.noPosition.isEmpty() || args::has(k.map, "noPosition");
        return placed || excused ? Result<void>{} : missing("position");
    }
    case Action::Edit:
        return hasAnyDemand(k.row, k.map) ? Result<void>{} : missing("title");
    case Action::Tick:
        return hasAnyDemand(k.row, k.map) ? Result<void>{} : missing("ticks");
    case Action::Approve:
    case Action::Publish: {
        if (args::has(k.map, "reason") && k.row.action == Action::Approve)
            return {};
        for (const ChoiceItem& item : k.row.demands[k.row.action == Action::Approve ? 0 : 1].choices) {
            const bool joint = QLatin1StringView(item.code) == "joint"_L1;
            if (!ticked(item.code) && !(joint && k.c.joint.isEmpty()))
                return missing(k.row.action == Action::Approve ? "reason" : "checks");
        }
        return {};
    }
    case Action::JointWaive:
        for (const JointAssignment& joint : k.c.joint) {
            if (joint.agency == args::text(k.map, "agency") && !joint.done && !joint.waived)
                return {};
        }
        return fail(ErrorCode::BadInput, {u"agency"_s}, u"no open joint assignment"_s);
    case Action::AddJoint: {
        const QStringList more = args::list(k.map, "agencies");
        if (more.size() + k.c.joint.size() > kMaxJoint)
            return fail(ErrorCode::TooLarge, {u"agencies"_s, QString::number(kMaxJoint)});
        return {};
    }
    default:
        return {};
    }
}

bool isBeside(Action action) { return action == Action::Absorb || action == Action::Detach; }

}  // namespace

Result<void> checkArgs(const Case& c, const Transition& row, const QVariantMap& map,
                       const RuleContext& ctx)
{
    const Check check{c, row, map, ctx};
    for (auto it = map.begin(); it != map.end(); ++it) {
        const bool known = std::any_of(row.demands.begin(), row.demands.end(), [&](const Field& f) {
            return it.key() == QLatin1StringView(f.code);
        });
        if (!known && !isBeside(row.action))
            return fail(ErrorCode::BadInput, {it.key().left(kMaxCode)}, u"not asked for"_s);
    }
    for (const Field& field : row.demands) {
        const QVariant value = map.value(QString::fromLatin1(field.code));
        if (value.isValid() && !value.isNull() && !rightType(field, value))
            return bad(field, {}, u"wrong type"_s);
        if (!args::has(map, field.code)) {
            if (field.required)
                return missing(field.code);
            continue;
        }
        if (const auto ok = checkValue(check, field); !ok)
            return ok;
    }
    return checkTogether(check);
}

}  // namespace kydai
