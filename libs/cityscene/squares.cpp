// SPDX-License-Identifier: GPL-3.0-or-later
// Where people gather: a market under its roof, and the square before the flag tower.
#include <algorithm>
#include <array>
#include <cmath>

#include "cityscene/actors.h"
#include "cityscene/motif.h"

namespace kydai::cityscene {

namespace {

struct Stroller {
    double x, y, wide, deep, phase;  // walks an oval
    int turns, coat;
    bool hat;
};

std::vector<Stroller> crowd(city::Chance& chance, int count, double top, double bottom, double reach)
{
    std::vector<Stroller> out;
    for (int i = 0; i < count; ++i) {
        const double near = chance.unit();
        const double y = top + near * (bottom - top);
        out.push_back({(chance.unit() * 1.1 - .05) * kWide, y, reach * (.3 + chance.unit()) * (.5 + near),
                       2 + near * 3, chance.unit(), 1, chance.between(0, 5), chance.hit(.55)});
    }
    return out;
}

void drawCrowd(Canvas& canvas, const Palette& palette, const std::vector<Stroller>& people,
               double now, double farSize, double nearSize, double top, double bottom)
{
    std::vector<Walker> walkers;
    for (const Stroller& s : people) {
        const double x = s.x + s.wide * swing(now, s.turns, s.phase);
        const double y = s.y + s.deep * swing(now, s.turns, s.phase + .25);
        const double size = farSize + (nearSize - farSize) * (y - top) / (bottom - top);
        walkers.push_back({x, y, size, s.coat, s.hat, std::sin(x * 1.1), 1});
    }
    std::sort(walkers.begin(), walkers.end(), [](const Walker& a, const Walker& b) { return a.y < b.y; });
    for (const Walker& w : walkers)
        drawWalker(canvas, palette, w);
}

class Market final : public Motif
{
public:
    explicit Market(const SceneSpec& spec)
        : m_palette(paletteOf(spec.light)), m_chance(spec.seed), m_people(crowd(m_chance, 44, 100, 176, 16))
    {
    }

    void ground(Canvas& canvas) override
    {
        const Palette& p = m_palette;
        canvas.fill(Path{{0, 0}, {kWide, 0}, {kWide, 86}, {0, 86}}, Paint{p.sky[0], p.sky[1], 0, 86, 1});
        canvas.fill(Path{{0, 40}, {70, 24}, {250, 24}, {kWide, 40}, {kWide, 90}, {0, 90}}, p.wall[1]);
        canvas.fill(Path{{60, 24}, {160, 10}, {260, 24}}, mix(p.wall[3], Rgb::of(0x7A4A3A), .45));
        canvas.rect(0, 46, kWide, 3, mix(p.wall[1], Rgb{}, .3), .7);
        canvas.line({0, 40}, {70, 24}, 1.4, mix(p.wall[3], p.lamp, .25));
        canvas.line({250, 24}, {kWide, 40}, 1.4, mix(p.wall[3], p.lamp, .25));
        for (int i = 0; i < 10; ++i)
            canvas.rect(8 + i * 31, 56, 22, 28, p.window[static_cast<size_t>(i % 4)],
                        p.light > 0 ? .35 + m_chance.unit() * .4 : .5);
        canvas.fill(Path{{0, 86}, {kWide, 86}, {kWide, kHigh}, {0, kHigh}},
                    Paint{p.road[1], p.walk, 86, kHigh, 1});
        for (int row = 0; row < 3; ++row)
            for (int i = 0; i < 8 - row; ++i)
                stall(canvas, -20 + i * (46 + row * 16.) + m_chance.unit() * 10, 92 + row * 24., 1 + row * .5);
    }

    void move(Canvas& canvas, double now) const override
    {
        drawCrowd(canvas, m_palette, m_people, now, 7, 15, 100, 176);
        if (m_palette.light <= 0)
            return;
        for (size_t i = 0; i < m_bulbs.size(); i += 3)  // some bulbs are tired
            canvas.glow(m_bulbs[i].x, m_bulbs[i].y, 9, 9, m_palette.lamp,
                        .25 + .2 * swing(now, 9 + static_cast<int>(i), double(i) / 7));
    }

private:
    void stall(Canvas& canvas, double x, double y, double k)
    {
        static constexpr std::array<Rgb, 5> kRoofs{Rgb::of(0x4D3A39), Rgb::of(0x33475A), Rgb::of(0x3F4B3B),
                                                   Rgb::of(0x564A35), Rgb::of(0x45405A)};
        static constexpr std::array<Rgb, 4> kFruit{Rgb::of(0xA35F3C), Rgb::of(0x6C8A4B),
                                                   Rgb::of(0xB59A4A), Rgb::of(0x8A4B52)};
        const Rgb roof = kRoofs[m_chance.below(5)];
        canvas.fill(Path{{x, y}, {x + 30 * k, y}, {x + 35 * k, y + 7 * k}, {x - 5 * k, y + 7 * k}},
                    m_palette.light > 0 ? roof : mix(roof, Rgb::of(0xE0D6C8), .35));
        canvas.rect(x - 2 * k, y + 7 * k, 34 * k, 9 * k, Rgb::of(0x15181B), m_palette.light > 0 ? 1 : .7);
        for (int i = 0; i < 8; ++i)
            canvas.ellipse(x + (2 + i * 4 + m_chance.unit()) * k, y + (11 + m_chance.unit() * 2) * k, 1.7 * k,
                           1.5 * k, kFruit[static_cast<size_t>(i / 2)]);
        canvas.glow(x + 15 * k, y + 8 * k, 17 * k, 13 * k, m_palette.lamp, m_palette.light * .6);
        m_bulbs.push_back({x + 15 * k, y + 7 * k});
    }

    const Palette& m_palette;
    city::Chance m_chance;
    std::vector<Stroller> m_people;
    std::vector<Point> m_bulbs;
};

class Gate final : public Motif
{
public:
    explicit Gate(const SceneSpec& spec)
        : m_palette(paletteOf(spec.light)), m_chance(spec.seed), m_people(crowd(m_chance, 16, 122, 172, 26))
    {
    }

    void ground(Canvas& canvas) override
    {
        const Palette& p = m_palette;
        canvas.fill(Path{{0, 0}, {kWide, 0}, {kWide, 112}, {0, 112}}, Paint{p.sky[0], p.sky[1], 0, 112, 1});
        skyline(canvas, m_chance, 104, 7, 12, p.tree[0]);
        canvas.fill(Path{{0, 108}, {kWide, 108}, {kWide, kHigh}, {0, kHigh}},
                    Paint{mix(p.tree[1], p.road[1], .3), mix(p.tree[0], p.road[0], .3), 108, kHigh, 1});
        canvas.fill(Path{{120, 108}, {200, 108}, {266, kHigh}, {54, kHigh}}, p.road[1]);
        terrace(canvas, 84, 236, 95, 112, 7);
        terrace(canvas, 108, 212, 80, 95, 6);
        terrace(canvas, 130, 190, 67, 80, 5);
        canvas.line({160, 67}, {160, 12}, 1.8, Rgb::of(0x8C8F92));
        for (const double x : {96., 128., 160., 192., 224.})
            canvas.glow(x, 110, 24, 20, p.lamp, p.light * .6);
    }

    void move(Canvas& canvas, double now) const override
    {
        constexpr double kLeft = 161, kTop = 13, kLong = 34, kTall = 22;
        const auto wave = [now](double t) { return 2.6 * t * swing(now, 6, -t * .9); };
        Path flag;
        for (int i = 0; i <= 16; ++i)
            flag.push_back({kLeft + kLong * i / 16., kTop + wave(i / 16.)});
        for (int i = 16; i >= 0; --i)
            flag.push_back({kLeft + kLong * i / 16., kTop + kTall + wave(i / 16.)});
        canvas.fill(flag, m_palette.light > 0 ? Rgb::of(0xA8352B) : Rgb::of(0xC8392D));
        Path star;
        const double cx = kLeft + kLong / 2, cy = kTop + kTall / 2 + wave(.5);
        for (int i = 0; i < 10; ++i) {
            const double r = i % 2 ? 2.2 : 5.6, a = M_PI * (i / 5. - .5);
            star.push_back({cx + r * std::cos(a), cy + r * std::sin(a)});
        }
        canvas.fill(star, Rgb::of(0xE9C258));
        drawCrowd(canvas, m_palette, m_people, now, 7, 17, 122, 172);
    }

private:
    void terrace(Canvas& canvas, double left, double right, double top, double bottom, double slope)
    {
        const Rgb high = m_palette.light > 0 ? Rgb::of(0x5A4634) : Rgb::of(0x8F7A62);
        const Rgb low = m_palette.light > 0 ? Rgb::of(0x2B241D) : Rgb::of(0x6B5B49);
        canvas.fill(Path{{left, bottom}, {left + slope, top}, {right - slope, top}, {right, bottom}},
                    Paint{high, low, top, bottom, 1});
        canvas.line({left + slope, top}, {right - slope, top}, 1.2, Rgb::of(0xC9A06B), .75);
        for (double x = left + slope + 4; x < right - slope - 3; x += 9)
            canvas.rect(x, top + 3, 4, (bottom - top) * .45, low, .6);
    }

    const Palette& m_palette;
    city::Chance m_chance;
    std::vector<Stroller> m_people;
};

}  // namespace

std::unique_ptr<Motif> makeMarket(const SceneSpec& spec)
{
    return std::make_unique<Market>(spec);
}

std::unique_ptr<Motif> makeGate(const SceneSpec& spec)
{
    return std::make_unique<Gate>(spec);
}

}  // namespace kydai::cityscene
