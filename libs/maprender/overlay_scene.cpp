// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/overlay_scene.h"

#include <algorithm>
#include <cmath>

namespace kydai::maprender {

QList<QPointF> fanOffsets(int count)
{
    constexpr double kSpacing = 50;   // px along the ring
    constexpr double kSmallest = 56;  // px, the radius for few
    constexpr double kHead = 20;      // px from a pin's tip to the middle of its head
    count = std::clamp(count, 0, kFanMost);
    const double radius = std::max(kSmallest, count * kSpacing / (2 * M_PI));
    QList<QPointF> offsets;
    for (int i = 0; i < count; ++i) {
        const double turn = 2 * M_PI * i / count - M_PI / 2;
        offsets.append({radius * std::cos(turn), radius * std::sin(turn) + kHead});
    }
    return offsets;
}

int ChoroplethClasses::classOf(double value) const
{
    if (std::isnan(value))
        return -1;
    return static_cast<int>(std::upper_bound(bounds.begin(), bounds.end(), value) - bounds.begin()) - 1;
}

ChoroplethClasses choroplethClasses(QList<double> values, int classes)
{
    ChoroplethClasses found;
    values.removeIf([](double value) { return !std::isfinite(value); });
    classes = std::clamp(classes, 1, 5);
    if (values.isEmpty())
        return found;
    std::sort(values.begin(), values.end());
    for (int i = 0; i < classes; ++i) {
        const double bound = values.at(values.size() * i / classes);
        if (found.bounds.isEmpty() || bound > found.bounds.last())
            found.bounds.append(bound);
    }
    return found;
}

}  // namespace kydai::maprender
