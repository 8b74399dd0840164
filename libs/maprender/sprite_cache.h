// SPDX-License-Identifier: GPL-3.0-or-later
// Small pictures of marks and names, drawn once. Bounded: when a generation is full, what was not
// used since the one before is dropped. One thread.
#pragma once

#include <functional>

#include <QHash>
#include <QImage>
#include <QPainter>
#include <QPointF>
#include <QRectF>

namespace kydai::maprender {

struct Sprite {
    QImage image;     // premultiplied, device pixel ratio set
    QPointF corner;   // px from the mark's spot to the picture's upper left corner
};

class SpriteCache
{
public:
    explicit SpriteCache(qsizetype perGeneration = 1500) : m_most(perGeneration) {}

    // The picture under a key; drawn by `draw` about the origin, inside `bounds` (px), if need be.
    const Sprite& get(size_t key, const QRectF& bounds, double dpr,
                      const std::function<void(QPainter&)>& draw);
    // Puts a sprite's spot at `at`, moved to whole device pixels so that it stays sharp.
    static void put(QPainter& painter, const Sprite& sprite, QPointF at);
    void clear();
    qsizetype size() const { return m_young.size() + m_old.size(); }

private:
    qsizetype m_most;
    QHash<size_t, Sprite> m_young;
    QHash<size_t, Sprite> m_old;
};

}  // namespace kydai::maprender
