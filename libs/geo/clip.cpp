// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/clip.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "geo/geojson.h"

namespace kydai::geo {

namespace {

constexpr size_t kLooksPerPoint = 300;  // a coast of a million points takes some 40

double distanceToSegment(const GeoPoint& p, const GeoPoint& a, const GeoPoint& b)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double square = dx * dx + dy * dy;
    const double along = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
    const double t = std::clamp(along, 0.0, 1.0);
    return std::hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

// Between two kept points; a stack instead of recursion, as a line may have a million points.
// `points[last % size]` closes a ring.
void weighBetween(std::vector<GeoPoint>& points, size_t first, size_t last)
{
    struct Stretch { size_t first, last; float bound; };
    std::vector<Stretch> stack{{first, last, std::numeric_limits<float>::infinity()}};
    // A line made to split badly would take the square of its points: what is left then is kept.
    size_t budget = kLooksPerPoint * (last - first) + kLooksPerPoint;
    while (!stack.empty()) {
        const Stretch now = stack.back();
        stack.pop_back();
        if (now.last - now.first > budget) {
            for (size_t i = now.first + 1; i < now.last; ++i)
                points[i].weight = now.bound;
            continue;
        }
        budget -= now.last - now.first;
        double far = -1;
        size_t at = 0;
        for (size_t i = now.first + 1; i < now.last; ++i) {
            const double d = distanceToSegment(points[i], points[now.first],
                points[now.last % points.size()]);
            if (d > far) {
                far = d;
                at = i;
            }
        }
        if (far < 0)
            continue;
        // Never above the point it hangs on, so that a tolerance keeps a whole tree of points.
        const float weight = std::min(float(far), now.bound);
        points[at].weight = weight;
        stack.push_back({now.first, at, weight});
        stack.push_back({at, now.last, weight});
    }
}

// One border of the box as "coordinate * sign >= limit * sign".
struct Border {
    bool vertical;
    double limit;
    double sign;

    bool keeps(World p) const { return ((vertical ? p.x : p.y) - limit) * sign >= 0; }
    World cross(World a, World b) const
    {
        const double from = vertical ? a.x : a.y;
        const double to = vertical ? b.x : b.y;
        const double t = (limit - from) / (to - from);
        if (vertical)
            return {limit, a.y + t * (b.y - a.y)};
        return {a.x + t * (b.x - a.x), limit};
    }
};

// Liang and Barsky: narrows [t0, t1] of the segment to what lies inside; false when nothing does.
bool narrow(double start, double delta, double low, double high, double& t0, double& t1)
{
    if (delta == 0)
        return start >= low && start <= high;
    double enter = (low - start) / delta;
    double leave = (high - start) / delta;
    if (enter > leave)
        std::swap(enter, leave);
    t0 = std::max(t0, enter);
    t1 = std::min(t1, leave);
    return t0 <= t1;
}

}  // namespace

void weighPoints(std::vector<GeoPoint>& points, bool ring)
{
    if (points.empty())
        return;
    constexpr float always = std::numeric_limits<float>::infinity();
    points.front().weight = always;
    if (!ring) {
        points.back().weight = always;
        weighBetween(points, 0, points.size() - 1);
        return;
    }
    const auto far = std::max_element(points.begin(), points.end(),
        [&points](const GeoPoint& a, const GeoPoint& b) {
            const GeoPoint& o = points.front();
            return std::hypot(a.x - o.x, a.y - o.y) < std::hypot(b.x - o.x, b.y - o.y);
        });
    const size_t middle = size_t(far - points.begin());
    points[middle].weight = always;
    weighBetween(points, 0, middle);
    weighBetween(points, middle, points.size());
}

std::vector<Polyline> clipLine(const Polyline& line, const WorldBox& box)
{
    std::vector<Polyline> pieces;
    Polyline piece;
    const auto finish = [&] {
        if (piece.size() > 1)
            pieces.push_back(std::move(piece));
        piece.clear();
    };
    for (size_t i = 0; i + 1 < line.size(); ++i) {
        const World a = line[i];
        const World b = line[i + 1];
        double t0 = 0;
        double t1 = 1;
        if (!narrow(a.x, b.x - a.x, box.left, box.right, t0, t1)
            || !narrow(a.y, b.y - a.y, box.top, box.bottom, t0, t1)) {
            finish();
            continue;
        }
        if (piece.empty())
            piece.push_back(t0 == 0 ? a : World{a.x + t0 * (b.x - a.x), a.y + t0 * (b.y - a.y)});
        piece.push_back(t1 == 1 ? b : World{a.x + t1 * (b.x - a.x), a.y + t1 * (b.y - a.y)});
        if (t1 < 1)
            finish();
    }
    finish();
    return pieces;
}

Polyline clipRing(const Polyline& ring, const WorldBox& box)
{
    const Border borders[] = {{true, box.left, 1}, {true, box.right, -1}, {false, box.top, 1},
        {false, box.bottom, -1}};
    Polyline now = ring;
    Polyline next;
    for (const Border& border : borders) {
        next.clear();
        for (size_t i = 0; i < now.size(); ++i) {
            const World a = now[i == 0 ? now.size() - 1 : i - 1];
            const World b = now[i];
            const bool fromInside = border.keeps(a);
            const bool toInside = border.keeps(b);
            if (fromInside != toInside)
                next.push_back(border.cross(a, b));
            if (toInside)
                next.push_back(b);
        }
        std::swap(now, next);
        if (now.size() < 3)
            return {};
    }
    return now;
}

}  // namespace kydai::geo
