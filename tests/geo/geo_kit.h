// SPDX-License-Identifier: GPL-3.0-or-later
// Seeded points for the tests of the map's indexes: spread out, in spots, on the same spot, at borders.
#pragma once

#include <vector>

#include "core/seeded.h"
#include "geo/point_tree.h"

namespace kydai::test {

inline double unit(Random& random) { return static_cast<double>(random.next() >> 11) * 0x1p-53; }

inline double bell(Random& random)
{
    double sum = 0;
    for (int i = 0; i < 12; ++i)
        sum += unit(random);
    return sum - 6;
}

// A place of one of several kinds around (0.8, 0.45), the world's corners now and then.
class Places
{
public:
    explicit Places(SeededRandom& random) : m_random(random), m_kind(random.upTo(4))
    {
        m_width = std::exp2(-2.0 - random.upTo(14));
        for (int i = 0; i < 6; ++i)
            m_spots.push_back({0.8 + m_width * unit(random), 0.45 + m_width * unit(random)});
    }
    geo::World next()
    {
        if (m_random.oneIn(400)) {
            const double far[] = {0, 1, -0.5, 1.5};
            return {far[m_random.upTo(4)], far[m_random.upTo(4)]};
        }
        const geo::World spot = m_spots[static_cast<size_t>(m_random.upTo(6))];
        if (m_kind == 0)
            return {0.8 + m_width * unit(m_random), 0.45 + m_width * unit(m_random)};
        if (m_kind == 1 || !m_random.oneIn(3))
            return {spot.x + m_width * 0.02 * bell(m_random), spot.y + m_width * 0.02 * bell(m_random)};
        return spot;  // exactly there
    }
    geo::MapPoint point(quint32 handle)
    {
        geo::MapPoint p;
        p.handle = handle;
        p.at = next();
        p.state = static_cast<quint8>(m_random.upTo(8));
        p.lateness = static_cast<quint8>(m_random.upTo(4));
        p.urgent = m_random.oneIn(20);
        return p;
    }
    std::vector<geo::MapPoint> points(int count)
    {
        std::vector<geo::MapPoint> all;
        for (int i = 0; i < count; ++i)
            all.push_back(point(static_cast<quint32>(i)));
        return all;
    }
    // A box of about `share` of what the places cover.
    geo::WorldBox box(double share)
    {
        const double w = m_width * share;
        const double x = 0.8 - w / 2 + m_width * unit(m_random);
        const double y = 0.45 - w / 2 + m_width * unit(m_random);
        return {x, y, x + w, y + w * 0.6};
    }
    double width() const { return m_width; }

private:
    SeededRandom& m_random;
    int m_kind;
    double m_width;
    std::vector<geo::World> m_spots;
};

}  // namespace kydai::test
