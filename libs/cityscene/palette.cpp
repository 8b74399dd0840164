// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/palette.h"

namespace kydai::cityscene {

namespace {

constexpr Rgb c(quint32 hex)
{
    return Rgb::of(hex);
}

constexpr Palette kDay{
    {c(0x9AA6AE), c(0xC6CCCE)}, c(0x8D989D), {c(0x565C61), c(0x70767A)}, c(0x8B8F90),
    {c(0xA39A8A), c(0xB4AB98), c(0x8F938F), c(0xBDB5A4)},
    {c(0x5A6870), c(0x4B575E), c(0x6E7D85), c(0x54626A)}, {c(0x43584A), c(0x587060)},
    c(0xD9DDE0), c(0xD5D8D8), {c(0x3B4048), c(0x8C2F2A), c(0xD2D5D6)},
    {c(0x8C8470), c(0x6E6653)}, c(0xB8AF98), 0, .35};
constexpr Palette kDusk{
    {c(0x3A4356), c(0x8A7B78)}, c(0x3B4150), {c(0x33373E), c(0x4C5057)}, c(0x565A60),
    {c(0x4A4C55), c(0x57575D), c(0x3F434D), c(0x605D60)},
    {c(0xF0CF94), c(0xF6E6C4), c(0xC5D4DD), c(0xD9B27C)}, {c(0x26342F), c(0x34453C)},
    c(0xFFE0AE), c(0xA6A9AC), {c(0x3A3E46), c(0x60646B), c(0x2C3037)},
    {c(0x6E6A6C), c(0x2B333D)}, c(0xB3A99B), .6, .6};
constexpr Palette kNight{
    {c(0x0A0E15), c(0x1B2430)}, c(0x10161E), {c(0x15181C), c(0x22262B)}, c(0x24282D),
    {c(0x171B20), c(0x1E2329), c(0x14181C), c(0x22262B)},
    {c(0xE8C98A), c(0xF4E2B8), c(0x9FC3D8), c(0xD9A868)}, {c(0x0E1613), c(0x15201A)},
    c(0xFFD79A), c(0x6C7278), {c(0x2A2F36), c(0x3A4048), c(0x23272D)},
    {c(0x1C2732), c(0x0B1117)}, c(0x8FA3B8), .95, .5};
constexpr Palette kSodium{
    {c(0x120D0A), c(0x2E2116)}, c(0x1A130E), {c(0x1D1712), c(0x33271C)}, c(0x352A20),
    {c(0x221A14), c(0x2C2219), c(0x1B1511), c(0x33281E)},
    {c(0xFFC56B), c(0xFFDC9C), c(0xE59E4A), c(0xC9863F)}, {c(0x17150D), c(0x242011)},
    c(0xFFB454), c(0x8F7B5E), {c(0x3A2E24), c(0x4B3D30), c(0x2B221B)},
    {c(0x2E261D), c(0x15100C)}, c(0xA08A68), 1, .55};
constexpr Palette kInfrared{
    {c(0x17191A), c(0x2B2E30)}, c(0x222527), {c(0x2C2F31), c(0x45494B)}, c(0x4B4F51),
    {c(0x333638), c(0x3D4042), c(0x2A2D2F), c(0x46494B)},
    {c(0xC9CCCE), c(0xE6E8E9), c(0xAEB2B4), c(0x8E9294)}, {c(0x3E4244), c(0x565A5C)},
    c(0xF2F4F5), c(0x9A9EA0), {c(0x5A5E60), c(0x707476), c(0x45494B)},
    {c(0x3A3E40), c(0x1C1F20)}, c(0xA6AAAC), .8, .35};

}  // namespace

const Palette& paletteOf(Light light)
{
    switch (light) {
    case Light::Day: return kDay;
    case Light::Dusk: return kDusk;
    case Light::Sodium: return kSodium;
    case Light::Infrared: return kInfrared;
    case Light::Night: break;
    }
    return kNight;
}

}  // namespace kydai::cityscene
