// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/counter.h"

#include <bit>

namespace kydai::cityscene {

namespace {

constexpr int kPerWidth = 80;  // blocks that would fill the picture's width
constexpr int kBits = 9;
constexpr Rgb kLight = Rgb::of(0xC8C8C8);
constexpr Rgb kDark = Rgb::of(0x202020);

// Blocks: light, dark, nine bits, parity.
bool isLight(int block, int number)
{
    if (block < 2)
        return block == 0;
    if (block < 2 + kBits)
        return (number >> (block - 2)) & 1;
    return std::popcount(static_cast<unsigned>(number)) & 1;
}

}  // namespace

void drawCounter(Canvas& canvas, int number)
{
    const double block = double(canvas.width()) / kPerWidth;
    const int top = canvas.height() - static_cast<int>(block);
    for (int i = 0; i < kCounterBlocks; ++i) {
        const int from = static_cast<int>(i * block), to = static_cast<int>((i + 1) * block);
        canvas.pixels(from, top, to - from, canvas.height() - top,
                      isLight(i, number % kCounterRange) ? kLight : kDark);
    }
}

std::optional<int> readCounter(int width, int height, const std::function<int(int, int)>& luma)
{
    const double block = double(width) / kPerWidth;
    if (block < 2)
        return std::nullopt;
    const int y = height - 1 - static_cast<int>(block / 2);
    bool light[kCounterBlocks];
    for (int i = 0; i < kCounterBlocks; ++i)
        light[i] = luma(static_cast<int>((i + 0.5) * block), y) > 112;
    int number = 0;
    for (int bit = 0; bit < kBits; ++bit)
        number |= int(light[2 + bit]) << bit;
    if (!light[0] || light[1] || light[kCounterBlocks - 1] != isLight(kCounterBlocks - 1, number))
        return std::nullopt;
    return number;
}

}  // namespace kydai::cityscene
