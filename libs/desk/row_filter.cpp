// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/row_filter.h"

#include <cmath>

namespace kydai::desk {

namespace {

constexpr qsizetype kMostCorners = 2000;

}  // namespace

DrawnArea DrawnArea::fromDegrees(const QList<QPointF>& corners)
{
    DrawnArea area;
    if (corners.size() < 3 || corners.size() > kMostCorners)
        return area;
    for (const QPointF& corner : corners) {
        if (!(std::abs(corner.x()) <= 180) || !(std::abs(corner.y()) <= 90))
            return {};
        const auto lon = static_cast<qint32>(std::lround(corner.x() * 1e7));
        const auto lat = static_cast<qint32>(std::lround(corner.y() * 1e7));
        const bool first = area.corners.empty();
        area.west = first ? lon : std::min(area.west, lon);
        area.east = first ? lon : std::max(area.east, lon);
        area.south = first ? lat : std::min(area.south, lat);
        area.north = first ? lat : std::max(area.north, lat);
        area.corners.emplace_back(lon, lat);
    }
    return area;
}

bool DrawnArea::holds(qint32 lonE7, qint32 latE7) const
{
    if (lonE7 < west || lonE7 > east || latE7 < south || latE7 > north)
        return false;
    bool inside = false;
    for (std::size_t i = 0, before = corners.size() - 1; i < corners.size(); before = i++) {
        const auto [x1, y1] = corners[i];
        const auto [x0, y0] = corners[before];
        if ((y1 > latE7) == (y0 > latE7))
            continue;
        const double cross = static_cast<double>(x0 - static_cast<double>(x1))
                * (static_cast<double>(latE7) - y1) / (static_cast<double>(y0) - y1)
            + x1;
        if (lonE7 < cross)
            inside = !inside;
    }
    return inside;
}

RowFilter::CodeSet RowFilter::setOf(const QStringList& codes, const Interner& interner)
{
    CodeSet set;
    if (codes.isEmpty())
        return set;
    set.all = false;
    set.bits.assign(static_cast<std::size_t>(interner.size()), false);
    for (const QString& code : codes) {
        const quint16 number = interner.find(code);
        if (number || code.isEmpty())  // the empty code is number 0: "without an agency"
            set.bits[number] = true;
    }
    return set;
}

RowFilter::RowFilter(const FilterSpec& spec, const CaseIndex& index)
    : m_empty(spec.isEmpty()),
      m_states(spec.states),
      m_priorities(spec.priorities),
      m_channels(spec.channels),
      m_lateness(spec.lateness),
      m_fromMs(spec.fromMs),
      m_toMs(spec.toMs),
      m_categories(setOf(spec.categories, index.categories())),
      m_agencies(setOf(spec.agencies, index.agencies())),
      m_areas(setOf(spec.areas, index.areas()))
{}

}  // namespace kydai::desk
