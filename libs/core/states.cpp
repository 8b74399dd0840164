// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/states.h"

#include <array>
#include <span>

#include <QCoreApplication>

namespace kydai {

namespace {

struct Word {
    const char* code;
    const char* label;
};

constexpr std::array<Word, kCaseStateCount> kStates{{
    {"received", QT_TRANSLATE_NOOP("CaseState", "New")},
    {"screening", QT_TRANSLATE_NOOP("CaseState", "Being classified")},
    {"needs_info", QT_TRANSLATE_NOOP("CaseState", "Waiting for citizen")},
    {"not_accepted", QT_TRANSLATE_NOOP("CaseState", "Not accepted")},
    {"merged", QT_TRANSLATE_NOOP("CaseState", "Merged")},
    {"referred", QT_TRANSLATE_NOOP("CaseState", "Referred elsewhere")},
    {"assigned", QT_TRANSLATE_NOOP("CaseState", "Sent to agency")},
    {"returned", QT_TRANSLATE_NOOP("CaseState", "Returned by agency")},
    {"in_progress", QT_TRANSLATE_NOOP("CaseState", "In progress")},
    {"paused", QT_TRANSLATE_NOOP("CaseState", "Clock paused")},
    {"agency_review", QT_TRANSLATE_NOOP("CaseState", "Agency sign-off")},
    {"awaiting_approval", QT_TRANSLATE_NOOP("CaseState", "Waiting for approval")},
    {"resolved", QT_TRANSLATE_NOOP("CaseState", "Resolved")},
    {"reopen_requested", QT_TRANSLATE_NOOP("CaseState", "Reopen requested")},
    {"closed", QT_TRANSLATE_NOOP("CaseState", "Closed")},
    {"cancelled", QT_TRANSLATE_NOOP("CaseState", "Withdrawn")},
}};

constexpr std::array<Word, 3> kPriorities{{
    {"normal", QT_TRANSLATE_NOOP("Priority", "Normal")},
    {"urgent", QT_TRANSLATE_NOOP("Priority", "Urgent")},
    {"complex", QT_TRANSLATE_NOOP("Priority", "Complex")},
}};

constexpr std::array<Word, 2> kTracks{{
    {"timed", QT_TRANSLATE_NOOP("Track", "Timed")},
    {"immediate", QT_TRANSLATE_NOOP("Track", "Immediate")},
}};

constexpr std::array<Word, 11> kChannels{{
    {"app", QT_TRANSLATE_NOOP("Channel", "Mobile app")},
    {"web", QT_TRANSLATE_NOOP("Channel", "Web")},
    {"phone", QT_TRANSLATE_NOOP("Channel", "Telephone")},
    {"counter", QT_TRANSLATE_NOOP("Channel", "Counter")},
    {"letter", QT_TRANSLATE_NOOP("Channel", "Letter")},
    {"facebook", QT_TRANSLATE_NOOP("Channel", "Facebook")},
    {"zalo", QT_TRANSLATE_NOOP("Channel", "Zalo")},
    {"camera", QT_TRANSLATE_NOOP("Channel", "Camera")},
    {"press", QT_TRANSLATE_NOOP("Channel", "Press")},
    {"leader", QT_TRANSLATE_NOOP("Channel", "Leader")},
    {"other", QT_TRANSLATE_NOOP("Channel", "Other system")},
}};

constexpr std::array<Word, 5> kReportTypes{{
    {"incident", QT_TRANSLATE_NOOP("ReportType", "Incident")},
    {"praise", QT_TRANSLATE_NOOP("ReportType", "Praise")},
    {"proposal", QT_TRANSLATE_NOOP("ReportType", "Proposal")},
    {"complaint", QT_TRANSLATE_NOOP("ReportType", "Complaint or denunciation")},
    {"rescue", QT_TRANSLATE_NOOP("ReportType", "Rescue")},
}};

constexpr std::array<Word, 5> kRatings{{
    {"none", QT_TRANSLATE_NOOP("Rating", "Not rated")},
    {"not_satisfied", QT_TRANSLATE_NOOP("Rating", "Not satisfied")},
    {"acceptable", QT_TRANSLATE_NOOP("Rating", "Acceptable")},
    {"satisfied", QT_TRANSLATE_NOOP("Rating", "Satisfied")},
    {"very_satisfied", QT_TRANSLATE_NOOP("Rating", "Very satisfied")},
}};

constexpr std::array<Word, kRoleCount> kRoles{{
    {"operator", QT_TRANSLATE_NOOP("Role", "Intake operator")},
    {"dispatcher", QT_TRANSLATE_NOOP("Role", "Dispatcher")},
    {"approver", QT_TRANSLATE_NOOP("Role", "Approver")},
    {"publisher", QT_TRANSLATE_NOOP("Role", "Publisher")},
    {"camera_operator", QT_TRANSLATE_NOOP("Role", "Camera operator")},
    {"shift_lead", QT_TRANSLATE_NOOP("Role", "Shift lead")},
    {"agency_officer", QT_TRANSLATE_NOOP("Role", "Agency officer")},
    {"agency_lead", QT_TRANSLATE_NOOP("Role", "Agency leader")},
    {"executive", QT_TRANSLATE_NOOP("Role", "Executive")},
    {"admin", QT_TRANSLATE_NOOP("Role", "Administrator")},
    {"auditor", QT_TRANSLATE_NOOP("Role", "Auditor")},
    {"citizen", QT_TRANSLATE_NOOP("Role", "Citizen")},
    {"system", QT_TRANSLATE_NOOP("Role", "System")},
}};

template <typename E> const Word& wordOf(std::span<const Word> words, E value)
{
    const auto index = static_cast<std::size_t>(value);
    return words[index < words.size() ? index : 0];
}

template <typename E> std::optional<E> find(std::span<const Word> words, QStringView code)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (code == QLatin1StringView(words[i].code))
            return static_cast<E>(i);
    }
    return std::nullopt;
}

}  // namespace

QString codeOf(CaseState v) { return QString::fromLatin1(wordOf(kStates, v).code); }
QString codeOf(Priority v) { return QString::fromLatin1(wordOf(kPriorities, v).code); }
QString codeOf(Track v) { return QString::fromLatin1(wordOf(kTracks, v).code); }
QString codeOf(Channel v) { return QString::fromLatin1(wordOf(kChannels, v).code); }
QString codeOf(ReportType v) { return QString::fromLatin1(wordOf(kReportTypes, v).code); }
QString codeOf(Rating v) { return QString::fromLatin1(wordOf(kRatings, v).code); }
QString codeOf(Role v) { return QString::fromLatin1(wordOf(kRoles, v).code); }

std::optional<CaseState> caseStateFrom(QStringView c) { return find<CaseState>(kStates, c); }
std::optional<Priority> priorityFrom(QStringView c) { return find<Priority>(kPriorities, c); }
std::optional<Track> trackFrom(QStringView c) { return find<Track>(kTracks, c); }
std::optional<Channel> channelFrom(QStringView c) { return find<Channel>(kChannels, c); }
std::optional<ReportType> reportTypeFrom(QStringView c)
{
    return find<ReportType>(kReportTypes, c);
}
std::optional<Rating> ratingFrom(QStringView c) { return find<Rating>(kRatings, c); }
std::optional<Role> roleFrom(QStringView c) { return find<Role>(kRoles, c); }

const char* labelOf(CaseState v) { return wordOf(kStates, v).label; }
const char* labelOf(Priority v) { return wordOf(kPriorities, v).label; }
const char* labelOf(Track v) { return wordOf(kTracks, v).label; }
const char* labelOf(Channel v) { return wordOf(kChannels, v).label; }
const char* labelOf(ReportType v) { return wordOf(kReportTypes, v).label; }
const char* labelOf(Rating v) { return wordOf(kRatings, v).label; }
const char* labelOf(Role v) { return wordOf(kRoles, v).label; }

bool isFinal(CaseState state)
{
    switch (state) {
    case CaseState::NotAccepted:
    case CaseState::Merged:
    case CaseState::Referred:
    case CaseState::Closed:
    case CaseState::Cancelled:
        return true;
    default:
        return false;
    }
}

bool isOpen(CaseState state) { return !isFinal(state); }

bool isClockPaused(CaseState state)
{
    return state == CaseState::NeedsInfo || state == CaseState::Paused;
}

}  // namespace kydai
