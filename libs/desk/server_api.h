// SPDX-License-Identifier: GPL-3.0-or-later
// What the desk asks over HTTP: signing in, files down, a citizen's contact. The one
// file of the room that knows Qt6::Network. GUI thread; answers come on it, never after
// destruction. Bounds: answers of 1 MiB, blobs of kMaxBlob; every request ends within its time
// limit.
#pragma once

#include <functional>
#include <memory>

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include "core/result.h"

class QNetworkAccessManager;
class QNetworkReply;

namespace kydai::desk {

inline constexpr qint64 kMaxBlob = 64 * 1024 * 1024;

struct LoginAnswer {
    QString token;
    qint64 expiresMs = 0;
};

struct ContactAnswer {
    QString name, phone, email;
};

class ServerApi
{
public:
    template <typename T> using Done = std::function<void(Result<T>)>;

    ServerApi();
    ~ServerApi();

    // Any of http(s)://host:port, ws(s)://host:port/sync. False when it is none of these.
    bool setServer(const QString& url);
    QString httpBase() const { return m_http; }
    QString wsUrl() const;
    // Plain text goes to this machine only.
    bool isAllowed() const;
    void setToken(const QString& token) { m_token = token; }
    QString token() const { return m_token; }

    void login(const QString& user, const QString& password, Done<LoginAnswer> done);
    void logout();  // answer not awaited
    void health(Done<int> done);  // round trip in ms
    void blob(const QString& sha256, Done<QByteArray> done);
    void reveal(const QString& caseId, const QString& reason, Done<ContactAnswer> done);
    // An object under /api/ and back; what a page has to ask that is nobody else's matter.
    void get(const QString& path, Done<QJsonObject> done);
    void post(const QString& path, const QJsonObject& body, Done<QJsonObject> done);

private:
    using Finished = std::function<void(QNetworkReply*, Result<QByteArray>)>;
    void finish(QNetworkReply* reply, qint64 maxBytes, Finished done);
    struct Request;
    Request request(const QString& path, int timeoutMs) const;

    QString m_http, m_token;
    std::unique_ptr<QNetworkAccessManager> m_net;
};

}  // namespace kydai::desk
