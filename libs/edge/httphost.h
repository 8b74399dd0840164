// SPDX-License-Identifier: GPL-3.0-or-later
// What a connection needs of the server around it, and the way a connection starts. Edge thread.
#pragma once

#include <functional>
#include <memory>
#include <utility>

#include "edge/http.h"
#include "edge/settings.h"

namespace kydai::edge {

struct EdgeCounters {
    qint64 sockets = 0, socketsRefused = 0, requests = 0, badRequests = 0, timeouts = 0;
    qint64 bytesIn = 0, bytesOut = 0;
    qint64 handshakes = 0, handshakesRefused = 0, rateLimited = 0, uploads = 0, reports = 0;
    QHash<int, qint64> answers;   // by status
};

class SocketTicket;

class HttpHost
{
public:
    virtual ~HttpHost() = default;
    virtual const EdgeSettings& settings() const = 0;
    virtual EdgeCounters& counters() = 0;
    virtual void onRequest(const ExchangePointer& exchange) = 0;
    virtual void onOpened(SocketTicket& ticket) = 0;
    virtual void onTrusted(const QString& address) = 0;
    virtual void onGone(SocketTicket& ticket) = 0;
};

// A socket's place in the books: leaves them when its last holder goes. The host may go before it.
class SocketTicket
{
public:
    SocketTicket(const std::shared_ptr<HttpHost>& host, QString address)
        : m_host(host), m_address(std::move(address))
    {
        host->onOpened(*this);
    }
    ~SocketTicket()
    {
        if (const auto host = m_host.lock())
            host->onGone(*this);
    }
    SocketTicket(const SocketTicket&) = delete;
    SocketTicket& operator=(const SocketTicket&) = delete;

    void trust()
    {
        const auto host = m_host.lock();
        if (host && !std::exchange(m_trusted, true))
            host->onTrusted(m_address);
    }
    bool isTrusted() const { return m_trusted; }
    const QString& address() const { return m_address; }
    bool hasHost() const { return !m_host.expired(); }
    std::function<void()> closeSocket;   // set by whoever serves it

private:
    std::weak_ptr<HttpHost> m_host;
    QString m_address;
    bool m_trusted = false;
};

class AnyStream;
// Serves HTTP on the stream until it ends; keeps itself alive.
void serveHttp(AnyStream stream, std::shared_ptr<SocketTicket> ticket, bool isLoopback,
               HttpHost& host);
// Answers 503 at once and closes.
void refuseSocket(AnyStream stream);

}  // namespace kydai::edge
