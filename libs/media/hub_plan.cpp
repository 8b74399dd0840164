// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "media/hub_core.h"

namespace kydai::media {
namespace {

constexpr qint64 kSecondMs = 1000;

}  // namespace

void HubCore::planSoon()
{
    startTicking();
    if (m_plans || m_closing)
        return;
    m_plans = true;
    postOwn(&HubCore::replan);
}

void HubCore::startTicking()
{
    if (m_tick || m_closing)
        return;
    m_countedAt = clock().monotonicMs();
    m_tick = m_setup.scheduler.postAfter(m_setup.limits.checkMs, [this] { tick(); });
}

void HubCore::tick()
{
    m_tick = 0;
    if (clock().monotonicMs() - m_countedAt >= kSecondMs)
        countSecond();
    replan();
    const bool any = std::any_of(m_cameras.begin(), m_cameras.end(),
                                 [this](const auto& entry) { return isActive(entry.second); });
    if (any)
        m_tick = m_setup.scheduler.postAfter(m_setup.limits.checkMs, [this] { tick(); });
}

// Also while its ring is still worth something.
bool HubCore::isActive(const Camera& camera) const
{
    const auto holds = [](const auto& ring) { return ring && ring->size() > 0; };
    return !camera.viewers.isEmpty() || camera.sessions[0] || camera.sessions[1]
        || std::any_of(camera.rings.begin(), camera.rings.end(), holds);
}

TileFacts HubCore::factsOf(const QString& name, const Camera& camera) const
{
    TileFacts facts;
    facts.camera = name;
    facts.hasMain = camera.streams.find(Profile::Main) != nullptr;
    facts.hasSub = camera.streams.find(Profile::Sub) != nullptr;
    facts.visible = false;
    facts.least = camera.viewers.isEmpty() ? Tier::MainFull : Tier::KeyFrames;
    for (const quint64 id : camera.viewers) {
        const Viewer& viewer = m_viewers.at(id).wishes;
        facts.keep = facts.keep || viewer.keep;
        facts.least = std::min(facts.least, viewer.least);
        if (!viewer.visible)
            continue;
        facts.visible = true;
        facts.spot = facts.spot || viewer.spot;
        facts.tileHeight = std::max(facts.tileHeight, viewer.pixels.height());
        facts.tileArea = std::max(facts.tileArea,
                                  qint64(viewer.pixels.width()) * viewer.pixels.height());
    }
    QSize sub = camera.sizes[size_t(Profile::Sub)];
    if (const StreamAddress* address = camera.streams.find(Profile::Sub); address && sub.isEmpty())
        sub = address->size;
    facts.subHeight = std::max(0, sub.height());
    facts.cpuShare = camera.stats.cpuShare;
    facts.late = camera.skipTimes.size() > m_setup.limits.skipsPerMinute;
    facts.mainFailures = camera.failures[size_t(Profile::Main)];
    facts.subFailures = camera.failures[size_t(Profile::Sub)];
    return facts;
}

QSize HubCore::wantedOf(const Camera& camera) const
{
    QSize wanted(0, 0);
    for (const quint64 id : camera.viewers) {
        const Viewer& viewer = m_viewers.at(id).wishes;
        if (viewer.visible)
            wanted = wanted.expandedTo(viewer.pixels);
    }
    return wanted;
}

void HubCore::replan()
{
    m_plans = false;
    QList<TileFacts> facts;
    QList<Camera*> cameras;
    for (auto& [name, camera] : m_cameras) {
        if (!camera.streams.enabled || camera.streams.profiles.isEmpty() || !isActive(camera))
            continue;
        facts.append(factsOf(name, camera));
        cameras.append(&camera);
    }
    const QList<TilePlan> plans = m_quality.plan(clock().monotonicMs(), facts, m_cores);
    for (qsizetype i = 0; i < cameras.size(); ++i)
        follow(*cameras.at(i), plans.at(i));
}

void HubCore::follow(Camera& camera, const TilePlan& plan)
{
    camera.plan = plan;
    const auto sessionOf = [&camera](Profile profile) -> StreamSession* {
        return camera.sessions[size_t(profile)].get();
    };
    // Nobody looks and nobody did: nothing is opened for a ring that is running out.
    const bool closed = plan.tier == Tier::Closed
        || (camera.viewers.isEmpty() && !camera.sessions[0] && !camera.sessions[1]);
    if (closed) {
        if (camera.shown) {
            closeSession(camera, Profile::Main);
            closeSession(camera, Profile::Sub);
            markChanged(camera.streams.camera);
        }
        return;
    }
    if (!camera.shown || !sessionOf(*camera.shown)) {
        openSession(camera, plan.profile, true);
        camera.shown = plan.profile;
        markChanged(camera.streams.camera);
    } else if (*camera.shown == plan.profile) {
        closeSession(camera, other(plan.profile));
    } else if (!sessionOf(plan.profile)) {
        const StreamSession& current = *sessionOf(*camera.shown);
        const int running = m_yard->runningFor(camera.streams.camera);
        if (current.status().hasPicture() && running + 1 <= camera.limit) {
            openSession(camera, plan.profile, false);
        } else {
            closeSession(camera, *camera.shown);
            openSession(camera, plan.profile, true);
            camera.shown = plan.profile;
        }
        markChanged(camera.streams.camera);
    }
    const QSize wanted = wantedOf(camera);
    for (const auto& session : camera.sessions) {
        if (session)
            session->demand(plan.tier, wanted, plan.reason);
    }
}

}  // namespace kydai::media
