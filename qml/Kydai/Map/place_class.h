// SPDX-License-Identifier: GPL-3.0-or-later
// What the map makes of an index row: its class in a cluster's ring, its rim, its place. Pure.
#pragma once

#include "desk/index_row.h"
#include "geo/point_tree.h"
#include "maprender/overlay_scene.h"

namespace kydai::mapqml {

// The four shares of a cluster's ring and of the legend, in this order everywhere.
enum class PlaceClass : quint8 { New, InWork, Overdue, Done };
inline constexpr quint32 kAllClasses = 0b1111;
inline constexpr quint32 kOpenClasses = 0b0111;

// What is handled is done, however late; else what is late is late wherever it lies.
PlaceClass classOf(const desk::IndexRow& row, qint64 nowMs);
maprender::Lateness rimOf(Lateness lateness);
geo::World worldOf(const desk::IndexRow& row);
geo::LonLat placeOf(const desk::IndexRow& row);

// Urgent and still to be handled: shown whatever the filter says.
bool isAlwaysShown(const desk::IndexRow& row);

// A request for rescue that is still to be handled: a mark of its own above all others.
bool isRescue(const desk::IndexRow& row);
// How much it needs somebody: nobody has it, somebody here has it, it was passed on.
maprender::Danger dangerOf(const desk::IndexRow& row, qint64 nowMs);

}  // namespace kydai::mapqml
