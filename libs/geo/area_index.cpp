// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/area_index.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace kydai::geo {

namespace {
constexpr double kMetresPerDegree = 6371008.8 * std::numbers::pi / 180;
constexpr double kFar = std::numeric_limits<double>::infinity();

bool validOn(const MapArea& area, QDate day)
{
    return !day.isValid() || area.valid.contains(day);
}
}  // namespace

std::span<const LonLat> AreaIndex::ring(quint32 number) const
{
    return std::span(m_places).subspan(m_ringStart[number],
                                       m_ringStart[number + 1] - m_ringStart[number]);
}

int AreaIndex::indexOf(const QString& code, QDate day) const
{
    for (int i = 0; i < size(); ++i) {
        if (area(i).code == code && validOn(area(i), day))
            return i;
    }
    return -1;
}

bool AreaIndex::holds(int index, LonLat at) const
{
    const MapArea& a = area(index);
    if (!(at.lon >= a.west && at.lon <= a.east && at.lat >= a.south && at.lat <= a.north))
        return false;
    const Strips& s = m_strips[static_cast<size_t>(index)];
    const double row = std::clamp((at.lat - a.south) * s.perDegree, 0.0, double(s.count - 1));
    const quint32 strip = s.first + static_cast<quint32>(row);
    bool in = false;
    for (quint32 i = m_stripStart[strip]; i < m_stripStart[strip + 1]; ++i)
        in ^= m_edges[i].crossedBy(at.lon, at.lat);
    return in;
}

std::vector<int> AreaIndex::areasAt(LonLat at, QDate day) const
{
    std::vector<int> found;
    m_boxes.query({at.lon, at.lat, at.lon, at.lat}, [&](quint32 item) {
        const int index = static_cast<int>(item);
        if (validOn(area(index), day) && holds(index, at))
            found.push_back(index);
    });
    std::sort(found.begin(), found.end());
    return found;
}

int AreaIndex::areaAt(LonLat at, QDate day) const
{
    int first = -1;
    m_boxes.query({at.lon, at.lat, at.lon, at.lat}, [&](quint32 item) {
        const int index = static_cast<int>(item);
        if ((first < 0 || index < first) && validOn(area(index), day) && holds(index, at))
            first = index;
    });
    return first;
}

double AreaIndex::edgeDistance2(quint32 edge, World from) const
{
    const World a = flat(m_places[edge]), b = flat(m_places[edge + 1]);
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double along = length2 > 0
        ? std::clamp(((from.x - a.x) * dx + (from.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    const double ex = a.x + along * dx - from.x, ey = a.y + along * dy - from.y;
    return ex * ex + ey * ey;
}

int AreaIndex::nearestArea(LonLat at, QDate day, double metres) const
{
    const int inside = areaAt(at, day);
    if (inside >= 0 || !(metres >= 0))
        return inside;
    const World from = flat(at);
    const double reach = metres / kMetresPerDegree;
    const quint32 edge = m_borders.nearest(from, reach * reach, [&](quint32 item) {
        return validOn(m_areas[m_edgeArea[item]], day) ? edgeDistance2(item, from) : kFar;
    });
    return edge == PackedRTree::kNone ? -1 : static_cast<int>(m_edgeArea[edge]);
}

double AreaIndex::metresToBorder(int index, LonLat at) const
{
    double least = kFar;
    const MapArea& a = area(index);
    for (quint32 r = a.firstRing; r < a.endRing; ++r) {
        for (quint32 i = m_ringStart[r]; i + 1 < m_ringStart[r + 1]; ++i)
            least = std::min(least, edgeDistance2(i, flat(at)));
    }
    return std::sqrt(least) * kMetresPerDegree;
}

void AreaIndex::index()
{
    std::vector<WorldBox> boxes;
    double south = 90, north = -90;
    for (const MapArea& a : m_areas) {
        boxes.push_back({a.west, a.south, a.east, a.north});
        south = std::min(south, a.south);
        north = std::max(north, a.north);
        indexArea(a);
    }
    m_boxes.build(boxes);
    m_narrow = std::max(0.01, std::cos((south + north) / 2 * std::numbers::pi / 180));
    // One box an edge, numbered by its first place; the last place of a ring begins none.
    std::vector<WorldBox> edges(m_places.size(), WorldBox{1, 1, 0, 0});
    m_edgeArea.assign(m_places.size(), 0);
    for (quint32 r = 0; r < rings(); ++r) {
        for (quint32 i = m_ringStart[r]; i + 1 < m_ringStart[r + 1]; ++i) {
            const World a = flat(m_places[i]), b = flat(m_places[i + 1]);
            edges[i] = {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x),
                        std::max(a.y, b.y)};
            m_edgeArea[i] = m_areaOfRing[r];
        }
    }
    m_borders.build(edges);
}

// As many strips as make a look-up short, but no more than keep the copies of long edges few.
void AreaIndex::indexArea(const MapArea& area)
{
    std::vector<Edge> edges;
    for (quint32 r = area.firstRing; r < area.endRing; ++r) {
        for (quint32 i = m_ringStart[r]; i + 1 < m_ringStart[r + 1]; ++i) {
            LonLat a = m_places[i], b = m_places[i + 1];
            if (a.lat > b.lat)
                std::swap(a, b);
            if (a.lat < b.lat)
                edges.push_back({a.lat, b.lat, a.lon, b.lon});
        }
    }
    const double height = area.north - area.south;
    Strips s;
    s.first = static_cast<quint32>(m_stripStart.size());
    std::vector<quint32> start;
    for (s.count = std::clamp<quint32>(static_cast<quint32>(edges.size()), 1, 8192);; s.count /= 2) {
        s.perDegree = height > 0 ? s.count / height : 0;
        start.assign(s.count + 1, 0);
        size_t copies = 0;
        const auto strip = [&](double lat) {
            return static_cast<quint32>(
                std::clamp((lat - area.south) * s.perDegree, 0.0, double(s.count - 1)));
        };
        for (const Edge& e : edges) {
            copies += strip(e.y1) - strip(e.y0) + 1;
            for (quint32 k = strip(e.y0); copies <= 4 * edges.size() && k <= strip(e.y1); ++k)
                ++start[k + 1];
        }
        if (copies > 4 * edges.size() && s.count > 1)
            continue;
        const auto base = static_cast<quint32>(m_edges.size());
        m_edges.resize(base + copies);
        start[0] = base;
        for (quint32 k = 0; k < s.count; ++k)
            start[k + 1] += start[k];
        m_stripStart.insert(m_stripStart.end(), start.begin(), start.end());
        for (const Edge& e : edges) {
            for (quint32 k = strip(e.y0); k <= strip(e.y1); ++k)
                m_edges[start[k]++] = e;
        }
        break;
    }
    m_strips.push_back(s);
}

size_t AreaIndex::bytes() const
{
    return m_places.capacity() * sizeof(LonLat) + m_edges.capacity() * sizeof(Edge)
           + m_stripStart.capacity() * 4 + m_edgeArea.capacity() * 4 + m_borders.bytes();
}

}  // namespace kydai::geo
