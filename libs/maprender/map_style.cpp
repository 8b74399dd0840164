// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/map_style.h"

#include <algorithm>
#include <cmath>

namespace kydai::maprender {

double ZoomCurve::at(double zoom) const
{
    if (m_stops.empty())
        return 0;
    if (zoom <= m_stops.front().first)
        return m_stops.front().second;
    for (size_t i = 1; i < m_stops.size(); ++i) {
        const auto& [z0, v0] = m_stops[i - 1];
        const auto& [z1, v1] = m_stops[i];
        if (zoom > z1)
            continue;
        const double share = z1 > z0 ? (zoom - z0) / (z1 - z0) : 1;
        return v0 > 0 && v1 > 0 ? v0 * std::pow(v1 / v0, share) : v0 + (v1 - v0) * share;
    }
    return m_stops.back().second;
}

QStringList MapStyle::unknownRoles(const ColourTable& colours) const
{
    QSet<QString> unknown;
    const auto look = [&](const QString& role) {
        if (!role.isEmpty() && !colours.has(role))
            unknown.insert(role);
    };
    look(m_background);
    for (const StyleRule& rule : m_rules) {
        look(rule.colour);
        look(rule.look.halo);
    }
    QStringList sorted(unknown.begin(), unknown.end());
    sorted.sort();
    return sorted;
}

}  // namespace kydai::maprender
