// SPDX-License-Identifier: GPL-3.0-or-later
// A number in the picture that a program can read back after coding, scaling and drawing: 9 bits, low
// one first, between a light and a dark block and followed by their parity, along the bottom edge
// from the left. So the latency of a stream is measured from its pixels.
#pragma once

#include <functional>
#include <optional>

#include "cityscene/canvas.h"

namespace kydai::cityscene {

inline constexpr int kCounterRange = 512;
inline constexpr int kCounterBlocks = 12;

void drawCounter(Canvas& canvas, int number);  // taken modulo kCounterRange

// luma(x, y) of a picture of that size, 0..255. Nothing when the blocks are not readable.
std::optional<int> readCounter(int width, int height, const std::function<int(int, int)>& luma);

}  // namespace kydai::cityscene
