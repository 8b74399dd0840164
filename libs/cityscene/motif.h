// SPDX-License-Identifier: GPL-3.0-or-later
// A place as two layers: what stands still, drawn once, and what moves.
#pragma once

#include <memory>

#include "city/chance.h"
#include "cityscene/scene.h"

namespace kydai::cityscene {

class Motif
{
public:
    virtual ~Motif() = default;
    virtual void ground(Canvas& canvas) = 0;
    // now: 0..1 over the loop, and the same again at 1.
    virtual void move(Canvas& canvas, double now) const = 0;
};

std::unique_ptr<Motif> makeStreet(const SceneSpec& spec);  // Street, Crossing
std::unique_ptr<Motif> makeBridge(const SceneSpec& spec);
std::unique_ptr<Motif> makeRiver(const SceneSpec& spec);
std::unique_ptr<Motif> makeLagoon(const SceneSpec& spec);
std::unique_ptr<Motif> makeMarket(const SceneSpec& spec);
std::unique_ptr<Motif> makeGate(const SceneSpec& spec);

// A wave that comes back after the loop: `turns` whole turns, shifted by `phase` (0..1).
double swing(double now, int turns, double phase);

// Short bright lines on water that drift and shimmer.
class Ripples
{
public:
    Ripples(city::Chance& chance, int count, double top, double reach, double opacity);
    void draw(Canvas& canvas, double now, Rgb colour) const;

private:
    struct Ripple {
        double x, y, length, thickness, alpha, phase;
        int turns;
    };
    std::vector<Ripple> m_ripples;
};

void skyline(Canvas& canvas, city::Chance& chance, double horizon, double step, double rise, Rgb colour);

// Lights of the far bank with their mirrors in the water.
void farLights(Canvas& canvas, city::Chance& chance, int count, double horizon, const Palette& palette);

}  // namespace kydai::cityscene
