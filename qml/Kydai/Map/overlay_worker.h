// SPDX-License-Identifier: GPL-3.0-or-later
// Places names and paints what lies over the tiles, on one thread of its own. A newer job replaces
// one that waits; what is being painted is finished, so that a moving map still gets pictures.
// Lives on the GUI thread; `done` comes there by a queued call and never after the destructor,
// which waits for the picture in hand (some milliseconds).
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include <QImage>
#include <QObject>

#include "maprender/label_layer.h"
#include "maprender/overlay_painter.h"

namespace kydai::mapqml {

struct OverlayJob {
    quint64 number = 0;
    maprender::MapCamera camera;     // of the picture, with its margins
    maprender::OverlayScene scene;   // without names
    QList<maprender::TilePtr> tiles; // whose names are wanted
    maprender::LabelSettings labels;
    std::shared_ptr<const maprender::ColourTable> colours;
    QString nearColour;
    bool forgetNames = false;        // language or theme changed
};

struct OverlayPicture {
    quint64 number = 0;
    maprender::MapCamera camera;
    QImage image;
    int names = 0;
};

class OverlayWorker
{
public:
    using Done = std::function<void(OverlayPicture)>;

    OverlayWorker(QString family, Done done);
    ~OverlayWorker();
    OverlayWorker(const OverlayWorker&) = delete;
    OverlayWorker& operator=(const OverlayWorker&) = delete;

    void ask(OverlayJob job);

private:
    void work();
    OverlayPicture paint(OverlayJob& job);

    QString m_family;
    Done m_done;
    std::unique_ptr<QObject> m_receiver;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::optional<OverlayJob> m_next;
    bool m_closing = false;
    // Of the worker alone.
    maprender::LabelLayer m_names;
    std::unique_ptr<maprender::OverlayPainter> m_painter;
    std::shared_ptr<const maprender::ColourTable> m_colours;
    std::thread m_thread;
};

}  // namespace kydai::mapqml
