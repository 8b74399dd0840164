// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/stream_hub.h"

#include "media/hub_core.h"

namespace kydai::media {

StreamHandle::StreamHandle(StreamHandle&& other) noexcept
    : m_core(std::move(other.m_core)), m_slot(std::move(other.m_slot)),
      m_camera(std::move(other.m_camera)), m_id(std::exchange(other.m_id, 0))
{
}

StreamHandle& StreamHandle::operator=(StreamHandle&& other) noexcept
{
    if (this != &other) {
        reset();
        m_core = std::move(other.m_core);
        m_slot = std::move(other.m_slot);
        m_camera = std::move(other.m_camera);
        m_id = std::exchange(other.m_id, 0);
    }
    return *this;
}

void StreamHandle::reset()
{
    if (const auto core = m_core.lock(); core && m_id)
        core->detach(m_id);
    m_core.reset();
    m_slot.reset();
    m_camera.clear();
    m_id = 0;
}

FramePtr StreamHandle::frame() const
{
    return m_slot ? m_slot->newest() : nullptr;
}

quint64 StreamHandle::sequence() const
{
    return m_slot ? m_slot->sequence() : 0;
}

void StreamHandle::drawn()
{
    if (const auto core = m_core.lock())
        core->drawn(m_id);
}

StreamStatus StreamHandle::status() const
{
    const auto core = m_core.lock();
    return core ? core->statusOf(m_camera) : StreamStatus();
}

StreamStats StreamHandle::stats() const
{
    const auto core = m_core.lock();
    return core ? core->statsOf(m_id) : StreamStats();
}

void StreamHandle::setViewer(const Viewer& viewer)
{
    if (const auto core = m_core.lock())
        core->setViewer(m_id, viewer);
}

void StreamHandle::retryNow()
{
    if (const auto core = m_core.lock())
        core->retryNow(m_id);
}

StreamHub::StreamHub(HubSetup setup) : m_core(std::make_shared<HubCore>(std::move(setup))) {}

StreamHub::~StreamHub() = default;

void StreamHub::setCameras(const QList<CameraStreams>& cameras)
{
    m_core->setCameras(cameras);
}

StreamHandle StreamHub::attach(const QString& camera, const Viewer& viewer,
                               StreamHandle::Changed changed)
{
    StreamHandle handle = m_core->attach(camera, viewer, std::move(changed));
    handle.m_core = m_core;
    return handle;
}

void StreamHub::setHealth(std::function<void(const HealthChange&)> health)
{
    m_core->setHealth(std::move(health));
}

void StreamHub::setDaylight(bool day)
{
    m_core->setDaylight(day);
}

StreamStatus StreamHub::status(const QString& camera) const
{
    return m_core->statusOf(camera);
}

HubFigures StreamHub::figures() const
{
    return m_core->figures();
}

QList<std::shared_ptr<const PacketRing>> StreamHub::rings(const QString& camera) const
{
    return m_core->rings(camera);
}

std::unique_ptr<Replay> StreamHub::replay(const QStringList& cameras) const
{
    return m_core->replay(cameras);
}

void StreamHub::exportClip(const EvidenceOrder& order, EvidenceDone done)
{
    m_core->writeEvidence(true, order, std::move(done));
}

void StreamHub::exportPicture(const EvidenceOrder& order, EvidenceDone done)
{
    m_core->writeEvidence(false, order, std::move(done));
}

void StreamHub::stopAll(std::function<void(int)> done)
{
    m_core->stopAll(std::move(done));
}

}  // namespace kydai::media
