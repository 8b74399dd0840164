// SPDX-License-Identifier: GPL-3.0-or-later
#include "cityscene/scene.h"

#include <algorithm>
#include <cmath>

#include "cityscene/counter.h"
#include "cityscene/lettering.h"
#include "cityscene/motif.h"

namespace kydai::cityscene {

using namespace Qt::StringLiterals;

namespace {

std::unique_ptr<Motif> motifOf(const SceneSpec& spec)
{
    switch (spec.place) {
    case Place::Bridge: return makeBridge(spec);
    case Place::River: return makeRiver(spec);
    case Place::Market: return makeMarket(spec);
    case Place::Gate: return makeGate(spec);
    case Place::Lagoon: return makeLagoon(spec);
    case Place::Street:
    case Place::Crossing: break;
    }
    return makeStreet(spec);
}

void drawRain(Canvas& canvas, quint64 seed, double now, bool dark)
{
    city::Chance chance(seed + 99);
    const Rgb colour = dark ? Rgb::of(0xDDE6EE) : Rgb::of(0xF2F5F7);
    for (int i = 0; i < 90; ++i) {
        const double length = 5 + chance.unit() * 11, x = chance.unit() * 360;
        const double falls = chance.between(13, 19), start = chance.unit();
        const double fallen = std::fmod(start + falls * now, 1.0) * (kHigh + 20) - 16;
        canvas.line({x - fallen * .22, fallen}, {x - (fallen + length) * .22, fallen + length}, .55,
                    colour, .3);
    }
}

SceneSpec bounded(SceneSpec spec)
{
    spec.fps = std::clamp(spec.fps, 1, 60);
    spec.frames = std::clamp(spec.frames, 1, 1800);
    spec.grain = std::clamp(spec.grain, 0, 32);
    return spec;
}

quint8 byteOf(int value)
{
    return static_cast<quint8>(std::clamp(value, 0, 255));
}

}  // namespace

double swing(double now, int turns, double phase)
{
    return std::sin(2 * M_PI * (now * turns + phase));
}

Scene::Scene(const SceneSpec& spec)
    : m_spec(bounded(spec)), m_motif(motifOf(m_spec)), m_ground(spec.width, spec.height),
      m_canvas(spec.width, spec.height)
{
    m_motif->ground(m_ground);
    m_ground.vignette(paletteOf(m_spec.light).light > 0 ? .55 : .25);
}

Scene::~Scene() = default;

const Canvas& Scene::draw(int frame)
{
    frame = ((frame % m_spec.frames) + m_spec.frames) % m_spec.frames;
    const double now = double(frame) / m_spec.frames;
    m_canvas.copyFrom(m_ground);
    m_motif->move(m_canvas, now);
    if (m_spec.weather == Weather::Rain)
        drawRain(m_canvas, m_spec.seed, now, paletteOf(m_spec.light).light > 0);
    if (m_spec.grain > 0)
        m_canvas.grain(m_spec.seed * 1000 + static_cast<quint64>(frame) + 1, m_spec.grain);
    writeOver(frame);
    return m_canvas;
}

void Scene::writeOver(int frame)
{
    constexpr double kSize = 5.6;
    const int seconds = frame / m_spec.fps;
    const QString time = u"%1:%2"_s.arg(seconds / 60, 2, 10, '0'_L1).arg(seconds % 60, 2, 10, '0'_L1);
    letter(m_canvas, 6, kHigh - 16, kSize, m_spec.label);
    letter(m_canvas, kWide - 6 - letterWidth(time, kSize), kHigh - 16, kSize, time);
    drawCounter(m_canvas, frame);
}

Picture Scene::picture(int frame)
{
    const Canvas& canvas = draw(frame);
    Picture out{canvas.width(), canvas.height(), {}, {}, {}};
    const auto w = static_cast<size_t>(out.width), h = static_cast<size_t>(out.height);
    out.y.resize(w * h);
    out.u.resize(w * h / 4);
    out.v.resize(w * h / 4);
    for (size_t y = 0; y < h; ++y) {
        const quint8* row = canvas.row(static_cast<int>(y));
        for (size_t x = 0; x < w; ++x, row += 4)
            out.y[y * w + x] = byteOf((66 * row[0] + 129 * row[1] + 25 * row[2] + 4224) >> 8);
    }
    for (size_t y = 0; y < h / 2; ++y) {
        const quint8* a = canvas.row(static_cast<int>(2 * y));
        const quint8* b = canvas.row(static_cast<int>(2 * y + 1));
        for (size_t x = 0; x < w / 2; ++x, a += 8, b += 8) {
            const int red = (a[0] + a[4] + b[0] + b[4]) / 4, green = (a[1] + a[5] + b[1] + b[5]) / 4;
            const int blue = (a[2] + a[6] + b[2] + b[6]) / 4;
            out.u[y * w / 2 + x] = byteOf((-38 * red - 74 * green + 112 * blue + 32896) >> 8);
            out.v[y * w / 2 + x] = byteOf((112 * red - 94 * green - 18 * blue + 32896) >> 8);
        }
    }
    return out;
}

}  // namespace kydai::cityscene
