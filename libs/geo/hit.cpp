// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/hit.h"

namespace kydai::geo {

quint32 nearestPoint(const PointTree& tree, World at, double tolerance)
{
    quint32 best = kNobody;
    if (!(tolerance >= 0))
        return best;
    double nearest = tolerance * tolerance;
    const WorldBox box{at.x - tolerance, at.y - tolerance, at.x + tolerance, at.y + tolerance};
    tree.forEachIn(box, [&](const PointRow& row) {
        const World p = worldOf(row.key);
        const double d = (p.x - at.x) * (p.x - at.x) + (p.y - at.y) * (p.y - at.y);
        if (d < nearest || (!(d > nearest) && row.handle < best)) {
            nearest = d;
            best = row.handle;
        }
    });
    return best;
}

}  // namespace kydai::geo
