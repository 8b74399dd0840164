// SPDX-License-Identifier: GPL-3.0-or-later
// The directory as CBOR: one map of arrays of small maps; keys of the small maps are short text.
// Reading goes through Directory's own add functions, so that one set of checks holds everywhere.
#include <QCborArray>
#include <QCborValue>
#include <QCryptographicHash>

#include "core/directory.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFormat = 1;

// --- writing: absent = empty, so that a row stays small

void put(QCborMap& map, QLatin1StringView key, const QString& text)
{
    if (!text.isEmpty())
        map.insert(key, text);
}

void put(QCborMap& map, QLatin1StringView key, qint64 number)
{
    if (number != 0)
        map.insert(key, number);
}

void put(QCborMap& map, QLatin1StringView key, double number)
{
    if (number != 0)
        map.insert(key, number);
}

void put(QCborMap& map, QLatin1StringView key, QDate date)
{
    if (date.isValid())
        map.insert(key, date.toJulianDay());
}

void put(QCborMap& map, QLatin1StringView key, const QStringList& list)
{
    if (!list.isEmpty())
        map.insert(key, QCborArray::fromStringList(list));
}

void put(QCborMap& map, QLatin1StringView key, const QList<NamedItem>& items)
{
    QCborArray array;
    for (const NamedItem& i : items)
        array.append(QCborArray{i.code, i.nameVi, i.nameEn});
    if (!items.isEmpty())
        map.insert(key, array);
}

QCborArray spansOf(const MinuteSpans& spans)
{
    QCborArray array;
    for (const MinuteSpan& s : spans)
        array.append(QCborArray{s.from, s.to});
    return array;
}

QCborArray termOf(const SlaTerm& term) { return {static_cast<int>(term.unit), term.amount}; }

// --- reading: the first wrong type or bound is remembered, everything after it reads as empty

class Reader
{
public:
    explicit Reader(const QCborMap& map) : m_map(map) {}

    QString text(QLatin1StringView key, int bound = kMaxDirectoryNote)
    {
        return text(m_map.value(key), key, bound);
    }
    qint64 number(QLatin1StringView key, qint64 low, qint64 high)
    {
        const QCborValue v = m_map.value(key);
        return v.isUndefined() ? 0 : number(v, key, low, high);
    }
    double real(QLatin1StringView key)
    {
        const QCborValue v = m_map.value(key);
        if (!v.isUndefined() && !v.isDouble() && !v.isInteger())
            refuse(key);
        return v.toDouble();
    }
    QDate date(QLatin1StringView key)
    {
        const qint64 day = number(key, 0, 4'000'000);
        return day ? QDate::fromJulianDay(day) : QDate();
    }
    QStringList texts(QLatin1StringView key)
    {
        QStringList list;
        const QCborArray values = array(key, 64);
        for (const QCborValue v : values)
            list.append(text(v, key, kMaxDirectoryCode));
        return list;
    }
    QCborArray array(QLatin1StringView key, qsizetype bound)
    {
        return array(m_map.value(key), key, bound);
    }
    QList<NamedItem> items(QLatin1StringView key)
    {
        QList<NamedItem> list;
        const QCborArray values = array(key, 20);
        for (const QCborValue v : values) {
            const QCborArray a = array(v, key, 3);
            list.append({text(a.at(0), key, kMaxDirectoryCode),
                         text(a.at(1), key, kMaxDirectoryNote),
                         text(a.at(2), key, kMaxDirectoryNote)});
        }
        return list;
    }
    MinuteSpans spans(const QCborValue& value, QLatin1StringView key)
    {
        MinuteSpans list;
        const QCborArray values = array(value, key, 8);
        for (const QCborValue v : values) {
            const QCborArray a = array(v, key, 2);
            list.append({static_cast<int>(number(a.at(0), key, 0, 1440)),
                         static_cast<int>(number(a.at(1), key, 0, 1440))});
        }
        return list;
    }
    SlaTerm term(QLatin1StringView key)
    {
        const QCborArray a = array(key, 2);
        return {static_cast<SlaUnit>(number(a.at(0), key, 0, 3)),
                static_cast<int>(number(a.at(1), key, 0, 1'000'000))};
    }
    Result<void> done() const
    {
        if (m_wrong.isEmpty())
            return {};
        return fail(ErrorCode::BadInput, {u"directory"_s, m_wrong});
    }

private:
    QString text(const QCborValue& v, QLatin1StringView key, int bound)
    {
        if ((!v.isUndefined() && !v.isString()) || v.toString().size() > bound) {
            refuse(key);
            return {};
        }
        return v.toString();
    }
    qint64 number(const QCborValue& v, QLatin1StringView key, qint64 low, qint64 high)
    {
        if (!v.isInteger() || v.toInteger() < low || v.toInteger() > high) {
            refuse(key);
            return low;
        }
        return v.toInteger();
    }
    QCborArray array(const QCborValue& v, QLatin1StringView key, qsizetype bound)
    {
        if ((!v.isUndefined() && !v.isArray()) || v.toArray().size() > bound) {
            refuse(key);
            return {};
        }
        return v.toArray();
    }
    void refuse(QLatin1StringView key)
    {
        if (m_wrong.isEmpty())
            m_wrong = key;
    }

    const QCborMap& m_map;
    QString m_wrong;
};

// --- one pair of functions a type

QCborMap write(const Agency& a)
{
    QCborMap m;
    put(m, "c"_L1, a.code);
    put(m, "n"_L1, a.name);
    put(m, "s"_L1, a.shortName);
    put(m, "p"_L1, a.parent);
    put(m, "k"_L1, a.kind);
    put(m, "a"_L1, a.area);
    put(m, "f"_L1, a.valid.from);
    put(m, "t"_L1, a.valid.to);
    put(m, "x"_L1, a.successors);
    put(m, "1"_L1, qint64(a.hasLead ? 0 : 1));
    return m;
}

Result<Agency> readAgency(const QCborMap& map)
{
    Reader r(map);
    Agency a{r.text("c"_L1), r.text("n"_L1), r.text("s"_L1), r.text("p"_L1), r.text("k"_L1),
             r.text("a"_L1), {r.date("f"_L1), r.date("t"_L1)}, r.texts("x"_L1),
             r.number("1"_L1, 0, 1) == 0};
    return r.done().map([&] { return a; });
}

QCborMap write(const Area& a)
{
    QCborMap m;
    put(m, "c"_L1, a.code);
    put(m, "n"_L1, a.name);
    put(m, "l"_L1, a.fullName);
    put(m, "e"_L1, a.nameEn);
    put(m, "k"_L1, a.kind);
    put(m, "o"_L1, a.officialCode);
    put(m, "f"_L1, a.valid.from);
    put(m, "t"_L1, a.valid.to);
    put(m, "x"_L1, a.successors);
    put(m, "p"_L1, qint64(a.population));
    put(m, "km2"_L1, a.areaKm2);
    put(m, "lon"_L1, a.lon);
    put(m, "lat"_L1, a.lat);
    put(m, "w"_L1, a.west);
    put(m, "s"_L1, a.south);
    put(m, "ea"_L1, a.east);
    put(m, "no"_L1, a.north);
    return m;
}

Result<Area> readArea(const QCborMap& map)
{
    Reader r(map);
    Area a{r.text("c"_L1), r.text("n"_L1), r.text("l"_L1), r.text("e"_L1), r.text("k"_L1),
           r.text("o"_L1), {r.date("f"_L1), r.date("t"_L1)}, r.texts("x"_L1),
           static_cast<int>(r.number("p"_L1, 0, 100'000'000)), r.real("km2"_L1), r.real("lon"_L1),
           r.real("lat"_L1), r.real("w"_L1), r.real("s"_L1), r.real("ea"_L1), r.real("no"_L1)};
    return r.done().map([&] { return a; });
}

QCborMap write(const Category& c)
{
    QCborMap m;
    put(m, "c"_L1, c.code);
    put(m, "n"_L1, c.nameVi);
    put(m, "e"_L1, c.nameEn);
    put(m, "g"_L1, c.group);
    put(m, "ge"_L1, c.groupEn);
    put(m, "t"_L1, static_cast<qint64>(c.track));
    put(m, "p"_L1, static_cast<qint64>(c.priority));
    put(m, "pa"_L1, c.acceptPolicy);
    put(m, "pr"_L1, c.resolvePolicy);
    put(m, "d"_L1, c.requiredDocuments);
    put(m, "q"_L1, c.screeningQuestions);
    put(m, "r"_L1, static_cast<qint64>(c.route));
    put(m, "to"_L1, c.routeTo);
    put(m, "v"_L1, qint64(c.version));
    return m;
}

Result<Category> readCategory(const QCborMap& map)
{
    Reader r(map);
    Category c{r.text("c"_L1), r.text("n"_L1), r.text("e"_L1), r.text("g"_L1), r.text("ge"_L1),
               static_cast<Track>(r.number("t"_L1, 0, 1)),
               static_cast<Priority>(r.number("p"_L1, 0, 2)), r.text("pa"_L1), r.text("pr"_L1),
               r.items("d"_L1), r.items("q"_L1), static_cast<RouteKind>(r.number("r"_L1, 0, 2)),
               r.text("to"_L1), static_cast<int>(r.number("v"_L1, 0, 1'000'000))};
    return r.done().map([&] { return c; });
}

QCborMap write(const SlaPolicy& p)
{
    QCborMap m;
    put(m, "c"_L1, p.code);
    put(m, "s"_L1, static_cast<qint64>(p.stage));
    put(m, "t"_L1, static_cast<qint64>(p.track));
    put(m, "d"_L1, qint64(p.isDefault ? 1 : 0));
    m.insert("n"_L1, termOf(p.normal));
    m.insert("u"_L1, termOf(p.urgent));
    m.insert("x"_L1, termOf(p.complex));
    put(m, "o"_L1, p.source);
    return m;
}

Result<SlaPolicy> readPolicy(const QCborMap& map)
{
    Reader r(map);
    SlaPolicy p{r.text("c"_L1), static_cast<Stage>(r.number("s"_L1, 0, kStageCount - 1)),
                static_cast<Track>(r.number("t"_L1, 0, 1)), r.number("d"_L1, 0, 1) == 1,
                r.term("n"_L1), r.term("u"_L1), r.term("x"_L1), r.text("o"_L1)};
    return r.done().map([&] { return p; });
}

QCborMap write(const YearCalendar& y)
{
    QCborMap m;
    put(m, "y"_L1, qint64(y.year));
    put(m, "o"_L1, y.source);
    QCborArray weekly, days;
    for (const MinuteSpans& spans : y.weekly)
        weekly.append(spansOf(spans));
    for (const DayException& e : y.exceptions) {
        QCborMap day;
        put(day, "d"_L1, e.date);
        put(day, "k"_L1, static_cast<qint64>(e.kind));
        put(day, "n"_L1, e.name);
        put(day, "o"_L1, e.source);
        if (!e.hours.isEmpty())
            day.insert("h"_L1, spansOf(e.hours));
        days.append(day);
    }
    m.insert("w"_L1, weekly);
    m.insert("x"_L1, days);
    return m;
}

Result<YearCalendar> readYear(const QCborMap& map)
{
    Reader r(map);
    YearCalendar y;
    y.year = static_cast<int>(r.number("y"_L1, 0, 9999));
    y.source = r.text("o"_L1);
    const QCborArray weekly = r.array("w"_L1, 7);
    for (qsizetype i = 0; i < weekly.size(); ++i)
        y.weekly[static_cast<size_t>(i)] = r.spans(weekly.at(i), "w"_L1);
    const QCborArray days = r.array("x"_L1, 366);
    for (const QCborValue v : days) {
        const QCborMap day = v.toMap();
        Reader d(day);
        y.exceptions.append({d.date("d"_L1), static_cast<DayKind>(d.number("k"_L1, 0, 4)),
                             d.text("n"_L1), d.text("o"_L1), d.spans(day.value("h"_L1), "h"_L1)});
        if (auto ok = d.done(); !ok)
            return tl::unexpected(ok.error());
    }
    return r.done().map([&] { return y; });
}

template <typename List> QCborArray writeAll(const List& list)
{
    QCborArray array;
    for (const auto& value : list)
        array.append(write(value));
    return array;
}

// Reads each map of an array and hands the value on; the first error ends it.
template <typename Read, typename Add>
Result<void> readAll(const QCborArray& array, Read read, Add add)
{
    for (const QCborValue v : array) {
        if (!v.isMap())
            return fail(ErrorCode::BadInput, {u"directory"_s, u"row"_s});
        auto value = read(v.toMap());
        if (!value)
            return tl::unexpected(value.error());
        if (Result<void> ok = add(std::move(*value)); !ok)
            return ok;
    }
    return {};
}

template <typename Add> Result<void> readPairs(const QCborValue& value, qsizetype bound, Add add)
{
    if (value.isUndefined())
        return {};
    if (!value.isMap() || value.toMap().size() > bound)
        return fail(ErrorCode::BadInput, {u"directory"_s, u"users or settings"_s});
    const QCborMap map = value.toMap();
    for (auto it = map.constBegin(); it != map.constEnd(); ++it) {
        if (!it.key().isString() || !it.value().isString())
            return fail(ErrorCode::BadInput, {u"directory"_s, u"users or settings"_s});
        if (Result<void> ok = add(it.key().toString(), it.value().toString()); !ok)
            return ok;
    }
    return {};
}

QCborMap writePairs(const QMap<QString, QString>& pairs)
{
    QCborMap map;
    for (auto it = pairs.begin(); it != pairs.end(); ++it)
        map.insert(it.key(), it.value());
    return map;
}

Result<WorkCalendar> readCalendar(Reader& r)
{
    WorkCalendar calendar;
    const MinuteSpans receiver = r.spans(QCborArray{r.array("receiver"_L1, 2)}, "receiver"_L1);
    if (auto ok = calendar.setReceiverHours(receiver.value(0)); !ok)
        return tl::unexpected(ok.error());
    auto ok = readAll(r.array("years"_L1, 200), readYear,
                      [&](YearCalendar y) { return calendar.setYear(std::move(y)); });
    return ok.map([&] { return calendar; });
}

}  // namespace

QCborMap Directory::toCbor() const
{
    QCborMap map;
    map.insert("format"_L1, kFormat);
    map.insert("agencies"_L1, writeAll(m_agencies));
    map.insert("areas"_L1, writeAll(m_areas));
    map.insert("categories"_L1, writeAll(m_categories));
    map.insert("policies"_L1, writeAll(m_policies.all()));
    QCborArray years;
    for (const auto& [number, year] : m_calendar.years())
        years.append(write(year));
    map.insert("years"_L1, years);
    const MinuteSpan receiver = m_calendar.receiverHours();
    map.insert("receiver"_L1, QCborArray{receiver.from, receiver.to});
    map.insert("users"_L1, writePairs(m_users));
    map.insert("settings"_L1, writePairs(m_settings));
    return map;
}

Result<Directory> Directory::fromCbor(const QCborMap& map)
{
    Directory d;
    Reader r(map);
    if (r.number("format"_L1, 0, 1'000'000) != kFormat)
        return fail(ErrorCode::Unsupported, {u"directory"_s});
    d.m_policies = PolicySet();
    const auto agencies = r.array("agencies"_L1, kMaxDirectoryAgencies);
    const auto areas = r.array("areas"_L1, kMaxDirectoryAreas);
    const auto categories = r.array("categories"_L1, kMaxDirectoryCategories);
    const auto policies = r.array("policies"_L1, 200);
    auto ok = readAll(agencies, readAgency, [&](Agency a) { return d.addAgency(std::move(a)); });
    if (ok)
        ok = readAll(areas, readArea, [&](Area a) { return d.addArea(std::move(a)); });
    if (ok)
        ok = readAll(categories, readCategory,
                     [&](Category c) { return d.addCategory(std::move(c)); });
    if (ok)
        ok = readAll(policies, readPolicy, [&](SlaPolicy p) { return d.m_policies.set(p); });
    if (ok)
        ok = readPairs(map.value("users"_L1), kMaxDirectoryUsers,
                       [&](const QString& k, const QString& v) { return d.addUser(k, v); });
    if (ok)
        ok = readPairs(map.value("settings"_L1), kMaxDirectorySettings,
                       [&](const QString& k, const QString& v) { return d.setSetting(k, v); });
    if (!ok)
        return tl::unexpected(ok.error());
    auto calendar = readCalendar(r);
    if (!calendar)
        return tl::unexpected(calendar.error());
    d.m_calendar = std::move(*calendar);
    return r.done().map([&] { return d; });
}

QByteArray Directory::version() const
{
    const QByteArray bytes = QCborValue(toCbor()).toCbor();
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16);
}

}  // namespace kydai
