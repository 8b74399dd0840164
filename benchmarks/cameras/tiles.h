// SPDX-License-Identifier: GPL-3.0-or-later
// Walls to be measured: the engine's pictures on plain items repainted by one tick, or one media
// player a tile.
#pragma once

#include <QMediaPlayer>
#include <QQuickItem>
#include <QQuickWindow>
#include <QTimer>
#include <QVideoSink>

#include "benchmarks/cameras/sent_times.h"
#include "media/stream_hub.h"

namespace kydai::bench {

class Tile : public QQuickItem
{
    Q_OBJECT

public:
    explicit Tile(QQuickItem* parent) : QQuickItem(parent) { setFlag(ItemHasContents); }
    void show(media::StreamHub& hub, const QString& camera);
    void repaintIfNew();
    media::StreamHandle stream;
    quint64 drawn() const { return m_count; }

protected:
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData*) override;

private:
    media::FramePtr m_frame;
    quint64 m_drawn = 0, m_count = 0;
};

struct Wall {
    QQuickWindow window;
    QList<QQuickItem*> places;
    explicit Wall(int tiles);
};

// A media player whose pictures are counted where they arrive and not drawn.
class PlayerTile : public QObject
{
    Q_OBJECT

public:
    explicit PlayerTile(const QString& url);
    quint64 pictures = 0;

private:
    QVideoSink m_sink;
    QMediaPlayer m_player;
};

}  // namespace kydai::bench
