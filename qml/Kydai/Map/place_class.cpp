// SPDX-License-Identifier: GPL-3.0-or-later
#include "place_class.h"

#include "core/rescue.h"

namespace kydai::mapqml {

PlaceClass classOf(const desk::IndexRow& row, qint64 nowMs)
{
    const bool late = row.latenessAt(nowMs) == Lateness::Overdue;
    switch (row.state()) {
    case CaseState::Received:
    case CaseState::Screening:
    case CaseState::NeedsInfo:
    case CaseState::ReopenRequested:
        return late ? PlaceClass::Overdue : PlaceClass::New;
    case CaseState::Assigned:
    case CaseState::Returned:
    case CaseState::InProgress:
    case CaseState::Paused:
    case CaseState::AgencyReview:
    case CaseState::AwaitingApproval:
        return late ? PlaceClass::Overdue : PlaceClass::InWork;
    case CaseState::Resolved:
    case CaseState::Closed:
    case CaseState::NotAccepted:
    case CaseState::Merged:
    case CaseState::Referred:
    case CaseState::Cancelled:
        return PlaceClass::Done;
    }
    return PlaceClass::Done;
}

maprender::Lateness rimOf(Lateness lateness)
{
    switch (lateness) {
    case Lateness::None:
        return maprender::Lateness::None;
    case Lateness::InTime:
        return maprender::Lateness::InTime;
    case Lateness::DueSoon:
        return maprender::Lateness::Soon;
    case Lateness::Overdue:
        return maprender::Lateness::Late;
    case Lateness::Paused:
        return maprender::Lateness::Paused;
    }
    return maprender::Lateness::None;
}

geo::LonLat placeOf(const desk::IndexRow& row)
{
    return {row.lonE7 * 1e-7, row.latE7 * 1e-7};
}

geo::World worldOf(const desk::IndexRow& row)
{
    return geo::toWorld(placeOf(row));
}

bool isAlwaysShown(const desk::IndexRow& row)
{
    return row.isUrgent() && isOpen(row.state()) && row.state() != CaseState::Resolved;
}

bool isRescue(const desk::IndexRow& row)
{
    return row.has(FlagRescue) && isOpen(row.state()) && row.state() != CaseState::Resolved;
}

maprender::Danger dangerOf(const desk::IndexRow& row, qint64 nowMs)
{
    switch (row.state()) {
    case CaseState::Received:
    case CaseState::Screening:
    case CaseState::NeedsInfo:
    case CaseState::ReopenRequested:
        return row.claimUntilMs() > nowMs ? maprender::Danger::Medium : maprender::Danger::High;
    default:
        return maprender::Danger::Low;
    }
}

}  // namespace kydai::mapqml
