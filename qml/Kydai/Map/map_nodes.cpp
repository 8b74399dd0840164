// SPDX-License-Identifier: GPL-3.0-or-later
#include "map_nodes.h"

#include <QQuickWindow>

namespace kydai::mapqml {

namespace {

constexpr qsizetype kMostTextures = 96;  // of 1 MB each at a pixel ratio of 1

}  // namespace

MapRootNode::MapRootNode(QQuickWindow* window)
    : m_window(window), m_ground(window->createRectangleNode()),
      m_tiles{new QSGTransformNode, true, {}, {}}, m_dots{new QSGTransformNode, false, {}, {}}
{
    appendChildNode(m_ground);
    appendChildNode(m_tiles.group);
    appendChildNode(m_dots.group);
}

MapRootNode::~MapRootNode()
{
    for (const Layer* layer : {&m_tiles, &m_dots})
        qDeleteAll(layer->spare);
    for (const Kept& kept : std::as_const(m_textures))
        delete kept.texture;
    delete m_overlayTexture;
}

QSGTexture* MapRootNode::textureOf(const maprender::TilePtr& tile, bool opaque)
{
    Kept& kept = m_textures[tile.get()];
    if (!kept.texture) {
        kept.tile = tile;
        kept.texture = m_window->createTextureFromImage(
            tile->image, opaque ? QQuickWindow::TextureIsOpaque : QQuickWindow::TextureHasAlphaChannel);
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

    updateLayer(m_tiles, frame.tiles);
    updateLayer(m_dots, frame.dots);
    updateOverlay(frame);
    dropUnused();
}

void MapRootNode::updateLayer(Layer& layer, const std::vector<MapFrame::Tile>& tiles)
{
    const size_t wanted = tiles.size();
    while (layer.images.size() > wanted) {
        layer.group->removeChildNode(layer.images.back());
        layer.spare.push_back(layer.images.back());
        layer.images.pop_back();
    }
    while (layer.images.size() < wanted) {
        QSGImageNode* node = nullptr;
        if (layer.spare.empty()) {
            node = m_window->createImageNode();
            node->setOwnsTexture(false);
        } else {
            node = layer.spare.back();
            layer.spare.pop_back();
        }
        // A node without a texture may not be in the tree.
        node->setTexture(textureOf(tiles[layer.images.size()].tile, layer.opaque));
        layer.group->appendChildNode(node);
        layer.images.push_back(node);
    }
    for (size_t i = 0; i < wanted; ++i) {
        const MapFrame::Tile& tile = tiles[i];
        QSGImageNode* node = layer.images[i];
        QSGTexture* texture = textureOf(tile.tile, layer.opaque);
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
