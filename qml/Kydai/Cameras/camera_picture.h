// SPDX-License-Identifier: GPL-3.0-or-later
// The newest picture of a camera, whole in its own shape, on any renderer: no shader, one texture. The
// last picture stays while the stream is opened anew. GUI thread; updatePaintNode on the renderer's.
#pragma once

#include <QPointer>
#include <QQuickItem>

#include "camera_streams.h"

namespace kydai::camerasqml {

class CameraPicture : public QQuickItem
{
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(kydai::camerasqml::CameraStreams* streams READ streams WRITE setStreams REQUIRED)
    Q_PROPERTY(QString camera READ camera WRITE setCamera NOTIFY cameraChanged)
    Q_PROPERTY(bool spot READ spot WRITE setSpot NOTIFY spotChanged)
    Q_PROPERTY(double zoom READ zoom WRITE setZoom NOTIFY viewChanged)     // 1 to 8
    Q_PROPERTY(QPointF middle READ middle WRITE setMiddle NOTIFY viewChanged)
    Q_PROPERTY(QString streamState READ stateCode NOTIFY told)      // words of media::StreamState
    Q_PROPERTY(QString trouble READ troubleCode NOTIFY told)
    Q_PROPERTY(QString reason READ reasonCode NOTIFY told)    // why it is not shown better
    Q_PROPERTY(QString detail READ detail NOTIFY told)        // technical, without credentials
    Q_PROPERTY(double sinceMs READ sinceMs NOTIFY told)
    Q_PROPERTY(double nextTryMs READ nextTryMs NOTIFY told)
    Q_PROPERTY(int reconnects READ reconnects NOTIFY told)
    Q_PROPERTY(int fps READ fps NOTIFY told)
    Q_PROPERTY(int latencyMs READ latencyMs NOTIFY told)
    Q_PROPERTY(QString codec READ codec NOTIFY told)
    Q_PROPERTY(QSize pictureSize READ pictureSize NOTIFY told)
    Q_PROPERTY(bool hasPicture READ hasPicture NOTIFY pictureSeen)
    Q_PROPERTY(double pictureMs READ pictureMs NOTIFY pictureSeen)  // when it arrived, by the second

public:
    explicit CameraPicture(QQuickItem* parent = nullptr);
    ~CameraPicture() override;

    CameraStreams* streams() const { return m_streams; }
    void setStreams(CameraStreams* streams);
    QString camera() const { return m_camera; }
    void setCamera(const QString& camera);
    bool spot() const { return m_spot; }
    void setSpot(bool spot);
    double zoom() const { return m_zoom; }
    void setZoom(double zoom);
    QPointF middle() const { return m_middle; }
    void setMiddle(QPointF middle);

    QString stateCode() const { return media::stateCode(m_status.state); }
    QString troubleCode() const { return media::troubleCode(m_status.trouble); }
    QString reasonCode() const { return media::tierReasonCode(m_status.reason); }
    QString detail() const { return m_status.detail; }
    double sinceMs() const { return static_cast<double>(m_status.sinceMs); }
    double nextTryMs() const { return static_cast<double>(m_status.nextTryMs); }
    int reconnects() const { return m_stats.reconnects; }
    int fps() const { return qRound(m_stats.fpsIn); }
    int latencyMs() const { return static_cast<int>(m_stats.packetAgeMs + qRound(m_stats.decodeMs)); }
    QString codec() const { return m_stats.codec; }
    QSize pictureSize() const { return m_stats.size; }
    bool hasPicture() const { return m_frame != nullptr; }
    double pictureMs() const { return m_frame ? static_cast<double>(m_secondMs) : 0; }

    Q_INVOKABLE void retryNow() { m_handle.retryNow(); }
    // Around a place of the item, which stays where it is.
    Q_INVOKABLE void zoomAt(double by, QPointF at);
    Q_INVOKABLE void pan(double dx, double dy);  // in pixels of the item
    Q_INVOKABLE void whole();

    void beat();  // takes the newest picture; repaints only if there is a new one
    quint64 drawn() const { return m_drawn; }  // pictures given to the renderer

Q_SIGNALS:
    void cameraChanged();
    void spotChanged();
    void viewChanged();
    void told();
    void pictureSeen();

protected:
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData*) override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& value) override;

private:
    bool isShown() const;
    media::Viewer viewer() const;
    void attach();
    void follow();  // size, visibility, zoom → what is asked of the stream
    void watch(QQuickWindow* window);
    void hear();

    QPointer<CameraStreams> m_streams;
    QString m_camera;
    bool m_spot = false;
    double m_zoom = 1;
    QPointF m_middle{0.5, 0.5};
    media::StreamHandle m_handle;
    media::StreamStatus m_status;
    media::StreamStats m_stats;
    media::FramePtr m_frame;
    qint64 m_secondMs = 0;
    quint64 m_drawn = 0;
    bool m_newFrame = false;
    QMetaObject::Connection m_windowShown;
};

}  // namespace kydai::camerasqml
