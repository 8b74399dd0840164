// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/directory_json.h"

#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> bad(const QString& file, const QString& what, const QString& which)
{
    return fail(ErrorCode::BadInput, {file, what, which});
}

Result<QJsonObject> parse(const QByteArray& bytes, const QString& file)
{
    if (bytes.size() > kMaxDirectoryJson)
        return fail(ErrorCode::TooLarge, {file, QString::number(kMaxDirectoryJson)});
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (!document.isObject()) {
        return fail(ErrorCode::BadFrame, {file},
                    u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset));
    }
    return document.object();
}

// An absent day is open; a day that is there must be one.
bool readDay(const QJsonObject& o, QLatin1StringView key, QDate& day)
{
    if (!o.contains(key))
        return true;
    day = QDate::fromString(o.value(key).toString(), Qt::ISODate);
    return day.isValid();
}

bool readValidity(const QJsonObject& o, Validity& v)
{
    return readDay(o, "from"_L1, v.from) && readDay(o, "to"_L1, v.to);
}

QStringList texts(const QJsonValue& value)
{
    QStringList list;
    const QJsonArray array = value.toArray();
    for (const QJsonValue v : array)
        list.append(v.toString());
    return list;
}

Result<void> readArea(const QJsonObject& o, Directory& d)
{
    const QString file = u"areas"_s;
    Area a;
    a.code = o.value("code"_L1).toString();
    a.name = o.value("name"_L1).toString();
    a.fullName = o.value("fullName"_L1).toString();
    a.nameEn = o.value("nameEn"_L1).toString();
    a.kind = o.value("kind"_L1).toString();
    a.officialCode = o.value("officialCode"_L1).toString();
    a.successors = texts(o.value("successors"_L1));
    a.population = o.value("population"_L1).toInt();
    a.areaKm2 = o.value("areaKm2"_L1).toDouble();
    a.lon = o.value("lon"_L1).toDouble();
    a.lat = o.value("lat"_L1).toDouble();
    if (!readValidity(o, a.valid))
        return bad(file, u"validity"_s, a.code);
    if (o.contains("box"_L1)) {
        const QJsonArray box = o.value("box"_L1).toArray();
        if (box.size() != 4)
            return bad(file, u"box"_s, a.code);
        a.west = box[0].toDouble();
        a.south = box[1].toDouble();
        a.east = box[2].toDouble();
        a.north = box[3].toDouble();
    }
    if (d.area(a.code))
        return bad(file, u"twice"_s, a.code);
    return d.addArea(std::move(a));
}

Result<void> readAgency(const QJsonObject& o, Directory& d)
{
    const QString file = u"agencies"_s;
    Agency a;
    a.code = o.value("code"_L1).toString();
    a.name = o.value("name"_L1).toString();
    a.shortName = o.value("short"_L1).toString();
    a.parent = o.value("parent"_L1).toString();
    a.kind = o.value("kind"_L1).toString();
    a.area = o.value("area"_L1).toString();
    a.successors = texts(o.value("successors"_L1));
    a.hasLead = o.value("hasLead"_L1).toBool(true);
    if (!readValidity(o, a.valid))
        return bad(file, u"validity"_s, a.code);
    if (d.agency(a.code))
        return bad(file, u"twice"_s, a.code);
    return d.addAgency(std::move(a));
}

Result<SlaTerm> readTerm(const QJsonObject& o, QLatin1StringView key, const QString& code)
{
    const QJsonObject t = o.value(key).toObject();
    const auto unit = slaUnitFrom(t.value("unit"_L1).toString());
    const SlaTerm term{unit.value_or(SlaUnit::WorkingDays), t.value("amount"_L1).toInt()};
    if (!unit || !isSound(term))
        return bad(u"categories"_s, key, code);
    return term;
}

Result<void> readPolicy(const QJsonObject& o, PolicySet& policies)
{
    SlaPolicy p;
    p.code = o.value("code"_L1).toString();
    const auto stage = stageFrom(o.value("stage"_L1).toString());
    const auto track = trackFrom(o.value("track"_L1).toString(u"timed"_s));
    const auto normal = readTerm(o, "normal"_L1, p.code);
    const auto urgent = readTerm(o, "urgent"_L1, p.code);
    const auto complex = readTerm(o, "complex"_L1, p.code);
    if (!stage || !track || !normal || !urgent || !complex)
        return bad(u"categories"_s, u"policy"_s, p.code);
    p.stage = *stage;
    p.track = *track;
    p.isDefault = o.value("default"_L1).toBool();
    p.normal = *normal;
    p.urgent = *urgent;
    p.complex = *complex;
    p.source = o.value("source"_L1).toString();
    return policies.set(std::move(p));
}

using Items = QHash<QString, NamedItem>;

Items readItems(const QJsonValue& value)
{
    Items items;
    const QJsonArray array = value.toArray();
    for (const QJsonValue v : array) {
        const QJsonObject o = v.toObject();
        const QString code = o.value("code"_L1).toString();
        items.insert(code, {code, o.value("vi"_L1).toString(), o.value("en"_L1).toString()});
    }
    return items;
}

bool pick(const QStringList& codes, const Items& items, QList<NamedItem>& out)
{
    for (const QString& code : codes) {
        if (!items.contains(code))
            return false;
        out.append(items.value(code));
    }
    return true;
}

struct CategoryParts {
    Items documents, questions, groups;
};

Result<void> readCategory(const QJsonObject& o, const CategoryParts& parts, Directory& d)
{
    const QString file = u"categories"_s;
    Category c;
    c.code = o.value("code"_L1).toString();
    c.nameVi = o.value("vi"_L1).toString();
    c.nameEn = o.value("en"_L1).toString();
    const NamedItem group = parts.groups.value(o.value("group"_L1).toString());
    c.group = group.nameVi;
    c.groupEn = group.nameEn;
    const auto track = trackFrom(o.value("track"_L1).toString(u"timed"_s));
    const auto priority = priorityFrom(o.value("priority"_L1).toString(u"normal"_s));
    if (!track || !priority || c.group.isEmpty())
        return bad(file, u"track, priority or group"_s, c.code);
    c.track = *track;
    c.priority = *priority;
    c.acceptPolicy = o.value("accept"_L1).toString();
    c.resolvePolicy = o.value("resolve"_L1).toString();
    c.version = o.value("version"_L1).toInt(1);
    for (const QString& policy : {c.acceptPolicy, c.resolvePolicy}) {
        if (!policy.isEmpty() && !d.policies().find(policy))
            return bad(file, u"policy"_s, c.code);
    }
    if (!pick(texts(o.value("documents"_L1)), parts.documents, c.requiredDocuments)
        || !pick(texts(o.value("questions"_L1)), parts.questions, c.screeningQuestions))
        return bad(file, u"document or question"_s, c.code);
    if (o.contains("agency"_L1)) {
        c.route = RouteKind::Fixed;
        c.routeTo = o.value("agency"_L1).toString();
        if (!d.agency(c.routeTo))
            return bad(file, u"agency"_s, c.code);
    } else if (o.contains("byArea"_L1)) {
        c.route = RouteKind::ByArea;
        c.routeTo = o.value("byArea"_L1).toString();
    }
    if (d.category(c.code))
        return bad(file, u"twice"_s, c.code);
    return d.addCategory(std::move(c));
}

int minuteFrom(const QJsonValue& value)
{
    const QStringList parts = value.toString().split(u':');
    if (parts.size() != 2 || parts[0].size() != 2 || parts[1].size() != 2)
        return -1;
    bool hoursOk = false, minutesOk = false;
    const int hours = parts[0].toInt(&hoursOk), minutes = parts[1].toInt(&minutesOk);
    const bool fits = hoursOk && minutesOk && hours >= 0 && minutes >= 0 && minutes < 60
                      && hours * 60 + minutes <= 1440;
    return fits ? hours * 60 + minutes : -1;
}

// Spans out of order are left to WorkCalendar's own check.
Result<MinuteSpans> readSpans(const QJsonValue& value)
{
    MinuteSpans spans;
    const QJsonArray array = value.toArray();
    for (const QJsonValue v : array) {
        const QJsonArray pair = v.toArray();
        const int from = minuteFrom(pair.at(0)), to = minuteFrom(pair.at(1));
        if (pair.size() != 2 || from < 0 || to < 0)
            return bad(u"calendars"_s, u"hours"_s, {});
        spans.append({from, to});
    }
    return spans;
}

Result<void> readException(const QJsonObject& o, YearCalendar& year)
{
    static const QHash<QString, DayKind> kinds = {{u"holiday"_s, DayKind::Holiday},
                                                  {u"substitute_off"_s, DayKind::SubstituteOff},
                                                  {u"made_up_working"_s, DayKind::MadeUpWorking}};
    DayException e;
    const QString kind = o.value("kind"_L1).toString();
    auto hours = readSpans(o.value("hours"_L1));
    if (!o.contains("date"_L1) || !readDay(o, "date"_L1, e.date) || !kinds.contains(kind) || !hours)
        return bad(u"calendars"_s, u"exception"_s, o.value("date"_L1).toString());
    e.kind = kinds.value(kind);
    e.name = o.value("name"_L1).toString();
    e.source = o.value("source"_L1).toString();
    e.hours = *hours;
    if (e.name.isEmpty() || e.source.isEmpty() || e.name.size() > kMaxDirectoryName
        || e.source.size() > kMaxDirectoryNote)
        return bad(u"calendars"_s, u"name or source"_s, e.date.toString(Qt::ISODate));
    year.exceptions.append(e);
    return {};
}

Result<void> readYear(const QJsonObject& o, WorkCalendar& calendar)
{
    static const std::array<QLatin1StringView, 7> days{"mon"_L1, "tue"_L1, "wed"_L1, "thu"_L1,
                                                       "fri"_L1, "sat"_L1, "sun"_L1};
    YearCalendar year;
    year.year = o.value("year"_L1).toInt();
    year.source = o.value("source"_L1).toString().left(kMaxDirectoryNote);
    const QJsonObject weekly = o.value("weekly"_L1).toObject();
    for (size_t i = 0; i < days.size(); ++i) {
        auto spans = readSpans(weekly.value(days[i]));
        if (!spans)
            return tl::unexpected(spans.error());
        year.weekly[i] = *spans;
    }
    const QJsonArray exceptions = o.value("exceptions"_L1).toArray();
    for (const QJsonValue v : exceptions) {
        if (auto ok = readException(v.toObject(), year); !ok)
            return ok;
    }
    if (calendar.year(year.year))
        return bad(u"calendars"_s, u"twice"_s, QString::number(year.year));
    return calendar.setYear(std::move(year));
}

template <typename Read> Result<void> readAll(const QJsonValue& array, Read read)
{
    const QJsonArray rows = array.toArray();
    for (const QJsonValue row : rows) {
        if (auto ok = read(row.toObject()); !ok)
            return ok;
    }
    return {};
}

Result<void> readCategories(const QJsonObject& file, Directory& d)
{
    PolicySet policies = PolicySet::defaults();
    auto ok = readAll(file.value("policies"_L1),
                      [&](const QJsonObject& o) { return readPolicy(o, policies); });
    if (!ok)
        return ok;
    d.setPolicies(std::move(policies));
    const CategoryParts parts{readItems(file.value("documents"_L1)),
                              readItems(file.value("questions"_L1)),
                              readItems(file.value("groups"_L1))};
    return readAll(file.value("categories"_L1),
                   [&](const QJsonObject& o) { return readCategory(o, parts, d); });
}

// Codes that name something must name something that is there.
Result<void> checkReferences(const Directory& d)
{
    for (const Area& a : d.areas()) {
        for (const QString& next : a.successors) {
            if (!d.area(next))
                return bad(u"areas"_s, u"successor"_s, a.code);
        }
    }
    for (const Agency& a : d.agencies()) {
        for (const QString& next : a.successors) {
            if (!d.agency(next))
                return bad(u"agencies"_s, u"successor"_s, a.code);
        }
        if (!a.parent.isEmpty() && !d.agency(a.parent))
            return bad(u"agencies"_s, u"parent"_s, a.code);
        if (!a.area.isEmpty() && !d.area(a.area))
            return bad(u"agencies"_s, u"area"_s, a.code);
    }
    return {};
}

}  // namespace

Result<WorkCalendar> calendarFromJson(const QByteArray& calendars)
{
    const auto file = parse(calendars, u"calendars"_s);
    if (!file)
        return tl::unexpected(file.error());
    WorkCalendar calendar;
    if (file->contains("receiverHours"_L1)) {
        const auto spans = readSpans(QJsonArray{file->value("receiverHours"_L1)});
        if (!spans || !calendar.setReceiverHours(spans->first()))
            return bad(u"calendars"_s, u"receiverHours"_s, {});
    }
    auto ok = readAll(file->value("years"_L1),
                      [&](const QJsonObject& o) { return readYear(o, calendar); });
    return ok.map([&] { return calendar; });
}

Result<Directory> directoryFromJson(const QByteArray& areas, const QByteArray& agencies,
                                    const QByteArray& categories, const QByteArray& calendars)
{
    Directory d;
    auto calendar = calendarFromJson(calendars);
    if (!calendar)
        return tl::unexpected(calendar.error());
    d.setCalendar(std::move(*calendar));
    const auto areaFile = parse(areas, u"areas"_s);
    const auto agencyFile = parse(agencies, u"agencies"_s);
    const auto categoryFile = parse(categories, u"categories"_s);
    for (const auto* file : {&areaFile, &agencyFile, &categoryFile}) {
        if (!*file)
            return tl::unexpected(file->error());
    }
    auto ok = readAll(areaFile->value("areas"_L1),
                      [&](const QJsonObject& o) { return readArea(o, d); });
    if (ok)
        ok = readAll(agencyFile->value("agencies"_L1),
                     [&](const QJsonObject& o) { return readAgency(o, d); });
    if (ok)
        ok = readCategories(*categoryFile, d);
    if (ok)
        ok = checkReferences(d);
    return ok.map([&] { return d; });
}

}  // namespace kydai
