// SPDX-License-Identifier: GPL-3.0-or-later
// Reason codes, receivers and outcomes. Codes are stable (wire, database, figures); labels are the
// English source text under the translation context "Choice".
#include "core/workflow_tables.h"

#include <QCoreApplication>

namespace kydai::table {

namespace {

constexpr ChoiceItem kChannelItems[] = {
    {"app", QT_TRANSLATE_NOOP("Choice", "Mobile app")},
    {"web", QT_TRANSLATE_NOOP("Choice", "Web")},
    {"phone", QT_TRANSLATE_NOOP("Choice", "Telephone")},
    {"counter", QT_TRANSLATE_NOOP("Choice", "Counter")},
    {"letter", QT_TRANSLATE_NOOP("Choice", "Letter")},
    {"facebook", QT_TRANSLATE_NOOP("Choice", "Facebook")},
    {"zalo", QT_TRANSLATE_NOOP("Choice", "Zalo")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Other system")},
};

constexpr ChoiceItem kPriorityItems[] = {
    {"normal", QT_TRANSLATE_NOOP("Choice", "Normal")},
    {"urgent", QT_TRANSLATE_NOOP("Choice", "Urgent")},
    {"complex", QT_TRANSLATE_NOOP("Choice", "Complex")},
};

constexpr ChoiceItem kTrackItems[] = {
    {"timed", QT_TRANSLATE_NOOP("Choice", "Timed")},
    {"immediate", QT_TRANSLATE_NOOP("Choice", "Immediate")},
};

constexpr ChoiceItem kNoPositionItems[] = {
    {"whole_area", QT_TRANSLATE_NOOP("Choice", "Concerns a whole area")},
    {"not_a_place", QT_TRANSLATE_NOOP("Choice", "Not about a place")},
    {"moving", QT_TRANSLATE_NOOP("Choice", "Moving (vehicle, vessel)")},
    {"unknown", QT_TRANSLATE_NOOP("Choice", "The citizen could not say")},
};

constexpr ChoiceItem kRejectItems[] = {
    {"out_of_scope", QT_TRANSLATE_NOOP("Choice", "Out of scope")},
    {"insufficient", QT_TRANSLATE_NOOP("Choice", "Not enough information")},
    {"unsuitable", QT_TRANSLATE_NOOP("Choice", "Unsuitable content")},
    {"complaint", QT_TRANSLATE_NOOP("Choice", "Complaint or denunciation")},
    {"duplicate", QT_TRANSLATE_NOOP("Choice", "Duplicate")},
};

constexpr ChoiceItem kReferItems[] = {
    {"112", QT_TRANSLATE_NOOP("Choice", "112 Search and rescue")},
    {"113", QT_TRANSLATE_NOOP("Choice", "113 Police")},
    {"114", QT_TRANSLATE_NOOP("Choice", "114 Fire and rescue police")},
    {"115", QT_TRANSLATE_NOOP("Choice", "115 Ambulance")},
    {"reception_board", QT_TRANSLATE_NOOP("Choice", "Citizens' reception board")},
    {"other_province", QT_TRANSLATE_NOOP("Choice", "Another province")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Another body")},
};

constexpr ChoiceItem kHandoverItems[] = {
    {"112", QT_TRANSLATE_NOOP("Choice", "112 Search and rescue")},
    {"113", QT_TRANSLATE_NOOP("Choice", "113 Police")},
    {"114", QT_TRANSLATE_NOOP("Choice", "114 Fire and rescue police")},
    {"115", QT_TRANSLATE_NOOP("Choice", "115 Ambulance")},
    {"power", QT_TRANSLATE_NOOP("Choice", "Power company")},
    {"water", QT_TRANSLATE_NOOP("Choice", "Water company")},
    {"ward_police", QT_TRANSLATE_NOOP("Choice", "Ward police")},
    {"ward_military", QT_TRANSLATE_NOOP("Choice", "Ward military command")},
    {"flood_command", QT_TRANSLATE_NOOP("Choice", "Civil defence command")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Another body")},
};

constexpr ChoiceItem kStageItems[] = {
    {"told", QT_TRANSLATE_NOOP("Choice", "Told, not yet confirmed")},
    {"on_the_way", QT_TRANSLATE_NOOP("Choice", "On the way")},
    {"on_scene", QT_TRANSLATE_NOOP("Choice", "Taken over on the scene")},
    {"safe", QT_TRANSLATE_NOOP("Choice", "Safe")},
    {"no_answer", QT_TRANSLATE_NOOP("Choice", "No answer")},
};

constexpr ChoiceItem kReturnItems[] = {
    {"not_our_field", QT_TRANSLATE_NOOP("Choice", "Not our field")},
    {"not_our_area", QT_TRANSLATE_NOOP("Choice", "Not our area")},
    {"other_lead", QT_TRANSLATE_NOOP("Choice", "Another agency must lead")},
    {"wrong_place", QT_TRANSLATE_NOOP("Choice", "Wrong place")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Other reason")},
};

constexpr ChoiceItem kPauseItems[] = {
    {"weather", QT_TRANSLATE_NOOP("Choice", "Storm or flood")},
    {"material", QT_TRANSLATE_NOOP("Choice", "Waiting for material")},
    {"budget", QT_TRANSLATE_NOOP("Choice", "Waiting for funds")},
    {"other_agency", QT_TRANSLATE_NOOP("Choice", "Waiting for another agency")},
    {"procedure", QT_TRANSLATE_NOOP("Choice", "Legal procedure")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Other reason")},
};

constexpr ChoiceItem kExtensionItems[] = {
    {"complex", QT_TRANSLATE_NOOP("Choice", "Complex matter")},
    {"several_agencies", QT_TRANSLATE_NOOP("Choice", "Several agencies involved")},
    {"inspection", QT_TRANSLATE_NOOP("Choice", "Needs an inspection on the spot")},
    {"material", QT_TRANSLATE_NOOP("Choice", "Waiting for material")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Other reason")},
};

constexpr ChoiceItem kPartyItems[] = {
    {"citizen", QT_TRANSLATE_NOOP("Choice", "Citizen")},
    {"agency", QT_TRANSLATE_NOOP("Choice", "Agency")},
    {"other", QT_TRANSLATE_NOOP("Choice", "Somebody else")},
};

constexpr ChoiceItem kDirectionItems[] = {
    {"out", QT_TRANSLATE_NOOP("Choice", "Outgoing")},
    {"in", QT_TRANSLATE_NOOP("Choice", "Incoming")},
};

constexpr ChoiceItem kOutcomeItems[] = {
    {"answered", QT_TRANSLATE_NOOP("Choice", "Answered")},
    {"no_answer", QT_TRANSLATE_NOOP("Choice", "No answer")},
    {"busy", QT_TRANSLATE_NOOP("Choice", "Busy")},
    {"wrong_number", QT_TRANSLATE_NOOP("Choice", "Wrong number")},
    {"unreachable", QT_TRANSLATE_NOOP("Choice", "Not reachable")},
    {"call_back", QT_TRANSLATE_NOOP("Choice", "Asked to call back later")},
    {"refused", QT_TRANSLATE_NOOP("Choice", "Did not want to talk")},
};

constexpr ChoiceItem kChaseItems[] = {
    {"1", QT_TRANSLATE_NOOP("Choice", "Level 1: reminder to the officer")},
    {"2", QT_TRANSLATE_NOOP("Choice", "Level 2: to the agency's leader")},
    {"3", QT_TRANSLATE_NOOP("Choice", "Level 3: reported to the city's leadership")},
};

constexpr ChoiceItem kRatingItems[] = {
    {"very_satisfied", QT_TRANSLATE_NOOP("Choice", "Very satisfied")},
    {"satisfied", QT_TRANSLATE_NOOP("Choice", "Satisfied")},
    {"acceptable", QT_TRANSLATE_NOOP("Choice", "Acceptable")},
    {"not_satisfied", QT_TRANSLATE_NOOP("Choice", "Not satisfied")},
};

constexpr ChoiceItem kApprovalItems[] = {
    {"photo_place", QT_TRANSLATE_NOOP("Choice", "Photo afterwards shows the right place and time")},
    {"faces", QT_TRANSLATE_NOOP("Choice", "Faces and number plates are covered")},
    {"identity", QT_TRANSLATE_NOOP("Choice", "No name or telephone number is given away")},
    {"letter", QT_TRANSLATE_NOOP("Choice", "Letter has number and date")},
    {"joint", QT_TRANSLATE_NOOP("Choice", "Joint agencies have confirmed")},
};

constexpr ChoiceItem kRedactionItems[] = {
    {"faces", QT_TRANSLATE_NOOP("Choice", "Faces and number plates are covered")},
    {"identity", QT_TRANSLATE_NOOP("Choice", "No name or telephone number is given away")},
};

constexpr ChoiceItem kAttachItems[] = {
    {"after", QT_TRANSLATE_NOOP("Choice", "Photo afterwards")},
    {"before", QT_TRANSLATE_NOOP("Choice", "Photo before")},
    {"document", QT_TRANSLATE_NOOP("Choice", "Document")},
};

}  // namespace

constinit const std::span<const ChoiceItem> kChannelChoices{kChannelItems};
constinit const std::span<const ChoiceItem> kPriorityChoices{kPriorityItems};
constinit const std::span<const ChoiceItem> kTrackChoices{kTrackItems};
constinit const std::span<const ChoiceItem> kNoPositionReasons{kNoPositionItems};
constinit const std::span<const ChoiceItem> kRejectReasons{kRejectItems};
constinit const std::span<const ChoiceItem> kReferReceivers{kReferItems};
constinit const std::span<const ChoiceItem> kHandoverReceivers{kHandoverItems};
constinit const std::span<const ChoiceItem> kHandoverStages{kStageItems};
constinit const std::span<const ChoiceItem> kReturnReasons{kReturnItems};
constinit const std::span<const ChoiceItem> kPauseReasons{kPauseItems};
constinit const std::span<const ChoiceItem> kExtensionReasons{kExtensionItems};
constinit const std::span<const ChoiceItem> kCallParties{kPartyItems};
constinit const std::span<const ChoiceItem> kCallDirections{kDirectionItems};
constinit const std::span<const ChoiceItem> kCallOutcomes{kOutcomeItems};
constinit const std::span<const ChoiceItem> kChaseLevels{kChaseItems};
constinit const std::span<const ChoiceItem> kRatingChoices{kRatingItems};
constinit const std::span<const ChoiceItem> kApprovalChecks{kApprovalItems};
constinit const std::span<const ChoiceItem> kRedactionChecks{kRedactionItems};
constinit const std::span<const ChoiceItem> kAttachKinds{kAttachItems};

}  // namespace kydai::table
