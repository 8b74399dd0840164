// SPDX-License-Identifier: GPL-3.0-or-later
// A desk whose cases lie in Huế, for the tests of the map.
#pragma once

#include "core/rescue.h"
#include "desk/desk_kit.h"

namespace kydai::mapqml::kit {

using namespace kydai::desk::kit;

inline constexpr double kLon = 107.588, kLat = 16.465;

inline desk::RowUpdate placed(quint32 n, double lon, double lat, qint64 nowMs,
                              CaseState state = CaseState::Received,
                              Priority priority = Priority::Normal)
{
    auto summary = summaryOf(n, state, nowMs - 600'000, nowMs + 86'400'000, nowMs + 43'200'000);
    summary.hasPosition = true;
    summary.flags |= FlagHasPosition;
    summary.lon = lon;
    summary.lat = lat;
    summary.priority = priority;
    return update(n, n, summary);
}

inline desk::RowUpdate rescue(quint32 n, double lon, double lat, qint64 nowMs,
                              CaseState state = CaseState::Received)
{
    desk::RowUpdate row = placed(n, lon, lat, nowMs, state, Priority::Urgent);
    row.summary.flags |= FlagRescue;
    return row;
}

// Any case; three of four have a position within some kilometres of the middle of the city.
inline desk::RowUpdate anyRow(quint32 n, qint64 seq, Random& random, qint64 nowMs)
{
    auto summary = randomSummary(n, random, nowMs);
    summary.hasPosition = random.below(4) != 0;
    if (summary.hasPosition) {
        summary.flags |= FlagHasPosition;
        summary.lon = kLon + (static_cast<double>(random.below(20'001)) - 10'000) * 5e-6;
        summary.lat = kLat + (static_cast<double>(random.below(20'001)) - 10'000) * 5e-6;
    }
    return update(n, seq, summary);
}

}  // namespace kydai::mapqml::kit
