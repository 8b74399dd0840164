// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/context.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace kydai::edge {

using namespace Qt::StringLiterals;

int statusOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::None:
        return 200;
    case ErrorCode::BadInput:
    case ErrorCode::Missing:
    case ErrorCode::BadFrame:
    case ErrorCode::Unsupported:
        return 400;
    case ErrorCode::TooLarge:
        return 413;
    case ErrorCode::Unknown:
    case ErrorCode::NotInScope:
        return 404;  // what one may not see does not exist
    case ErrorCode::NotAllowed:
    case ErrorCode::OnlineOnly:
        return 403;
    case ErrorCode::NotDeclared:
    case ErrorCode::Guard:
    case ErrorCode::Conflict:
    case ErrorCode::After:
    case ErrorCode::UndoExpired:
    case ErrorCode::Held:
        return 409;
    case ErrorCode::NotSignedIn:
    case ErrorCode::WrongPassword:
    case ErrorCode::Expired:
        return 401;
    case ErrorCode::Locked:
    case ErrorCode::Later:
        return 429;
    case ErrorCode::Busy:
    case ErrorCode::Offline:
        return 503;
    case ErrorCode::DiskFull:
    case ErrorCode::ReadOnly:
        return 507;
    case ErrorCode::Io:
    case ErrorCode::Corrupt:
    case ErrorCode::Internal:
        return 500;
    }
    return 500;
}

QString describe(const Error& error)
{
    const QString first = error.params.value(0);
    switch (error.code) {
    case ErrorCode::BadInput:
        return u"%1 is not valid%2"_s.arg(first.isEmpty() ? u"The request"_s : first,
                                          error.detail.isEmpty() ? QString()
                                                                 : u": "_s + error.detail);
    case ErrorCode::Missing:
        return u"%1 is required"_s.arg(first);
    case ErrorCode::TooLarge:
        return u"%1 is too large, the bound is %2"_s.arg(first, error.params.value(1));
    case ErrorCode::Unknown:
    case ErrorCode::NotInScope:
        return u"There is no such thing, or this account may not see it"_s;
    case ErrorCode::Unsupported:
        return u"%1 is of a kind that is not taken%2"_s.arg(
            first, error.detail.isEmpty() ? QString() : u": "_s + error.detail);
    case ErrorCode::NotAllowed:
        return u"This account may not do that"_s;
    case ErrorCode::NotDeclared:
    case ErrorCode::Guard:
    case ErrorCode::Conflict:
        return u"That cannot be done in the state the case is in"_s;
    case ErrorCode::NotSignedIn:
        return u"Sign in first: the token is missing or not known"_s;
    case ErrorCode::Expired:
        return u"The token has run out: sign in again"_s;
    case ErrorCode::WrongPassword:
        return u"Name or password is wrong"_s;
    case ErrorCode::Locked:
        return u"Too many tries: wait %1 seconds"_s.arg(first);
    case ErrorCode::Later:
    case ErrorCode::Busy:
        return u"The server is busy: try again in a moment"_s;
    case ErrorCode::DiskFull:
        return u"The server's disk is full"_s;
    case ErrorCode::ReadOnly:
        return u"The server's disk cannot be written"_s;
    default:
        return u"The server could not do that"_s;
    }
}

Response jsonResponse(int status, const QJsonObject& object)
{
    Response out;
    out.status = status;
    out.contentType = "application/json; charset=utf-8";
    out.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return out;
}

Response errorResponse(const Error& error)
{
    Response out = jsonResponse(statusOf(error.code),
                                {{u"error"_s, static_cast<int>(error.code)},
                                 {u"params"_s, QJsonArray::fromStringList(error.params)},
                                 {u"description"_s, describe(error)}});
    if (error.code == ErrorCode::Locked)
        out.headers.emplaceBack("Retry-After", error.params.value(0).toLatin1());
    else if (out.status == 429 || out.status == 503)
        out.headers.emplaceBack("Retry-After", "1");
    if (out.status == 401)
        out.headers.emplaceBack("WWW-Authenticate", "Bearer");
    return out;
}

void withJson(const ExchangePointer& exchange, qint64 limit,
              std::function<void(const QJsonObject&)> go)
{
    exchange->readAll(limit, [exchange, go = std::move(go)](const Result<QByteArray>& body) {
        if (!body) {
            exchange->respond(errorResponse(body.error()));
            return;
        }
        const QJsonDocument document = QJsonDocument::fromJson(*body);
        if (document.isObject())
            go(document.object());
        else
            exchange->respond(errorResponse({ErrorCode::BadInput, {u"The body"_s}, {}}));
    });
}

void withAccount(EdgeContext& context, const ExchangePointer& exchange,
                 std::function<void(const SignedIn&)> go)
{
    const QByteArray token = exchange->head().bearer();
    if (token.isEmpty() || token.size() > 256) {
        exchange->respond(errorResponse({ErrorCode::NotSignedIn, {}, {}}));
        return;
    }
    const QString address = u"t "_s + exchange->head().address;
    if (context.admission.byAddress.take(address, context.clock.monotonicMs()) > 0) {
        exchange->respond(errorResponse({ErrorCode::Later, {u"1000"_s}, {}}));
        return;
    }
    context.authority.ask<SignedIn>(
        [token](Authority& authority) {
            return authority.accounts().verify(QString::fromLatin1(token));
        },
        [exchange, go = std::move(go)](const Result<SignedIn>& who) {
            if (!who) {
                exchange->respond(errorResponse(who.error()));
                return;
            }
            exchange->markTrusted();
            go(*who);
        });
}

}  // namespace kydai::edge
