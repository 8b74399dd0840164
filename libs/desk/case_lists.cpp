// SPDX-License-Identifier: GPL-3.0-or-later
// The panel's lists: timeline, reports, checklist, agencies, "why this deadline", what is near.
#include <algorithm>
#include <cmath>

#include "desk/case_facts.h"
#include "desk/field_words.h"
#include "desk/row_roles.h"
#include "desk/time_words.h"
#include "desk/words.h"
#include "desk/translate.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int kNearMetres = 250;
constexpr qint64 kNearMs = 7LL * 24 * 3600 * 1000;
constexpr int kNearRows = 5;

QString visibilityCode(Visibility v)
{
    return v == Visibility::Citizen  ? u"citizen"_s
           : v == Visibility::Agency ? u"agency"_s
                                     : u"internal"_s;
}

QString visibilityLabel(Visibility v)
{
    switch (v) {
    case Visibility::Citizen: return translate("Desk", "The citizen sees it");
    case Visibility::Agency: return translate("Desk", "The agency sees it");
    case Visibility::Internal: break;
    }
    return translate("Desk", "Internal");
}

QString kindOf(const TimelineEntry& entry)
{
    static const QStringList messages = {
        u"message"_s, u"ask"_s,  u"reply"_s,      u"reject"_s,         u"refer"_s,
        u"publish"_s, u"rate"_s, u"ask_reopen"_s, u"decline_reopen"_s, u"report"_s};
    if (entry.action == u"note"_s || entry.action == u"instruct"_s)
        return u"note"_s;
    if (entry.action == u"log_call"_s || entry.action == u"handover"_s)
        return u"call"_s;
    return messages.contains(entry.action) && !entry.text.isEmpty() ? u"message"_s : u"event"_s;
}

QString sideOf(const TimelineEntry& entry)
{
    if (entry.role == Role::Citizen)
        return u"citizen"_s;
    if (entry.role == Role::System)
        return u"system"_s;
    return entry.agency.isEmpty() ? u"centre"_s : u"agency"_s;
}

QVariantList timelineRecord(const DeskCore& core, const Case& c, const TimelineEntry& entry,
                            int number)
{
    const Directory& d = core.directory();
    const qint64 now = core.nowMs();
    const QString side = sideOf(entry);
    const QString actor = side == u"citizen"_s ? words::label(Role::Citizen)
        : side == u"system"_s                  ? words::label(Role::System)
                                               : d.userName(entry.actor);
    const QString key = entry.mid.isNull() ? u"%1:%2"_s.arg(entry.seq).arg(number)
                                           : entry.mid.toString(QUuid::WithoutBraces);
    QString at = words::whenText(entry.atMs, now);
    if (entry.clientAtMs && std::abs(entry.clientAtMs - entry.atMs) > 60'000)
        at += u' ' + translate("Desk", "(done at %1)").arg(words::whenText(entry.clientAtMs, now));
    return {key, at, words::dayText(entry.atMs, now), actor, words::initialsOf(actor),
            words::label(entry.role), agencyShort(d, entry.agency), entry.action,
            words::actionLabel(entry.action), words::actionIcon(entry.action), kindOf(entry), side,
            timelineText(d, entry), timelineParam(d, entry, c.category), visibilityCode(entry.visibility),
            visibilityLabel(entry.visibility), codeOf(entry.to), words::label(entry.to),
            entry.seq == 0, entry.actor == core.actor().user};
}

}  // namespace

QList<QVariantList> timelineRecords(const DeskCore& core, const Case& c, const QStringList& kinds)
{
    QList<QVariantList> records;
    QSet<QString> keys;
    int number = 0;
    for (const TimelineEntry& entry : c.timeline) {
        ++number;
        if (!kinds.isEmpty() && !kinds.contains(kindOf(entry)))
            continue;
        QVariantList record = timelineRecord(core, c, entry, number);
        if (keys.contains(record.first().toString()))
            record[0] = record.first().toString() + u':' + QString::number(number);
        keys.insert(record.first().toString());
        records.append(record);
    }
    return records;
}

QList<QVariantList> reportRecords(const DeskCore& core, const Case& c)
{
    QList<QVariantList> records;
    int number = 0;
    for (const ReportRef& report : c.reports) {
        ++number;
        records.append({report.code.isEmpty() ? QString::number(number) : report.code,
                        words::channelIcon(report.channel), words::label(report.channel),
                        words::label(report.type), report.text, report.reporterName,
                        report.reporterMasked, report.hasContact,
                        words::whenText(report.receivedMs, core.nowMs()),
                        report.enteredBy.isEmpty() ? QString()
                                                   : core.directory().userName(report.enteredBy)});
    }
    return records;
}

QList<QVariantList> checklistRecords(const DeskCore& core, const Case& c)
{
    QList<QVariantList> records;
    const Category* category = core.directory().category(c.category);
    if (!category)
        return records;
    const bool may = judge(c, Action::Tick, core.actor(), {},
                           {core.directory(), core.nowMs(), nullptr}, false).has_value();
    for (const NamedItem& item : category->screeningQuestions) {
        const bool vi = isVietnamese() || item.nameEn.isEmpty();
        records.append(
            {item.code, vi ? item.nameVi : item.nameEn, c.ticks.contains(item.code), may});
    }
    return records;
}

QList<QVariantList> jointRecords(const DeskCore& core, const Case& c)
{
    QList<QVariantList> records;
    const Directory& d = core.directory();
    if (!c.agency.isEmpty()) {
        records.append({c.agency, agencyLabel(d, c.agency), translate("Desk", "Lead agency"),
                        words::label(c.state), words::whenText(c.assignedMs, core.nowMs()), true,
                        c.result.submittedMs != 0, false});
    }
    for (const JointAssignment& joint : c.joint) {
        const QString status = joint.done ? translate("Desk", "has finished its part")
            : joint.waived               ? translate("Desk", "waived with a reason")
                                         : translate("Desk", "not finished yet");
        records.append(
            {joint.agency, agencyLabel(d, joint.agency), translate("Desk", "Joint agency"), status,
             words::whenText(joint.atMs, core.nowMs()), false, joint.done, joint.waived});
    }
    return records;
}

namespace {

QString reasonText(const ExplainLine& line, const SlaTerm& term)
{
    const auto days = [&] {
        return translate("DeadlineReason", "day %1 of %2")
            .arg(line.number).arg(term.amount);
    };
    const bool inDays = term.unit == SlaUnit::WorkingDays;
    const QString named = line.params.value(line.reason == DayReason::MadeUpWorking ? 1 : 0);
    switch (line.reason) {
    case DayReason::ReceiptDay:
        return translate("DeadlineReason", "day of receipt, not counted");
    case DayReason::RolledForward:
        return translate("DeadlineReason", "received on a day off");
    case DayReason::Counted:
        return inDays ? days()
                      : translate("DeadlineReason", "%1 so far")
                            .arg(words::durationText(line.number * kMinuteMs));
    case DayReason::DayOff:
        return translate("DeadlineReason", "day off");
    case DayReason::Holiday:
        return translate("DeadlineReason", "holiday: %1").arg(named);
    case DayReason::SubstituteOff:
        return translate("DeadlineReason", "day off in lieu: %1").arg(named);
    case DayReason::MadeUpWorking:
        return translate("DeadlineReason", "made-up working day: %1").arg(named);
    case DayReason::OutsideHours:
        return translate("DeadlineReason", "outside working hours");
    case DayReason::Paused:
        return translate("DeadlineReason", "clock paused");
    }
    return {};
}

}  // namespace

QList<QVariantList> deadlineRecords(const DeskCore& core, const Case& c)
{
    QList<QVariantList> records;
    const auto stage = stageOfState(c.state);
    if (!stage)
        return records;
    const WorkCalendar& calendar = core.directory().calendar();
    const SlaTerm term = c.deadline.read(*stage, calendar).due.term;
    const QDate today = localDate(core.nowMs());
    int number = 0;
    for (const ExplainLine& line : c.deadline.explain(*stage, calendar)) {
        QString label = line.date.toString(u"dd/MM/yyyy"_s);
        if (term.unit != SlaUnit::WorkingDays && line.toUtcMs > line.fromUtcMs)
            label = words::timeText(line.fromUtcMs) + u'–' + words::timeText(line.toUtcMs);
        QString reason = reasonText(line, term);
        if (line.assumed)
            reason += u" · "_s + translate("DeadlineReason", "no calendar for this year");
        const QString day = words::weekdayText(startOfDayUtcMs(line.date)) + u' '
            + line.date.toString(u"dd/MM"_s);
        records.append({QString::number(++number), day, label, reason, line.counted,
                        line.date == today});
        if (number >= 400)
            break;
    }
    return records;
}

namespace {

// The field of a category: its group, or the code itself where the directory has none.
QString fieldOf(const Directory& directory, const QString& category)
{
    const Category* known = directory.category(category);
    return known && !known->group.isEmpty() ? known->group : category;
}

// One that nobody has classified yet may belong to any field.
class SameField
{
public:
    SameField(const Directory& directory, const Interner& categories, const QString& category)
        : m_directory(directory), m_categories(categories), m_field(fieldOf(directory, category)) {}

    bool operator()(const IndexRow& row)
    {
        const QString& category = m_categories.code(row.category);
        if (m_field.isEmpty() || category.isEmpty())
            return true;
        const auto known = m_known.constFind(row.category);
        if (known != m_known.cend())
            return *known;
        return *m_known.insert(row.category, fieldOf(m_directory, category) == m_field);
    }

private:
    const Directory& m_directory;
    const Interner& m_categories;
    QString m_field;
    QHash<quint16, bool> m_known;
};

}  // namespace

QList<QVariantList> nearbyRecords(DeskCore& core, const Case& c)
{
    struct Near { double metres; quint32 slot; };
    std::vector<Near> found;
    if (!c.hasPosition)
        return {};
    const CaseIndex& index = core.index();
    SameField isSameField(core.directory(), index.categories(), c.category);
    constexpr double kMetresPerE7 = 0.0111319;
    const double narrow = std::cos(c.lat * 3.14159265358979 / 180.0);
    const auto lat = static_cast<qint64>(c.lat * 1e7), lon = static_cast<qint64>(c.lon * 1e7);
    for (const SortKey& key : index.order(Order::Newest)) {
        const IndexRow& row = index.row(key.slot);
        if (row.createdMs < c.createdMs - kNearMs)
            break;
        if (!row.has(FlagHasPosition) || row.id == c.id || row.createdMs > c.createdMs + kNearMs)
            continue;
        const double dy = static_cast<double>(row.latE7 - lat) * kMetresPerE7;
        const double dx = static_cast<double>(row.lonE7 - lon) * kMetresPerE7 * narrow;
        const double metres = std::hypot(dx, dy);
        if (metres <= kNearMetres && isOpen(row.state()) && isSameField(row))
            found.push_back({metres, key.slot});
    }
    std::sort(found.begin(), found.end(),
              [](const Near& a, const Near& b) { return a.metres < b.metres; });
    QList<QVariantList> records;
    for (const Near& near : found) {
        if (records.size() >= kNearRows)
            break;
        const IndexRow& row = index.row(near.slot);
        const RowText* text = core.textOf(row.id);
        records.append({row.id.toString(QUuid::WithoutBraces), text ? text->code : QString(),
                        text ? text->title : QString(),
                        u"%1 m"_s.arg(static_cast<int>(std::lround(near.metres / 10) * 10)),
                        words::label(row.state()), codeOf(row.state()),
                        words::agoText(row.createdMs, core.nowMs())});
    }
    return records;
}

}  // namespace kydai::desk
