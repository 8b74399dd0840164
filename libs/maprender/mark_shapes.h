// SPDX-License-Identifier: GPL-3.0-or-later
// The marks of the map as vector drawings about the origin, in logical px; the shapes of
// design tokens `mapMarker` and `caseState`. Any thread that may paint.
#pragma once

#include <array>

#include <QColor>
#include <QPainter>

#include "maprender/map_colours.h"
#include "maprender/overlay_scene.h"

namespace kydai::maprender {

// Role of the state's colour: "info.text", "ok.text" …
QString roleOf(CaseState state);

// The state's glyph in a box of 16 px whose corner is the origin; `paper` draws inside filled discs.
void drawStateGlyph(QPainter& painter, CaseState state, const QColor& ink, const QColor& paper);

// The tip of the pin is the origin.
void drawPin(QPainter& painter, const ColourTable& colours, CaseState state, Lateness lateness,
             bool urgent, bool selected);
void drawCluster(QPainter& painter, const ColourTable& colours, const QFont& font, int count,
                 const std::array<int, 4>& shares, bool urgent, bool selected);
void drawRescue(QPainter& painter, const ColourTable& colours, Danger danger, bool selected);
void drawAgency(QPainter& painter, const ColourTable& colours, const QFont& font, int open,
                bool selected);
void drawUrgentSign(QPainter& painter, const ColourTable& colours, QPointF centre);

double clusterRadius(int count);  // of the ring; the disc is 5 px larger

}  // namespace kydai::maprender
