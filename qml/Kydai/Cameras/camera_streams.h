// SPDX-License-Identifier: GPL-3.0-or-later
// The streams of one console: the hub behind all its tiles, fed with the desk's catalogue and telling
// it what the cameras do. The singleton Streams in QML. GUI thread.
#pragma once

#include <memory>

#include <QtQml/qqmlregistration.h>

#include "desk/camera_face.h"
#include "media/stream_hub.h"
#include "picture_tick.h"
#include "sync/qt/qt_scheduler.h"
#include "sync/qt/system_seams.h"

class QJSEngine;
class QQmlEngine;

namespace kydai::camerasqml {

class CameraStreams : public QObject
{
    Q_OBJECT
    QML_NAMED_ELEMENT(Streams)
    QML_SINGLETON

public:
    // cameras may be null: then setCameras() says what there is.
    explicit CameraStreams(desk::DeskCameras* cameras, QObject* parent = nullptr);
    ~CameraStreams() override;
    static CameraStreams* create(QQmlEngine* engine, QJSEngine* script);

    media::StreamHub& hub() { return *m_hub; }
    PictureTick& tick() { return m_tick; }
    void setCameras(const QList<media::CameraStreams>& cameras) { m_hub->setCameras(cameras); }

private:
    void follow();
    void tell(const media::HealthChange& change);

    desk::DeskCameras* m_cameras;
    SystemClock m_clock;
    SystemRandom m_random;
    QtScheduler m_scheduler;
    PictureTick m_tick;
    std::unique_ptr<media::StreamHub> m_hub;
};

// What one camera of the catalogue is for the hub.
media::CameraStreams streamsOf(const Camera& camera);

}  // namespace kydai::camerasqml
