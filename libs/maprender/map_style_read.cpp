// SPDX-License-Identifier: GPL-3.0-or-later
// JSON -> MapStyle. Every field is checked; what is not known is an error, so that a slip of the pen
// is found by the person who made it and not by a missing street.
#include "maprender/map_style.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace kydai::maprender {
namespace {

constexpr int kMaxText = 64;
constexpr int kMaxListed = 64;
constexpr int kMaxTests = 8;

// Reads the fields of one JSON object of a rule; the first error of the rule stays.
class FieldReader
{
public:
    FieldReader(const QJsonObject& object, const QString& rule, std::optional<Error>& error)
        : m_object(object), m_rule(rule), m_error(error)
    {
    }

    void refuse(const QString& field, const QString& why)
    {
        if (!m_error)
            m_error = Error{ErrorCode::BadInput, {m_rule, field},
                            m_rule + u": "_s + field + u": "_s + why};
    }
    QJsonValue value(const QString& field)
    {
        m_known.insert(field);
        return m_object.value(field);
    }
    bool has(const QString& field) { return !value(field).isUndefined(); }
    QString text(const QString& field);
    double number(const QString& field, double low, double high, double otherwise);
    bool flag(const QString& field);
    ZoomCurve curve(const QString& field, double low, double high, double otherwise);
    QStringList list(const QString& field, const QJsonValue& given);
    QList<double> dash(const QString& field);
    void noOthers();

private:
    QJsonObject m_object;
    const QString& m_rule;
    std::optional<Error>& m_error;
    QSet<QString> m_known{u"comment"_s};
};

QString FieldReader::text(const QString& field)
{
    const QJsonValue given = value(field);
    if (given.isUndefined())
        return {};
    const QString found = given.toString();
    if (found.isEmpty() || found.size() > kMaxText)
        refuse(field, u"a text of 1 to %1 characters is asked"_s.arg(kMaxText));
    return found.left(kMaxText);
}

double FieldReader::number(const QString& field, double low, double high, double otherwise)
{
    const QJsonValue given = value(field);
    if (given.isUndefined())
        return otherwise;
    const double found = given.toDouble(std::nan(""));
    if (!(found >= low && found <= high)) {
        refuse(field, u"a number from %1 to %2 is asked"_s.arg(low).arg(high));
        return otherwise;
    }
    return found;
}

bool FieldReader::flag(const QString& field)
{
    const QJsonValue given = value(field);
    if (!given.isUndefined() && !given.isBool())
        refuse(field, u"true or false is asked"_s);
    return given.toBool();
}

// A number, or [[zoom, number], …] by ascending zoom.
ZoomCurve FieldReader::curve(const QString& field, double low, double high, double otherwise)
{
    const QJsonValue given = value(field);
    if (given.isUndefined() || given.isDouble())
        return ZoomCurve(number(field, low, high, otherwise));
    const QJsonArray array = given.toArray();
    std::vector<std::pair<double, double>> stops;
    for (const QJsonValue& entry : array) {
        const double zoom = entry.toArray().at(0).toDouble(-1);
        const double amount = entry.toArray().at(1).toDouble(std::nan(""));
        const bool ascends = stops.empty() || zoom > stops.back().first;
        if (entry.toArray().size() != 2 || !(zoom >= 0 && zoom <= 25) || !ascends
            || !(amount >= low && amount <= high)) {
            refuse(field, u"a stop is a zoom of 0 to 25, larger than the one before, and a number "
                          "from %1 to %2"_s.arg(low).arg(high));
            return {};
        }
        if (stops.size() == kMaxCurveStops)
            break;
        stops.emplace_back(zoom, amount);
    }
    if (stops.empty() || array.size() > kMaxCurveStops)
        refuse(field, u"a number or 1 to %1 stops by zoom are asked"_s.arg(kMaxCurveStops));
    return ZoomCurve(std::move(stops));
}

QStringList FieldReader::list(const QString& field, const QJsonValue& given)
{
    const QJsonArray array = given.isArray() ? given.toArray() : QJsonArray{given};
    QStringList found;
    for (const QJsonValue& entry : array) {
        // Numbers of tags are compared by their text; true counts as 1, false as 0.
        const QString text = entry.isString() ? entry.toString()
            : entry.isBool() ? (entry.toBool() ? u"1"_s : u"0"_s) : entry.toVariant().toString();
        if (text.isEmpty() || text.size() > kMaxText || found.size() == kMaxListed) {
            refuse(field, u"1 to %1 values of 1 to %2 characters are asked"_s.arg(kMaxListed).arg(kMaxText));
            return {};
        }
        found.append(text);
    }
    if (found.isEmpty())
        refuse(field, u"the list is empty"_s);
    return found;
}

QList<double> FieldReader::dash(const QString& field)
{
    const QJsonValue given = value(field);
    if (given.isUndefined())
        return {};
    QList<double> lengths;
    for (const QJsonValue& step : given.toArray()) {
        const double length = step.toDouble(-1);
        if (!(length >= 0.5 && length <= 256) || lengths.size() == 8) {
            refuse(field, u"2, 4, 6 or 8 lengths from 0.5 to 256 are asked"_s);
            return {};
        }
        lengths.append(length);
    }
    if (lengths.isEmpty() || lengths.size() % 2 != 0)
        refuse(field, u"2, 4, 6 or 8 lengths from 0.5 to 256 are asked"_s);
    return lengths;
}

void FieldReader::noOthers()
{
    for (const QString& key : m_object.keys()) {
        if (!m_known.contains(key))
            refuse(key.left(kMaxText), u"no such field here"_s);
    }
}

void readTests(FieldReader& reader, const QString& field, bool negated, StyleRule& rule)
{
    const QJsonValue given = reader.value(field);
    if (given.isUndefined())
        return;
    const QJsonObject object = given.toObject();
    if (object.isEmpty() || object.size() > kMaxTests)
        return reader.refuse(field, u"1 to %1 tags with their values are asked"_s.arg(kMaxTests));
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QStringList values = reader.list(field, it.value());
        rule.tests.push_back(
            {it.key().left(kMaxText), QSet<QString>(values.begin(), values.end()), negated});
    }
}

void readLine(FieldReader line, StyleRule& rule)
{
    rule.kind = RuleKind::Line;
    rule.colour = line.text(u"color"_s);
    rule.width = line.curve(u"width"_s, 0, 512, 1);
    rule.opacity = line.curve(u"opacity"_s, 0, 1, 1);
    rule.rings = line.flag(u"rings"_s);
    rule.dash = line.dash(u"dash"_s);
    const QString cap = line.text(u"cap"_s);
    if (!cap.isEmpty() && cap != "round"_L1 && cap != "butt"_L1)
        line.refuse(u"cap"_s, u"round or butt is asked"_s);
    rule.round = cap != "butt"_L1;
    line.noOthers();
}

void readLabel(FieldReader label, const QString& language, StyleRule& rule)
{
    rule.kind = RuleKind::Label;
    rule.colour = label.text(u"color"_s);
    rule.look.colour = rule.colour;
    rule.look.halo = label.text(u"halo"_s);
    rule.look.haloWidth = label.number(u"haloWidth"_s, 0, 8, 2);
    rule.look.weight = static_cast<int>(label.number(u"weight"_s, 100, 900, 500));
    rule.look.italic = label.flag(u"italic"_s);
    rule.look.spacing = label.number(u"spacing"_s, 0, 1, 0);
    rule.size = label.curve(u"size"_s, 6, 96, 14);
    rule.fields = label.has(u"field"_s) ? label.list(u"field"_s, label.value(u"field"_s))
                                        : QStringList{u"name"_s};
    if (rule.fields.contains(u"name"_s))
        rule.fields.append(u"name:latin"_s);  // packs of older tilemaker settings have only this
    if (language == "en"_L1 && rule.fields.contains(u"name"_s))
        rule.fields = QStringList{u"name_en"_s, u"name:en"_s} + rule.fields;
    rule.along = label.flag(u"along"_s);
    rule.dot = label.number(u"dot"_s, 0, 12, 0);
    rule.priority = static_cast<int>(label.number(u"priority"_s, 0, 1000, 100));
    rule.repeat = label.number(u"repeat"_s, 32, 4096, 0);
    rule.always = label.flag(u"always"_s);
    label.noOthers();
}

Result<StyleRule> readRule(const QJsonObject& object, const QString& id, const QString& language)
{
    StyleRule rule;
    rule.id = id;
    std::optional<Error> error;
    FieldReader reader(object, id, error);
    reader.text(u"id"_s);
    rule.layers = reader.list(u"layer"_s, reader.value(u"layer"_s));
    rule.minZoom = reader.number(u"minzoom"_s, 0, 25, 0);
    rule.maxZoom = reader.number(u"maxzoom"_s, 0, 25, 25);
    readTests(reader, u"filter"_s, false, rule);
    readTests(reader, u"exclude"_s, true, rule);
    const bool fill = reader.has(u"fill"_s), line = reader.has(u"line"_s), label = reader.has(u"label"_s);
    if (fill + line + label != 1)
        reader.refuse(u"fill"_s, u"one of fill, line and label is asked"_s);
    if (fill) {
        rule.colour = reader.text(u"fill"_s);
        rule.opacity = reader.curve(u"opacity"_s, 0, 1, 1);
    } else if (line) {
        readLine(FieldReader(reader.value(u"line"_s).toObject(), id, error), rule);
    } else if (label) {
        readLabel(FieldReader(reader.value(u"label"_s).toObject(), id, error), language, rule);
    }
    if (rule.colour.isEmpty())
        reader.refuse(u"color"_s, u"a role of the palette is asked"_s);
    reader.noOthers();
    if (error)
        return tl::unexpected<Error>(*error);
    return rule;
}

}  // namespace

Result<MapStyle> MapStyle::parse(const QByteArray& json, const QString& language)
{
    if (json.size() > kMaxStyleBytes)
        return fail(ErrorCode::TooLarge, {u"style"_s, QString::number(kMaxStyleBytes)});
    QJsonParseError broken;
    const QJsonDocument document = QJsonDocument::fromJson(json, &broken);
    if (!document.isObject())
        return fail(ErrorCode::BadFrame, {u"style"_s},
                    u"byte %1: %2"_s.arg(broken.offset).arg(broken.errorString()));
    const QJsonObject object = document.object();
    if (object.value("schema"_L1).toInt() != 1)
        return fail(ErrorCode::Unsupported, {u"style"_s}, u"schema 1 is known"_s);
    const QJsonValue rules = object.value("rules"_L1);
    if (!rules.isArray())
        return fail(ErrorCode::BadInput, {u"style"_s, u"rules"_s}, u"a list of rules is asked"_s);
    if (rules.toArray().size() > kMaxStyleRules)
        return fail(ErrorCode::TooLarge, {u"rules"_s, QString::number(kMaxStyleRules)});
    MapStyle style;
    style.m_name = object.value("name"_L1).toString().left(kMaxText);
    style.m_theme = object.value("theme"_L1).toString(u"dark"_s).left(kMaxText);
    style.m_background = object.value("background"_L1).toString().left(kMaxText);
    style.m_near = object.value("near"_L1).toString(u"map.roadNear"_s).left(kMaxText);
    int number = 0;
    for (const QJsonValue& entry : rules.toArray()) {
        const QJsonObject given = entry.toObject();
        const QString name = given.value("id"_L1).toString().left(kMaxText);
        auto rule = readRule(given, name.isEmpty() ? u"rule %1"_s.arg(number) : name, language);
        if (!rule)
            return tl::unexpected<Error>(rule.error());
        style.m_rules.push_back(std::move(*rule));
        ++number;
    }
    return style;
}

}  // namespace kydai::maprender
