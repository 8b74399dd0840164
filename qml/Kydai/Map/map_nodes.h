// SPDX-License-Identifier: GPL-3.0-or-later
// The map as a scene graph: one rectangle and image nodes, nothing else, so that it draws alike on
// OpenGL, on llvmpipe and on Qt's software renderer. Render thread; made and updated inside
// updatePaintNode while the GUI thread waits. Groups are transform nodes: below a plain node the
// software renderer forgets where the item is.
#pragma once

#include <vector>

#include <QHash>
#include <QSGImageNode>
#include <QSGNode>
#include <QSGRectangleNode>
#include <QSGTexture>

#include "maprender/map_camera.h"
#include "maprender/tile_cache.h"

class QQuickWindow;

namespace kydai::mapqml {

// What one frame shows, in item coordinates.
struct MapFrame {
    struct Tile {
        maprender::TilePtr tile;
        QRectF from;   // device px of the tile's picture
        QRectF to;
        bool exact = false;   // pixel for pixel: no smoothing needed
    };
    QColor background;
    QSizeF size;
    std::vector<Tile> tiles;  // in the order they are drawn
    std::vector<Tile> dots;   // over them
    QImage overlay;
    QRectF overlayAt;
    bool overlayExact = false;
};

class MapRootNode : public QSGTransformNode
{
public:
    explicit MapRootNode(QQuickWindow* window);
    ~MapRootNode() override;

    void update(const MapFrame& frame);

private:
    void updateOverlay(const MapFrame& frame);
    struct Layer {
        QSGTransformNode* group;
        bool opaque;
        std::vector<QSGImageNode*> images;  // children of the group in use
        std::vector<QSGImageNode*> spare;
    };
    void updateLayer(Layer& layer, const std::vector<MapFrame::Tile>& tiles);
    QSGTexture* textureOf(const maprender::TilePtr& tile, bool opaque);
    void dropUnused();

    struct Kept {
        maprender::TilePtr tile;  // keeps the address from being given to another tile
        QSGTexture* texture = nullptr;
        quint64 usedAt = 0;
    };
    QQuickWindow* m_window;
    QSGRectangleNode* m_ground;
    Layer m_tiles, m_dots;
    QSGImageNode* m_overlay = nullptr;
    QSGTexture* m_overlayTexture = nullptr;
    qint64 m_overlayKey = 0;
    QHash<const maprender::PaintedTile*, Kept> m_textures;
    quint64 m_frame = 0;
};

}  // namespace kydai::mapqml
