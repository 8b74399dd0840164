// SPDX-License-Identifier: GPL-3.0-or-later
// A street seen from a pole: houses, trees, lamps, traffic, on dry ground or under water.
#pragma once

#include "cityscene/actors.h"
#include "cityscene/motif.h"

namespace kydai::cityscene {

class Street final : public Motif
{
public:
    explicit Street(const SceneSpec& spec);
    void ground(Canvas& canvas) override;
    void move(Canvas& canvas, double now) const override;

private:
    struct Mover {
        double lane, from, length;  // metres; the way of one loop
        bool away, car, poncho;
        int body, shirt, helmet;
        double start;               // 0..1
    };
    struct Crosser {
        double z, start;
        bool right, hat;
        int coat;
    };
    void houses(Canvas& canvas);
    void house(Canvas& canvas, double side, double near, double far);
    void windows(Canvas& canvas, double side, double near, double far, double high);
    void trees(Canvas& canvas);
    void markings(Canvas& canvas);
    void lamps(Canvas& canvas);
    void lampAt(Canvas& canvas, double side, double z);
    void flood(Canvas& canvas);
    void fillTraffic();
    void fillWalkers();
    void drawMover(Canvas& canvas, const Mover& mover, double z) const;
    void drawWake(Canvas& canvas, const Mover& mover, double z) const;
    void drawWaterLines(Canvas& canvas, double now) const;
    Rgb waterColour() const;

    SceneSpec m_spec;
    const Palette& m_palette;
    city::Chance m_chance;
    Lens m_lens;
    double m_half;        // half the road's width
    double m_flooded = 0; // metres from the camera that stand under water
    std::vector<Mover> m_movers;
    std::vector<Crosser> m_crossers;
};

}  // namespace kydai::cityscene
