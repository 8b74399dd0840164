// SPDX-License-Identifier: GPL-3.0-or-later
#include "authority/camerahealth.h"

#include <algorithm>

#include "authority/authority.h"
#include "core/camera.h"
#include "core/permissions.h"

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

// Best first; what is none of them is not looked at.
int rankOf(const QString& state)
{
    static const QStringList ranks{u"online"_s, u"degraded"_s, u"reconnecting"_s, u"lost"_s};
    return static_cast<int>(ranks.indexOf(state));
}

}  // namespace

bool isCameraState(const QString& state) { return state == u"closed" || rankOf(state) >= 0; }

QList<CameraFigure> cameraFigures(const QList<CameraStateRow>& rows, qint64 nowMs)
{
    QList<CameraFigure> figures;
    const qint64 since = nowMs - kCameraDayMs;
    qint64 withPicture = 0;
    int best = -1;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const CameraStateRow& row = rows.at(i);
        if (figures.isEmpty() || figures.last().camera != row.camera) {
            figures.append({row.camera, {}, {}, 0, 0, 0, 0});
            withPicture = 0;
            best = -1;
        }
        CameraFigure& figure = figures.last();
        const int rank = rankOf(row.state);
        if (rank < 0)
            continue;
        const bool last = i + 1 == rows.size() || rows.at(i + 1).camera != row.camera
                          || rows.at(i + 1).observer != row.observer;
        const qint64 from = std::max(row.fromMs, since), until = std::min(row.untilMs, nowMs);
        const qint64 length = std::max<qint64>(0, until - from);
        figure.observedMs += length;
        withPicture += rank <= 1 ? length : 0;
        ++figure.n;
        figure.available = figure.observedMs > 0
                               ? double(withPicture) / double(figure.observedMs)
                               : rank <= 1 ? 1.0 : 0.0;
        if (!last || nowMs - row.untilMs > kCameraGapMs)
            continue;
        if (best < 0 || rank < best || (rank == best && row.fromMs < figure.sinceMs)) {
            best = rank;
            figure.state = row.state;
            figure.reason = row.reason;
            figure.sinceMs = row.fromMs;
        }
    }
    return figures;
}

Result<int> Authority::noteCameras(const QString& user, const QString& desk,
                                   const QList<CameraSeen>& seen)
{
    const Result<Actor> actor = m_accounts.current(user);
    if (!actor)
        return tl::unexpected<Error>(actor.error());
    if (!may(actor->roles, Capability::ViewCameras))
        return fail(ErrorCode::NotAllowed, {u"cameras"_s});
    if (seen.size() > kMaxCameraSightings)
        return fail(ErrorCode::TooLarge, {u"seen"_s, QString::number(kMaxCameraSightings)});
    if (desk.isEmpty() || desk.size() > 64)
        return fail(ErrorCode::BadInput, {u"desk"_s});
    for (const CameraSeen& one : seen) {
        if (!isCameraState(one.state) || one.camera.isEmpty()
            || one.camera.size() > kMaxCameraCode || one.reason.size() > kMaxLine)
            return fail(ErrorCode::BadInput, {u"seen"_s});
    }
    const qint64 now = m_clock.nowMs();
    if (Result<void> r = m_ledger.begin(); !r)
        return tl::unexpected<Error>(r.error());
    int kept = 0;
    for (const CameraSeen& one : seen) {
        if (one.agoMs < 0 || one.agoMs > kLongestAgoMs)
            continue;
        const qint64 at = now - one.agoMs;
        if (Result<void> r = m_ledger.noteCamera(
                {one.camera, user + u'/' + desk, at, at, one.state, one.reason});
            !r) {
            m_ledger.rollback();
            return tl::unexpected<Error>(r.error());
        }
        ++kept;
    }
    if (Result<void> r = m_ledger.commit(); !r)
        return tl::unexpected<Error>(r.error());
    return kept;
}

Result<QList<CameraSecretRecord>> Authority::cameraSecrets(const QString& user)
{
    const Result<Actor> actor = m_accounts.current(user);
    if (!actor)
        return tl::unexpected<Error>(actor.error());
    if (!may(actor->roles, Capability::ViewCameras))
        return fail(ErrorCode::NotAllowed, {u"cameras"_s});
    auto secrets = m_ledger.cameraSecrets();
    if (!secrets || secrets->isEmpty())
        return secrets;
    Event e;
    e.action = u"camera_secrets"_s;
    e.user = user;
    e.roles = actor->roles.bits();
    e.atMs = m_clock.nowMs();
    if (Result<void> r = m_ledger.begin(); !r)
        return tl::unexpected<Error>(r.error());
    if (const Result<qint64> seq = m_ledger.appendEvent(e); !seq) {
        m_ledger.rollback();
        return tl::unexpected<Error>(seq.error());
    }
    if (Result<void> r = m_ledger.commit(); !r)  // not audited, not given
        return tl::unexpected<Error>(r.error());
    return secrets;
}

}  // namespace kydai
