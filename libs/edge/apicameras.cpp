// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras under /api/cameras/: how they are doing, from consoles and to them, and how to sign in to
// them. Where they stand is a document of its own.
#include <QJsonArray>
#include <QJsonObject>

#include "authority/camerahealth.h"
#include "core/camera.h"
#include "core/permissions.h"
#include "edge/apiroutes.h"
#include "edge/requesthead.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kSeenBytes = 128 * 1024;
constexpr int kMaxHistory = 500;  // rows of one camera, the newest

QJsonObject figureJson(const CameraFigure& f)
{
    QJsonObject out{{u"camera"_s, f.camera}, {u"state"_s, f.state}, {u"since"_s, f.sinceMs},
                    {u"n"_s, f.n},           {u"observed"_s, f.observedMs}};
    if (!f.reason.isEmpty())
        out.insert(u"reason"_s, f.reason);
    if (f.n > 0)
        out.insert(u"available"_s, f.available);
    return out;
}

// A wrong type reads as empty or as no time at all, which the authority refuses.
QList<CameraSeen> seenOf(const QJsonArray& list)
{
    QList<CameraSeen> seen;
    for (const QJsonValue one : list) {
        seen.append({one[u"camera"_s].toString(), one[u"state"_s].toString(),
                     one[u"reason"_s].toString(), one[u"ago"_s].toInteger(-1)});
    }
    return seen;
}

void respondList(const ExchangePointer& exchange, const QString& name, const QJsonArray& list,
                 qint64 asOf)
{
    Response out = jsonResponse(200, {{u"asOf"_s, asOf}, {name, list}});
    out.headers.emplaceBack("Cache-Control", "no-store");
    exchange->respond(std::move(out));
}

}  // namespace

void ApiRoutes::cameras(const ExchangePointer& exchange, const QString& path)
{
    const QByteArray& method = exchange->head().method;
    const bool get = method == "GET" || method == "HEAD";
    const QStringList parts = path.split(u'/');
    const bool health = path == u"health", secrets = path == u"secrets";
    const bool one = parts.size() == 2 && parts[1] == u"health";
    if (!health && !secrets && !one) {
        exchange->respond(errorResponse({ErrorCode::Unknown, {}, {}}));
    } else if (health && method == "POST") {
        noteCameras(exchange);
    } else if (!get) {
        Response out = textResponse(405, "Only GET is understood here.\n");
        out.headers.emplaceBack("Allow", health ? "GET, POST" : "GET");
        exchange->respond(std::move(out));
    } else if (secrets) {
        cameraSecrets(exchange);
    } else {
        cameraHealth(exchange, one ? parts[0] : QString());
    }
}

void ApiRoutes::noteCameras(const ExchangePointer& exchange)
{
    withAccount(m_context, exchange, [this, exchange](const SignedIn& who) {
        withJson(exchange, kSeenBytes,
                 [this, exchange, user = who.actor.user](const QJsonObject& body) {
            const QJsonArray list = body.value(u"seen"_s).toArray();
            if (list.size() > kMaxCameraSightings) {
                exchange->respond(errorResponse(
                    {ErrorCode::TooLarge, {u"seen"_s, QString::number(kMaxCameraSightings)}, {}}));
                return;
            }
            m_context.authority.ask<int>(
                [user, desk = body.value(u"desk"_s).toString(), seen = seenOf(list)](
                    Authority& authority) { return authority.noteCameras(user, desk, seen); },
                [exchange](const Result<int>& kept) {
                    exchange->respond(kept ? jsonResponse(200, {{u"kept"_s, *kept}})
                                           : errorResponse(kept.error()));
                });
        });
    });
}

void ApiRoutes::cameraSecrets(const ExchangePointer& exchange)
{
    using Secrets = QList<CameraSecretRecord>;
    withAccount(m_context, exchange, [this, exchange](const SignedIn& who) {
        m_context.authority.ask<Secrets>(
            [user = who.actor.user](Authority& authority) {
                return authority.cameraSecrets(user);
            },
            [this, exchange](const Result<Secrets>& secrets) {
                if (!secrets) {
                    exchange->respond(errorResponse(secrets.error()));
                    return;
                }
                QJsonArray list;
                for (const CameraSecretRecord& one : *secrets) {
                    list.append(QJsonObject{{u"camera"_s, one.camera},
                                            {u"user"_s, one.user},
                                            {u"password"_s, one.password}});
                }
                respondList(exchange, u"cameras"_s, list, m_context.clock.nowMs());
            });
    });
}

// Of all cameras with their figures, or the rows of one, the newest first.
void ApiRoutes::cameraHealth(const ExchangePointer& exchange, const QString& camera)
{
    using Rows = QList<CameraStateRow>;
    withAccount(m_context, exchange, [this, exchange, camera](const SignedIn& who) {
        if (!may(who.actor.roles, Capability::ViewCameras) || camera.size() > kMaxCameraCode) {
            exchange->respond(errorResponse({ErrorCode::NotAllowed, {}, {}}));
            return;
        }
        const qint64 now = m_context.clock.nowMs();
        const qint64 since = now - (camera.isEmpty() ? kCameraDayMs : kCameraHistoryMs);
        m_context.reader.ask<QJsonArray>(
            [camera, since, now](const LedgerReader& reader) -> Result<QJsonArray> {
                const Result<Rows> rows = reader.cameraStates(camera, since, kMaxCameraRows);
                if (!rows)
                    return tl::unexpected(rows.error());
                QJsonArray list;
                if (camera.isEmpty()) {
                    const QList<CameraFigure> figures = cameraFigures(*rows, now);
                    for (const CameraFigure& figure : figures)
                        list.append(figureJson(figure));
                    return list;
                }
                Rows newest = *rows;
                std::sort(newest.begin(), newest.end(),
                          [](const CameraStateRow& a, const CameraStateRow& b) {
                              return a.fromMs > b.fromMs;
                          });
                for (const CameraStateRow& row : newest.mid(0, kMaxHistory)) {
                    list.append(QJsonObject{{u"from"_s, row.fromMs},
                                            {u"until"_s, row.untilMs},
                                            {u"state"_s, row.state},
                                            {u"reason"_s, row.reason},
                                            {u"observer"_s, row.observer}});
                }
                return list;
            },
            [exchange, camera, now](const Result<QJsonArray>& list) {
                if (list)
                    respondList(exchange, camera.isEmpty() ? u"cameras"_s : u"rows"_s, *list, now);
                else
                    exchange->respond(errorResponse(list.error()));
            });
    });
}

}  // namespace kydai::edge
