// SPDX-License-Identifier: GPL-3.0-or-later
#include "maprender/sprite_cache.h"

#include <cmath>

namespace kydai::maprender {

const Sprite& SpriteCache::get(size_t key, const QRectF& bounds, double dpr,
                               const std::function<void(QPainter&)>& draw)
{
    if (const auto found = m_young.find(key); found != m_young.end())
        return *found;
    if (m_young.size() >= m_most) {
        m_old = std::move(m_young);
        m_young = {};
    }
    if (const auto old = m_old.find(key); old != m_old.end()) {
        Sprite kept = std::move(*old);
        m_old.erase(old);
        return *m_young.insert(key, std::move(kept));
    }
    const QRect box = bounds.toAlignedRect();
    Sprite sprite;
    sprite.corner = box.topLeft();
    sprite.image = QImage(static_cast<int>(std::ceil(box.width() * dpr)),
                          static_cast<int>(std::ceil(box.height() * dpr)),
                          QImage::Format_ARGB32_Premultiplied);
    sprite.image.setDevicePixelRatio(dpr);
    sprite.image.fill(Qt::transparent);
    QPainter painter(&sprite.image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.translate(-sprite.corner);
    draw(painter);
    painter.end();
    return *m_young.insert(key, std::move(sprite));
}

void SpriteCache::put(QPainter& painter, const Sprite& sprite, QPointF at)
{
    const double dpr = sprite.image.devicePixelRatio();
    const QPointF corner = (at + sprite.corner) * dpr;
    painter.drawImage(QPointF(std::round(corner.x()) / dpr, std::round(corner.y()) / dpr),
                      sprite.image);
}

void SpriteCache::clear()
{
    m_young.clear();
    m_old.clear();
}

}  // namespace kydai::maprender
