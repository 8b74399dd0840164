// SPDX-License-Identifier: GPL-3.0-or-later
// A file by POST /api/uploads. Lives on a thread with a Qt loop; everything on that thread.
#pragma once

#include <memory>

#include <QPointer>

#include "sync/blob_sender.h"

class QNetworkAccessManager;
class QNetworkReply;

namespace kydai {

class HttpBlobSender : public BlobSender
{
public:
    // A body that moves no byte for so long is given up, and sent again later.
    static constexpr int kStillMs = 30'000;

    explicit HttpBlobSender(QString folder);
    ~HttpBlobSender() override;
    void send(const QString& syncUrl, const QString& token, const Upload& upload, Progress progress,
              Done done) override;
    void cancel() override;

private:
    QString m_folder;
    std::unique_ptr<QNetworkAccessManager> m_net;
    QPointer<QNetworkReply> m_reply;
    quint64 m_number = 0;
};

// What an answer of the server's HTTP API means: Offline without one, else the code of its JSON
// {"error": code, "params": […]} or, failing that, of its status.
Error httpError(QNetworkReply& reply, const QByteArray& body);

}  // namespace kydai
