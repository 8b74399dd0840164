// SPDX-License-Identifier: GPL-3.0-or-later
// What a citizen sends: kind, words, place, channel.
#include "city/city.h"
#include "core/ids.h"

namespace kydai::city {

using namespace Qt::StringLiterals;

namespace {

struct Share { const char* kind; int weight; };

// How often each kind comes in; roughly a third turns out unfit.
constexpr Share kShares[] = {
    {"unfit", 14}, {"complaint", 4}, {"praise", 3}, {"proposal", 5}, {"flood", 6}, {"drain", 7},
    {"road", 8}, {"light", 7}, {"signal", 3}, {"tree", 5}, {"garbage", 9}, {"burning", 3},
    {"noise", 7}, {"parking", 6}, {"sidewalk", 6}, {"water", 4}, {"power", 4}, {"telecom", 2},
    {"construction", 5}, {"order", 4}, {"animals", 3}, {"food", 2}, {"health", 2}, {"school", 2},
    {"heritage", 2}, {"tourism", 3}, {"watercourse", 3}, {"service", 3}, {"social", 2}, {"ads", 2},
    {"transit", 2}, {"park", 2},
};

Channel pickChannel(Chance& chance)
{
    const int roll = chance.between(1, 100);
    if (roll <= 52)
        return Channel::App;
    if (roll <= 70)
        return Channel::Phone;
    if (roll <= 80)
        return Channel::Zalo;
    if (roll <= 89)
        return Channel::Web;
    if (roll <= 96)
        return Channel::Facebook;
    return roll <= 98 ? Channel::Counter : Channel::Press;
}

ReportType typeOf(const QString& kind)
{
    if (kind == "praise"_L1)
        return ReportType::Praise;
    if (kind == "proposal"_L1)
        return ReportType::Proposal;
    if (kind == "complaint"_L1)
        return ReportType::Complaint;
    return ReportType::Incident;
}

bool isNight(qint64 atMs)
{
    const qint64 hour = (atMs / 3'600'000 + 7) % 24;  // Asia/Ho_Chi_Minh
    return hour < 6 || hour >= 18;
}

}  // namespace

const Kind& pickKind(const Templates& templates, Chance& chance)
{
    int total = 0;
    for (const Share& share : kShares)
        total += share.weight;
    int roll = chance.between(1, total);
    for (const Share& share : kShares) {
        roll -= share.weight;
        if (roll > 0)
            continue;
        if (const Kind* kind = templates.kind(QLatin1String(share.kind)))
            return *kind;
        break;
    }
    return templates.kinds.constFirst();
}

Draft draftReport(const Kind& kind, const Spot& spot, qint64 atMs, Chance& chance)
{
    Draft out;
    out.kind = kind.name;
    out.spot = spot;
    out.night = isNight(atMs);
    NewReport& report = out.report;
    report.caseId = makeUuid7(atMs, chance);
    report.mid = makeUuid7(atMs, chance);
    report.receivedMs = atMs;
    report.channel = pickChannel(chance);
    report.type = typeOf(kind.name);
    const bool urgent = !kind.urgent.isEmpty() && chance.hit(0.05);
    report.priority = urgent ? Priority::Urgent
                             : chance.hit(0.06) ? Priority::Complex : Priority::Normal;
    report.text = fill(chance.pick(urgent ? kind.urgent : kind.calm), spot, chance);
    if (chance.hit(0.14))
        report.text = withSlips(report.text, chance);
    const bool unfit = kind.name == "unfit"_L1;
    report.address = unfit && chance.hit(0.7)
        ? QString()
        : chance.hit(0.25) ? spot.kiet : u"%1 %2, %3"_s.arg(spot.house, spot.street, spot.ward);
    report.hasPosition = !unfit && chance.hit(0.86);
    if (report.hasPosition) {
        report.lat = spot.lat;
        report.lon = spot.lon;
    }
    if (!unfit || report.hasPosition)
        report.area = spot.areaCode;
    report.category = kind.category;
    const int person = chance.between(1, 999);
    out.name = u"Công dân %1"_s.arg(person, 3, 10, QLatin1Char('0'));
    out.phone = u"0900 000 %1"_s.arg(person, 3, 10, QLatin1Char('0'));
    report.reporterName = out.name;
    report.reporterMasked = u"•••%1"_s.arg(person, 3, 10, QLatin1Char('0'));
    report.hasContact = true;
    return out;
}

}  // namespace kydai::city
