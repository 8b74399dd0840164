// SPDX-License-Identifier: GPL-3.0-or-later
// DeskCameras: what goes between this desk and the server: credentials, and how cameras are doing.
#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>

#include "desk/camera_face.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kAskEveryMs = 60'000;
constexpr qint64 kLostAfterMs = 30'000;  // of trying to come back
constexpr qint64 kSecretsEveryMs = 10 * 60'000;  // each asking is an event of the audit
constexpr qsizetype kMaxSecret = 200;

}  // namespace

void DeskCameras::report(const QString& code, const QString& state, const QString& reason)
{
    static const QStringList known{u"online"_s, u"degraded"_s, u"reconnecting"_s, u"lost"_s,
                                   u"closed"_s};
    if (!allowed() || !m_catalogue.find(code) || !known.contains(state))
        return;
    const qint64 now = m_services.core.nowMs();
    if (state == u"reconnecting"_s) {
        if (m_catalogue.condition(code).health == CameraHealth::Lost
            && m_catalogue.condition(code).own)
            return;  // it keeps trying; it is still lost
        if (!m_connecting.contains(code))
            m_connecting.insert(code, now);
    } else {
        m_connecting.remove(code);
    }
    const CameraCondition before = m_catalogue.condition(code);
    const CameraHealth health = cameraHealthFrom(state);
    const bool same = before.own && before.health == health;
    m_catalogue.setOwn(code, {health, reason.left(kMaxSightingReason),
                              same ? before.sinceMs : now, true});
    m_sightings.see(code, state, reason, m_services.clock.nowMs());
    // Somebody changed it at the camera and in the catalogue.
    if (reason == u"wrong_password"_s
        && m_services.clock.monotonicMs() - m_secretsMs >= kSecretsEveryMs)
        m_hasSecrets = false;
}

void DeskCameras::second()
{
    if (!allowed())
        return;
    const qint64 now = m_services.core.nowMs();
    QStringList lost;
    for (auto it = m_connecting.cbegin(); it != m_connecting.cend(); ++it) {
        if (now - it.value() >= kLostAfterMs)
            lost.append(it.key());
    }
    for (const QString& code : std::as_const(lost))
        report(code, u"lost"_s, m_catalogue.condition(code).reason);
    if (!m_services.core.online())
        return;
    sendHealth();
    if (m_services.clock.monotonicMs() >= m_nextAskMs)
        onOnline();
}

void DeskCameras::onOnline()
{
    if (!allowed() || m_user.isEmpty() || !m_services.core.online())
        return;
    m_nextAskMs = m_services.clock.monotonicMs() + kAskEveryMs;
    if (!m_hasSecrets)
        askSecrets();
    askHealth();
}

void DeskCameras::askSecrets()
{
    m_secretsMs = m_services.clock.monotonicMs();
    m_services.api.get(
        u"cameras/secrets"_s,
        [guard = QPointer<DeskCameras>(this), user = m_user](const Result<QJsonObject>& answer) {
            if (!guard || !answer || guard->m_user != user)
                return;
            guard->forgetSecrets();
            const QJsonArray list = answer->value(u"cameras"_s).toArray();
            for (const QJsonValue one : list) {
                const QString code = one[u"camera"_s].toString();
                if (!code.isEmpty() && guard->m_secrets.size() < kMaxCameras)
                    guard->m_secrets.insert(code, {one[u"user"_s].toString().left(kMaxSecret),
                                                   one[u"password"_s].toString().left(kMaxSecret)});
            }
            guard->m_hasSecrets = true;
            Q_EMIT guard->secretsChanged();
        });
}

void DeskCameras::askHealth()
{
    if (m_asking)
        return;
    m_asking = true;
    m_services.api.get(
        u"cameras/health"_s,
        [guard = QPointer<DeskCameras>(this), user = m_user](const Result<QJsonObject>& answer) {
            if (!guard || guard->m_user != user)
                return;
            guard->m_asking = false;
            if (!answer)
                return;
            QHash<QString, CameraCatalogue::Reported> reported;
            const QJsonArray list = answer->value(u"cameras"_s).toArray();
            for (const QJsonValue one : list) {
                CameraCatalogue::Reported r;
                r.condition = {cameraHealthFrom(one[u"state"_s].toString()),
                               one[u"reason"_s].toString().left(kMaxSightingReason),
                               one[u"since"_s].toInteger(), false};
                r.available = {one[u"available"_s].toDouble(), one[u"n"_s].toInt()};
                if (reported.size() < kMaxCameras)
                    reported.insert(one[u"camera"_s].toString(), r);
            }
            guard->m_catalogue.setReported(reported);
        });
}

void DeskCameras::sendHealth()
{
    const qint64 now = m_services.clock.nowMs();
    const QList<CameraSighting> out = m_sightings.take(now);
    if (out.isEmpty())
        return;
    QJsonArray seen;
    for (const CameraSighting& one : out) {
        seen.append(QJsonObject{{u"camera"_s, one.camera},
                                {u"state"_s, one.state},
                                {u"reason"_s, one.reason},
                                {u"ago"_s, std::max<qint64>(0, now - one.atMs)}});
    }
    m_services.api.post(
        u"cameras/health"_s, {{u"desk"_s, m_desk}, {u"seen"_s, seen}},
        [guard = QPointer<DeskCameras>(this), user = m_user](const Result<QJsonObject>& answer) {
            if (!guard || guard->m_user != user)
                return;
            const bool away = !answer && (answer.error().code == ErrorCode::Offline
                                          || answer.error().code == ErrorCode::Busy
                                          || answer.error().code == ErrorCode::Later);
            if (away)
                guard->m_sightings.failed();
            else
                guard->m_sightings.sent();  // refused ones would be refused again
        });
}

}  // namespace kydai::desk
