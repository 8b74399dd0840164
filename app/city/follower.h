// SPDX-License-Identifier: GPL-3.0-or-later
// The citizens behind the posted reports: they look now and then what became of them, answer a
// question and rate a published answer.
#pragma once

#include <QNetworkAccessManager>
#include <QObject>
#include <QQueue>
#include <QTimer>

#include "city/city.h"
#include "options.h"

namespace kydai::cityprogram {

class Follower : public QObject
{
    Q_OBJECT

public:
    Follower(const Options& options, city::LiveCity& live, QNetworkAccessManager& network,
             QObject* parent = nullptr);
    void follow(const QString& code);  // the oldest of more than 500 are forgotten

private:
    void lookNext();
    void seen(const QString& code, const QJsonObject& request);
    void act(const QString& code, const QString& what, const QList<QPair<QString, QString>>& fields);

    const Options& m_options;
    city::LiveCity& m_live;
    QNetworkAccessManager& m_network;
    QTimer m_timer;
    QQueue<QString> m_codes;
    QSet<QString> m_answered;
};

}  // namespace kydai::cityprogram
