// SPDX-License-Identifier: GPL-3.0-or-later
// What a camera of the simulated city sees: a drawn place with moving things, repeating without a
// seam. The same spec gives the same pictures. Any thread, one at a time.
#pragma once

#include <memory>
#include <vector>

#include <QString>

#include "cityscene/palette.h"

namespace kydai::cityscene {

enum class Place { Street, Crossing, Bridge, River, Market, Gate, Lagoon };
enum class Weather { Clear, Rain, Flood };

struct SceneSpec {
    Place place = Place::Street;
    Light light = Light::Night;
    Weather weather = Weather::Clear;
    quint64 seed = 1;
    QString label;        // written into the picture, with the time since the loop began
    int width = 640;      // 16..2048, even
    int height = 360;
    int fps = 15;
    int frames = 150;     // of one loop
    int grain = 0;        // noise of a cheap sensor, 0..32; costs bits
};

struct Picture {  // 4:2:0, BT.601, rows without padding
    int width = 0, height = 0;
    std::vector<quint8> y, u, v;
};

class Motif;

class Scene
{
public:
    explicit Scene(const SceneSpec& spec);
    ~Scene();
    const Canvas& draw(int frame);  // taken modulo the loop; valid until the next call
    Picture picture(int frame);

private:
    void writeOver(int frame);

    SceneSpec m_spec;
    std::unique_ptr<Motif> m_motif;
    Canvas m_ground, m_canvas;
};

}  // namespace kydai::cityscene
