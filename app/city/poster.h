// SPDX-License-Identifier: GPL-3.0-or-later
// Posts reports through Open311 GeoReport v2, one after another, at the city's pace. A refusal or a
// silent server slows it down; it never gives up and never keeps more than one request open.
#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>

#include "city/city.h"
#include "options.h"

namespace kydai::cityprogram {

class Poster : public QObject
{
    Q_OBJECT

public:
    Poster(const Options& options, city::LiveCity& live, const Clock& clock,
           QNetworkAccessManager& network, QObject* parent = nullptr);
    void start();
    qint64 sent() const { return m_sent; }

signals:
    void posted(const QString& code);

private:
    void postNext();
    void answered(QNetworkReply* reply);
    void later(bool failed);

    const Options& m_options;
    city::LiveCity& m_live;
    const Clock& m_clock;
    QNetworkAccessManager& m_network;
    QTimer m_timer;
    qint64 m_sent = 0;
    int m_failures = 0;
};

}  // namespace kydai::cityprogram
