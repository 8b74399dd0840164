// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/listener.h"

#include "edge/loop.h"
#include "edge/stream.h"

namespace kydai::edge {

struct Listener::Private : std::enable_shared_from_this<Listener::Private> {
    Private(Loop& loop, std::function<bool(const QString&)> a)
        : acceptor(loop.io()), pause(loop.io()), admit(std::move(a))
    {
    }

    tcp::acceptor acceptor;
    net::steady_timer pause;
    std::weak_ptr<HttpHost> weakHost;
    std::function<bool(const QString&)> admit;
    TlsPointer tls;

    void accept()
    {
        acceptor.async_accept([self = shared_from_this()](error_code ec, tcp::socket socket) {
            if (!self->acceptor.is_open())
                return;
            if (!ec) {
                self->take(std::move(socket));
                self->accept();
                return;
            }
            // Out of descriptors or memory: sockets that end make room.
            self->pause.expires_after(std::chrono::milliseconds(100));
            self->pause.async_wait([self](error_code stopped) {
                if (!stopped)
                    self->accept();
            });
        });
    }

    void take(tcp::socket socket)
    {
        const auto host = weakHost.lock();
        error_code ec;
        const tcp::endpoint peer = socket.remote_endpoint(ec);
        if (ec || !host)
            return;
        socket.set_option(tcp::no_delay(true), ec);
        const QString address = QString::fromStdString(peer.address().to_string());
        const bool isLoopback = peer.address().is_loopback();
        ++host->counters().sockets;
        AnyStream stream(makeStream(std::move(socket), tls.get()));
        if (admit(address)) {
            serveHttp(std::move(stream), std::make_shared<SocketTicket>(host, address), isLoopback,
                      *host);
            return;
        }
        ++host->counters().socketsRefused;
        if (tls)
            stream.bytes().close();  // an answer would cost a TLS handshake
        else
            refuseSocket(std::move(stream));
    }
};

Listener::Listener(Loop& loop, std::function<bool(const QString&)> admit)
    : d(std::make_shared<Private>(loop, std::move(admit)))
{
}

Listener::~Listener() { close(); }

Result<quint16> Listener::listen(const std::shared_ptr<HttpHost>& host, const QString& address,
                                 quint16 port, TlsPointer tls)
{
    const auto refused = [&](const error_code& ec) {
        return fail(ErrorCode::Io, {address, QString::number(port)},
                    QString::fromStdString(ec.message()));
    };
    error_code ec;
    const auto ip = net::ip::make_address(address.toStdString(), ec);
    if (ec)
        return refused(ec);
    const tcp::endpoint endpoint(ip, port);
    d->acceptor.open(endpoint.protocol(), ec);
    if (ec)
        return refused(ec);
    d->acceptor.set_option(tcp::acceptor::reuse_address(true), ec);
    d->acceptor.bind(endpoint, ec);
    if (ec)
        return refused(ec);
    d->acceptor.listen(512, ec);
    if (ec)
        return refused(ec);
    d->weakHost = host;
    d->tls = std::move(tls);
    const quint16 got = d->acceptor.local_endpoint(ec).port();
    d->accept();
    return got;
}

void Listener::close()
{
    error_code ignored;
    d->acceptor.close(ignored);
    d->pause.cancel();
}

}  // namespace kydai::edge
