// SPDX-License-Identifier: GPL-3.0-or-later
// Letters of strokes, as a camera writes its name into the picture: capitals, digits and the marks of
// Vietnamese. What has no strokes leaves a gap.
#pragma once

#include <QStringView>

#include "cityscene/canvas.h"

namespace kydai::cityscene {

double letterWidth(QStringView text, double height);  // height of a capital
void letter(Canvas& canvas, double x, double y, double height, QStringView text);  // y = top of it

}  // namespace kydai::cityscene
