// SPDX-License-Identifier: GPL-3.0-or-later
// What lies under the reports: the project's own sources from the program's resources, the street
// packs the operator chose above them, and a style with the colours of the theme. Read once a
// language and theme for all maps of the program, on a pool thread; values after that.
#pragma once

#include <functional>
#include <memory>

#include <QStringList>

#include "maprender/map_colours.h"
#include "maprender/map_style.h"
#include "maprender/tile_pool.h"

namespace kydai::mapqml {

struct BaseMapWish {
    QString theme = QStringLiteral("dark");     // "dark" | "light"
    QString language = QStringLiteral("vi");    // of names; "en" where the source has them
    QStringList packs;                          // files, lowest first
    bool operator==(const BaseMapWish&) const = default;
};

struct BaseMap {
    BaseMapWish wish;
    QList<maprender::PoolSource> sources;  // lowest first
    QList<bool> schematic;                 // by source: drawn by the project, not surveyed
    std::shared_ptr<const maprender::MapStyle> style;
    maprender::ColourTable colours;
    QString problem;                       // English, technical; empty = all is there
};
using BaseMapPtr = std::shared_ptr<const BaseMap>;

// Calls `done` on the thread of `receiver`, later, unless the receiver is gone by then. GUI thread.
void loadBaseMap(const BaseMapWish& wish, QObject* receiver, std::function<void(BaseMapPtr)> done);

// What whoever looks at this box must be told: whose data it shows.
struct Credits {
    QStringList sources;   // as the sources write it, each once
    bool schematic = false;
};
Credits creditsFor(const BaseMap& map, const geo::WorldBox& view, double zoom);

}  // namespace kydai::mapqml
