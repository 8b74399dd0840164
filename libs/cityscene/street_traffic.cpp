// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/street.h"

#include <algorithm>
#include <cmath>

namespace kydai::cityscene {

namespace {

constexpr double kNear = 5.5;        // nearer than that is below the picture
constexpr double kStep = 8.5;        // metres a walker goes in one loop
constexpr double kZebra = 15.5;

double wrapped(double value)
{
    return value - std::floor(value);
}

}  // namespace

void Street::fillTraffic()
{
    const bool flooded = m_flooded > 0;
    const int count = flooded ? 7 : m_spec.light == Light::Infrared ? 6 : 15;
    for (int i = 0; i < count; ++i) {
        Mover m{};
        m.away = m_chance.hit(.5);
        m.car = m_chance.hit(flooded ? .2 : .26);
        m.lane = (m.away ? 1 : -1) * (.9 + m_chance.unit() * (m_half - 2.3));
        m.from = kNear;
        m.length = flooded ? 11 + m_chance.unit() * 9 : 80 + m_chance.unit() * 35;
        if (flooded)
            m.from = 10 + m_chance.unit() * (m_flooded - 14);
        m.poncho = m_spec.weather != Weather::Clear && m_chance.hit(.7);
        m.body = m_chance.between(0, 2);
        m.shirt = m_chance.between(0, 5);
        m.helmet = m_chance.between(0, 2);
        m.start = (i + m_chance.unit() * .7) / count;
        m_movers.push_back(m);
    }
}

void Street::fillWalkers()
{
    if (m_spec.place != Place::Crossing)
        return;
    // Each row is a chain: at the end of the loop everybody stands where the next one began.
    for (int row = 0; row < 4; ++row) {
        const double z = kZebra + .4 + row * .7, start = m_chance.unit();
        const bool right = m_chance.hit(.5), hat = m_chance.hit(.3);
        m_crossers.push_back({z, start, right, hat, m_chance.between(0, 5)});
    }
}

void Street::drawMover(Canvas& canvas, const Mover& mover, double z) const
{
    const double along = (z - mover.from) / mover.length;
    const double edge = std::min(along, 1 - along) / .08;
    const bool low = mover.from <= kNear && along < .5;  // comes in from below the picture
    const Rider rider{mover.lane, z, mover.away, mover.shirt, mover.helmet, mover.body, mover.poncho,
                      low ? 1 : std::clamp(edge, 0., 1.)};
    if (mover.car)
        drawCar(canvas, m_lens, m_palette, rider);
    else
        drawMotorbike(canvas, m_lens, m_palette, rider);
    if (z < m_flooded)
        drawWake(canvas, mover, z);
}

void Street::drawWake(Canvas& canvas, const Mover& mover, double z) const
{
    const double x = mover.lane, u = m_lens.unit(z), wide = mover.car ? 1.25 : .55;
    canvas.ellipse(m_lens.px(x, z), m_lens.py(.02, z), u * wide, u * (mover.car ? .36 : .3), waterColour());
    canvas.line(m_lens.at(x - wide, .2, z), m_lens.at(x + wide, .2, z), std::max(.4, u * .05),
                m_palette.ripple, .5);
    for (const double side : {-1., 1.})
        canvas.line(m_lens.at(x + side * wide, .1, z), m_lens.at(x + side * wide * 2.2, 0, z + 2.2),
                    std::max(.3, u * .04), m_palette.ripple, .35);
}

void Street::drawWaterLines(Canvas& canvas, double now) const
{
    city::Chance chance(m_spec.seed + 5);
    for (int i = 0; i < 80; ++i) {
        const double z = 7 + chance.unit() * chance.unit() * (m_flooded - 7);
        const double x = (chance.unit() - .5) * 2 * (m_half + 2.5), w = .6 + chance.unit() * 2.5;
        const double phase = chance.unit(), alpha = .2 + chance.unit() * .4;
        const int turns = chance.between(2, 4);
        const double drift = swing(now, turns, phase) * .5;
        canvas.line(m_lens.at(x + drift, 0, z), m_lens.at(x + drift + w, 0, z + .05),
                    m_lens.focus * .035 / z + .2, m_palette.ripple,
                    alpha * (.6 + .4 * swing(now, turns, phase + .25)));
    }
}

void Street::move(Canvas& canvas, double now) const
{
    if (m_flooded > 0)
        drawWaterLines(canvas, now);
    struct Seen {
        double z;
        const Mover* mover;
        Walker walker;
    };
    std::vector<Seen> seen;
    for (const Mover& m : m_movers) {
        const double along = wrapped(m.start + (m.away ? now : -now));
        seen.push_back({m.from + along * m.length, &m, {}});
    }
    const double wide = m_half + 2.4;
    for (const Crosser& c : m_crossers) {
        for (double x = -wide + kStep * wrapped(c.start + (c.right ? now : -now)) - kStep; x < wide;
             x += kStep) {
            if (x < -wide)
                continue;
            const double edge = std::clamp((wide - std::abs(x)) / 1.2, 0., 1.);
            const Point feet = m_lens.at(x, 0, c.z);
            seen.push_back({c.z, nullptr, {feet.x, feet.y, m_lens.unit(c.z), c.coat, c.hat,
                                           std::sin(x * 4.2), edge}});
        }
    }
    std::sort(seen.begin(), seen.end(), [](const Seen& a, const Seen& b) { return a.z > b.z; });
    for (const Seen& s : seen) {
        if (s.mover)
            drawMover(canvas, *s.mover, s.z);
        else
            drawWalker(canvas, m_palette, s.walker);
    }
}

}  // namespace kydai::cityscene
