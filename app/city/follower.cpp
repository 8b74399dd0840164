// SPDX-License-Identifier: GPL-3.0-or-later
#include "follower.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QUrlQuery>

namespace kydai::cityprogram {

using namespace Qt::StringLiterals;

namespace {

constexpr int kLookMs = 4000;       // one request is looked at this often
constexpr qsizetype kKept = 500;
constexpr double kRates = 0.45;     // share of answered reports that are rated

}  // namespace

Follower::Follower(const Options& options, city::LiveCity& live, QNetworkAccessManager& network,
                   QObject* parent)
    : QObject(parent), m_options(options), m_live(live), m_network(network)
{
    connect(&m_timer, &QTimer::timeout, this, &Follower::lookNext);
    m_timer.start(kLookMs);
}

void Follower::follow(const QString& code)
{
    m_codes.enqueue(code);
    if (m_codes.size() > kKept)
        m_answered.remove(m_codes.dequeue());
}

void Follower::lookNext()
{
    if (m_codes.isEmpty())
        return;
    const QString code = m_codes.dequeue();
    m_codes.enqueue(code);
    QUrl url = m_options.server.resolved(QUrl(u"/open311/v2/requests/%1.json"_s.arg(code)));
    QUrlQuery query;
    query.addQueryItem(u"api_key"_s, m_options.apiKey);
    url.setQuery(query);
    QNetworkRequest request(url);
    request.setTransferTimeout(10'000);
    QNetworkReply* reply = m_network.get(request);
    connect(reply, &QNetworkReply::finished, this, [this, reply, code] {
        reply->deleteLater();
        if (reply->error() == QNetworkReply::NoError)
            seen(code, QJsonDocument::fromJson(reply->readAll()).array().at(0).toObject());
    });
}

void Follower::seen(const QString& code, const QJsonObject& request)
{
    const bool closed = request.value("status"_L1).toString() == "closed"_L1;
    const QString notes = request.value("status_notes"_L1).toString();
    if (notes.isEmpty() || m_answered.contains(code))
        return;
    m_answered.insert(code);
    if (!closed) {  // a question of the centre
        act(code, u"reply"_s, {{u"text"_s, m_live.replyText()}});
        return;
    }
    if (!m_live.chance().hit(kRates))
        return;
    const Rating rating = m_live.rating();
    act(code, u"rating"_s, {{u"rating"_s, codeOf(rating)}, {u"text"_s, m_live.ratingText(rating)}});
}

void Follower::act(const QString& code, const QString& what,
                   const QList<QPair<QString, QString>>& fields)
{
    QUrlQuery form;
    form.addQueryItem(u"api_key"_s, m_options.apiKey);
    for (const auto& [name, value] : fields)
        form.addQueryItem(name, QString::fromLatin1(QUrl::toPercentEncoding(value)));
    QNetworkRequest request(
        m_options.server.resolved(QUrl(u"/open311/v2/requests/%1/%2.json"_s.arg(code, what))));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
    request.setTransferTimeout(10'000);
    QNetworkReply* reply = m_network.post(request, form.toString(QUrl::FullyEncoded).toUtf8());
    connect(reply, &QNetworkReply::finished, reply, &QObject::deleteLater);
}

}  // namespace kydai::cityprogram
