// SPDX-License-Identifier: GPL-3.0-or-later
// The borders of areas for drawing: cut into pieces where more than two ways meet, each piece kept and
// simplified once, so that neighbours never part or overlap at any zoom. Made from an AreaIndex (about
// 0.1 s for a province: off the GUI thread), then read only, any number of threads.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "geo/area_index.h"

namespace kydai::geo {

class AreaShapes
{
public:
    // Levels are drawn from these zooms on (tiles of 512 px); within one, no border is off by more
    // than 0.75 px. The last level is the data itself.
    static constexpr std::array<int, 6> kFromZoom{0, 7, 9, 11, 13, 15};
    static constexpr int kLevels = 6;

    explicit AreaShapes(const AreaIndex& index);

    static int levelFor(double zoom);
    size_t pieces() const { return m_areasOf.size(); }
    // A piece of border; closed when it is a whole ring that touches nothing.
    std::span<const World> piece(size_t number, int level) const;
    // The areas on its sides: one at the outer border, two within.
    std::span<const int> areasOf(size_t piece) const { return m_areasOf[piece]; }
    // Closed rings of an area; those too small for the level are left out.
    std::vector<std::vector<World>> rings(int area, int level) const;
    size_t points(int level) const { return m_levels[static_cast<size_t>(level)].points.size(); }

private:
    struct Level {
        std::vector<World> points;
        std::vector<quint32> start;
    };
    struct Use {
        quint32 piece;
        bool backwards;
    };
    using Ids = std::vector<quint32>;

    static void cut(const Ids& ring, const std::vector<char>& junction, std::vector<Ids>& parts);
    Level simplified(double tolerance) const;

    std::array<Level, kLevels> m_levels;
    std::vector<std::vector<int>> m_areasOf;         // by piece
    std::vector<std::vector<std::vector<Use>>> m_rings;  // by area, by ring
};

}  // namespace kydai::geo
