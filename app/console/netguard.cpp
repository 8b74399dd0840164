// SPDX-License-Identifier: GPL-3.0-or-later
#include "netguard.h"

namespace kydai::console {

QNetworkReply* NoNetwork::createRequest(Operation op, const QNetworkRequest& request,
                                        QIODevice* outgoing)
{
    // A request without a scheme fails at once with ProtocolUnknownError and opens no socket.
    QNetworkRequest refused = request;
    refused.setUrl(QUrl(QStringLiteral("refused:")));
    return QNetworkAccessManager::createRequest(op, refused, outgoing);
}

}  // namespace kydai::console
