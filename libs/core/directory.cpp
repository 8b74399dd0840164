// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/directory.h"

#include <algorithm>
#include <cmath>

#include <QSet>

#include "core/vietnamese.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

tl::unexpected<Error> bad(const QString& what, const QString& code, const QString& why)
{
    return fail(ErrorCode::BadInput, {what, code}, why);
}

bool isCode(const QString& code) { return !code.isEmpty() && code.size() <= kMaxDirectoryCode; }
bool isName(const QString& name) { return !name.isEmpty() && name.size() <= kMaxDirectoryName; }

bool areCodes(const QStringList& codes)
{
    return codes.size() <= 64 && std::all_of(codes.begin(), codes.end(), isCode);
}

bool isSound(const Validity& v) { return !v.from.isValid() || !v.to.isValid() || v.from <= v.to; }

bool areItems(const QList<NamedItem>& items)
{
    return items.size() <= 20 && std::all_of(items.begin(), items.end(), [](const NamedItem& i) {
        return isCode(i.code) && !i.nameVi.isEmpty() && i.nameVi.size() <= kMaxDirectoryNote
               && i.nameEn.size() <= kMaxDirectoryNote;
    });
}

template <typename T>
Result<void> put(QList<T>& list, QHash<QString, int>& index, T&& value, int bound)
{
    const auto it = index.constFind(value.code);
    if (it != index.constEnd()) {
        list[*it] = std::move(value);
        return {};
    }
    if (list.size() >= bound)
        return fail(ErrorCode::TooLarge, {u"directory"_s, QString::number(bound)});
    index.insert(value.code, static_cast<int>(list.size()));
    list.append(std::move(value));
    return {};
}

template <typename T>
const T* get(const QList<T>& list, const QHash<QString, int>& index, const QString& code)
{
    const auto it = index.constFind(code);
    return it == index.constEnd() ? nullptr : &list[*it];
}

template <typename T> const T* ifValid(const T* unit, QDate date)
{
    return unit && unit->valid.contains(date) ? unit : nullptr;
}

template <typename T> QList<const T*> validOnes(const QList<T>& list, QDate date)
{
    QList<const T*> found;
    for (const T& unit : list) {
        if (unit.valid.contains(date))
            found.append(&unit);
    }
    return found;
}

template <typename T>
QStringList currents(const QList<T>& list, const QHash<QString, int>& index, const QString& code,
                     QDate date)
{
    QStringList found, open{code};
    QSet<QString> seen{code};
    while (!open.isEmpty()) {
        const T* const unit = get(list, index, open.takeFirst());
        if (!unit)
            continue;
        if (unit->valid.contains(date)) {
            found.append(unit->code);
            continue;
        }
        for (const QString& next : unit->successors) {
            if (!seen.contains(next)) {
                seen.insert(next);
                open.append(next);
            }
        }
    }
    return found;
}

// What people leave out or add in front of a name, folded.
QString bareName(const QString& name)
{
    static const QStringList prefixes = {u"ubnd "_s, u"uy ban nhan dan "_s, u"phuong "_s, u"xa "_s,
                                         u"thi tran "_s, u"thi xa "_s, u"quan "_s, u"huyen "_s};
    QString folded = fold(name);
    for (bool again = true; again;) {
        again = false;
        for (const QString& prefix : prefixes) {
            if (folded.startsWith(prefix)) {
                folded.remove(0, prefix.size());
                again = true;
            }
        }
    }
    return folded;
}

}  // namespace

QString Category::policyOf(Stage stage) const
{
    if (stage == Stage::Accept)
        return acceptPolicy;
    return stage == Stage::Resolve ? resolvePolicy : QString();
}

Directory::Directory() : m_policies(PolicySet::defaults()) {}

Result<void> Directory::addAgency(Agency a)
{
    if (!isCode(a.code) || !isName(a.name) || a.shortName.size() > kMaxDirectoryName)
        return bad(u"agency"_s, a.code, u"code or name"_s);
    if (!isSound(a.valid) || !areCodes(a.successors) || a.kind.size() > kMaxDirectoryCode
        || a.parent.size() > kMaxDirectoryCode || a.area.size() > kMaxDirectoryCode)
        return bad(u"agency"_s, a.code, u"validity, successors, kind, parent or area"_s);
    return put(m_agencies, m_agencyIndex, std::move(a), kMaxDirectoryAgencies);
}

Result<void> Directory::addArea(Area a)
{
    if (!isCode(a.code) || !isName(a.name) || a.fullName.size() > kMaxDirectoryName
        || a.nameEn.size() > kMaxDirectoryName)
        return bad(u"area"_s, a.code, u"code or name"_s);
    const bool sound = isSound(a.valid) && areCodes(a.successors)
                       && a.kind.size() <= kMaxDirectoryCode
                       && a.officialCode.size() <= kMaxDirectoryCode;
    if (!sound)
        return bad(u"area"_s, a.code, u"validity, successors or kind"_s);
    for (double degrees : {a.lon, a.lat, a.west, a.south, a.east, a.north}) {
        if (!std::isfinite(degrees) || std::abs(degrees) > 180)
            return bad(u"area"_s, a.code, u"position"_s);
    }
    if (a.west > a.east || a.south > a.north || a.population < 0 || !(a.areaKm2 >= 0))
        return bad(u"area"_s, a.code, u"box, population or size"_s);
    return put(m_areas, m_areaIndex, std::move(a), kMaxDirectoryAreas);
}

Result<void> Directory::addCategory(Category c)
{
    if (!isCode(c.code) || !isName(c.nameVi) || c.nameEn.size() > kMaxDirectoryName
        || c.group.size() > kMaxDirectoryName || c.groupEn.size() > kMaxDirectoryName)
        return bad(u"category"_s, c.code, u"code or name"_s);
    if (!areItems(c.requiredDocuments) || !areItems(c.screeningQuestions))
        return bad(u"category"_s, c.code, u"documents or questions"_s);
    if (c.routeTo.size() > kMaxDirectoryCode || (c.route != RouteKind::Desk && c.routeTo.isEmpty())
        || c.acceptPolicy.size() > kMaxDirectoryCode || c.resolvePolicy.size() > kMaxDirectoryCode)
        return bad(u"category"_s, c.code, u"route or policy"_s);
    return put(m_categories, m_categoryIndex, std::move(c), kMaxDirectoryCategories);
}

Result<void> Directory::addUser(const QString& code, const QString& displayName)
{
    if (!isCode(code) || displayName.size() > kMaxDirectoryName)
        return bad(u"user"_s, code, u"code or name"_s);
    if (!m_users.contains(code) && m_users.size() >= kMaxDirectoryUsers)
        return fail(ErrorCode::TooLarge, {u"users"_s, QString::number(kMaxDirectoryUsers)});
    m_users.insert(code, displayName);
    return {};
}

Result<void> Directory::setSetting(const QString& key, const QString& value)
{
    if (!isCode(key) || value.size() > kMaxDirectoryNote)
        return bad(u"setting"_s, key, u"key or value"_s);
    if (!m_settings.contains(key) && m_settings.size() >= kMaxDirectorySettings)
        return fail(ErrorCode::TooLarge, {u"settings"_s, QString::number(kMaxDirectorySettings)});
    m_settings.insert(key, value);
    return {};
}

const Agency* Directory::agency(const QString& code) const
{
    return get(m_agencies, m_agencyIndex, code);
}

const Area* Directory::area(const QString& code) const { return get(m_areas, m_areaIndex, code); }

const Category* Directory::category(const QString& code) const
{
    return get(m_categories, m_categoryIndex, code);
}

const Agency* Directory::agencyAt(const QString& code, QDate date) const
{
    return ifValid(agency(code), date);
}

const Area* Directory::areaAt(const QString& code, QDate date) const
{
    return ifValid(area(code), date);
}

QList<const Agency*> Directory::agenciesAt(QDate date) const { return validOnes(m_agencies, date); }
QList<const Area*> Directory::areasAt(QDate date) const { return validOnes(m_areas, date); }

QList<const Area*> Directory::areasAround(double lon, double lat, QDate date) const
{
    QList<const Area*> found = areasAt(date);
    found.removeIf([&](const Area* a) {
        return a->west == a->east || lon < a->west || lon > a->east || lat < a->south
               || lat > a->north;
    });
    const auto distance = [&](const Area* a) {
        return std::hypot((a->lon - lon) * std::cos(lat * M_PI / 180), a->lat - lat);
    };
    std::stable_sort(found.begin(), found.end(), [&](const Area* a, const Area* b) {
        return distance(a) < distance(b);
    });
    return found;
}

QList<NameHolder> Directory::holdersOfName(QStringView name, QDate today) const
{
    QList<NameHolder> found;
    const QString wanted = bareName(name.toString());
    if (wanted.isEmpty())
        return found;
    for (const Area& a : m_areas) {
        if (bareName(a.name) == wanted)
            found.append({HolderKind::Area, a.code, a.fullName.isEmpty() ? a.name : a.fullName,
                          a.valid});
    }
    for (const Agency& a : m_agencies) {
        if (bareName(a.name) == wanted || bareName(a.shortName) == wanted)
            found.append({HolderKind::Agency, a.code, a.name, a.valid});
    }
    const auto rank = [&](const NameHolder& h) {
        const QDate end = h.valid.to.isValid() ? h.valid.to : QDate(9999, 1, 1);
        return std::make_tuple(!h.valid.contains(today), -end.toJulianDay(),
                               h.valid.from.isValid() ? -h.valid.from.toJulianDay() : 0);
    };
    std::stable_sort(found.begin(), found.end(), [&](const NameHolder& a, const NameHolder& b) {
        return rank(a) < rank(b);
    });
    return found;
}

QStringList Directory::currentAgencies(const QString& code, QDate date) const
{
    return currents(m_agencies, m_agencyIndex, code, date);
}

QStringList Directory::currentAreas(const QString& code, QDate date) const
{
    return currents(m_areas, m_areaIndex, code, date);
}

RouteProposal Directory::route(const QString& categoryCode, const QString& areaCode,
                               QDate date) const
{
    const Category* const c = category(categoryCode);
    if (!c || c->route == RouteKind::Desk)
        return {{}, RouteReason::DeskDecides, {}};
    if (c->route == RouteKind::Fixed) {
        if (agencyAt(c->routeTo, date))
            return {c->routeTo, RouteReason::ByCategory, {c->code, c->routeTo}};
        const QStringList next = currentAgencies(c->routeTo, date);
        if (next.size() == 1)
            return {next.first(), RouteReason::BySuccessor, {c->routeTo, next.first()}};
        if (next.isEmpty())
            return {{}, RouteReason::NoAgency, {c->code, areaCode}};
        return {{}, RouteReason::Ambiguous, QStringList{c->routeTo} + next};
    }
    const QStringList areas = currentAreas(areaCode, date);
    if (areas.isEmpty())
        return {{}, RouteReason::NoArea, {c->code}};
    if (areas.size() > 1)
        return {{}, RouteReason::Ambiguous, QStringList{areaCode} + areas};
    for (const Agency& a : m_agencies) {
        if (a.area != areas.first() || a.kind != c->routeTo || !a.valid.contains(date))
            continue;
        if (areas.first() != areaCode)
            return {a.code, RouteReason::BySuccessor, {areaCode, a.code}};
        return {a.code, RouteReason::ByArea, {c->code, areaCode, a.code}};
    }
    return {{}, RouteReason::NoAgency, {c->code, areaCode}};
}

QString Directory::userName(const QString& code) const { return m_users.value(code, code); }

QString Directory::setting(const QString& key, const QString& fallback) const
{
    return m_settings.value(key, fallback);
}

SlaChoice Directory::policyFor(Stage stage, Track track, Priority priority,
                               const QString& categoryCode) const
{
    const Category* const c = category(categoryCode);
    return m_policies.choose(stage, track, priority, c ? c->policyOf(stage) : QString());
}

Due Directory::dueFor(Stage stage, Track track, Priority priority, const QString& categoryCode,
                      qint64 startUtcMs) const
{
    const Category* const c = category(categoryCode);
    return kydai::dueFor(stage, track, priority, c ? c->policyOf(stage) : QString(), startUtcMs,
                         m_policies, m_calendar);
}

bool Directory::operator==(const Directory& o) const
{
    return m_agencies == o.m_agencies && m_areas == o.m_areas && m_categories == o.m_categories
           && m_users == o.m_users && m_settings == o.m_settings && m_calendar == o.m_calendar
           && m_policies == o.m_policies;
}

}  // namespace kydai
