// SPDX-License-Identifier: GPL-3.0-or-later
// The river under Trường Tiền bridge, a bank with a staff gauge, the lagoon.
#include <algorithm>
#include <array>
#include <cmath>

#include "cityscene/lettering.h"
#include "cityscene/motif.h"

namespace kydai::cityscene {

using namespace Qt::StringLiterals;

Ripples::Ripples(city::Chance& chance, int count, double top, double reach, double opacity)
{
    for (int i = 0; i < count; ++i) {
        const double near = chance.unit();
        m_ripples.push_back({chance.unit() * 330 - 10, top + near * near * reach, 3 + near * 24,
                             .4 + near * .7, opacity * (.35 + chance.unit()), chance.unit(),
                             chance.between(2, 5)});
    }
}

void Ripples::draw(Canvas& canvas, double now, Rgb colour) const
{
    for (const Ripple& r : m_ripples) {
        const double x = r.x + swing(now, r.turns, r.phase) * r.length * .3;
        const double alpha = r.alpha * (.55 + .45 * swing(now, r.turns, r.phase + .3));
        canvas.line({x, r.y}, {x + r.length, r.y}, r.thickness, colour, alpha);
    }
}

void skyline(Canvas& canvas, city::Chance& chance, double horizon, double step, double rise, Rgb colour)
{
    Path path{{0, horizon + 8}, {0, horizon}};
    for (double x = 0; x <= kWide; x += step)
        path.push_back({x, horizon - 4 - chance.unit() * rise});
    path.push_back({kWide, horizon + 8});
    canvas.fill(path, colour);
}

void farLights(Canvas& canvas, city::Chance& chance, int count, double horizon, const Palette& palette)
{
    for (int i = 0; i < count; ++i) {
        const double x = chance.unit() * kWide, deep = 6 + chance.unit() * 26;
        const Rgb colour = palette.window[chance.below(4)];
        if (palette.light <= 0)
            continue;
        canvas.glow(x, horizon - 1 - chance.unit() * 5, 3, 3, colour, .9);
        canvas.fill(std::array{Point{x - .6, horizon + 1}, Point{x + .6, horizon + 1},
                               Point{x + .9, horizon + deep}, Point{x - .9, horizon + deep}},
                    Paint{colour, palette.water[0], horizon + 1, horizon + deep, .3});
    }
}

namespace {

void drawBoat(Canvas& canvas, const Palette& palette, double x, double y, double k)
{
    Path hull{{x, y}};
    for (int i = 1; i < 8; ++i)
        hull.push_back({x + 62 * k * i / 8., y + 6 * k * std::sin(M_PI * i / 8.)});
    hull.insert(hull.end(), {{x + 62 * k, y}, {x + 56 * k, y + 11 * k}, {x + 6 * k, y + 11 * k}});
    canvas.fill(hull, Rgb::of(0x17130F));
    canvas.fill(Path{{x + 8 * k, y + 2 * k}, {x + 8 * k, y - 9 * k}, {x + 16 * k, y - 12 * k},
                     {x + 40 * k, y - 12 * k}, {x + 48 * k, y - 9 * k}, {x + 54 * k, y + 2 * k}},
                Rgb::of(0x2B231C));
    canvas.line({x + 12 * k, y - 6 * k}, {x + 48 * k, y - 6 * k}, 1.2 * k, Rgb::of(0x6B5A45), .8);
    if (palette.light > 0) {
        canvas.glow(x + 16 * k, y - 3 * k, 12 * k, 12 * k, palette.lamp, .9);
        canvas.glow(x + 16 * k, y + 20 * k, 3 * k, 12 * k, palette.lamp, .35);
    }
}

class Bridge final : public Motif
{
public:
    explicit Bridge(const SceneSpec& spec)
        : m_palette(paletteOf(spec.light)), m_chance(spec.seed),
          m_ripples(m_chance, 110, kWater + 10, 80, .2)
    {
        for (int i = 0; i < 20; ++i)
            m_lights.push_back({m_chance.unit(), m_chance.hit(.5)});
    }

    void ground(Canvas& canvas) override
    {
        canvas.rect(0, 0, kWide, kHigh, m_palette.sky[0]);
        canvas.fill(Path{{0, 0}, {kWide, 0}, {kWide, kWater}, {0, kWater}},
                    Paint{m_palette.sky[0], m_palette.sky[1], 0, kWater, 1});
        canvas.fill(Path{{0, kWater}, {60, 70}, {110, 76}, {170, 66}, {236, 75}, {kWide, 68},
                         {kWide, kWater}}, mix(m_palette.far, m_palette.sky[1], .35));
        skyline(canvas, m_chance, kWater, 5, 9, m_palette.far);
        canvas.fill(Path{{0, kWater}, {kWide, kWater}, {kWide, kHigh}, {0, kHigh}},
                    Paint{m_palette.water[0], m_palette.water[1], kWater, kHigh, 1});
        farLights(canvas, m_chance, 36, kWater, m_palette);
    }

    void move(Canvas& canvas, double now) const override
    {
        m_ripples.draw(canvas, now, m_palette.ripple);
        // The arches are lit in colours that go round, as the real ones are.
        const double hue = .5 + .5 * swing(now, 1, 0), warm = .5 + .5 * swing(now, 1, .33);
        const Rgb lit = mix(mix(Rgb::of(0xB7A8CC), Rgb::of(0x8FC6D8), hue), Rgb::of(0xD9A7B4), warm * .6);
        const Rgb steel = m_palette.light > .3 ? lit : Rgb::of(0xD6D9DC);
        for (int span = 0; span < kSpans; ++span)
            drawSpan(canvas, -6 + span * 56.8, steel);
        canvas.rect(0, kDeck - 1, kWide, 3.5, mix(Rgb::of(0x2C333B), m_palette.wall[0], .4));
        canvas.line({0, kDeck - 2}, {kWide, kDeck - 2}, .7, Rgb::of(0x5D6570));
        for (const auto& [start, away] : m_lights) {
            const double along = start + (away ? now : -now);
            const double x = (along - std::floor(along)) * (kWide + 20) - 10;
            const Rgb colour = away ? Rgb::of(0xFF6252) : Rgb::of(0xFFF2D2);
            canvas.rect(x - 2.6, kDeck - 4.6, 5.2, 2.6, m_palette.body[away ? 0 : 1]);
            if (m_palette.light > 0) {
                canvas.glow(x + (away ? -2 : 2), kDeck - 3, 4, 4, colour, .9);
                canvas.glow(x, kDeck + 18, 1.4, 14, colour, .22);
            }
        }
        drawBoat(canvas, m_palette, 190 + 3 * swing(now, 1, .1), 138 + .8 * swing(now, 3, 0), 1);
    }

private:
    static constexpr double kWater = 88, kDeck = 92;
    static constexpr int kSpans = 6;

    void drawSpan(Canvas& canvas, double left, Rgb steel) const
    {
        for (int half = 0; half < 2; ++half) {
            const double p = left + half * 28, q = p + 27;
            Path arch, mirror;
            for (int i = 0; i <= 14; ++i) {
                const double t = i / 14., rise = 54 * t * (1 - t);
                arch.push_back({p + (q - p) * t, kDeck - rise});
                mirror.push_back({p + (q - p) * t, kDeck + 9 + rise * 1.1});
            }
            canvas.stroke(mirror, 1.5, steel, .16);
            for (int i = 1; i < 6; ++i) {
                const double t = i / 6., x = p + (q - p) * t;
                canvas.line({x, kDeck}, {x, kDeck - 54 * t * (1 - t)}, .6, mix(steel, Rgb{}, .25), .8);
            }
            canvas.stroke(arch, 3.4, steel, m_palette.light * .18);
            canvas.stroke(arch, 1.7, steel, .92);
        }
        canvas.fill(Path{{left - 2, kDeck + 1}, {left + 3, kDeck + 1}, {left + 4.5, kDeck + 23},
                         {left - 3.5, kDeck + 23}}, mix(Rgb::of(0x20262D), m_palette.wall[0], .5));
    }

    const Palette& m_palette;
    city::Chance m_chance;
    Ripples m_ripples;
    std::vector<std::pair<double, bool>> m_lights;
};

class River final : public Motif
{
public:
    explicit River(const SceneSpec& spec)
        : m_spec(spec), m_palette(paletteOf(spec.light)), m_chance(spec.seed),
          m_ripples(m_chance, 150, kFar + 3, 112, .22),
          m_level(spec.weather == Weather::Flood ? 92 : 118 + m_chance.between(0, 10))
    {
    }

    void ground(Canvas& canvas) override
    {
        canvas.fill(Path{{0, 0}, {kWide, 0}, {kWide, kFar}, {0, kFar}},
                    Paint{m_palette.sky[0], m_palette.sky[1], 0, kFar, 1});
        Path bank{{0, kFar}};
        for (double x = 0; x <= kWide; x += 4)
            bank.push_back({x, kFar - 4 - std::abs(std::sin(x / 19 + 1)) * 9 - m_chance.unit() * 3});
        bank.push_back({kWide, kFar});
        canvas.fill(bank, m_palette.tree[0]);
        canvas.fill(Path{{0, kFar}, {kWide, kFar}, {kWide, kHigh}, {0, kHigh}},
                    Paint{m_palette.water[0], m_palette.water[1], kFar, kHigh, 1});
        farLights(canvas, m_chance, 20, kFar, m_palette);
        const bool dark = m_palette.light > 0;
        canvas.fill(Path{{0, kHigh}, {0, 128}, {84, 148}, {114, kHigh}},
                    dark ? Rgb::of(0x1A1D1F) : Rgb::of(0x5B5A4E));
        canvas.line({0, 128}, {84, 148}, 1.5, dark ? Rgb::of(0x3C4246) : Rgb::of(0x8E8B7B));
        canvas.line({84, 148}, {114, kHigh}, 1, dark ? Rgb::of(0x3C4246) : Rgb::of(0x8E8B7B), .6);
    }

    void move(Canvas& canvas, double now) const override
    {
        m_ripples.draw(canvas, now, m_palette.ripple);
        drawGauge(canvas, now);
        drawBoat(canvas, m_palette, 200, 112 + .9 * swing(now, 2, 0), 1);
        drawBoat(canvas, m_palette, 262, 90 + .5 * swing(now, 3, .4), .6);
        // Hyacinths drift past in a chain that closes with the loop.
        for (int i = -1; i < 5; ++i) {
            const double x = (i + now) * 80 + 10, y = 156 + 4 * std::sin(i * 2. + 1) + swing(now, 2, 0) * .5;
            canvas.ellipse(x, y, 5, 1.6, mix(m_palette.tree[1], m_palette.water[1], .2), .9);
            canvas.ellipse(x + 3, y - 1, 2.4, 1.3, m_palette.tree[1], .9);
        }
    }

private:
    static constexpr double kFar = 66, kFoot = 60, kMark = 7.8;

    void drawGauge(Canvas& canvas, double now) const
    {
        const double bright = m_palette.light > 0 ? .82 : 1;
        canvas.rect(116.5, 56, 16, 99, Rgb::of(0x0A0C0E), .5);
        canvas.rect(118, 58, 13, 96, Rgb::of(0xD9DCDD), bright);
        for (int i = 0; i < 12; ++i)
            canvas.rect(i % 2 ? 118 : 124.5, kFoot + i * kMark, 6.5, 4, Rgb::of(0xA33024), .88);
        for (int metre = 0; metre < 5; ++metre)
            letter(canvas, 134, kFoot + metre * 2 * kMark, 5, QString::number(5 - metre));
        const double level = m_level + .7 * swing(now, 4, 0) + .4 * swing(now, 7, .3);
        canvas.fill(Path{{112, level}, {140, level}, {140, 160}, {112, 160}},
                    Paint{mix(m_palette.water[0], m_palette.water[1], .5), m_palette.water[1], level, 160, .94});
        canvas.line({108, level}, {142, level}, .9, Rgb::of(0x9FB3C4), .75);
    }

    SceneSpec m_spec;
    const Palette& m_palette;
    city::Chance m_chance;
    Ripples m_ripples;
    double m_level;
};

class Lagoon final : public Motif
{
public:
    explicit Lagoon(const SceneSpec& spec)
        : m_palette(paletteOf(spec.light)), m_chance(spec.seed), m_ripples(m_chance, 110, 74, 104, .16)
    {
    }

    void ground(Canvas& canvas) override
    {
        canvas.fill(Path{{0, 0}, {kWide, 0}, {kWide, 68}, {0, 68}},
                    Paint{m_palette.sky[0], m_palette.sky[1], 0, 68, 1});
        canvas.fill(Path{{0, 68}, {0, 56}, {50, 44}, {90, 52}, {150, 34}, {220, 52}, {270, 44},
                         {kWide, 58}, {kWide, 68}}, m_palette.far);
        canvas.fill(Path{{0, 68}, {kWide, 68}, {kWide, kHigh}, {0, kHigh}},
                    Paint{m_palette.sky[1], m_palette.water[1], 68, kHigh, 1});
        farLights(canvas, m_chance, 12, 68, m_palette);
        for (int row = 0; row < 5; ++row) {
            const double y = 84 + row * 18;
            for (int i = 0; i < 22 - row * 2; ++i) {
                const double x = (row % 2 ? 20 : -5) + i * (13 + row * 2);
                canvas.line({x, y}, {x, y - 4 - row * 2}, .7 + row * .25, Rgb::of(0x20262C), .8);
            }
        }
    }

    void move(Canvas& canvas, double now) const override
    {
        m_ripples.draw(canvas, now, Rgb::of(0xD5D8DA));
        static constexpr struct { double x, y, k, phase; } kBoats[] = {
            {70, 104, 1, 0}, {210, 130, 1.6, .3}, {150, 86, .6, .6}};
        for (const auto& b : kBoats) {
            const double x = b.x + 4 * swing(now, 1, b.phase), y = b.y + .6 * swing(now, 3, b.phase);
            Path hull;
            for (int i = 0; i <= 8; ++i)
                hull.push_back({x + b.k * (i * 3.5 - 14), y + b.k * 3 * std::sin(M_PI * i / 8)});
            hull.insert(hull.end(), {{x + 11 * b.k, y + 4 * b.k}, {x - 11 * b.k, y + 4 * b.k}});
            canvas.fill(hull, Rgb::of(0x15191C));
            drawWalkerOn(canvas, x, y + b.k, b.k, swing(now, 3, b.phase));
        }
    }

private:
    void drawWalkerOn(Canvas& canvas, double x, double y, double k, double lean) const
    {
        canvas.line({x, y}, {x + lean * k, y - 8 * k}, 1.7 * k, Rgb::of(0x22272C));
        canvas.fill(Path{{x + lean * k - 3 * k, y - 8 * k}, {x + lean * k, y - 10.5 * k},
                         {x + lean * k + 3 * k, y - 8 * k}}, Rgb::of(0x9A8F70));
        canvas.line({x + lean * k, y - 6 * k}, {x + 7 * k, y + 3 * k}, .6 * k, Rgb::of(0x2B3036));
    }

    const Palette& m_palette;
    city::Chance m_chance;
    Ripples m_ripples;
};

}  // namespace

std::unique_ptr<Motif> makeBridge(const SceneSpec& spec)
{
    return std::make_unique<Bridge>(spec);
}

std::unique_ptr<Motif> makeRiver(const SceneSpec& spec)
{
    return std::make_unique<River>(spec);
}

std::unique_ptr<Motif> makeLagoon(const SceneSpec& spec)
{
    return std::make_unique<Lagoon>(spec);
}

}  // namespace kydai::cityscene
