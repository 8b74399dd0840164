// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/area_scene.h"

#include <algorithm>
#include <cmath>

namespace kydai::maprender {
namespace {

using Ring = std::vector<geo::World>;

constexpr int kTries = 14;  // places looked at on each axis of the ring's box

double doubleArea(const Ring& ring)
{
    double sum = 0;
    for (size_t i = 0; i < ring.size(); ++i) {
        const geo::World& a = ring[i];
        const geo::World& b = ring[(i + 1) % ring.size()];
        sum += a.x * b.y - b.x * a.y;
    }
    return std::abs(sum);
}

// Distance to the border, negative outside.
double depth(const Ring& ring, geo::World p)
{
    bool inside = false;
    double nearest = 1e18;
    for (size_t i = 0; i < ring.size(); ++i) {
        const geo::World& a = ring[i];
        const geo::World& b = ring[(i + 1) % ring.size()];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y))
            inside = !inside;
        const double dx = b.x - a.x, dy = b.y - a.y;
        const double length = dx * dx + dy * dy;
        const double t = length > 0
            ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
        nearest = std::min(nearest, std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy));
    }
    return inside ? nearest : -nearest;
}

geo::World placeOfName(const std::vector<Ring>& rings)
{
    const auto largest = std::max_element(rings.begin(), rings.end(), [](const Ring& a, const Ring& b) {
        return doubleArea(a) < doubleArea(b);
    });
    if (largest == rings.end() || largest->empty())
        return {};
    geo::WorldBox box{1e18, 1e18, -1e18, -1e18};
    for (const geo::World& p : *largest) {
        box = {std::min(box.left, p.x), std::min(box.top, p.y), std::max(box.right, p.x),
               std::max(box.bottom, p.y)};
    }
    geo::World best = largest->front();
    double deepest = -1e18;
    for (int row = 1; row < kTries; ++row) {
        for (int column = 1; column < kTries; ++column) {
            const geo::World p{box.left + (box.right - box.left) * column / kTries,
                               box.top + (box.bottom - box.top) * row / kTries};
            const double found = depth(*largest, p);
            if (found > deepest) {
                deepest = found;
                best = p;
            }
        }
    }
    return best;
}

}  // namespace

std::shared_ptr<const std::vector<AreaShape>> areaShapes(const geo::AreaIndex& index,
                                                         const geo::AreaShapes& shapes, int level)
{
    auto made = std::make_shared<std::vector<AreaShape>>();
    for (int i = 0; i < index.size(); ++i) {
        AreaShape shape{index.area(i).code, index.area(i).name, shapes.rings(i, level), {}};
        shape.labelAt = placeOfName(shapes.rings(i, std::min(level, 3)));
        if (shape.labelAt.x == 0)  // too small for the level
            shape.labelAt = geo::toWorld({(index.area(i).west + index.area(i).east) / 2,
                                          (index.area(i).south + index.area(i).north) / 2});
        made->push_back(std::move(shape));
    }
    return made;
}

}  // namespace kydai::maprender
