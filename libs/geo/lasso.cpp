// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/lasso.h"

#include <numbers>

namespace kydai::geo {

namespace {

// The lower end first, so that an edge two shapes share answers alike for both.
bool leftOfEdge(World a, World b, World at)
{
    if ((a.y > at.y) == (b.y > at.y))
        return false;
    if (a.y > b.y)
        std::swap(a, b);
    return at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x);
}

// The edges of a ring by strips of y, so that a point looks only at those of its height.
class Strips
{
public:
    Strips(std::span<const World> ring, const WorldBox& box)
        : m_ring(ring), m_top(box.top),
          m_count(std::clamp<size_t>(ring.size() / 2, 1, 1024)),
          m_per(box.bottom > box.top ? static_cast<double>(m_count) / (box.bottom - box.top) : 0)
    {
        m_edges.resize(m_count);
        for (size_t i = 0; i < ring.size(); ++i) {
            const World a = ring[i], b = ring[(i + 1) % ring.size()];
            const size_t last = strip(std::max(a.y, b.y));
            for (size_t s = strip(std::min(a.y, b.y)); s <= last; ++s)
                m_edges[s].push_back(static_cast<quint32>(i));
        }
    }
    bool holds(World at) const
    {
        bool in = false;
        for (const quint32 i : m_edges[strip(at.y)])
            in ^= leftOfEdge(m_ring[i], m_ring[(i + 1) % m_ring.size()], at);
        return in;
    }

private:
    size_t strip(double y) const
    {
        return static_cast<size_t>(
            std::clamp((y - m_top) * m_per, 0.0, static_cast<double>(m_count - 1)));
    }
    std::span<const World> m_ring;
    double m_top;
    size_t m_count;
    double m_per;
    std::vector<std::vector<quint32>> m_edges;
};

}  // namespace

bool insideRing(std::span<const World> ring, World at)
{
    bool in = false;
    for (size_t i = 0; i < ring.size(); ++i)
        in ^= leftOfEdge(ring[i], ring[(i + 1) % ring.size()], at);
    return in;
}

std::vector<quint32> selectBox(const PointTree& tree, const WorldBox& box)
{
    std::vector<quint32> handles;
    tree.forEachIn(box, [&handles](const PointRow& row) { handles.push_back(row.handle); });
    return handles;
}

std::vector<quint32> selectLasso(const PointTree& tree, std::span<const World> ring)
{
    std::vector<quint32> handles;
    if (ring.size() < 3 || ring.size() > kMostLasso)
        return handles;
    WorldBox box{ring[0].x, ring[0].y, ring[0].x, ring[0].y};
    for (const World& corner : ring) {
        if (!std::isfinite(corner.x) || !std::isfinite(corner.y))
            return handles;
        box.left = std::min(box.left, corner.x);
        box.right = std::max(box.right, corner.x);
        box.top = std::min(box.top, corner.y);
        box.bottom = std::max(box.bottom, corner.y);
    }
    const Strips strips(ring, box);
    tree.forEachIn(box, [&](const PointRow& row) {
        if (strips.holds(worldOf(row.key)))
            handles.push_back(row.handle);
    });
    return handles;
}

std::vector<quint32> selectRadius(const PointTree& tree, LonLat middle, double metres)
{
    std::vector<quint32> handles;
    if (!(metres >= 0) || !std::isfinite(metres) || !(std::abs(middle.lat) <= 90))
        return handles;
    // The box of the circle on the sphere, a little wider; near a pole all longitudes.
    const double angle = metres / 6371008.8 * 1.0001 + 1e-9;
    const double degrees = angle * 180 / std::numbers::pi;
    const double north = std::min(middle.lat + degrees, 90.0);
    const double south = std::max(middle.lat - degrees, -90.0);
    const double reach = std::sin(std::min(angle, std::numbers::pi / 2));
    const double narrow = std::cos(middle.lat * std::numbers::pi / 180);
    const bool all = north >= 89 || south <= -89 || reach >= narrow;
    const double wide = all ? 360 : std::asin(reach / narrow) * 180 / std::numbers::pi;
    const World from = toWorld({middle.lon - wide, north}), to = toWorld({middle.lon + wide, south});
    // North of the last parallel of the map lies nothing, but points there are kept at its border.
    tree.forEachIn({from.x, north >= 85 ? -1 : from.y, to.x, south <= -85 ? 2 : to.y},
                   [&](const PointRow& row) {
        if (distanceMetres(middle, toLonLat(worldOf(row.key))) <= metres)
            handles.push_back(row.handle);
    });
    return handles;
}

}  // namespace kydai::geo
