// SPDX-License-Identifier: GPL-3.0-or-later
// Who moves on a street, and how a street is projected: x to the right, y up, z away, in metres.
#pragma once

#include "cityscene/palette.h"

namespace kydai::cityscene {

struct Lens {
    double vanishX = 160, vanishY = 62, focus = 190, height = 6;
    double unit(double z) const { return focus / z; }  // a metre at that distance
    double px(double x, double z) const { return vanishX + focus * x / z; }
    double py(double y, double z) const { return vanishY + focus * (height - y) / z; }
    Point at(double x, double y, double z) const { return {px(x, z), py(y, z)}; }
};

struct Rider {
    double x = 0, z = 10;
    bool away = true;      // tail lights, else head lights
    int shirt = 0, helmet = 0, body = 0;
    bool poncho = false;
    double alpha = 1;      // of one that comes into sight
};

void drawCar(Canvas& canvas, const Lens& lens, const Palette& palette, const Rider& car);
void drawMotorbike(Canvas& canvas, const Lens& lens, const Palette& palette, const Rider& rider);

struct Walker {
    double x = 0, y = 0, size = 1;  // feet on the canvas, canvas units a metre
    int coat = 0;
    bool hat = false;      // a conical one
    double step = 0;       // -1..1
    double alpha = 1;
};
void drawWalker(Canvas& canvas, const Palette& palette, const Walker& walker);

}  // namespace kydai::cityscene
