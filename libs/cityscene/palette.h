// SPDX-License-Identifier: GPL-3.0-or-later
// The light a scene stands in.
#pragma once

#include <array>

#include "cityscene/canvas.h"

namespace kydai::cityscene {

enum class Light { Day, Dusk, Night, Sodium, Infrared };

struct Palette {
    std::array<Rgb, 2> sky;
    Rgb far;
    std::array<Rgb, 2> road;
    Rgb walk;
    std::array<Rgb, 4> wall;
    std::array<Rgb, 4> window;
    std::array<Rgb, 2> tree;
    Rgb lamp, mark;
    std::array<Rgb, 3> body;
    std::array<Rgb, 2> water;
    Rgb ripple;
    double light;  // how strongly lamps burn; 0 = off
    double wet;    // how strongly the ground mirrors
};

const Palette& paletteOf(Light light);

}  // namespace kydai::cityscene
