// SPDX-License-Identifier: GPL-3.0-or-later
// Transport over a WebSocket of Qt, for programs. Binary frames only, bounded both ways; ws:// to
// loopback only, wss:// otherwise; a TLS error ends the link.
// Thread: that of its Qt loop. Facts of QtWebSockets 6.4 that forced a choice: a frame that is
// partly received is cut after 5 s, there is no back-pressure and no ping of its own, and the
// default limit of a message is 2 GiB (see docs/protocol.md).
#pragma once

#include <memory>

#include <QObject>

#include "sync/transport.h"

class QWebSocket;

namespace kydai {

class WebSocketTransport : public QObject, public Transport
{
public:
    explicit WebSocketTransport(QObject* parent = nullptr);
    ~WebSocketTransport() override;

    void open(const QString& url) override;
    void send(const QByteArray& frame) override;
    void close(int code, const QString& reason) override;
    qint64 bytesToWrite() const override;

    static bool urlAllowed(const QString& url);  // wss anywhere, ws to loopback

private:
    void drop(int code = closecode::kNormal, const QString& reason = {});
    void watch(QWebSocket* socket);
    void ended(QWebSocket* socket, int code, const QString& reason);

    QWebSocket* m_socket = nullptr;  // the link or the attempt; null = none
};

}  // namespace kydai
