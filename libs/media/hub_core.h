// SPDX-License-Identifier: GPL-3.0-or-later
// What stands behind StreamHub and its handles. Thread: the hub's.
#pragma once

#include <array>
#include <map>
#include <set>

#include <QSet>

#include "media/host_gate.h"
#include "media/quality.h"
#include "media/stream_hub.h"
#include "media/stream_session.h"

namespace kydai::media {

class HubCore : public SessionHost
{
public:
    explicit HubCore(HubSetup setup);
    ~HubCore() override;

    void setCameras(const QList<CameraStreams>& cameras);
    StreamHandle attach(const QString& camera, const Viewer& viewer, StreamHandle::Changed changed);
    void detach(quint64 viewer);
    void setViewer(quint64 viewer, const Viewer& wishes);
    void retryNow(quint64 viewer);
    void drawn(quint64 viewer);
    StreamStatus statusOf(const QString& camera) const;
    StreamStats statsOf(quint64 viewer) const;
    HubFigures figures() const;
    QList<std::shared_ptr<const PacketRing>> rings(const QString& camera) const;
    void setHealth(std::function<void(const HealthChange&)> health) { m_health = std::move(health); }
    void setDaylight(bool day) { m_day = day; }
    void stopAll(std::function<void(int)> done);
    std::unique_ptr<Replay> replay(const QStringList& names) const;
    void writeEvidence(bool clip, const EvidenceOrder& order, EvidenceDone done);

private:
    struct Watching {
        QString camera;
        Viewer wishes;
        StreamHandle::Changed changed;
        int drawn = 0;
        double fpsDrawn = 0;
    };
    // Where the counters of a session stood a second ago.
    struct Counted {
        quint64 session = 0, packets = 0, bytes = 0, decoded = 0, drops = 0, skips = 0;
        qint64 busyNs = 0;
    };
    struct Camera {
        CameraStreams streams;
        std::shared_ptr<FrameSlot> slot = std::make_shared<FrameSlot>();
        std::array<std::unique_ptr<StreamSession>, 2> sessions;  // by profile
        std::array<std::shared_ptr<PacketRing>, 2> rings;
        std::array<int, 2> failures{};     // in a row, counted while the other profile was there
        std::array<QSize, 2> sizes;        // as seen
        std::optional<Profile> shown;
        TilePlan plan;
        StreamStatus status;               // as last told
        StreamStats stats;
        Counted counted;
        QList<qint64> skipTimes;           // of the last minute
        QSet<quint64> viewers;
        qint64 firstAttachedMs = 0, upMs = 0, upSinceMs = -1;
        int limit = 2;                     // learned
    };

    Scheduler& scheduler() override { return m_setup.scheduler; }
    const Clock& clock() const override { return m_setup.clock; }
    Random& random() override { return m_setup.random; }
    const MediaLimits& limits() const override { return m_setup.limits; }
    std::optional<Credentials> credentials(const QString& camera) override;
    ThreadYard& yard() override { return *m_yard; }
    void askTurn(quint64 session) override;
    void endTurn(quint64 session) override;
    void changed(quint64 session, const StreamStatus& before) override;
    StreamLink::Tell teller(quint64 session, quint64 run) override;

    struct Found {
        Camera* camera = nullptr;
        StreamSession* session = nullptr;
    };
    Found find(quint64 session);
    // Sessions and their turns (hub_core.cpp)
    void giveTurns();
    void threadEnded(const QString& camera);
    void wakeSiblings(const StreamSession& live);
    void noteFailure(Camera& camera, const StreamSession& session);
    StreamSession& openSession(Camera& camera, Profile profile, bool shows);
    void closeSession(Camera& camera, Profile profile);
    // What follows from changes, once all of them have happened: sessions are only closed here
    void markChanged(const QString& camera);
    void settle();
    void settleCamera(const QString& name, Camera& camera);
    void refreshStatus(Camera& camera);
    // The plan (hub_plan.cpp)
    void planSoon();
    void startTicking();
    void tick();
    bool isActive(const Camera& camera) const;
    TileFacts factsOf(const QString& name, const Camera& camera) const;
    QSize wantedOf(const Camera& camera) const;
    void replan();
    void follow(Camera& camera, const TilePlan& plan);
    // Figures (hub_count.cpp)
    void countSecond();
    void countCamera(Camera& camera, double seconds);
    void countLink(Camera& camera, const StreamSession& session, double seconds);
    void warn(Camera& camera, StreamSession& session, quint64 newSkips);
    void shareRingBytes();

    HubSetup m_setup;
    std::shared_ptr<Outlet> m_outlet;
    std::unique_ptr<ThreadYard> m_yard;
    HostGate m_gate;
    QualityController m_quality;
    std::map<QString, Camera> m_cameras;
    std::map<quint64, Watching> m_viewers;
    std::map<quint64, QString> m_sessionCameras;
    std::set<quint64> m_parked;  // sessions whose camera serves no more for now
    std::set<QString> m_changed;
    QList<HealthChange> m_healthChanges;
    std::function<void(const HealthChange&)> m_health;
    std::function<void(int)> m_stopped;
    Scheduler::Ticket m_tick = 0, m_patience = 0;
    bool m_settles = false, m_plans = false, m_givesTurns = false;  // posted already
    quint64 m_lastId = 0;
    qint64 m_countedAt = 0;
    double m_cpuShare = 0;
    int m_cores = 1;
    bool m_day = true;
    bool m_closing = false;
    std::shared_ptr<HubCore*> m_self = std::make_shared<HubCore*>(this);
    void postOwn(void (HubCore::*step)());  // dropped when the hub is gone
};

}  // namespace kydai::media
