// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/beast.h"

#include <boost/beast/websocket/teardown.hpp>

namespace kydai::edge {

// Beast finds these by the stream's namespace: how to end a connection of ours.
inline void beast_close_socket(AnyStream& stream) { stream.bytes().close(); }

template <class Handler>
void async_teardown(beast::role_type, AnyStream& stream, Handler&& handler)
{
    stream.bytes().shutdownWrite();
    net::post(stream.get_executor(),
              [done = std::forward<Handler>(handler)]() mutable { done(error_code{}); });
}

}  // namespace kydai::edge

#include <boost/beast/websocket/stream.hpp>

#include <deque>

#include "edge/connection.h"

namespace kydai::edge {

namespace websocket = boost::beast::websocket;

namespace {

class WsConnection final : public Connection, public std::enable_shared_from_this<WsConnection>
{
public:
    // No deflate: QtWebSockets cannot negotiate it, pages are packed in their envelope.
    using Stream = websocket::stream<AnyStream, false>;

    WsConnection(AnyStream stream, std::shared_ptr<SocketTicket> ticket, EdgeCounters& counters)
        : m_ws(std::move(stream)), m_ticket(std::move(ticket)), m_counters(counters)
    {
    }

    void accept(http::request<http::empty_body> request, const QByteArray& subProtocol,
                std::function<void(std::shared_ptr<Connection>)> accepted)
    {
        websocket::stream_base::timeout timeout{};
        timeout.handshake_timeout = std::chrono::seconds(5);  // of closing too
        timeout.idle_timeout = websocket::stream_base::none();  // the session pings by itself
        timeout.keep_alive_pings = false;
        m_ws.set_option(timeout);
        const std::string protocol = subProtocol.toStdString();
        m_ws.set_option(
            websocket::stream_base::decorator([protocol](websocket::response_type& response) {
                response.set(http::field::server, "kydai");
                response.set(http::field::sec_websocket_protocol, protocol);
            }));
        m_ws.read_message_max(8 * 1024);
        m_ws.auto_fragment(false);
        m_ws.binary(true);
        m_request = std::move(request);
        m_ws.async_accept(
            m_request, [self = shared_from_this(), accepted = std::move(accepted)](error_code ec) {
                self->m_request = {};
                accepted(ec ? nullptr : self);
            });
    }

    void start(Events events) override
    {
        m_events = std::move(events);
        m_ticket->closeSocket = [weak = weak_from_this()] {
            if (const auto self = weak.lock())
                self->m_ws.next_layer().bytes().close();
        };
        read();
    }

    void send(const QByteArray& frame) override
    {
        if (m_closing || m_dead)
            return;
        m_queue.push_back(frame);
        m_queued += frame.size();
        if (m_queue.size() == 1)
            write();
        // Never inside the sender's own call.
        if (!std::exchange(m_notifyPosted, true)) {
            net::post(m_ws.get_executor(), [self = shared_from_this()] {
                self->m_notifyPosted = false;
                self->notifyBacklog();
            });
        }
    }

    void close(int code) override
    {
        if (m_closing || m_dead)
            return;
        m_closing = true;
        m_closeCode = code;
        if (m_queued > kMaxDrainBytes) {
            // A peer that does not read will not read the rest either.
            m_ws.next_layer().bytes().close();
            return;
        }
        if (m_queue.empty())
            closeNow();
    }

    void setMaxFrame(qint64 bytes) override
    {
        m_ws.read_message_max(static_cast<std::size_t>(bytes));
    }
    void markTrusted() override { m_ticket->trust(); }
    qint64 queuedBytes() const override { return m_queued; }

private:
    static constexpr qint64 kMaxDrainBytes = 4LL << 20;

    void read()
    {
        m_ws.async_read(m_buffer, [self = shared_from_this()](error_code ec, std::size_t n) {
            self->onRead(ec, n);
        });
    }

    void onRead(error_code ec, std::size_t bytes)
    {
        if (ec) {
            gone();
            return;
        }
        m_counters.bytesIn += static_cast<qint64>(bytes);
        if (m_closing) {
            m_buffer.clear();
            read();  // until the peer's close comes
            return;
        }
        if (m_ws.got_text()) {
            m_buffer.clear();
            close(1003);
            read();
            return;
        }
        const auto self = shared_from_this();  // the events may let us go
        const auto data = m_buffer.data();
        if (m_events.frame)
            m_events.frame(
                QByteArrayView(static_cast<const char*>(data.data()), qsizetype(data.size())));
        m_buffer.clear();
        if (!m_dead)
            read();
    }

    void write()
    {
        m_writing = m_queue.front();
        m_ws.async_write(
            net::buffer(m_writing.constData(), static_cast<std::size_t>(m_writing.size())),
            [self = shared_from_this()](error_code ec, std::size_t n) { self->onWritten(ec, n); });
    }

    void onWritten(error_code ec, std::size_t bytes)
    {
        if (ec) {
            gone();
            return;
        }
        m_counters.bytesOut += static_cast<qint64>(bytes);
        m_queued -= m_queue.front().size();
        m_queue.pop_front();
        m_writing.clear();
        notifyBacklog();
        if (m_dead)
            return;
        if (!m_queue.empty())
            write();
        else if (m_closing)
            closeNow();
    }

    void closeNow()
    {
        if (std::exchange(m_closeSent, true))
            return;
        m_ws.async_close(websocket::close_reason(static_cast<websocket::close_code>(m_closeCode)),
                         [self = shared_from_this()](error_code) { self->gone(); });
    }

    void notifyBacklog()
    {
        const auto self = shared_from_this();
        if (m_events.backlog && !m_dead)
            m_events.backlog(m_queued);
    }

    void gone()
    {
        if (std::exchange(m_dead, true))
            return;
        m_ws.next_layer().bytes().close();
        m_queue.clear();
        m_queued = 0;
        const Events events = std::exchange(m_events, {});
        if (events.closed)
            events.closed();
    }

    Stream m_ws;
    std::shared_ptr<SocketTicket> m_ticket;
    EdgeCounters& m_counters;
    http::request<http::empty_body> m_request;
    beast::flat_buffer m_buffer;
    Events m_events;
    std::deque<QByteArray> m_queue;
    QByteArray m_writing;
    qint64 m_queued = 0;
    int m_closeCode = 1000;
    bool m_closing = false, m_closeSent = false, m_dead = false, m_notifyPosted = false;
};

}  // namespace

void acceptWebSocket(AnyStream stream, http::request<http::empty_body> request,
                     const QByteArray& subProtocol, std::shared_ptr<SocketTicket> ticket,
                     EdgeCounters& counters,
                     std::function<void(std::shared_ptr<Connection>)> accepted)
{
    std::make_shared<WsConnection>(std::move(stream), std::move(ticket), counters)
        ->accept(std::move(request), subProtocol, std::move(accepted));
}

}  // namespace kydai::edge
