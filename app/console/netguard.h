// SPDX-License-Identifier: GPL-3.0-or-later
// The QML engine's network: refuses every host. Pictures come through desk as local files, so that
// no text of a citizen can make this program fetch anything.
#pragma once

#include <QNetworkAccessManager>
#include <QQmlNetworkAccessManagerFactory>

namespace kydai::console {

class NoNetwork final : public QNetworkAccessManager
{
    Q_OBJECT

public:
    using QNetworkAccessManager::QNetworkAccessManager;

protected:
    QNetworkReply* createRequest(Operation op, const QNetworkRequest& request,
                                 QIODevice* outgoing) override;
};

class NetGuard final : public QQmlNetworkAccessManagerFactory
{
public:
    QNetworkAccessManager* create(QObject* parent) override { return new NoNetwork(parent); }
};

}  // namespace kydai::console
