// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_nodes.h"

#include <QQuickWindow>

namespace kydai::mapqml {

namespace {

constexpr qsizetype kMostTextures = 96;  // of 1 MB each at a pixel ratio of 1

}  // namespace

MapRootNode::MapRootNode(QQuickWindow* window)
    : m_window(window), m_ground(window->createRectangleNode()), m_tiles(new QSGTransformNode)
{
    appendChildNode(m_ground);
    appendChildNode(m_tiles);
}

MapRootNode::~MapRootNode()
{
    for (QSGImageNode* node : m_spare)
        delete node;
    for (const Kept& kept : std::as_const(m_textures))
        delete kept.texture;
    delete m_overlayTexture;
}

QSGTexture* MapRootNode::textureOf(const maprender::TilePtr& tile)
{
    Kept& kept = m_textures[tile.get()];
    if (!kept.texture) {
        kept.tile = tile;
        kept.texture = m_window->createTextureFromImage(tile->image, QQuickWindow::TextureIsOpaque);
    }
    kept.usedAt = m_frame;
    return kept.texture;
}

void MapRootNode::dropUnused()
{
    if (m_textures.size() <= kMostTextures)
        return;
    for (auto it = m_textures.begin(); it != m_textures.end();) {
        if (it->usedAt + 8 < m_frame) {
            delete it->texture;
            it = m_textures.erase(it);
        } else {
            ++it;
        }
    }
}

void MapRootNode::update(const MapFrame& frame)
{
    ++m_frame;
    const QRectF whole({0, 0}, frame.size);
    if (m_ground->rect() != whole)
        m_ground->setRect(whole);
    if (m_ground->color() != frame.background)
        m_ground->setColor(frame.background);

    const size_t wanted = frame.tiles.size();
    while (m_images.size() > wanted) {
        m_tiles->removeChildNode(m_images.back());
        m_spare.push_back(m_images.back());
        m_images.pop_back();
    }
    while (m_images.size() < wanted) {
        QSGImageNode* node = nullptr;
        if (m_spare.empty()) {
            node = m_window->createImageNode();
            node->setOwnsTexture(false);
        } else {
            node = m_spare.back();
            m_spare.pop_back();
        }
        // A node without a texture may not be in the tree.
        node->setTexture(textureOf(frame.tiles[m_images.size()].tile));
        m_tiles->appendChildNode(node);
        m_images.push_back(node);
    }
    for (size_t i = 0; i < wanted; ++i) {
        const MapFrame::Tile& tile = frame.tiles[i];
        QSGImageNode* node = m_images[i];
        QSGTexture* texture = textureOf(tile.tile);
        if (node->texture() != texture)
            node->setTexture(texture);
        if (node->sourceRect() != tile.from)
            node->setSourceRect(tile.from);
        if (node->rect() != tile.to)
            node->setRect(tile.to);
        const auto smooth = tile.exact ? QSGTexture::Nearest : QSGTexture::Linear;
        if (node->filtering() != smooth)
            node->setFiltering(smooth);
    }
    updateOverlay(frame);
    dropUnused();
}

void MapRootNode::updateOverlay(const MapFrame& frame)
{
    if (frame.overlay.isNull())
        return;
    const bool first = !m_overlay;
    if (first) {
        m_overlay = m_window->createImageNode();
        m_overlay->setOwnsTexture(false);
    }
    if (m_overlayKey != frame.overlay.cacheKey()) {
        m_overlayKey = frame.overlay.cacheKey();
        QSGTexture* old = m_overlayTexture;
        m_overlayTexture =
            m_window->createTextureFromImage(frame.overlay, QQuickWindow::TextureHasAlphaChannel);
        m_overlay->setTexture(m_overlayTexture);
        m_overlay->setSourceRect(QRectF({0, 0}, QSizeF(frame.overlay.size())));
        delete old;
    }
    if (m_overlay->rect() != frame.overlayAt)
        m_overlay->setRect(frame.overlayAt);
    m_overlay->setFiltering(frame.overlayExact ? QSGTexture::Nearest : QSGTexture::Linear);
    if (first)
        appendChildNode(m_overlay);
}

}  // namespace kydai::mapqml
