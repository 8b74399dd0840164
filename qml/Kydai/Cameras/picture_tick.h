// SPDX-License-Identifier: GPL-3.0-or-later
// One beat for all tiles: 15 a second, 25 for large ones. Asks each tile whether it has a new picture,
// so that a wall repaints together and not once for every camera; stands still while none is shown.
// GUI thread.
#pragma once

#include <memory>

#include <QObject>
#include <QSet>
#include <QTimer>

namespace kydai::camerasqml {

class CameraPicture;

class PictureTick : public QObject
{
public:
    static constexpr int kTileMs = 66, kSpotMs = 40;
    explicit PictureTick(QObject* parent = nullptr);

    void set(CameraPicture* tile, bool shown, bool spot);
    void drop(CameraPicture* tile) { set(tile, false, false); }
    bool runs() const { return m_tiles.isActive() || m_spots.isActive(); }
    int shown() const { return static_cast<int>(m_slow.size() + m_fast.size()); }

private:
    static void beat(const QSet<CameraPicture*>& tiles);
    static void arm(QTimer& timer, bool runs);

    QTimer m_tiles, m_spots;
    QSet<CameraPicture*> m_slow, m_fast;
};

}  // namespace kydai::camerasqml
