// SPDX-License-Identifier: GPL-3.0-or-later
#include "geo/packed_rtree.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kydai::geo {

namespace {

// Place of a cell of a 65,536-wide grid on the Hilbert curve.
quint32 hilbert(quint32 x, quint32 y)
{
    quint32 d = 0;
    for (quint32 s = 32768; s > 0; s /= 2) {
        const quint32 rx = (x & s) ? 1 : 0, ry = (y & s) ? 1 : 0;
        d += s * s * ((3 * rx) ^ ry);
        if (ry == 0) {
            if (rx == 1) {
                x = 65535 - x;
                y = 65535 - y;
            }
            std::swap(x, y);
        }
    }
    return d;
}

bool sound(const WorldBox& b)
{
    return std::isfinite(b.left) && std::isfinite(b.top) && std::isfinite(b.right)
           && std::isfinite(b.bottom) && b.left <= b.right && b.top <= b.bottom;
}

void stretch(WorldBox& all, const WorldBox& b)
{
    all.left = std::min(all.left, b.left);
    all.top = std::min(all.top, b.top);
    all.right = std::max(all.right, b.right);
    all.bottom = std::max(all.bottom, b.bottom);
}

constexpr double kFar = std::numeric_limits<double>::infinity();
constexpr WorldBox kNothing{kFar, kFar, -kFar, -kFar};

}  // namespace

void PackedRTree::build(std::span<const WorldBox> boxes)
{
    m_boxes.clear();
    m_refs.clear();
    m_levelEnds.clear();
    m_items = static_cast<quint32>(boxes.size());
    WorldBox all = kNothing;
    for (const WorldBox& b : boxes) {
        if (sound(b))
            stretch(all, b);
    }
    const auto step = [](double v, double from, double to) {
        return to > from ? static_cast<quint32>(std::clamp((v - from) / (to - from), 0.0, 1.0) * 65535)
                         : 0u;
    };
    std::vector<std::pair<quint32, quint32>> order;  // place on the curve, item
    order.reserve(boxes.size());
    for (quint32 i = 0; i < m_items; ++i) {
        const WorldBox& b = boxes[i];
        if (sound(b))
            order.emplace_back(hilbert(step((b.left + b.right) / 2, all.left, all.right),
                                       step((b.top + b.bottom) / 2, all.top, all.bottom)), i);
    }
    std::sort(order.begin(), order.end());
    m_leaves = static_cast<quint32>(order.size());
    if (m_leaves == 0)
        return;
    for (const auto& [place, item] : order) {
        m_boxes.push_back(boxes[item]);
        m_refs.push_back(item);
    }
    quint32 begin = 0;
    for (;;) {
        const auto end = static_cast<quint32>(m_boxes.size());
        m_levelEnds.push_back(end);
        if (end - begin == 1 && m_levelEnds.size() > 1)
            break;
        for (quint32 first = begin; first < end; first += kFan) {
            WorldBox around = kNothing;
            for (quint32 i = first; i < std::min(first + kFan, end); ++i)
                stretch(around, m_boxes[i]);
            m_boxes.push_back(around);
            m_refs.push_back(first);
        }
        begin = end;
    }
}

}  // namespace kydai::geo
