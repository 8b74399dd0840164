// SPDX-License-Identifier: GPL-3.0-or-later
// The wards under the hand: the pointer names one, Page Up and Page Down step through them by name,
// Enter chooses.
#include "map_view.h"

namespace kydai::mapqml {

void MapView::setWards(WardLayer* wards)
{
    if (m_wards == wards)
        return;
    if (m_wards)
        m_wards->disconnect(this);
    m_wards = wards;
    if (wards) {
        const auto redraw = [this] {
            m_overlayDirty = true;
            polish();
        };
        connect(wards, &WardLayer::lookChanged, this, redraw);
        connect(wards, &WardLayer::wardChanged, this, redraw);
        connect(wards, &WardLayer::shapesChanged, this, redraw);
        connect(wards, &WardLayer::figuresChanged, this, redraw);
    }
    changedLook();
}

void MapView::hoverWard(std::optional<QPointF> at)
{
    if (!m_wards || !m_wards->on())
        return;
    m_wards->setWard(at ? m_wards->wardAt(m_camera.toWorld(*at)) : QString());
    if (at && *at != m_wardSpot) {
        m_wardSpot = *at;
        Q_EMIT wardSpotChanged();
    }
}

bool MapView::wardKey(int key)
{
    if (!m_wards || !m_wards->on() || m_wards->count() == 0)
        return false;
    if ((key == Qt::Key_Return || key == Qt::Key_Enter) && !m_wards->ward().isEmpty()) {
        Q_EMIT wardPressed(m_wards->ward());
        return true;
    }
    if (key != Qt::Key_PageUp && key != Qt::Key_PageDown)
        return false;
    m_wards->setWard(m_wards->next(m_wards->ward(), key == Qt::Key_PageDown ? 1 : -1));
    const geo::WorldBox box = m_wards->boxOf(m_wards->ward());
    const geo::World middle{(box.left + box.right) / 2, (box.top + box.bottom) / 2};
    const QRectF view({0, 0}, size());
    if (!view.contains(m_camera.toScreen(middle)))
        goTo(maprender::MapCamera(middle, m_camera.zoom(), size(), ratio()));
    m_wardSpot = m_motion.glide ? m_motion.glide->to.toScreen(middle) : m_camera.toScreen(middle);
    Q_EMIT wardSpotChanged();
    return true;
}

}  // namespace kydai::mapqml
