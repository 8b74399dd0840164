// SPDX-License-Identifier: GPL-3.0-or-later
// Which points lie in a drawn shape. Positions are those the tree answers (quantised). Handles come in
// the tree's order. Pure functions, any thread; a lasso has at most kMostLasso corners.
#pragma once

#include <span>
#include <vector>

#include "geo/point_tree.h"

namespace kydai::geo {

inline constexpr size_t kMostLasso = 20'000;

// Even-odd: a lasso that crosses itself leaves out what it surrounds twice. A point on a border
// belongs to one of the two sides, always the same one.
bool insideRing(std::span<const World> ring, World at);

std::vector<quint32> selectBox(const PointTree& tree, const WorldBox& box);
// Empty when the ring has fewer than three corners, more than kMostLasso, or one that is no number.
std::vector<quint32> selectLasso(const PointTree& tree, std::span<const World> ring);
// By distance on the ground, border included.
std::vector<quint32> selectRadius(const PointTree& tree, LonLat middle, double metres);

}  // namespace kydai::geo
