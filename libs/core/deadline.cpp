// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/deadline.h"

#include <algorithm>
#include <array>

#include "core/clockwalk.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

struct StageName { Stage stage; const char* code; const char* label; };
constexpr std::array<StageName, kStageCount> kStages{{
    {Stage::Screen, "screen", QT_TRANSLATE_NOOP("Stage", "Classify")},
    {Stage::Accept, "accept", QT_TRANSLATE_NOOP("Stage", "Accept")},
    {Stage::Resolve, "resolve", QT_TRANSLATE_NOOP("Stage", "Resolve")},
    {Stage::Sign, "sign", QT_TRANSLATE_NOOP("Stage", "Sign")},
    {Stage::Approve, "approve", QT_TRANSLATE_NOOP("Stage", "Approve")},
    {Stage::Publish, "publish", QT_TRANSLATE_NOOP("Stage", "Publish")},
}};
constexpr std::array kUnitCodes{"minutes", "receiver_minutes", "working_minutes", "working_days"};
constexpr std::array kReasonCodes{"receipt_day", "rolled_forward", "counted", "day_off", "holiday",
                                  "substitute_off", "made_up_working", "outside_hours", "paused"};

constexpr SlaTerm minutes(int n) { return {SlaUnit::Minutes24x7, n}; }
constexpr SlaTerm receiver(int n) { return {SlaUnit::ReceiverMinutes, n}; }
constexpr SlaTerm hours(int n) { return {SlaUnit::WorkingMinutes, n * 60}; }
constexpr SlaTerm days(int n) { return {SlaUnit::WorkingDays, n}; }

}  // namespace

QString codeOf(Stage stage)
{
    return QString::fromLatin1(kStages[static_cast<size_t>(stage)].code);
}

QString codeOf(SlaUnit unit)
{
    return QString::fromLatin1(kUnitCodes[static_cast<size_t>(unit)]);
}

QString codeOf(DayReason reason)
{
    return QString::fromLatin1(kReasonCodes[static_cast<size_t>(reason)]);
}

const char* labelOf(Stage stage) { return kStages[static_cast<size_t>(stage)].label; }

std::optional<Stage> stageFrom(QStringView code)
{
    for (const StageName& s : kStages) {
        if (code == QLatin1String(s.code))
            return s.stage;
    }
    return std::nullopt;
}

std::optional<SlaUnit> slaUnitFrom(QStringView code)
{
    for (size_t i = 0; i < kUnitCodes.size(); ++i) {
        if (code == QLatin1String(kUnitCodes[i]))
            return static_cast<SlaUnit>(i);
    }
    return std::nullopt;
}

bool isSound(const SlaTerm& term)
{
    const int most = term.unit == SlaUnit::WorkingDays ? 1000 : 1'000'000;
    return term.amount >= 1 && term.amount <= most;
}

const SlaTerm& SlaPolicy::term(Priority priority) const
{
    if (priority == Priority::Urgent)
        return urgent;
    return priority == Priority::Complex ? complex : normal;
}

// The first version's deadlines. Danger knows no working hours, except that what an agency answers
// to an urgent report is due in 4 working hours, as the published rule says.
PolicySet PolicySet::defaults()
{
    const QString source = u"Deadlines in the first version"_s;
    const Track timed = Track::Timed, now = Track::Immediate;
    PolicySet set;
    set.m_policies = {
        {u"SCREEN"_s, Stage::Screen, timed, true, receiver(30), minutes(10), receiver(30), source},
        {u"SCREEN.NOW"_s, Stage::Screen, now, true, minutes(30), minutes(10), minutes(30), source},
        {u"ACCEPT"_s, Stage::Accept, timed, true, hours(8), minutes(30), hours(8), source},
        {u"ACCEPT.NOW"_s, Stage::Accept, now, true, minutes(30), minutes(15), minutes(30), source},
        {u"RESOLVE"_s, Stage::Resolve, timed, true, days(7), hours(4), days(7), source},
        {u"RESOLVE.NOW"_s, Stage::Resolve, now, true, minutes(120), minutes(60), minutes(240),
         source},
        {u"SIGN"_s, Stage::Sign, timed, true, hours(8), minutes(60), hours(8), source},
        {u"SIGN.NOW"_s, Stage::Sign, now, true, minutes(60), minutes(30), minutes(60), source},
        {u"APPROVE"_s, Stage::Approve, timed, true, hours(8), minutes(60), hours(8), source},
        {u"APPROVE.NOW"_s, Stage::Approve, now, true, minutes(60), minutes(30), minutes(60),
         source},
        {u"PUBLISH"_s, Stage::Publish, timed, true, hours(4), hours(4), hours(4), source},
        {u"PUBLISH.NOW"_s, Stage::Publish, now, true, hours(4), hours(4), hours(4), source},
    };
    return set;
}

Result<void> PolicySet::set(SlaPolicy policy)
{
    if (policy.code.isEmpty() || policy.code.size() > 64)
        return fail(ErrorCode::BadInput, {u"policy"_s}, policy.code);
    if (!isSound(policy.normal) || !isSound(policy.urgent) || !isSound(policy.complex))
        return fail(ErrorCode::BadInput, {u"policy"_s, policy.code}, u"amount out of range"_s);
    if (policy.isDefault) {
        for (SlaPolicy& other : m_policies) {
            if (other.stage == policy.stage && other.track == policy.track)
                other.isDefault = false;
        }
    }
    for (SlaPolicy& other : m_policies) {
        if (other.code == policy.code) {
            other = std::move(policy);
            return {};
        }
    }
    if (m_policies.size() >= 200)
        return fail(ErrorCode::TooLarge, {u"policies"_s, u"200"_s});
    m_policies.append(std::move(policy));
    return {};
}

const SlaPolicy* PolicySet::find(const QString& code) const
{
    for (const SlaPolicy& policy : m_policies) {
        if (policy.code == code)
            return &policy;
    }
    return nullptr;
}

SlaChoice PolicySet::choose(Stage stage, Track track, Priority priority,
                            const QString& categoryPolicy) const
{
    const SlaPolicy* const own = categoryPolicy.isEmpty() ? nullptr : find(categoryPolicy);
    if (own && own->stage == stage && own->track == track)
        return {own->code, own->term(priority)};
    for (Track wanted : {track, Track::Timed}) {
        for (const SlaPolicy& policy : m_policies) {
            if (policy.isDefault && policy.stage == stage && policy.track == wanted)
                return {policy.code, policy.term(priority)};
        }
    }
    static const PolicySet builtIn = defaults();
    for (const SlaPolicy& policy : builtIn.m_policies) {
        if (policy.stage == stage && policy.track == track)
            return {policy.code, policy.term(priority)};
    }
    KYDAI_ASSERT(!"a stage without a policy");
    return {};
}

Due dueFor(Stage stage, Track track, Priority priority, const QString& categoryPolicy,
           qint64 startUtcMs, const PolicySet& policies, const WorkCalendar& calendar)
{
    const SlaChoice choice = policies.choose(stage, track, priority, categoryPolicy);
    return dueOf(stage, choice, startUtcMs, {}, calendar);
}

Due dueOf(Stage stage, const SlaChoice& choice, qint64 startUtcMs, const QList<ClockGap>& gaps,
          const WorkCalendar& calendar)
{
    ClockWalk walk(calendar, gaps);
    Due due;
    due.policyCode = choice.policyCode;
    due.term = choice.term;
    due.dueUtcMs = walk.due(startUtcMs, choice.term);
    due.assumed = walk.crossedAssumed();
    if (due.dueUtcMs == 0)
        return due;
    const bool byDays = choice.term.unit == SlaUnit::WorkingDays;
    const SlaUnit unit = byDays ? SlaUnit::WorkingMinutes : choice.term.unit;
    const qint64 total = byDays ? walk.runningMs(startUtcMs, due.dueUtcMs, unit)
                                : choice.term.amount * kMinuteMs;
    due.dueSoonUtcMs = walk.after(startUtcMs, unit, total - total / 4);
    if (stage == Stage::Screen)
        due.dueSoonUtcMs = std::min(due.dueSoonUtcMs, due.dueUtcMs - kScreenSoonMs);
    due.dueSoonUtcMs = std::clamp(due.dueSoonUtcMs, startUtcMs, due.dueUtcMs);
    return due;
}

}  // namespace kydai
