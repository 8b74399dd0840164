// SPDX-License-Identifier: GPL-3.0-or-later
#include "poster.h"

#include <QHttpMultiPart>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>

namespace kydai::cityprogram {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTimeoutMs = 20'000;

void addField(QHttpMultiPart& form, const QString& name, const QString& value)
{
    if (value.isEmpty())
        return;
    QHttpPart part;
    part.setHeader(QNetworkRequest::ContentDispositionHeader, u"form-data; name=\"%1\""_s.arg(name));
    part.setBody(value.toUtf8());
    form.append(part);
}

QHttpMultiPart* formOf(const city::LiveReport& live, const QString& apiKey)
{
    auto* form = new QHttpMultiPart(QHttpMultiPart::FormDataType);
    const NewReport& r = live.report;
    addField(*form, u"api_key"_s, apiKey);
    addField(*form, u"service_code"_s, r.category);
    addField(*form, u"description"_s, r.text);
    addField(*form, u"address_string"_s, r.address.isEmpty() && !r.hasPosition ? u"Huế"_s : r.address);
    if (r.hasPosition) {
        addField(*form, u"lat"_s, QString::number(r.lat, 'f', 6));
        addField(*form, u"long"_s, QString::number(r.lon, 'f', 6));
    }
    addField(*form, u"first_name"_s, live.name);
    addField(*form, u"phone"_s, live.phone);
    if (!live.photo.isEmpty()) {
        QHttpPart part;
        part.setHeader(QNetworkRequest::ContentTypeHeader, u"image/png"_s);
        part.setHeader(QNetworkRequest::ContentDispositionHeader,
                       u"form-data; name=\"media\"; filename=\"%1\""_s.arg(live.photoName));
        part.setBody(live.photo);
        form->append(part);
    }
    return form;
}

}  // namespace

Poster::Poster(const Options& options, city::LiveCity& live, const Clock& clock,
               QNetworkAccessManager& network, QObject* parent)
    : QObject(parent), m_options(options), m_live(live), m_clock(clock), m_network(network)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Poster::postNext);
}

void Poster::start()
{
    m_timer.start(500);
}

void Poster::postNext()
{
    const city::LiveReport live = m_live.next(m_clock.nowMs());
    QNetworkRequest request(m_options.server.resolved(QUrl(u"/open311/v2/requests.json"_s)));
    request.setTransferTimeout(kTimeoutMs);
    QHttpMultiPart* form = formOf(live, m_options.apiKey);
    QNetworkReply* reply = m_network.post(request, form);
    form->setParent(reply);
    connect(reply, &QNetworkReply::finished, this, [this, reply] { answered(reply); });
}

void Poster::answered(QNetworkReply* reply)
{
    reply->deleteLater();
    if (reply->error() != QNetworkReply::NoError) {
        if (m_failures++ == 0)
            qWarning("a report was not taken: %s", qPrintable(reply->errorString()));
        later(true);
        return;
    }
    const QJsonArray list = QJsonDocument::fromJson(reply->readAll()).array();
    const QString code = list.at(0).toObject().value("service_request_id"_L1).toString();
    m_failures = 0;
    ++m_sent;
    if (!code.isEmpty())
        emit posted(code);
    later(false);
}

void Poster::later(bool failed)
{
    const qint64 pause = m_live.pauseMs(m_options.perMinute);
    const qint64 extra = failed ? std::min<qint64>(60'000, 1000LL << std::min(m_failures, 6)) : 0;
    m_timer.start(static_cast<int>(pause + extra));
}

}  // namespace kydai::cityprogram
