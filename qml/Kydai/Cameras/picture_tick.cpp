// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_tick.h"

#include "camera_picture.h"

namespace kydai::camerasqml {

PictureTick::PictureTick(QObject* parent) : QObject(parent)
{
    m_tiles.setInterval(kTileMs);
    m_spots.setInterval(kSpotMs);
    m_spots.setTimerType(Qt::PreciseTimer);
    m_tiles.setTimerType(Qt::PreciseTimer);
    connect(&m_tiles, &QTimer::timeout, this, [this] { beat(m_slow); });
    connect(&m_spots, &QTimer::timeout, this, [this] { beat(m_fast); });
}

void PictureTick::set(CameraPicture* tile, bool shown, bool spot)
{
    m_slow.remove(tile);
    m_fast.remove(tile);
    if (shown)
        (spot ? m_fast : m_slow).insert(tile);
    arm(m_tiles, !m_slow.isEmpty());
    arm(m_spots, !m_fast.isEmpty());
}

void PictureTick::beat(const QSet<CameraPicture*>& tiles)
{
    // A new picture may show or hide tiles, or end them.
    const QSet<CameraPicture*> now = tiles;
    for (CameraPicture* tile : now) {
        if (tiles.contains(tile))
            tile->beat();
    }
}

void PictureTick::arm(QTimer& timer, bool runs)
{
    if (runs && !timer.isActive())
        timer.start();
    else if (!runs)
        timer.stop();
}

}  // namespace kydai::camerasqml
