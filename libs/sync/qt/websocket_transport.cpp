// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/qt/websocket_transport.h"

#include <QHostAddress>
#include <QNetworkRequest>
#include <QSslError>
#include <QTimer>
#include <QUrl>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include "protocol/messages.h"

namespace kydai {

WebSocketTransport::WebSocketTransport(QObject* parent) : QObject(parent) {}

WebSocketTransport::~WebSocketTransport()
{
    drop();
}

bool WebSocketTransport::urlAllowed(const QString& text)
{
    const QUrl url(text, QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return false;
    if (url.scheme() == u"wss")
        return true;
    return url.scheme() == u"ws"
        && (url.host() == u"localhost" || QHostAddress(url.host()).isLoopback());
}

void WebSocketTransport::open(const QString& url)
{
    drop();
    auto* socket = new QWebSocket(QString(), QWebSocketProtocol::VersionLatest, this);
    m_socket = socket;
    if (!urlAllowed(url)) {
        QTimer::singleShot(0, socket, [this, socket] {
            ended(socket, closecode::kLost, QStringLiteral("address not allowed"));
        });
        return;
    }
    socket->setMaxAllowedIncomingFrameSize(protocol::kMaxFrameToClient);
    socket->setMaxAllowedIncomingMessageSize(protocol::kMaxFrameToClient);
    socket->setOutgoingFrameSize(protocol::kMaxFrameToServer);
    watch(socket);
    const QNetworkRequest request{QUrl(url)};
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QLatin1String(protocol::kSubProtocol)});
    socket->open(request, options);
}

void WebSocketTransport::watch(QWebSocket* socket)
{
    connect(socket, &QWebSocket::connected, this, [this, socket] {
        if (socket == m_socket && m_callbacks.opened)
            m_callbacks.opened();
    });
    connect(socket, &QWebSocket::binaryMessageReceived, this,
            [this, socket](const QByteArray& frame) {
                if (socket == m_socket && m_callbacks.frame)
                    m_callbacks.frame(frame);
            });
    connect(socket, &QWebSocket::textMessageReceived, this, [this, socket] {
        socket->close(QWebSocketProtocol::CloseCodeDatatypeNotSupported);
        ended(socket, QWebSocketProtocol::CloseCodeDatatypeNotSupported, QStringLiteral("text"));
    });
    connect(socket, &QWebSocket::disconnected, this, [this, socket] {
        ended(socket, socket->closeCode(), socket->closeReason());
    });
    // A refused or failed attempt gives an error and, before the handshake, no disconnected().
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    const auto failed = &QWebSocket::errorOccurred;
#else
    const auto failed = QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error);
#endif
    connect(socket, failed, this, [this, socket] {
        const QString why = socket->errorString();
        QTimer::singleShot(0, socket, [this, socket, why] {
            ended(socket, closecode::kLost, why);
        });
    });
    connect(socket, &QWebSocket::sslErrors, this, [this, socket](const QList<QSslError>& errors) {
        const QString why = errors.isEmpty() ? QStringLiteral("TLS") : errors.first().errorString();
        socket->abort();
        ended(socket, closecode::kLost, why);
    });
}

void WebSocketTransport::send(const QByteArray& frame)
{
    if (m_socket && m_socket->isValid())
        m_socket->sendBinaryMessage(frame);
}

void WebSocketTransport::close(int code, const QString& reason)
{
    drop(code, reason);
}

qint64 WebSocketTransport::bytesToWrite() const
{
    return m_socket ? m_socket->bytesToWrite() : 0;
}

void WebSocketTransport::ended(QWebSocket* socket, int code, const QString& reason)
{
    if (socket != m_socket)
        return;
    drop();
    if (m_callbacks.closed)
        m_callbacks.closed(code, reason);
}

// Lets go of the link: nothing of it is heard any more, a close frame under way is still sent.
void WebSocketTransport::drop(int code, const QString& reason)
{
    if (!m_socket)
        return;
    QWebSocket* socket = std::exchange(m_socket, nullptr);
    disconnect(socket, nullptr, this, nullptr);
    connect(socket, &QWebSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(2000, socket, &QObject::deleteLater);
    if (socket->isValid())
        socket->close(static_cast<QWebSocketProtocol::CloseCode>(code), reason);
}

}  // namespace kydai
