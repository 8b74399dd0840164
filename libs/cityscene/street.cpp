// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/street.h"

#include <algorithm>
#include <cmath>

namespace kydai::cityscene {

namespace {

constexpr double kPavement = 2.9;
constexpr double kZebra = 15.5;

Path wall(const Lens& lens, double x, double low, double high, double near, double far)
{
    return {lens.at(x, low, near), lens.at(x, high, near), lens.at(x, high, far), lens.at(x, low, far)};
}

Path floorStrip(const Lens& lens, double left, double right, double near, double far)
{
    return {lens.at(left, 0, near), lens.at(left, 0, far), lens.at(right, 0, far),
            lens.at(right, 0, near)};
}

}  // namespace

std::unique_ptr<Motif> makeStreet(const SceneSpec& spec)
{
    return std::make_unique<Street>(spec);
}

Street::Street(const SceneSpec& spec)
    : m_spec(spec), m_palette(paletteOf(spec.light)), m_chance(spec.seed)
{
    m_lens.vanishX = 160 + m_chance.between(-26, 26);
    m_lens.vanishY = 56 + m_chance.between(0, 14);
    m_half = 5.4 + m_chance.unit() * 1.6;
    if (spec.weather == Weather::Flood)
        m_flooded = 34 + m_chance.unit() * 16;
    fillTraffic();
    fillWalkers();
}

void Street::ground(Canvas& canvas)
{
    const Lens& lens = m_lens;
    const double horizon = lens.vanishY;
    canvas.fill(Path{{0, 0}, {kWide, 0}, {kWide, kHigh}, {0, kHigh}},
                Paint{m_palette.sky[0], m_palette.sky[1], 0, horizon + 6, 1});
    skyline(canvas, m_chance, horizon, 8, 9, m_palette.far);
    canvas.rect(0, horizon, kWide, kHigh - horizon, m_palette.walk);
    canvas.fill(floorStrip(lens, -m_half, m_half, 3, 400),
                Paint{m_palette.road[0], m_palette.road[1], horizon, kHigh, 1});
    houses(canvas);
    trees(canvas);
    if (m_flooded > 0)
        flood(canvas);
    else
        markings(canvas);
    lamps(canvas);
}

void Street::houses(Canvas& canvas)
{
    std::vector<std::pair<double, double>> plots;
    for (double z = 6; z < 110;) {
        const double deep = 4.5 + m_chance.unit() * 4;
        plots.emplace_back(z, z + deep);
        z += deep;
    }
    for (auto plot = plots.rbegin(); plot != plots.rend(); ++plot)
        for (const double side : {-1., 1.})
            house(canvas, side, plot->first, plot->second);
}

void Street::house(Canvas& canvas, double side, double near, double far)
{
    static constexpr Rgb kSigns[] = {Rgb::of(0x6B3A34), Rgb::of(0x3B5668), Rgb::of(0x5B5A3A),
                                     Rgb::of(0x4A4A52)};
    const double x = side * (m_half + 3.2), high = 5 + m_chance.unit() * 8;
    canvas.fill(wall(m_lens, x, 0, high, near, far), m_palette.wall[m_chance.below(4)]);
    canvas.fill(Path{m_lens.at(x, high, near), m_lens.at(x + side * 6, high, near),
                     m_lens.at(x + side * 6, 0, near), m_lens.at(x, 0, near)},
                m_palette.wall[2], .75);
    windows(canvas, side, near, far, high);
    if (!m_chance.hit(.55))
        return;
    canvas.fill(wall(m_lens, x - side * .1, 2.7, 3.3, near + .3, far - .3), kSigns[m_chance.below(4)],
                .85);
    canvas.fill(Path{m_lens.at(x, 2.6, near), m_lens.at(x, 2.6, far),
                     m_lens.at(x - side * 1.4, 2.2, far), m_lens.at(x - side * 1.4, 2.2, near)},
                m_palette.wall[3], .9);
}

void Street::windows(Canvas& canvas, double side, double near, double far, double high)
{
    const double x = side * (m_half + 3.2);
    for (int floor = 0; floor < static_cast<int>(high / 3.2); ++floor) {
        for (int column = 0; column < 2; ++column) {
            if (m_chance.hit(.42))
                continue;
            const double a = near + (far - near) * (.12 + column * .46), b = a + (far - near) * .32;
            const double low = floor * 3.2 + (floor ? 1 : .2), top = low + (floor ? 1.6 : 2.3);
            const bool lit = m_palette.light > 0 && m_chance.hit(floor ? .4 : .55);
            const Rgb dark = m_palette.light > 0 ? Rgb::of(0x0B0E11) : m_palette.window[0];
            canvas.fill(wall(m_lens, x, low, top, a, b),
                        lit ? m_palette.window[m_chance.below(4)] : dark,
                        lit ? (floor ? .7 : .85) : .55);
            if (lit && floor == 0)  // light falls out of an open shop
                canvas.glow(m_lens.px(x - side, (a + b) / 2), m_lens.py(0, (a + b) / 2),
                            m_lens.unit(a) * 2, m_lens.unit(a) * .6, m_palette.lamp, .3);
        }
    }
}

void Street::trees(Canvas& canvas)
{
    for (double z = 100; z > 9; z -= 13) {
        for (const double side : {-1., 1.}) {
            const double at = z - m_chance.unit() * 4, high = 5.5 + m_chance.unit() * 2.5;
            if (m_chance.hit(.25) || at < 9)
                continue;
            const double x = side * (m_half + 1.3), u = m_lens.unit(at);
            canvas.line(m_lens.at(x, 0, at), m_lens.at(x + .1, high * .7, at), u * .28, m_palette.tree[0]);
            for (int leaf = 0; leaf < 34; ++leaf) {
                const double r = u * (.4 + m_chance.unit() * .5), turn = m_chance.unit() * 6.283;
                const double away = std::sqrt(m_chance.unit());
                const bool low = std::sin(turn) < -.1 && !m_chance.hit(.2);
                canvas.ellipse(m_lens.px(x, at) + std::cos(turn) * away * u * 2.1,
                               m_lens.py(high * .92 + std::sin(turn) * away * 1.5, at), r * 1.15, r * .8,
                               m_palette.tree[low ? 0 : 1], .7 + m_chance.unit() * .3);
            }
        }
    }
}

void Street::markings(Canvas& canvas)
{
    for (double z = 5; z < 120; z += 6)
        canvas.fill(floorStrip(m_lens, -.09, .09, z, z + 3), m_palette.mark, .75);
    for (const double side : {-1., 1.})
        canvas.fill(floorStrip(m_lens, side * (m_half - .25), side * (m_half - .1), 4, 200),
                    m_palette.mark, .45);
    if (m_spec.place != Place::Crossing)
        return;
    for (double x = -m_half + .6; x < m_half - .5; x += 1.1)
        canvas.fill(floorStrip(m_lens, x, x + .6, kZebra, kZebra + 3), m_palette.mark, .8);
    canvas.fill(floorStrip(m_lens, 0, m_half - .3, kZebra - 1.6, kZebra - 1.2), m_palette.mark, .8);
}

void Street::lamps(Canvas& canvas)
{
    for (double z = 88; z > 8; z -= 19)
        for (const double side : {-1., 1.})
            lampAt(canvas, side, z);
}

void Street::lampAt(Canvas& canvas, double side, double z)
{
    constexpr double kPole = 8;
    const double x = side * (m_half + .6), u = m_lens.unit(z);
    const Point mast[] = {m_lens.at(x, 0, z), m_lens.at(x, kPole, z),
                          m_lens.at(x - side * 1.8, kPole + .3, z)};
    canvas.stroke(mast, u * .16, m_palette.light > 0 ? Rgb::of(0x3A3F45) : Rgb::of(0x6E7478));
    if (m_palette.light <= 0)
        return;
    const double lx = m_lens.px(x - side * 1.8, z), ly = m_lens.py(kPole + .2, z);
    canvas.glow(lx, ly, u * 3.6, u * 3.6, m_palette.lamp, m_palette.light);
    canvas.ellipse(lx, ly, std::max(.6, u * .22), std::max(.5, u * .12), mix(m_palette.lamp, Rgb::of(0xFFFFFF), .5));
    canvas.glow(m_lens.px(x - side * 2.2, z), m_lens.py(0, z), u * 3.6, u * 1, m_palette.lamp,
                m_palette.wet * .8);
    canvas.glow(m_lens.px(x - side * 2, z), m_lens.py(0, z) + u * 1.1, u * .4, u * 2.2, m_palette.lamp,
                m_palette.wet * .6);
}

Rgb Street::waterColour() const
{
    return m_palette.light > .7 ? mix(m_palette.water[0], m_palette.road[1], .4) : m_palette.water[0];
}

void Street::flood(Canvas& canvas)
{
    const double wide = m_half + kPavement;
    canvas.fill(floorStrip(m_lens, -wide, wide, 3, m_flooded), waterColour(), .93);
    canvas.line(m_lens.at(-wide, 0, m_flooded), m_lens.at(wide, 0, m_flooded), 1.2, m_palette.ripple, .3);
}

}  // namespace kydai::cityscene
