// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/area_shapes.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace kydai::geo {

namespace {

double offLine2(World p, World a, World b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    const double along = length2 > 0
        ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0;
    const double ex = a.x + along * dx - p.x, ey = a.y + along * dy - p.y;
    return ex * ex + ey * ey;
}

// Douglas and Peucker; a closed line falls into two at the place farthest from its ends, because the
// line between them is a point.
void simplify(std::span<const World> line, double tolerance, std::vector<World>& out)
{
    std::vector<char> keep(line.size(), 0);
    keep.front() = keep.back() = 1;
    std::vector<std::pair<size_t, size_t>> open{{0, line.size() - 1}};
    while (!open.empty()) {
        const auto [from, to] = open.back();
        open.pop_back();
        double most = tolerance * tolerance;
        size_t at = from;
        for (size_t i = from + 1; i < to; ++i) {
            const double off = offLine2(line[i], line[from], line[to]);
            if (off > most) {
                most = off;
                at = i;
            }
        }
        if (at != from) {
            keep[at] = 1;
            open.emplace_back(from, at);
            open.emplace_back(at, to);
        }
    }
    for (size_t i = 0; i < line.size(); ++i) {
        if (keep[i])
            out.push_back(line[i]);
    }
}

// Equal places get equal numbers, in the order of their coordinates.
std::vector<quint32> numberPlaces(const std::vector<LonLat>& places, std::vector<World>& worldOf)
{
    std::vector<quint32> order(places.size()), ids(places.size());
    std::iota(order.begin(), order.end(), 0u);
    const auto key = [&places](quint32 i) { return std::pair(places[i].lon, places[i].lat); };
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) { return key(a) < key(b); });
    for (size_t i = 0; i < order.size(); ++i) {
        if (i == 0 || key(order[i]) != key(order[i - 1]))
            worldOf.push_back(toWorld(places[order[i]]));
        ids[order[i]] = static_cast<quint32>(worldOf.size() - 1);
    }
    return ids;
}

// Where the ways of two rings part: a place with more than one pair of neighbours.
std::vector<char> findJunctions(const std::vector<std::vector<quint32>>& rings, size_t places)
{
    constexpr quint32 kNone = ~quint32{0};
    std::vector<std::pair<quint32, quint32>> beside(places, {kNone, kNone});
    std::vector<char> junction(places, 0);
    for (const auto& ring : rings) {
        for (size_t i = 0; i < ring.size(); ++i) {
            const quint32 before = ring[(i + ring.size() - 1) % ring.size()];
            const quint32 after = ring[(i + 1) % ring.size()];
            const std::pair pair = std::minmax(before, after);
            auto& known = beside[ring[i]];
            if (known.first == kNone)
                known = pair;
            else if (known != std::pair<quint32, quint32>(pair))
                junction[ring[i]] = 1;
        }
    }
    return junction;
}

}  // namespace

// `ring` is not closed; the parts are, end to end.
void AreaShapes::cut(const Ids& ring, const std::vector<char>& junction, std::vector<Ids>& parts)
{
    auto start = std::find_if(ring.begin(), ring.end(), [&](quint32 id) { return junction[id] != 0; });
    const bool whole = start == ring.end();
    if (whole)
        start = std::min_element(ring.begin(), ring.end());
    Ids turned(start, ring.end());
    turned.insert(turned.end(), ring.begin(), start);
    turned.push_back(turned.front());
    Ids part{turned.front()};
    for (size_t i = 1; i < turned.size(); ++i) {
        part.push_back(turned[i]);
        if (junction[turned[i]] || i + 1 == turned.size()) {
            parts.push_back(std::move(part));
            part = {turned[i]};
        }
    }
}

AreaShapes::AreaShapes(const AreaIndex& index)
{
    std::vector<LonLat> places;
    for (quint32 r = 0; r < index.rings(); ++r)
        places.insert(places.end(), index.ring(r).begin(), index.ring(r).end());
    std::vector<World> worldOf;
    const Ids ids = numberPlaces(places, worldOf);
    std::vector<Ids> rings;
    size_t next = 0;
    for (quint32 r = 0; r < index.rings(); ++r) {
        Ids ring(ids.begin() + static_cast<qsizetype>(next),
                 ids.begin() + static_cast<qsizetype>(next + index.ring(r).size()));
        next += ring.size();
        ring.erase(std::unique(ring.begin(), ring.end()), ring.end());
        if (ring.size() > 1 && ring.front() == ring.back())
            ring.pop_back();
        rings.push_back(std::move(ring));
    }
    const std::vector<char> junction = findJunctions(rings, worldOf.size());

    using Key = std::tuple<quint32, quint32, quint32, size_t>;  // ends, second place, length
    std::map<Key, std::vector<quint32>> known;
    std::vector<Ids> pieces;
    m_rings.resize(static_cast<size_t>(index.size()));
    for (int area = 0; area < index.size(); ++area) {
        for (quint32 r = index.area(area).firstRing; r < index.area(area).endRing; ++r) {
            std::vector<Ids> parts;
            std::vector<Use> uses;
            cut(rings[r], junction, parts);
            for (Ids& part : parts) {
                const bool backwards = part.front() > part.back()
                    || (part.front() == part.back() && part[1] > part[part.size() - 2]);
                if (backwards)
                    std::reverse(part.begin(), part.end());
                auto& alike = known[{part.front(), part.back(), part[1], part.size()}];
                auto same = std::find_if(alike.begin(), alike.end(),
                                         [&](quint32 p) { return pieces[p] == part; });
                if (same == alike.end()) {
                    same = alike.insert(alike.end(), static_cast<quint32>(pieces.size()));
                    pieces.push_back(std::move(part));
                    m_areasOf.emplace_back();
                }
                uses.push_back({*same, backwards});
                auto& sides = m_areasOf[*same];
                if (std::find(sides.begin(), sides.end(), area) == sides.end())
                    sides.push_back(area);
            }
            m_rings[static_cast<size_t>(area)].push_back(std::move(uses));
        }
    }
    Level& full = m_levels.back();
    for (const Ids& piece : pieces) {
        full.start.push_back(static_cast<quint32>(full.points.size()));
        for (const quint32 id : piece)
            full.points.push_back(worldOf[id]);
    }
    full.start.push_back(static_cast<quint32>(full.points.size()));
    for (size_t level = 0; level + 1 < m_levels.size(); ++level)
        m_levels[level] = simplified(0.75 / 512 / std::exp2(kFromZoom[level + 1]));
}

AreaShapes::Level AreaShapes::simplified(double tolerance) const
{
    Level made;
    for (size_t i = 0; i < pieces(); ++i) {
        made.start.push_back(static_cast<quint32>(made.points.size()));
        simplify(piece(i, kLevels - 1), tolerance, made.points);
    }
    made.start.push_back(static_cast<quint32>(made.points.size()));
    return made;
}

int AreaShapes::levelFor(double zoom)
{
    int level = 0;
    while (level + 1 < kLevels && zoom >= kFromZoom[static_cast<size_t>(level + 1)])
        ++level;
    return level;
}

std::span<const World> AreaShapes::piece(size_t number, int level) const
{
    const Level& l = m_levels[static_cast<size_t>(level)];
    return std::span(l.points).subspan(l.start[number], l.start[number + 1] - l.start[number]);
}

std::vector<std::vector<World>> AreaShapes::rings(int area, int level) const
{
    std::vector<std::vector<World>> made;
    for (const auto& uses : m_rings[static_cast<size_t>(area)]) {
        std::vector<World> ring;
        for (const Use& use : uses) {
            const auto part = piece(use.piece, level);
            const size_t skip = ring.empty() ? 0 : 1;  // where the part before ended
            if (use.backwards)
                ring.insert(ring.end(), part.rbegin() + static_cast<qsizetype>(skip), part.rend());
            else
                ring.insert(ring.end(), part.begin() + static_cast<qsizetype>(skip), part.end());
        }
        if (ring.size() >= 4)
            made.push_back(std::move(ring));
    }
    return made;
}

}  // namespace kydai::geo
