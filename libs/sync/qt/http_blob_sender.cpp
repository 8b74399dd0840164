// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/qt/http_blob_sender.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

namespace kydai {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kMaxAnswer = 1024 * 1024;

QUrl uploadUrl(const QString& syncUrl)
{
    QUrl url(syncUrl);
    url.setScheme(url.scheme() == u"wss"_s ? u"https"_s : u"http"_s);
    url.setPath(u"/api/uploads"_s);
    return url;
}

ErrorCode codeOfStatus(int status)
{
    switch (status) {
    case 400: return ErrorCode::BadInput;
    case 401: return ErrorCode::NotSignedIn;
    case 403: return ErrorCode::NotAllowed;
    case 404: return ErrorCode::Unknown;
    case 413: return ErrorCode::TooLarge;
    case 415: return ErrorCode::Unsupported;
    case 423:
    case 429: return ErrorCode::Locked;
    case 503: return ErrorCode::Later;
    default: return status >= 500 ? ErrorCode::Internal : ErrorCode::BadFrame;
    }
}

Result<BlobAnswer> answerOf(QNetworkReply& reply)
{
    const QByteArray body = reply.read(kMaxAnswer);
    if (reply.error() != QNetworkReply::NoError)
        return tl::unexpected(httpError(reply, body));
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    const BlobAnswer answer{json.value(u"sha256"_s).toString(), json.value(u"mime"_s).toString(),
                            json.value(u"width"_s).toInt(), json.value(u"height"_s).toInt()};
    if (answer.sha256.size() != 64)
        return fail(ErrorCode::Internal, {}, u"an answer without a name"_s);
    return answer;
}

}  // namespace

Error httpError(QNetworkReply& reply, const QByteArray& body)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return {ErrorCode::Offline, {}, reply.errorString()};
    Error error{codeOfStatus(status), {}, QString::number(status)};
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    if (const int code = json.value(u"error"_s).toInt(); code > 0)
        error.code = static_cast<ErrorCode>(code);
    const QJsonArray params = json.value(u"params"_s).toArray();
    for (const QJsonValue param : params)
        error.params.append(param.toString());
    if (error.params.isEmpty() && reply.hasRawHeader("Retry-After"))
        error.params.append(QString::fromLatin1(reply.rawHeader("Retry-After")));
    return error;
}

HttpBlobSender::HttpBlobSender(QString folder)
    : m_folder(std::move(folder)), m_net(std::make_unique<QNetworkAccessManager>())
{
    m_net->setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy);
}

HttpBlobSender::~HttpBlobSender()
{
    cancel();
}

void HttpBlobSender::send(const QString& syncUrl, const QString& token, const Upload& upload,
                          Progress progress, Done done)
{
    auto* file = new QFile(m_folder + u'/' + upload.sha256);
    if (!file->open(QIODevice::ReadOnly) || file->size() != upload.bytes) {
        delete file;
        QTimer::singleShot(0, m_net.get(),
                           [this, number = m_number, done = std::move(done), name = upload.name] {
                               if (number == m_number)
                                   done(fail(ErrorCode::Corrupt, {name}));
                           });
        return;
    }
    QNetworkRequest request(uploadUrl(syncUrl));
    request.setTransferTimeout(kStillMs);
    request.setRawHeader("Authorization", "Bearer " + token.toLatin1());
    request.setRawHeader("X-Filename", QUrl::toPercentEncoding(upload.name));
    request.setHeader(QNetworkRequest::ContentTypeHeader, upload.mime);
    request.setHeader(QNetworkRequest::ContentLengthHeader, file->size());
    if (!upload.caseId.isNull())
        request.setRawHeader("X-Case", upload.caseId.toByteArray(QUuid::WithoutBraces));
    QNetworkReply* reply = m_net->post(request, file);
    file->setParent(reply);
    m_reply = reply;
    QObject::connect(reply, &QNetworkReply::uploadProgress, reply,
                     [progress = std::move(progress)](qint64 sent, qint64) { progress(sent); });
    QObject::connect(reply, &QNetworkReply::finished, m_net.get(),
                     [this, reply, done = std::move(done)] {
                         reply->deleteLater();
                         m_reply.clear();
                         done(answerOf(*reply));
                     });
}

void HttpBlobSender::cancel()
{
    ++m_number;
    if (!m_reply)
        return;
    QNetworkReply* reply = m_reply;
    m_reply.clear();
    reply->disconnect();
    reply->abort();
    reply->deleteLater();
}

}  // namespace kydai
