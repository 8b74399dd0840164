// SPDX-License-Identifier: GPL-3.0-or-later
#include "camera_streams.h"

#include <QQmlEngine>

#include "desk/deskface.h"

namespace kydai::camerasqml {

using namespace Qt::StringLiterals;

namespace {

// The desk's word for a state; empty = nothing to tell.
QString wordOf(const media::StreamStatus& status)
{
    switch (status.state) {
    case media::StreamState::Live: return u"online"_s;
    case media::StreamState::Degraded: return u"degraded"_s;
    case media::StreamState::Stalled:
    case media::StreamState::Backoff: return u"reconnecting"_s;
    case media::StreamState::AuthFailed:
    case media::StreamState::NotFound:
    case media::StreamState::Unsupported: return u"lost"_s;
    case media::StreamState::Idle:
    case media::StreamState::Disabled: return u"closed"_s;
    default: return {};
    }
}

}  // namespace

media::CameraStreams streamsOf(const Camera& camera)
{
    media::CameraStreams streams;
    streams.camera = camera.code;
    streams.sessionLimit = camera.sessionLimit;
    const auto add = [&](const CameraProfile& from, media::Profile profile, const QString& url) {
        if (!url.isEmpty())
            streams.profiles.append({camera.code, profile, url, {from.width, from.height}, from.fps});
    };
    add(camera.main, media::Profile::Main, camera.main.url);
    add(camera.sub, media::Profile::Sub, camera.sub.url);
    if (streams.profiles.isEmpty())
        add({}, media::Profile::Sub, camera.snapshot);
    streams.enabled = !streams.profiles.isEmpty();
    return streams;
}

CameraStreams::CameraStreams(desk::DeskCameras* cameras, QObject* parent)
    : QObject(parent), m_cameras(cameras)
{
    const auto secret = [this](const QString& camera) -> std::optional<media::Credentials> {
        const auto found = m_cameras ? m_cameras->secretOf(camera) : std::nullopt;
        if (!found)
            return std::nullopt;
        return media::Credentials{found->user, found->password};
    };
    m_hub = std::make_unique<media::StreamHub>(
        media::HubSetup{m_scheduler, m_clock, m_random, secret, {}});
    if (!m_cameras)
        return;
    m_hub->setHealth([this](const media::HealthChange& change) { tell(change); });
    connect(m_cameras, &desk::DeskCameras::catalogueChanged, this, &CameraStreams::follow);
    connect(m_cameras, &desk::DeskCameras::changed, this, &CameraStreams::follow);
    follow();
}

CameraStreams::~CameraStreams() = default;

CameraStreams* CameraStreams::create(QQmlEngine* engine, QJSEngine*)
{
    auto* desk = engine->singletonInstance<desk::DeskFace*>(
        qmlTypeId("Kydai.Desk", 1, 0, "Desk"));
    KYDAI_ASSERT(desk);
    return new CameraStreams(desk->cameras());
}

// Whoever may not watch has no streams, even if the catalogue is still in memory.
void CameraStreams::follow()
{
    QList<media::CameraStreams> streams;
    if (m_cameras->allowed()) {
        for (const Camera& camera : m_cameras->catalogue().cameras())
            streams.append(streamsOf(camera));
    }
    m_hub->setCameras(streams);
}

void CameraStreams::tell(const media::HealthChange& change)
{
    const QString word = wordOf(change.after);
    if (!word.isEmpty() && word != wordOf(change.before))
        m_cameras->report(change.camera, word, media::troubleCode(change.after.trouble));
}

}  // namespace kydai::camerasqml
