// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "media/hub_core.h"

namespace kydai::media {
namespace {

size_t index(Profile profile)
{
    return static_cast<size_t>(profile);
}

// Trouble that ends for all cameras of a host together: a switch, a recorder, a line.
bool isOfTheLine(Trouble trouble)
{
    return trouble == Trouble::Unreachable || trouble == Trouble::NoAnswer
        || trouble == Trouble::NoPackets || trouble == Trouble::HostUnknown
        || trouble == Trouble::Ended;
}

}  // namespace

std::optional<Credentials> HubCore::credentials(const QString& camera)
{
    return m_setup.credentials ? m_setup.credentials(camera) : std::nullopt;
}

HubCore::Found HubCore::find(quint64 id)
{
    const auto name = m_sessionCameras.find(id);
    if (name == m_sessionCameras.end())
        return {};
    const auto camera = m_cameras.find(name->second);
    if (camera == m_cameras.end())
        return {};
    for (const auto& session : camera->second.sessions) {
        if (session && session->id() == id)
            return {&camera->second, session.get()};
    }
    return {};
}

StreamLink::Tell HubCore::teller(quint64 session, quint64 run)
{
    return [outlet = m_outlet, self = std::weak_ptr(m_self), session, run](const SourceEvent& event) {
        outlet->post([self, session, run, event] {
            const auto core = self.lock();
            if (!core)
                return;
            if (const Found found = (*core)->find(session); found.session)
                found.session->heard(run, event);
        });
    };
}

void HubCore::askTurn(quint64 id)
{
    const Found found = find(id);
    if (!found.session)
        return;
    // The camera still holds the session of a thread that is ending.
    if (m_yard->runningFor(found.camera->streams.camera) >= found.camera->limit) {
        m_parked.insert(id);
        return;
    }
    m_gate.request(id, hostOf(found.session->address().url));
    giveTurns();
}

void HubCore::endTurn(quint64 id)
{
    m_gate.release(id);
    m_parked.erase(id);
    giveTurns();
}

void HubCore::giveTurns()
{
    if (m_closing || m_givesTurns || m_gate.waiting() == 0)
        return;
    m_givesTurns = true;
    m_setup.scheduler.post([self = std::weak_ptr(m_self)] {
        const auto core = self.lock();
        if (!core)
            return;
        (*core)->m_givesTurns = false;
        for (const HostGate::Id id : (*core)->m_gate.grant()) {
            if (const Found found = (*core)->find(id); found.session)
                found.session->open();
            else
                (*core)->m_gate.release(id);
        }
    });
}

void HubCore::threadEnded(const QString& name)
{
    std::set<quint64> parked;
    for (const quint64 id : m_parked) {
        if (m_sessionCameras[id] == name)
            parked.insert(id);
    }
    for (const quint64 id : parked) {
        m_parked.erase(id);
        askTurn(id);
    }
    if (m_stopped && m_yard->running() == m_yard->leftBehind()) {
        if (m_patience)
            m_setup.scheduler.cancel(std::exchange(m_patience, 0));
        std::exchange(m_stopped, nullptr)(m_yard->leftBehind());
    }
}

void HubCore::changed(quint64 id, const StreamStatus& before)
{
    const Found found = find(id);
    if (!found.session || m_closing)
        return;
    const StreamStatus& after = found.session->status();
    if (after.state != before.state) {
        m_healthChanges.append(
            {found.camera->streams.camera, found.session->address().profile, before, after});
        if (waits(after.state))
            noteFailure(*found.camera, *found.session);
        if (after.state == StreamState::Live && before.state != StreamState::Degraded) {
            found.camera->failures[index(found.session->address().profile)] = 0;
            wakeSiblings(*found.session);
        }
    }
    markChanged(found.camera->streams.camera);
}

void HubCore::noteFailure(Camera& camera, const StreamSession& session)
{
    const StreamStatus& status = session.status();
    camera.stats.lastTrouble = status.trouble;
    camera.stats.lastDetail = status.detail;
    camera.stats.lastTroubleMs = clock().nowMs();
    ++camera.stats.reconnects;
    const int others = m_yard->runningFor(camera.streams.camera) - 1;
    if ((status.trouble == Trouble::TooManyViewers || status.trouble == Trouble::CameraBusy)
        && others >= 1)
        camera.limit = std::min(camera.limit, others);
    if (camera.streams.find(other(session.address().profile)))
        ++camera.failures[index(session.address().profile)];
}

void HubCore::wakeSiblings(const StreamSession& live)
{
    const QString host = hostOf(live.address().url);
    if (host.isEmpty())
        return;
    for (auto& [name, camera] : m_cameras) {
        for (const auto& session : camera.sessions) {
            if (session && session->id() != live.id()
                && session->status().state == StreamState::Backoff
                && isOfTheLine(session->status().trouble)
                && hostOf(session->address().url) == host)
                session->retryNow();
        }
    }
}

StreamSession& HubCore::openSession(Camera& camera, Profile profile, bool shows)
{
    const size_t at = index(profile);
    if (!camera.rings[at]) {
        camera.rings[at] = std::make_shared<PacketRing>(
            camera.streams.camera, profile, m_setup.limits.ringMs, m_setup.limits.ringBytes);
    }
    const quint64 id = ++m_lastId;
    m_sessionCameras.emplace(id, camera.streams.camera);
    camera.sessions[at] = std::make_unique<StreamSession>(*this, id, *camera.streams.find(profile),
                                                          camera.slot, camera.rings[at]);
    StreamSession& session = *camera.sessions[at];
    session.setShows(shows);
    session.start();
    return session;
}

void HubCore::closeSession(Camera& camera, Profile profile)
{
    std::unique_ptr<StreamSession>& session = camera.sessions[index(profile)];
    if (!session)
        return;
    StreamStatus after = session->status();
    after.state = StreamState::Idle;
    after.sinceMs = clock().nowMs();
    m_healthChanges.append({camera.streams.camera, profile, session->status(), after});
    m_sessionCameras.erase(session->id());
    session.reset();
    if (camera.shown == profile)
        camera.shown.reset();
}

}  // namespace kydai::media
