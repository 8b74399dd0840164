// SPDX-License-Identifier: GPL-3.0-or-later
#include "media/hub_core.h"

#include <algorithm>
#include <thread>

namespace kydai::media {
HubCore::HubCore(HubSetup setup)
    : m_setup(std::move(setup)), m_outlet(std::make_shared<Outlet>(m_setup.scheduler)),
      m_yard(std::make_unique<ThreadYard>(m_setup.scheduler, m_outlet, m_setup.limits)),
      m_gate(m_setup.limits), m_quality(m_setup.limits)
{
    const unsigned found = std::thread::hardware_concurrency();
    m_cores = m_setup.limits.cores > 0 ? m_setup.limits.cores : int(std::max(1u, found));
    m_yard->onEnded([this](const QString& camera) { threadEnded(camera); });
}

HubCore::~HubCore()
{
    m_closing = true;
    m_outlet->close();
    m_self.reset();
    for (const Scheduler::Ticket ticket : {m_tick, m_patience}) {
        if (ticket)
            m_setup.scheduler.cancel(ticket);
    }
    m_cameras.clear();  // the sessions tell their threads to stop
}

void HubCore::postOwn(void (HubCore::*step)())
{
    m_setup.scheduler.post([self = std::weak_ptr(m_self), step] {
        if (const auto core = self.lock())
            ((*core)->*step)();
    });
}

void HubCore::setCameras(const QList<CameraStreams>& cameras)
{
    QSet<QString> named;
    for (const CameraStreams& streams : cameras) {
        named.insert(streams.camera);
        Camera& camera = m_cameras[streams.camera];
        if (camera.streams == streams)
            continue;
        const CameraStreams before = std::exchange(camera.streams, streams);
        camera.limit = std::max(1, streams.sessionLimit);
        camera.failures = {};
        for (const Profile profile : {Profile::Main, Profile::Sub}) {
            const StreamAddress* was = before.find(profile);
            const StreamAddress* is = streams.find(profile);
            if (!streams.enabled || !was || !is || !(*was == *is))
                closeSession(camera, profile);
        }
        m_quality.forget(streams.camera);
        markChanged(streams.camera);
    }
    for (auto& [name, camera] : m_cameras) {
        if (named.contains(name) || !camera.streams.enabled)
            continue;
        camera.streams.enabled = false;
        camera.streams.profiles.clear();
        closeSession(camera, Profile::Main);
        closeSession(camera, Profile::Sub);
        markChanged(name);
    }
    std::erase_if(m_cameras, [&named](const auto& entry) {
        return !named.contains(entry.first) && entry.second.viewers.isEmpty();
    });
    planSoon();
}

StreamHandle HubCore::attach(const QString& name, const Viewer& viewer,
                             StreamHandle::Changed changed)
{
    if (const auto known = m_cameras.find(name); known == m_cameras.end()) {
        m_cameras[name].streams.camera = name;  // a viewer of a camera that may still come
        m_cameras[name].streams.enabled = false;
    }
    Camera& camera = m_cameras[name];
    const quint64 id = ++m_lastId;
    m_viewers.emplace(id, Watching{name, viewer, std::move(changed), 0, 0});
    camera.viewers.insert(id);
    if (camera.firstAttachedMs == 0)
        camera.firstAttachedMs = clock().monotonicMs();
    StreamHandle handle;
    handle.m_slot = camera.slot;
    handle.m_camera = name;
    handle.m_id = id;
    markChanged(name);
    planSoon();
    return handle;
}

void HubCore::detach(quint64 viewer)
{
    const auto found = m_viewers.find(viewer);
    if (found == m_viewers.end())
        return;
    const QString name = found->second.camera;
    m_viewers.erase(found);
    if (const auto camera = m_cameras.find(name); camera != m_cameras.end())
        camera->second.viewers.remove(viewer);
    planSoon();
}

void HubCore::setViewer(quint64 viewer, const Viewer& wishes)
{
    const auto found = m_viewers.find(viewer);
    if (found == m_viewers.end() || found->second.wishes == wishes)
        return;
    found->second.wishes = wishes;
    planSoon();
}

void HubCore::retryNow(quint64 viewer)
{
    const auto found = m_viewers.find(viewer);
    if (found == m_viewers.end())
        return;
    for (const auto& session : m_cameras[found->second.camera].sessions) {
        if (session)
            session->retryNow();
    }
}

void HubCore::drawn(quint64 viewer)
{
    if (const auto found = m_viewers.find(viewer); found != m_viewers.end())
        ++found->second.drawn;
}

StreamStatus HubCore::statusOf(const QString& name) const
{
    const auto found = m_cameras.find(name);
    return found == m_cameras.end() ? StreamStatus() : found->second.status;
}

void HubCore::markChanged(const QString& camera)
{
    m_changed.insert(camera);
    if (m_settles || m_closing)
        return;
    m_settles = true;
    postOwn(&HubCore::settle);
}

void HubCore::settle()
{
    m_settles = false;
    const std::set<QString> names = std::exchange(m_changed, {});
    QList<quint64> viewers;
    for (const QString& name : names) {
        const auto found = m_cameras.find(name);
        if (found == m_cameras.end())
            continue;
        settleCamera(name, found->second);
        for (const quint64 viewer : found->second.viewers)
            viewers.append(viewer);
    }
    // From here on anything may be called back, and may call.
    const std::weak_ptr self = m_self;
    for (const HealthChange& change : std::exchange(m_healthChanges, {})) {
        if (m_health)
            m_health(change);
        if (self.expired())
            return;
    }
    for (const quint64 viewer : viewers) {
        const auto found = m_viewers.find(viewer);
        if (found == m_viewers.end() || !found->second.changed)
            continue;
        const StreamHandle::Changed changed = found->second.changed;
        changed();
        if (self.expired())
            return;
    }
}

// Two sessions of a camera: the new one takes over with its first picture, or gives way.
void HubCore::settleCamera(const QString&, Camera& camera)
{
    if (camera.shown) {
        const Profile next = other(*camera.shown);
        const auto& candidate = camera.sessions[size_t(next)];
        if (candidate && candidate->status().hasPicture()) {
            candidate->setShows(true);
            closeSession(camera, *camera.shown);
            camera.shown = next;
        } else if (candidate && waits(candidate->status().state)) {
            closeSession(camera, next);
        }
    }
    refreshStatus(camera);
}

void HubCore::refreshStatus(Camera& camera)
{
    StreamStatus status;
    if (camera.shown && camera.sessions[size_t(*camera.shown)])
        status = camera.sessions[size_t(*camera.shown)]->status();
    else
        status.state = camera.streams.enabled && !camera.streams.profiles.isEmpty()
            ? StreamState::Idle : StreamState::Disabled;
    if (status.state == StreamState::Disabled)
        camera.slot->clear();
    const qint64 nowMs = clock().monotonicMs();
    if (status.hasPicture() && camera.upSinceMs < 0) {
        camera.upSinceMs = nowMs;
    } else if (!status.hasPicture() && camera.upSinceMs >= 0) {
        camera.upMs += nowMs - camera.upSinceMs;
        camera.upSinceMs = -1;
    }
    camera.status = status;
}

void HubCore::stopAll(std::function<void(int)> done)
{
    for (auto& [name, camera] : m_cameras) {
        closeSession(camera, Profile::Main);
        closeSession(camera, Profile::Sub);
        camera.streams.enabled = false;
        markChanged(name);
    }
    m_stopped = std::move(done);
    m_setup.scheduler.post([self = std::weak_ptr(m_self)] {
        if (const auto core = self.lock())
            (*core)->threadEnded({});
    });
}

}  // namespace kydai::media
