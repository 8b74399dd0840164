// SPDX-License-Identifier: GPL-3.0-or-later
// The city's directory: agencies, areas and categories with validity and successors, calendars,
// deadline policies, users' names and settings. A value (implicitly shared), any thread; the server
// makes it, the console receives it whole and knows it by version(). Assignment is by code only:
// names are shared between eras and units (Thuận Hòa, Thuận Hóa).
#pragma once

#include <QByteArray>
#include <QCborMap>
#include <QHash>
#include <QMap>

#include "core/deadline.h"

namespace kydai {

inline constexpr int kMaxDirectoryAgencies = 2000;
inline constexpr int kMaxDirectoryAreas = 2000;
inline constexpr int kMaxDirectoryCategories = 500;
inline constexpr int kMaxDirectoryUsers = 5000;
inline constexpr int kMaxDirectorySettings = 200;
inline constexpr int kMaxDirectoryCode = 64;    // UTF-16 units of a code
inline constexpr int kMaxDirectoryName = 200;   // of a name
inline constexpr int kMaxDirectoryNote = 500;   // of a source, a question

// First and last valid day, both included; an invalid QDate is open.
struct Validity {
    QDate from, to;
    bool contains(QDate date) const
    {
        return (!from.isValid() || date >= from) && (!to.isValid() || date <= to);
    }
    bool operator==(const Validity&) const = default;
};

struct Agency {
    QString code, name, shortName;
    QString parent;      // agency code or empty
    QString kind;        // "ward", "ward_police", "department", "office", "police", "unit",
                         // "company", "centre", "district"; validity tells what is former
    QString area;        // code of the area it answers for, or empty
    Validity valid;
    QStringList successors;  // agency codes
    bool hasLead = true; // more than one user: somebody else signs
    bool operator==(const Agency&) const = default;
};

struct Area {
    QString code, name;      // "19753", "Phú Xuân"; old units "cu-19762"
    QString fullName;        // "Phường Phú Xuân"
    QString nameEn;
    QString kind;            // "ward" (phường), "commune" (xã), "township" (thị trấn),
                             // "district" (quận, huyện, thị xã, until 30/6/2025)
    QString officialCode;    // the statistical office's code; reused between eras
    Validity valid;
    QStringList successors;  // area codes
    int population = 0;      // 0 = not known
    double areaKm2 = 0;
    double lon = 0, lat = 0;             // a point inside, WGS 84; 0,0 = not known
    double west = 0, south = 0, east = 0, north = 0;
    bool operator==(const Area&) const = default;
};

struct NamedItem {  // a required document, a screening question
    QString code, nameVi, nameEn;
    bool operator==(const NamedItem&) const = default;
};

enum class RouteKind : quint8 {
    Fixed,   // Category::routeTo is an agency
    ByArea,  // the valid agency of kind Category::routeTo that answers for the area
    Desk,    // the dispatcher decides
};

struct Category {
    QString code, nameVi, nameEn, group, groupEn;
    Track track = Track::Timed;
    Priority priority = Priority::Normal;
    QString acceptPolicy, resolvePolicy;  // SlaPolicy codes, empty = the default
    QList<NamedItem> requiredDocuments;   // at most 20
    QList<NamedItem> screeningQuestions;  // at most 20
    RouteKind route = RouteKind::Desk;
    QString routeTo;                      // agency code, or agency kind when ByArea
    int version = 1;
    bool operator==(const Category&) const = default;
    QString policyOf(Stage stage) const;  // acceptPolicy, resolvePolicy or empty
};

enum class HolderKind : quint8 { Area, Agency };
struct NameHolder {
    HolderKind kind = HolderKind::Area;
    QString code, name;  // full name
    Validity valid;
};

enum class RouteReason : quint8 {
    ByCategory,     // the category names the agency; params = category, agency
    ByArea,         // params = category, area, agency
    BySuccessor,    // through the area's or agency's only successor; params = old, agency
    NoAgency,       // nobody answers for it; params = category, area
    Ambiguous,      // several successors; params = old, successors …
    NoArea,         // the category is routed by area and there is none valid; params = category
    DeskDecides,
};
struct RouteProposal {
    QString agency;  // empty = no proposal
    RouteReason reason = RouteReason::DeskDecides;
    QStringList params;
};

class Directory
{
public:
    Directory();

    // Adds or replaces by code. Refused (BadInput, TooLarge): empty or long codes and names, a
    // validity that ends before it begins, bounds above.
    Result<void> addAgency(Agency agency);
    Result<void> addArea(Area area);
    Result<void> addCategory(Category category);
    Result<void> addUser(const QString& code, const QString& displayName);
    void removeUser(const QString& code) { m_users.remove(code); }
    Result<void> setSetting(const QString& key, const QString& value);
    void setCalendar(WorkCalendar calendar) { m_calendar = std::move(calendar); }
    void setPolicies(PolicySet policies) { m_policies = std::move(policies); }

    // Pointers live until the directory is changed or destroyed; null = no such code.
    const Agency* agency(const QString& code) const;
    const Area* area(const QString& code) const;
    const Category* category(const QString& code) const;
    const Agency* agencyAt(const QString& code, QDate date) const;  // null also when not valid then
    const Area* areaAt(const QString& code, QDate date) const;
    const QList<Agency>& agencies() const { return m_agencies; }
    const QList<Area>& areas() const { return m_areas; }
    const QList<Category>& categories() const { return m_categories; }
    QList<const Agency*> agenciesAt(QDate date) const;  // in the order they were added
    QList<const Area*> areasAt(QDate date) const;

    // Valid areas whose box holds the point, the nearest middle first: candidates, since the
    // directory carries no boundaries.
    QList<const Area*> areasAround(double lon, double lat, QDate date) const;

    // Every area and agency of this name in any era, folded, with or without "phường", "xã",
    // "UBND"; the valid ones first, then newest first.
    QList<NameHolder> holdersOfName(QStringView name, QDate today) const;
    // Valid units that took over from a code (itself when valid), through any number of steps.
    QStringList currentAgencies(const QString& code, QDate date) const;
    QStringList currentAreas(const QString& code, QDate date) const;

    // The agency to propose as lead. Never anything but a proposal: a person assigns.
    RouteProposal route(const QString& category, const QString& area, QDate date) const;

    const QMap<QString, QString>& users() const { return m_users; }
    QString userName(const QString& code) const;  // the code itself when not known
    const QMap<QString, QString>& settings() const { return m_settings; }
    QString setting(const QString& key, const QString& fallback = {}) const;
    const WorkCalendar& calendar() const { return m_calendar; }
    const PolicySet& policies() const { return m_policies; }
    SlaChoice policyFor(Stage stage, Track track, Priority priority,
                        const QString& category) const;
    Due dueFor(Stage stage, Track track, Priority priority, const QString& category,
               qint64 startUtcMs) const;

    // 16 hex digits of the content's hash; equal content, equal version, on every machine.
    QByteArray version() const;
    QCborMap toCbor() const;
    // Checked against every bound above; unknown keys ignored, wrong types are BadInput. The map
    // must come from a decoding without error: after one, Qt's map may be half a map.
    static Result<Directory> fromCbor(const QCborMap& map);

    bool operator==(const Directory& other) const;

private:
    QList<Agency> m_agencies;
    QList<Area> m_areas;
    QList<Category> m_categories;
    QHash<QString, int> m_agencyIndex, m_areaIndex, m_categoryIndex;
    QMap<QString, QString> m_users, m_settings;
    WorkCalendar m_calendar;
    PolicySet m_policies;
};

}  // namespace kydai
