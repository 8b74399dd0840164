// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/overlay_scene.h"

#include <algorithm>
#include <cmath>

namespace kydai::maprender {

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
