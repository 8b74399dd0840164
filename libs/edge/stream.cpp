// SPDX-License-Identifier: GPL-3.0-or-later
#include "edge/stream.h"

#include <boost/asio/ssl.hpp>

#include "edge/tls.h"

namespace kydai::edge {

using namespace Qt::StringLiterals;

class TlsContext
{
public:
    net::ssl::context ssl{net::ssl::context::tls_server};
};

void TlsDeleter::operator()(TlsContext* context) const { delete context; }

namespace {

void shutdownSocket(tcp::socket& socket)
{
    error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void closeSocket(tcp::socket& socket)
{
    error_code ignored;
    socket.close(ignored);
}

class PlainStream final : public ByteStream
{
public:
    PlainStream(tcp::socket socket, net::io_context& io) : m_socket(std::move(socket)), m_io(io) {}

    net::io_context::executor_type executor() override { return m_io.get_executor(); }
    void handshake(std::function<void(error_code)> done) override
    {
        net::post(m_io, [done = std::move(done)] { done({}); });
    }
    void readSome(net::mutable_buffer into, Done done) override
    {
        m_socket.async_read_some(into, std::move(done));
    }
    void writeSome(const Buffers& from, Done done) override
    {
        m_socket.async_write_some(from, std::move(done));
    }
    void shutdownWrite() override { shutdownSocket(m_socket); }
    void close() override { closeSocket(m_socket); }

private:
    tcp::socket m_socket;
    net::io_context& m_io;
};

class TlsStream final : public ByteStream
{
public:
    TlsStream(tcp::socket socket, net::io_context& io, net::ssl::context& context)
        : m_stream(std::move(socket), context), m_io(io)
    {
    }

    net::io_context::executor_type executor() override { return m_io.get_executor(); }
    void handshake(std::function<void(error_code)> done) override
    {
        m_stream.async_handshake(net::ssl::stream_base::server, std::move(done));
    }
    void readSome(net::mutable_buffer into, Done done) override
    {
        m_stream.async_read_some(into, std::move(done));
    }
    void writeSome(const Buffers& from, Done done) override
    {
        m_stream.async_write_some(from, std::move(done));
    }
    // The TLS goodbye is left out: both protocols above carry their own lengths and ends.
    void shutdownWrite() override { shutdownSocket(m_stream.next_layer()); }
    void close() override { closeSocket(m_stream.next_layer()); }

private:
    net::ssl::stream<tcp::socket> m_stream;
    net::io_context& m_io;
};

}  // namespace

std::unique_ptr<ByteStream> makeStream(tcp::socket socket, TlsContext* tls)
{
    auto& io = static_cast<net::io_context&>(socket.get_executor().context());
    if (tls)
        return std::make_unique<TlsStream>(std::move(socket), io, tls->ssl);
    return std::make_unique<PlainStream>(std::move(socket), io);
}

Result<TlsPointer> makeTls(const QString& certificateFile, const QString& keyFile)
{
    TlsPointer tls(new TlsContext);
    error_code ec;
    tls->ssl.set_options(net::ssl::context::default_workarounds | net::ssl::context::no_sslv2
                             | net::ssl::context::no_sslv3 | net::ssl::context::no_tlsv1
                             | net::ssl::context::no_tlsv1_1,
                         ec);
    tls->ssl.use_certificate_chain_file(certificateFile.toStdString(), ec);
    if (ec)
        return fail(ErrorCode::Io, {certificateFile}, QString::fromStdString(ec.message()));
    tls->ssl.use_private_key_file(keyFile.toStdString(), net::ssl::context::pem, ec);
    if (ec)
        return fail(ErrorCode::Io, {keyFile}, QString::fromStdString(ec.message()));
    return tls;
}

}  // namespace kydai::edge
