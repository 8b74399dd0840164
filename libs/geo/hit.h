// SPDX-License-Identifier: GPL-3.0-or-later
// What lies under the pointer. Distances are in world units at the shape of the screen, so the
// tolerance is pixels times world units a pixel. Pure functions, any thread.
#pragma once

#include <span>

#include "geo/cluster_pyramid.h"

namespace kydai::geo {

inline constexpr quint32 kNobody = ~quint32{0};

// Handle of the point nearest to `at` within `tolerance` (included); the lower handle of two as near.
// kNobody when there is none.
quint32 nearestPoint(const PointTree& tree, World at, double tolerance);

// Index of the nearest of what query() showed, -1 when none is within its own reach: reachOf(cluster)
// in world units, since a bubble is larger than a point.
template <typename Reach>
int nearestShown(std::span<const Cluster> shown, World at, Reach&& reachOf)
{
    int best = -1;
    double nearest = 0;
    for (size_t i = 0; i < shown.size(); ++i) {
        const double dx = shown[i].at.x - at.x, dy = shown[i].at.y - at.y;
        const double d = dx * dx + dy * dy, reach = reachOf(shown[i]);
        if (d <= reach * reach && (best < 0 || d < nearest)) {
            nearest = d;
            best = static_cast<int>(i);
        }
    }
    return best;
}

}  // namespace kydai::geo
