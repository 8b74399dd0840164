// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchmarks/cameras/tiles.h"

#include <cmath>

#include <QImage>
#include <QSGSimpleTextureNode>

namespace kydai::bench {

void Tile::show(media::StreamHub& hub, const QString& camera)
{
    stream = hub.attach(camera, {.pixels = QSize(int(width()), int(height()))});
}

void Tile::repaintIfNew()
{
    if (stream.sequence() != m_drawn)
        update();
}

QSGNode* Tile::updatePaintNode(QSGNode* old, UpdatePaintNodeData*)
{
    auto* node = static_cast<QSGSimpleTextureNode*>(old);
    m_frame = stream.frame();
    if (!m_frame)
        return node;
    if (!node) {
        node = new QSGSimpleTextureNode;
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Linear);
    }
    if (m_frame->sequence != m_drawn) {
        m_drawn = m_frame->sequence;
        ++m_count;
        const QImage image(reinterpret_cast<const uchar*>(m_frame->pixels.constData()),
                           m_frame->size.width(), m_frame->size.height(), m_frame->bytesPerLine,
                           QImage::Format_RGB32);
        node->setTexture(window()->createTextureFromImage(image, QQuickWindow::TextureIsOpaque));
        stream.drawn();
    }
    node->setRect(boundingRect());
    return node;
}

Wall::Wall(int tiles)
{
    window.setColor(Qt::black);
    window.resize(1600, 900);
    const int columns = int(std::ceil(std::sqrt(tiles)));
    for (int i = 0; i < tiles; ++i) {
        auto* tile = new Tile(window.contentItem());
        const double w = 1600. / columns, h = 900. / columns;
        tile->setPosition({(i % columns) * w + 2, std::floor(double(i) / columns) * h + 2});
        tile->setSize({w - 4, h - 4});
        places.append(tile);
    }
    window.show();
}

PlayerTile::PlayerTile(const QString& url)
{
    connect(&m_sink, &QVideoSink::videoFrameChanged, this, [this] { ++pictures; });
    m_player.setVideoSink(&m_sink);
    m_player.setSource(QUrl(url));
    m_player.play();
}

}  // namespace kydai::bench
