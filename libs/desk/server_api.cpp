// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/server_api.h"

#include <chrono>

#include <QDateTime>
#include <QElapsedTimer>
#include <QHostAddress>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QUrl>

#include "sync/qt/http_blob_sender.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr int kShortMs = 10'000;
constexpr int kBlobMs = 60'000;
constexpr qint64 kMaxAnswer = 1024 * 1024;

// {"contacts": [{report, name, phone, email}]}, one for each citizen who reported it.
ContactAnswer contactOf(const QJsonObject& json)
{
    QStringList names, phones, emails;
    const QJsonArray contacts = json.value(u"contacts"_s).toArray();
    for (const QJsonValue contact : contacts) {
        const auto add = [&contact](QStringList& list, const QString& key) {
            const QString text = contact[key].toString();
            if (!text.isEmpty() && !list.contains(text))
                list.append(text);
        };
        add(names, u"name"_s);
        add(phones, u"phone"_s);
        add(emails, u"email"_s);
    }
    return {names.join(u", "_s), phones.join(u", "_s), emails.join(u", "_s)};
}

}  // namespace

struct ServerApi::Request {
    QNetworkRequest net;
};

ServerApi::ServerApi() : m_net(std::make_unique<QNetworkAccessManager>())
{
    // A redirect would carry the token elsewhere.
    m_net->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

ServerApi::~ServerApi() = default;

bool ServerApi::setServer(const QString& text)
{
    QUrl url(text.trimmed(), QUrl::StrictMode);
    if (url.scheme() == u"ws"_s)
        url.setScheme(u"http"_s);
    else if (url.scheme() == u"wss"_s)
        url.setScheme(u"https"_s);
    if (!url.isValid() || url.host().isEmpty()
        || (url.scheme() != u"http"_s && url.scheme() != u"https"_s))
        return false;
    url.setPath({});
    url.setQuery(QString());
    url.setFragment({});
    url.setUserInfo({});
    m_http = url.toString();
    return true;
}

QString ServerApi::wsUrl() const
{
    QUrl url(m_http);
    url.setScheme(url.scheme() == u"https"_s ? u"wss"_s : u"ws"_s);
    url.setPath(u"/sync"_s);
    return url.toString();
}

bool ServerApi::isAllowed() const
{
    const QUrl url(m_http);
    if (url.scheme() == u"https"_s)
        return true;
    return url.host() == u"localhost"_s || QHostAddress(url.host()).isLoopback();
}

ServerApi::Request ServerApi::request(const QString& path, int timeoutMs) const
{
    Request r{QNetworkRequest(QUrl(m_http + path))};
    r.net.setTransferTimeout(timeoutMs);
    if (!m_token.isEmpty())
        r.net.setRawHeader("Authorization", "Bearer " + m_token.toLatin1());
    return r;
}

void ServerApi::finish(QNetworkReply* reply, qint64 maxBytes, Finished done)
{
    QObject::connect(reply, &QNetworkReply::downloadProgress, reply,
                     [reply, maxBytes](qint64 received, qint64 total) {
                         if (received > maxBytes || total > maxBytes)
                             reply->abort();
                     });
    QObject::connect(reply, &QNetworkReply::finished, m_net.get(),
                     [reply, done = std::move(done)] {
                         reply->deleteLater();
                         const QByteArray body = reply->readAll();
                         if (reply->error() == QNetworkReply::NoError)
                             done(reply, body);
                         else
                             done(reply, tl::unexpected(httpError(*reply, body)));
                     });
}

void ServerApi::login(const QString& user, const QString& password, Done<LoginAnswer> done)
{
    Request r = request(u"/api/login"_s, kShortMs);
    r.net.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QJsonObject body{{u"user"_s, user}, {u"password"_s, password}};
    QNetworkReply* reply = m_net->post(r.net, QJsonDocument(body).toJson(QJsonDocument::Compact));
    finish(reply, kMaxAnswer, [done](QNetworkReply*, Result<QByteArray> answer) {
        if (!answer) {
            Error error = answer.error();
            if (error.code == ErrorCode::NotSignedIn || error.code == ErrorCode::NotAllowed)
                error.code = ErrorCode::WrongPassword;
            done(tl::unexpected(error));
            return;
        }
        const QJsonObject json = QJsonDocument::fromJson(*answer).object();
        LoginAnswer login{json.value(u"token"_s).toString(), 0};
        const QJsonValue expires = json.value(u"expires"_s);
        login.expiresMs = expires.isString()
            ? QDateTime::fromString(expires.toString(), Qt::ISODateWithMs).toMSecsSinceEpoch()
            : expires.toInteger();
        if (login.token.isEmpty())
            done(fail(ErrorCode::BadFrame));
        else
            done(login);
    });
}

void ServerApi::logout()
{
    if (m_token.isEmpty())
        return;
    finish(m_net->post(request(u"/api/logout"_s, kShortMs).net, QByteArray()), kMaxAnswer,
           [](QNetworkReply*, const Result<QByteArray>&) {});
    m_token.clear();
}

void ServerApi::health(Done<int> done)
{
    QElapsedTimer since;
    since.start();
    finish(m_net->get(request(u"/healthz"_s, kShortMs).net), kMaxAnswer,
           [done, since](QNetworkReply*, const Result<QByteArray>& answer) {
               if (answer)
                   done(static_cast<int>(since.elapsed()));
               else
                   done(tl::unexpected(answer.error()));
           });
}

void ServerApi::blob(const QString& sha256, Done<QByteArray> done)
{
    finish(m_net->get(request(u"/api/blobs/"_s + sha256, kBlobMs).net), kMaxBlob,
           [done](QNetworkReply*, Result<QByteArray> answer) { done(std::move(answer)); });
}

void ServerApi::reveal(const QString& caseId, const QString& reason, Done<ContactAnswer> done)
{
    Request r = request(u"/api/cases/"_s + caseId + u"/reveal"_s, kShortMs);
    r.net.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    const QJsonObject body{{u"reason"_s, reason}};
    QNetworkReply* reply = m_net->post(r.net, QJsonDocument(body).toJson(QJsonDocument::Compact));
    finish(reply, kMaxAnswer, [done](QNetworkReply*, const Result<QByteArray>& answer) {
        if (!answer) {
            done(tl::unexpected(answer.error()));
            return;
        }
        done(contactOf(QJsonDocument::fromJson(*answer).object()));
    });
}

void ServerApi::get(const QString& path, Done<QJsonObject> done)
{
    finish(m_net->get(request(u"/api/"_s + path, kShortMs).net), kMaxAnswer,
           [done](QNetworkReply*, const Result<QByteArray>& answer) {
               done(answer.map([](const QByteArray& body) {
                   return QJsonDocument::fromJson(body).object();
               }));
           });
}

void ServerApi::post(const QString& path, const QJsonObject& body, Done<QJsonObject> done)
{
    Request r = request(u"/api/"_s + path, kShortMs);
    r.net.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    finish(m_net->post(r.net, QJsonDocument(body).toJson(QJsonDocument::Compact)), kMaxAnswer,
           [done](QNetworkReply*, const Result<QByteArray>& answer) {
               done(answer.map([](const QByteArray& sent) {
                   return QJsonDocument::fromJson(sent).object();
               }));
           });
}

}  // namespace kydai::desk
