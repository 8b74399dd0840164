// SPDX-License-Identifier: GPL-3.0-or-later
// The city's cameras on RTSP: /CODE/sub and /CODE/main on loopback. Each is there as soon as its
// pictures are coded, the small ones first; until then the server knows no such stream.
#pragma once

#include <QObject>
#include <QTimer>

#include "city/chance.h"
#include "cityvideo/clip_maker.h"
#include "rtsp/server.h"
#include "scenes.h"

namespace kydai::cityprogram {

struct CameraTrouble {
    int quietMs = 0;   // between two troubles; 0 = there is none
    int lastsMs = 20'000;
};

class Cameras : public QObject
{
    Q_OBJECT

public:
    // trouble: now and then a camera is gone for a while, or its pictures stop coming.
    Cameras(const QList<CameraScene>& scenes, quint16 port, const QString& folder,
            CameraTrouble trouble, quint64 seed, QObject* parent = nullptr);
    Result<quint16> start();

private:
    void made(const QString& path, const rtsp::ClipPtr& clip);
    void mount(const QString& path, bool stalls);
    void disturb();
    void mend();

    const QList<CameraScene> m_scenes;
    rtsp::RtspServer m_server;
    cityvideo::ClipMaker m_maker;
    QHash<QString, rtsp::ClipPtr> m_clips;  // by path
    city::Chance m_chance;
    const CameraTrouble m_manner;
    QTimer m_trouble;
    QString m_troubled;  // code of the camera that misbehaves just now
};

}  // namespace kydai::cityprogram
