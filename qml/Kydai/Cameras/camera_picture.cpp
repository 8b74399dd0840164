// SPDX-License-Identifier: GPL-3.0-or-later
#include "camera_picture.h"

#include <cmath>

#include <QQuickWindow>
#include <QSGImageNode>

#include "picture_place.h"

namespace kydai::camerasqml {

namespace {

// The texture reads the frame's own memory, which lives as long as it is read.
QImage imageOf(const media::FramePtr& frame)
{
    auto* kept = new media::FramePtr(frame);
    return QImage(reinterpret_cast<const uchar*>(frame->pixels.constData()), frame->size.width(),
                  frame->size.height(), frame->bytesPerLine, QImage::Format_RGB32,
                  [](void* held) { delete static_cast<media::FramePtr*>(held); }, kept);
}

}  // namespace

CameraPicture::CameraPicture(QQuickItem* parent) : QQuickItem(parent)
{
    setFlag(ItemHasContents);
    connect(this, &QQuickItem::visibleChanged, this, &CameraPicture::follow);
    connect(this, &QQuickItem::windowChanged, this, &CameraPicture::watch);
    watch(window());
}

void CameraPicture::watch(QQuickWindow* window)
{
    disconnect(m_windowShown);
    if (window)
        m_windowShown = connect(window, &QWindow::visibilityChanged, this, &CameraPicture::follow);
    follow();
}

CameraPicture::~CameraPicture()
{
    // The item's own end leaves its window, which is no news for what is gone by then.
    disconnect(m_windowShown);
    disconnect(this, nullptr, this, nullptr);
    if (m_streams)
        m_streams->tick().drop(this);
}

void CameraPicture::setStreams(CameraStreams* streams)
{
    if (streams == m_streams)
        return;
    if (m_streams)
        m_streams->tick().drop(this);
    m_streams = streams;
    attach();
}

void CameraPicture::setCamera(const QString& camera)
{
    if (camera == m_camera)
        return;
    m_camera = camera;
    whole();
    attach();
    Q_EMIT cameraChanged();
}

void CameraPicture::setSpot(bool spot)
{
    if (spot == m_spot)
        return;
    m_spot = spot;
    follow();
    Q_EMIT spotChanged();
}

void CameraPicture::attach()
{
    m_handle.reset();
    m_frame.reset();
    m_status = {};
    m_stats = {};
    m_newFrame = true;
    if (m_streams && !m_camera.isEmpty())
        m_handle = m_streams->hub().attach(m_camera, viewer(), [this] { hear(); });
    follow();
    hear();
    update();
    Q_EMIT pictureSeen();
}

void CameraPicture::hear()
{
    if (m_handle) {
        m_status = m_handle.status();
        m_stats = m_handle.stats();
    }
    Q_EMIT told();
}

bool CameraPicture::isShown() const
{
    return isVisible() && width() > 0 && height() > 0 && window() && window()->isVisible()
        && window()->visibility() != QWindow::Minimized;
}

media::Viewer CameraPicture::viewer() const
{
    const double ratio = window() ? window()->effectiveDevicePixelRatio() : 1;
    media::Viewer viewer;
    viewer.pixels = (size() * ratio * m_zoom).toSize();
    viewer.visible = isShown();
    viewer.spot = m_spot;
    return viewer;
}

void CameraPicture::follow()
{
    if (!m_streams)
        return;
    if (m_handle)
        m_handle.setViewer(viewer());
    m_streams->tick().set(this, m_handle && isShown(), m_spot);
}

void CameraPicture::beat()
{
    if (!m_handle || m_handle.sequence() == (m_frame ? m_frame->sequence : 0))
        return;
    media::FramePtr frame = m_handle.frame();
    if (!frame)
        return;
    const bool first = !m_frame;
    m_frame = std::move(frame);
    m_newFrame = true;
    m_handle.drawn();
    update();
    const qint64 second = m_frame->capturedMs / 1000 * 1000;
    if (first || second != m_secondMs) {
        m_secondMs = second;
        Q_EMIT pictureSeen();
    }
}

void CameraPicture::setZoom(double zoom)
{
    const double bounded = std::clamp(zoom, 1.0, kMostZoom);
    if (qFuzzyCompare(bounded, m_zoom))
        return;
    m_zoom = bounded;
    m_middle = boundedMiddle(m_middle, m_zoom);
    follow();
    update();
    Q_EMIT viewChanged();
}

void CameraPicture::setMiddle(QPointF middle)
{
    const QPointF bounded = boundedMiddle(middle, m_zoom);
    if (bounded == m_middle)
        return;
    m_middle = bounded;
    update();
    Q_EMIT viewChanged();
}

void CameraPicture::zoomAt(double by, QPointF at)
{
    const QRectF box = letterbox(m_frame ? QSizeF(m_frame->size) : size(), size());
    if (box.isEmpty() || by <= 0)
        return;
    const double before = m_zoom, after = std::clamp(m_zoom * by, 1.0, kMostZoom);
    const QPointF off((at.x() - box.center().x()) / box.width(),
                      (at.y() - box.center().y()) / box.height());
    const QPointF wanted = m_middle + off * (1 / before - 1 / after);
    setZoom(after);
    setMiddle(wanted);
}

void CameraPicture::pan(double dx, double dy)
{
    const QRectF box = letterbox(m_frame ? QSizeF(m_frame->size) : size(), size());
    if (!box.isEmpty())
        setMiddle(m_middle + QPointF(dx / box.width(), dy / box.height()) / m_zoom);
}

void CameraPicture::whole()
{
    setZoom(1);
}

void CameraPicture::geometryChange(const QRectF& now, const QRectF& before)
{
    QQuickItem::geometryChange(now, before);
    if (now.size() != before.size()) {
        follow();
        update();
    }
}

void CameraPicture::itemChange(ItemChange change, const ItemChangeData& value)
{
    QQuickItem::itemChange(change, value);
    if (change == ItemDevicePixelRatioHasChanged)
        follow();
}

QSGNode* CameraPicture::updatePaintNode(QSGNode* old, UpdatePaintNodeData*)
{
    auto* node = static_cast<QSGImageNode*>(old);
    if (!m_frame) {
        delete node;
        return nullptr;
    }
    if (!node) {
        node = window()->createImageNode();
        node->setOwnsTexture(true);
        node->setFiltering(QSGTexture::Linear);
        m_newFrame = true;
    }
    if (m_newFrame) {
        node->setTexture(window()->createTextureFromImage(imageOf(m_frame),
                                                          QQuickWindow::TextureIsOpaque));
        m_newFrame = false;
        ++m_drawn;
    }
    node->setRect(letterbox(m_frame->size, size()));
    node->setSourceRect(seenPart(m_frame->size, m_zoom, m_middle));
    return node;
}

}  // namespace kydai::camerasqml
