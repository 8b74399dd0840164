// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/beast.h"

#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>

#include <limits>
#include <optional>

#include "edge/requesthead.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr qint64 kLingerBytes = 4LL << 20;
constexpr int kLingerMs = 2000;

// Reads requests, one at a time, and writes their answers. After the last one it lets the peer read
// before the socket goes: closing with unread input would reset the connection and lose the answer.
class HttpConnection : public std::enable_shared_from_this<HttpConnection>
{
public:
    HttpConnection(AnyStream stream, std::shared_ptr<SocketTicket> ticket, bool isLoopback,
                   HttpHost& host)
        : m_stream(std::move(stream)),
          m_timer(m_stream.get_executor()),
          m_ticket(std::move(ticket)),
          m_host(host),
          m_isLoopback(isLoopback),
          m_limits(host.settings().limits)
    {
    }

    void start();
    void readHead(int waitMs);
    void readPieces(qint64 limit, Exchange::Piece piece, std::function<void(Result<void>)> done);
    void respond(Response response);
    void upgrade(const QByteArray& subProtocol,
                 std::function<void(std::shared_ptr<Connection>)> accepted);
    void trust() { m_ticket->trust(); }
    bool hasHost() const { return m_ticket->hasHost(); }

private:
    using Parser = http::request_parser<http::buffer_body>;

    void onHead(error_code ec);
    void failHead(error_code ec);
    void readPiece();
    void onPiece(error_code ec, std::size_t consumed);
    void endBody(Result<void> result);
    void writeAll(QByteArray bytes, std::function<void()> then);
    void pump();
    void finished();
    void linger();
    void arm(qint64 ms);
    void disarm() { m_timer.cancel(); }
    void close();

    AnyStream m_stream;
    net::steady_timer m_timer;
    std::shared_ptr<SocketTicket> m_ticket;
    HttpHost& m_host;
    bool m_isLoopback;
    EdgeLimits m_limits;
    beast::flat_buffer m_buffer;
    std::optional<Parser> m_parser;
    bool m_isHead = false;
    bool m_expectsContinue = false, m_bodyDone = true, m_keepAlive = false, m_answering = false;
    quint64 m_timerRound = 0;
    bool m_closed = false;

    std::unique_ptr<char[]> m_pieceBuffer;
    qint64 m_bodyLimit = 0, m_bodyBytes = 0;
    std::chrono::steady_clock::time_point m_bodyStart;
    Exchange::Piece m_piece;
    std::function<void(Result<void>)> m_bodyEnd;
    Response m_response;
    qint64 m_sent = 0;
    std::array<char, 4096> m_waste{};
};

// One request's handle; the connection serves one at a time.
class HttpExchange final : public Exchange
{
public:
    HttpExchange(std::shared_ptr<HttpConnection> connection, RequestHead head)
        : m_connection(std::move(connection)), m_head(std::move(head))
    {
    }
    ~HttpExchange() override
    {
        if (m_connection && m_connection->hasHost())
            m_connection->respond(textResponse(500, "The server lost this request.\n"));
    }
    const RequestHead& head() const override { return m_head; }
    void readPieces(qint64 limit, Piece piece, std::function<void(Result<void>)> done) override
    {
        KYDAI_ASSERT(m_connection);
        m_connection->readPieces(limit, std::move(piece), std::move(done));
    }
    void respond(Response response) override
    {
        if (auto connection = std::exchange(m_connection, nullptr))
            connection->respond(std::move(response));
    }
    void markTrusted() override
    {
        if (m_connection)
            m_connection->trust();
    }
    void upgrade(const QByteArray& subProtocol,
                 std::function<void(std::shared_ptr<Connection>)> accepted) override
    {
        if (auto connection = std::exchange(m_connection, nullptr))
            connection->upgrade(subProtocol, std::move(accepted));
    }

private:
    std::shared_ptr<HttpConnection> m_connection;
    RequestHead m_head;
};

void HttpConnection::start()
{
    m_ticket->closeSocket = [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->close();
    };
    arm(m_limits.headerMs);
    m_stream.bytes().handshake([self = shared_from_this()](error_code ec) {
        if (ec)
            self->close();
        else
            self->readHead(self->m_limits.headerMs);
    });
}

// One timer for everything: each step of the connection sets it anew.
void HttpConnection::arm(qint64 ms)
{
    const quint64 round = ++m_timerRound;
    m_timer.expires_after(std::chrono::milliseconds(ms));
    m_timer.async_wait([self = shared_from_this(), round](error_code ec) {
        if (ec || round != self->m_timerRound)
            return;
        ++self->m_host.counters().timeouts;
        self->close();
    });
}

void HttpConnection::close()
{
    if (std::exchange(m_closed, true))
        return;
    ++m_timerRound;
    disarm();
    m_stream.bytes().close();
}

void HttpConnection::readHead(int waitMs)
{
    m_parser.emplace();
    m_parser->header_limit(static_cast<std::uint32_t>(m_limits.headerBytes));
    // Counted by readPieces. Not boost::none: 1.74 takes every Content-Length for longer than none.
    m_parser->body_limit(std::numeric_limits<std::uint64_t>::max());
    m_bodyDone = false;
    m_answering = false;
    arm(waitMs);
    http::async_read_header(m_stream, m_buffer, *m_parser,
                            [self = shared_from_this()](error_code ec, std::size_t n) {
                                self->m_host.counters().bytesIn += static_cast<qint64>(n);
                                self->onHead(ec);
                            });
}

void HttpConnection::onHead(error_code ec)
{
    if (m_closed)
        return;
    if (ec) {
        failHead(ec);
        return;
    }
    disarm();
    ++m_timerRound;
    const auto& message = m_parser->get();
    const auto view = [](auto text) { return QByteArrayView(text.data(), qsizetype(text.size())); };
    QHash<QByteArray, QByteArray> headers;
    for (const auto& field : message) {
        const QByteArray name = view(field.name_string()).toByteArray().toLower();
        QByteArray& value = headers[name];
        value += (value.isEmpty() ? "" : ", ") + view(field.value()).toByteArray();
    }
    auto head =
        makeRequestHead(view(message.method_string()), view(message.target()), std::move(headers));
    m_isHead = message.method() == http::verb::head;
    m_keepAlive = m_parser->keep_alive();
    m_bodyDone = m_parser->is_done();
    ++m_host.counters().requests;
    if (!head) {
        respond(textResponse(400, "The request's target is not valid.\n"));
        return;
    }
    if (const auto length = m_parser->content_length())
        head->contentLength = *length > (1ull << 62) ? (1LL << 62) : static_cast<qint64>(*length);
    head->hasBody = !m_bodyDone;
    head->address = peerAddress(*head, m_ticket->address(), m_host.settings().behindProxy);
    head->isLoopback = m_isLoopback;
    m_expectsContinue =
        head->header("expect").toLower() == "100-continue" && message.version() >= 11;
    m_host.onRequest(std::make_shared<HttpExchange>(shared_from_this(), std::move(*head)));
}

void HttpConnection::failHead(error_code ec)
{
    if (ec == http::error::end_of_stream || ec == net::error::operation_aborted
        || ec == net::error::connection_reset || ec == http::error::partial_message
        || ec == net::error::eof) {
        close();
        return;
    }
    ++m_host.counters().badRequests;
    m_keepAlive = false;
    if (ec == http::error::header_limit || ec == http::error::buffer_overflow)
        respond(textResponse(431, "The request's head is too long.\n"));
    else if (ec.category() == make_error_code(http::error::bad_target).category())
        respond(textResponse(400, "This is not HTTP.\n"));
    else
        close();
}

void HttpConnection::readPieces(qint64 limit, Exchange::Piece piece,
                                std::function<void(Result<void>)> done)
{
    if (m_bodyDone) {
        done({});
        return;
    }
    if (const auto length = m_parser->content_length();
        length && *length > static_cast<std::uint64_t>(limit)) {
        done(fail(ErrorCode::TooLarge, {u"body"_s, QString::number(limit)}));
        return;
    }
    m_bodyLimit = limit;
    m_bodyBytes = 0;
    m_bodyStart = std::chrono::steady_clock::now();
    m_piece = std::move(piece);
    m_bodyEnd = std::move(done);
    m_pieceBuffer = std::make_unique<char[]>(kPieceBytes);
    if (std::exchange(m_expectsContinue, false))
        writeAll("HTTP/1.1 100 Continue\r\n\r\n",
                 [self = shared_from_this()] { self->readPiece(); });
    else
        readPiece();
}

void HttpConnection::readPiece()
{
    if (m_bodyDone) {
        endBody({});
        return;
    }
    arm(m_limits.bodyIdleMs);
    auto& body = m_parser->get().body();
    body.data = m_pieceBuffer.get();
    body.size = kPieceBytes;
    body.more = true;
    http::async_read_some(m_stream, m_buffer, *m_parser,
                          [self = shared_from_this()](error_code ec, std::size_t n) {
                              self->onPiece(ec, n);
                          });
}

void HttpConnection::onPiece(error_code ec, std::size_t consumed)
{
    disarm();
    ++m_timerRound;
    m_host.counters().bytesIn += static_cast<qint64>(consumed);
    if (ec == http::error::need_buffer)
        ec = {};
    if (ec || m_closed) {
        m_keepAlive = false;
        endBody(fail(ErrorCode::BadInput, {u"body"_s}, u"cut off"_s));
        return;
    }
    const std::size_t bytes = kPieceBytes - m_parser->get().body().size;
    m_bodyDone = m_parser->is_done();
    m_bodyBytes += static_cast<qint64>(bytes);
    if (m_bodyBytes > m_bodyLimit) {
        m_bodyDone = false;
        endBody(fail(ErrorCode::TooLarge, {u"body"_s, QString::number(m_bodyLimit)}));
        return;
    }
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(
                             std::chrono::steady_clock::now() - m_bodyStart).count();
    if (seconds > 30 && m_bodyBytes / seconds < m_limits.bodyBytesPerSecond) {
        m_bodyDone = false;
        ++m_host.counters().timeouts;
        endBody(fail(ErrorCode::BadInput, {u"body"_s}, u"too slow"_s));
        return;
    }
    if (bytes == 0) {
        readPiece();
        return;
    }
    const Exchange::Piece piece = m_piece;  // an answer given inside it lets go of m_piece
    piece(QByteArray(m_pieceBuffer.get(), static_cast<qsizetype>(bytes)),
          [self = shared_from_this()] { self->readPiece(); });
}

void HttpConnection::endBody(Result<void> result)
{
    m_piece = nullptr;
    m_pieceBuffer.reset();
    if (auto done = std::exchange(m_bodyEnd, nullptr))
        done(std::move(result));
}

void HttpConnection::respond(Response response)
{
    if (m_closed || std::exchange(m_answering, true))
        return;
    m_piece = nullptr;
    m_bodyEnd = nullptr;
    m_response = std::move(response);
    m_keepAlive = m_keepAlive && m_bodyDone;
    ++m_host.counters().answers[m_response.status];
    QByteArray bytes = responseHead(m_response, m_keepAlive);
    if (!m_isHead && !m_response.source)
        bytes += m_response.body;
    m_sent = 0;
    writeAll(std::move(bytes), [self = shared_from_this()] { self->pump(); });
}

// Pieces of a long body, each asked for when the one before has left.
void HttpConnection::pump()
{
    if (m_isHead || !m_response.source || m_sent >= m_response.sourceBytes) {
        finished();
        return;
    }
    m_response.source([self = shared_from_this()](Result<QByteArray> piece) {
        if (self->m_closed)
            return;
        if (!piece || piece->isEmpty()) {
            self->close();  // the length was promised: only a broken connection tells the truth
            return;
        }
        self->m_sent += piece->size();
        self->writeAll(std::move(*piece), [self] { self->pump(); });
    });
}

void HttpConnection::writeAll(QByteArray bytes, std::function<void()> then)
{
    if (m_closed)
        return;
    arm(m_limits.writeMs);
    auto held = std::make_shared<QByteArray>(std::move(bytes));
    net::async_write(
        m_stream, net::buffer(held->constData(), static_cast<std::size_t>(held->size())),
        [self = shared_from_this(), held, then = std::move(then)](error_code ec, std::size_t n) {
            self->m_host.counters().bytesOut += static_cast<qint64>(n);
            self->disarm();
            ++self->m_timerRound;
            if (ec)
                self->close();
            else
                then();
        });
}

void HttpConnection::finished()
{
    m_response = {};
    if (m_keepAlive) {
        readHead(m_limits.idleMs);
        return;
    }
    m_stream.bytes().shutdownWrite();
    m_sent = 0;
    arm(kLingerMs);
    linger();
}

void HttpConnection::linger()
{
    m_stream.async_read_some(net::buffer(m_waste),
                             [self = shared_from_this()](error_code ec, std::size_t n) {
                                 self->m_sent += static_cast<qint64>(n);
                                 if (ec || self->m_sent > kLingerBytes)
                                     self->close();
                                 else
                                     self->linger();
                             });
}

void HttpConnection::upgrade(const QByteArray& subProtocol,
                             std::function<void(std::shared_ptr<Connection>)> accepted)
{
    m_closed = true;  // the stream goes on elsewhere
    ++m_timerRound;
    disarm();
    http::request<http::empty_body> request(std::move(m_parser->get().base()));
    acceptWebSocket(std::move(m_stream), std::move(request), subProtocol, m_ticket,
                    m_host.counters(), std::move(accepted));
}

}  // namespace

void serveHttp(AnyStream stream, std::shared_ptr<SocketTicket> ticket, bool isLoopback,
               HttpHost& host)
{
    std::make_shared<HttpConnection>(std::move(stream), std::move(ticket), isLoopback, host)
        ->start();
}

void refuseSocket(AnyStream stream)
{
    auto held = std::make_shared<AnyStream>(std::move(stream));
    Response response = textResponse(503, "Too many connections. Try again in a moment.\n");
    response.headers.emplaceBack("Retry-After", "2");
    auto bytes = std::make_shared<QByteArray>(responseHead(response, false) + response.body);
    net::async_write(*held,
                     net::buffer(bytes->constData(), static_cast<std::size_t>(bytes->size())),
                     [held, bytes](error_code, std::size_t) {
                         held->bytes().shutdownWrite();
                         auto timer = std::make_shared<net::steady_timer>(
                             held->get_executor(), std::chrono::milliseconds(200));
                         timer->async_wait([held, timer](error_code) { held->bytes().close(); });
                     });
}

}  // namespace kydai::edge
