// SPDX-License-Identifier: GPL-3.0-or-later
// A tile as it goes on the screen: its picture, and the names that wait for a place. Values.
#pragma once

#include <QImage>
#include <QList>
#include <QString>

#include "core/result.h"
#include "geo/mercator.h"
#include "geo/tile.h"
#include "maprender/map_style.h"

namespace kydai::maprender {

inline constexpr int kMaxTileLabels = 512;   // candidates of one tile; the first by rule and feature
inline constexpr int kMaxLabelChars = 120;
inline constexpr int kMinTilePixels = 64;    // side of a painted tile
inline constexpr int kMaxTilePixels = 1024;

// A name that would like to be shown. Placement is the viewport's matter (LabelLayer), so that names
// neither overlap nor repeat across tile borders.
struct LabelCandidate {
    QString text;
    LabelLook look;
    int priority = 0;         // smaller goes first: the rule's, then the feature's rank
    bool early = false;       // too early for this zoom: only near the selection
    quint64 key = 0;          // the same name of the same feature in neighbouring tiles and on another day
    geo::World anchor;
    QList<geo::World> line;   // empty for a point; else where the name runs
    double repeat = 0;        // px between two equal names; 0 = the view's
    double dot = 0;           // px radius of a disc at the anchor, the name beside it; 0 = none
    bool always = false;      // shown whatever is in its way
};

struct PaintedTile {
    enum class State : quint8 {
        Good,
        Empty,   // the source has nothing here: the background
        Broken,  // unreadable: the background; `error` says why
    };
    geo::TileId id;
    int side = 0;             // device pixels
    State state = State::Good;
    QImage image;             // Format_ARGB32_Premultiplied, side × side, opaque when the style has a background
    QList<LabelCandidate> labels;
    int overzoom = 0;         // levels it was enlarged by
    Error error;

    // Memory it counts for in the pool's cache.
    qint64 cost() const { return image.sizeInBytes() + labels.size() * qint64(400) + 512; }
};

}  // namespace kydai::maprender
