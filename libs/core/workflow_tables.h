// SPDX-License-Identifier: GPL-3.0-or-later
// The pieces the workflow table is put together from, and the field lists they share. Only
// workflow*.cpp and rules*.cpp include this.
#pragma once

#include <vector>

#include "core/workflow.h"

namespace kydai::table {

using Rows = std::vector<Transition>;

void addScreening(Rows& rows);  // received, screening, needs_info and the finals before an agency
void addAgency(Rows& rows);     // assigned … agency_review
void addCentre(Rows& rows);     // awaiting_approval … closed
void addAnytime(Rows& rows);    // in every open state, and what the server does beside an act

inline constexpr Roles kDesk{Role::Operator, Role::Dispatcher};
inline constexpr Roles kAgency{Role::AgencyOfficer, Role::AgencyLead};

// Choices, in the order the sheet shows them.
extern const std::span<const ChoiceItem> kChannelChoices;
extern const std::span<const ChoiceItem> kPriorityChoices;
extern const std::span<const ChoiceItem> kTrackChoices;
extern const std::span<const ChoiceItem> kNoPositionReasons;
extern const std::span<const ChoiceItem> kRejectReasons;
extern const std::span<const ChoiceItem> kReferReceivers;
extern const std::span<const ChoiceItem> kHandoverReceivers;
extern const std::span<const ChoiceItem> kHandoverStages;
extern const std::span<const ChoiceItem> kReturnReasons;
extern const std::span<const ChoiceItem> kPauseReasons;
extern const std::span<const ChoiceItem> kExtensionReasons;
extern const std::span<const ChoiceItem> kCallParties;
extern const std::span<const ChoiceItem> kCallDirections;
extern const std::span<const ChoiceItem> kCallOutcomes;
extern const std::span<const ChoiceItem> kChaseLevels;
extern const std::span<const ChoiceItem> kRatingChoices;
extern const std::span<const ChoiceItem> kApprovalChecks;
extern const std::span<const ChoiceItem> kRedactionChecks;
extern const std::span<const ChoiceItem> kAttachKinds;

}  // namespace kydai::table
