// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/actors.h"

#include <algorithm>
#include <array>

namespace kydai::cityscene {

namespace {

constexpr std::array<Rgb, 6> kShirts{Rgb::of(0x39424D), Rgb::of(0x4A3A3A), Rgb::of(0x3D4638),
                                     Rgb::of(0x2E3338), Rgb::of(0x5A4F3A), Rgb::of(0x44405A)};
constexpr std::array<Rgb, 3> kHelmets{Rgb::of(0x4D545C), Rgb::of(0x6A4B46), Rgb::of(0x8B8F93)};
constexpr std::array<Rgb, 3> kPonchos{Rgb::of(0x4F6F8A), Rgb::of(0x7C6A8C), Rgb::of(0x587A62)};
constexpr Rgb kHeadlight = Rgb::of(0xFFF6E0);
constexpr Rgb kTail = Rgb::of(0xFF5747);

template <size_t n> Rgb pick(const std::array<Rgb, n>& list, int which)
{
    return list[static_cast<size_t>(which) % n];
}

// By day the same cloth is brighter.
Rgb cloth(Rgb colour, const Palette& palette)
{
    return palette.light > 0 ? colour : mix(colour, Rgb::of(0xC8C0B4), .35);
}

}  // namespace

void drawCar(Canvas& canvas, const Lens& lens, const Palette& palette, const Rider& car)
{
    constexpr double kWidth = 1.9, kRoof = 1.5;
    const double x = car.x, z = car.z, u = lens.unit(z), a = car.alpha;
    canvas.ellipse(lens.px(x, z), lens.py(.1, z), u * 1.1, u * .2, {}, .4 * a);
    canvas.fill(Path{lens.at(x - kWidth / 2, .25, z), lens.at(x - kWidth / 2, .95, z),
                     lens.at(x - kWidth * .36, kRoof, z), lens.at(x + kWidth * .36, kRoof, z),
                     lens.at(x + kWidth / 2, .95, z), lens.at(x + kWidth / 2, .25, z)},
                pick(palette.body, car.body), a);
    canvas.fill(Path{lens.at(x - kWidth * .36, 1, z), lens.at(x - kWidth * .3, kRoof - .08, z),
                     lens.at(x + kWidth * .3, kRoof - .08, z), lens.at(x + kWidth * .36, 1, z)},
                Rgb::of(0x0C0F12), .8 * a);
    for (const double side : {-.7, .7}) {
        const double lx = lens.px(x + side, z), ly = lens.py(.7, z);
        if (palette.light <= 0) {
            canvas.rect(lx - u * .12, lens.py(.8, z), u * .24, u * .13,
                        car.away ? Rgb::of(0xB0332A) : Rgb::of(0xE6E2D5), a);
        } else if (car.away) {
            canvas.ellipse(lx, ly, std::max(.5, u * .16), std::max(.5, u * .16), kTail, .85 * a);
            canvas.glow(lx, ly, u * .6, u * .6, kTail, .35 * a);
        } else {
            canvas.glow(lx, ly, std::max(1., u * .9), std::max(1., u * .9), kHeadlight, a);
            canvas.ellipse(lx, ly, std::max(.5, u * .13), std::max(.5, u * .13), kHeadlight, a);
            canvas.glow(lx, lens.py(-1.2, z), u * .3, u * 1.5, kHeadlight, palette.wet * .5 * a);
        }
    }
}

void drawMotorbike(Canvas& canvas, const Lens& lens, const Palette& palette, const Rider& rider)
{
    const double x = rider.x, z = rider.z, u = lens.unit(z), a = rider.alpha;
    const double cx = lens.px(x, z);
    canvas.ellipse(cx, lens.py(.02, z), u * .5, u * .13, {}, .4 * a);
    canvas.rect(cx - u * .09, lens.py(.6, z), u * .18, u * .6, Rgb::of(0x0B0D0F), a);
    canvas.fill(Path{lens.at(x - .3, .5, z), lens.at(x - .34, .75, z), lens.at(x - .24, 1.3, z),
                     lens.at(x + .24, 1.3, z), lens.at(x + .34, .75, z), lens.at(x + .3, .5, z)},
                cloth(pick(kShirts, rider.shirt), palette), a);
    canvas.ellipse(cx, lens.py(1.52, z), u * .18, u * .2, cloth(pick(kHelmets, rider.helmet), palette), a);
    if (rider.poncho)
        canvas.fill(Path{lens.at(x - .44, .45, z), lens.at(x - .14, 1.44, z), lens.at(x + .14, 1.44, z),
                         lens.at(x + .44, .45, z)}, cloth(pick(kPonchos, rider.shirt), palette), .85 * a);
    if (palette.light <= 0)
        return;
    const double ly = lens.py(.85, z);
    if (rider.away) {
        canvas.ellipse(cx, ly, std::max(.6, u * .1), std::max(.6, u * .1), kTail, a);
        canvas.glow(cx, ly, u * .4, u * .4, kTail, .3 * a);
        return;
    }
    canvas.glow(cx, ly, std::max(1.2, u * .75), std::max(1.2, u * .75), kHeadlight, a);
    canvas.ellipse(cx, ly, std::max(.5, u * .1), std::max(.5, u * .1), kHeadlight, a);
    canvas.glow(cx, lens.py(-.9, z), u * .16, u * 1.1, kHeadlight, palette.wet * .6 * a);
}

void drawWalker(Canvas& canvas, const Palette& palette, const Walker& walker)
{
    const double x = walker.x, y = walker.y, s = walker.size, a = walker.alpha;
    const Rgb coat = cloth(pick(kShirts, walker.coat), palette);
    const double swing = walker.step * s * .22;
    canvas.ellipse(x, y, s * .32, s * .08, {}, .35 * a);
    canvas.line({x - s * .06, y - s * .75}, {x - s * .06 + swing, y}, s * .15, Rgb::of(0x20242A), a);
    canvas.line({x + s * .06, y - s * .75}, {x + s * .06 - swing, y}, s * .15, Rgb::of(0x24282E), a);
    canvas.fill(Path{{x - s * .24, y - s * .7}, {x - s * .2, y - s * 1.4}, {x + s * .2, y - s * 1.4},
                     {x + s * .24, y - s * .7}}, coat, a);
    canvas.ellipse(x, y - s * 1.56, s * .13, s * .15, cloth(Rgb::of(0x7B6B60), palette), a);
    if (walker.hat)
        canvas.fill(Path{{x - s * .38, y - s * 1.54}, {x, y - s * 1.85}, {x + s * .38, y - s * 1.54}},
                    palette.light > 0 ? Rgb::of(0xB7A983) : Rgb::of(0xD8CBA4), a);
    else
        canvas.ellipse(x, y - s * 1.62, s * .13, s * .1, Rgb::of(0x1B1D20), a);
}

}  // namespace kydai::cityscene
