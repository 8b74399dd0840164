// SPDX-License-Identifier: GPL-3.0-or-later
// A byte stream that may be TCP or TLS: the parts that parse HTTP and WebSocket are compiled once.
// Edge thread. Includes Asio: only for .cpp files of this room.
#pragma once

#include <array>
#include <functional>
#include <memory>

#include <QString>

#include "edge/asio.h"

namespace kydai::edge {

// The calls complete through the loop, never inside themselves.
class ByteStream
{
public:
    using Done = std::function<void(error_code, std::size_t)>;
    static constexpr std::size_t kMaxBuffers = 16;
    struct Buffers {
        std::array<net::const_buffer, kMaxBuffers> list;
        std::size_t count = 0;
        const net::const_buffer* begin() const { return list.data(); }
        const net::const_buffer* end() const { return list.data() + count; }
        using value_type = net::const_buffer;
        using const_iterator = const net::const_buffer*;
    };

    virtual ~ByteStream() = default;
    virtual net::io_context::executor_type executor() = 0;
    virtual void handshake(std::function<void(error_code)> done) = 0;
    virtual void readSome(net::mutable_buffer into, Done done) = 0;
    virtual void writeSome(const Buffers& from, Done done) = 0;
    virtual void shutdownWrite() = 0;  // the peer sees the end, we may still read
    virtual void close() = 0;
};

// What Asio and Beast call an AsyncReadStream and AsyncWriteStream. Movable handle.
class AnyStream
{
public:
    using executor_type = net::io_context::executor_type;

    explicit AnyStream(std::unique_ptr<ByteStream> stream) : m_stream(std::move(stream)) {}

    executor_type get_executor() { return m_stream->executor(); }
    ByteStream& bytes() { return *m_stream; }

    template <class MutableBuffers, class Handler>
    auto async_read_some(const MutableBuffers& buffers, Handler&& handler)
    {
        return net::async_initiate<Handler, void(error_code, std::size_t)>(
            [this](auto&& done, const MutableBuffers& into) {
                net::mutable_buffer first;
                for (auto it = net::buffer_sequence_begin(into);
                     it != net::buffer_sequence_end(into); ++it) {
                    first = net::mutable_buffer(*it);
                    if (first.size() > 0)
                        break;
                }
                m_stream->readSome(first, erased(std::forward<decltype(done)>(done)));
            },
            handler, buffers);
    }

    template <class ConstBuffers, class Handler>
    auto async_write_some(const ConstBuffers& buffers, Handler&& handler)
    {
        return net::async_initiate<Handler, void(error_code, std::size_t)>(
            [this](auto&& done, const ConstBuffers& from) {
                ByteStream::Buffers list;
                for (auto it = net::buffer_sequence_begin(from);
                     it != net::buffer_sequence_end(from) && list.count < ByteStream::kMaxBuffers;
                     ++it) {
                    if (net::const_buffer(*it).size() > 0)
                        list.list[list.count++] = net::const_buffer(*it);
                }
                m_stream->writeSome(list, erased(std::forward<decltype(done)>(done)));
            },
            handler, buffers);
    }

private:
    // Completion handlers are move-only; std::function wants a copy.
    template <class Handler>
    static ByteStream::Done erased(Handler&& handler)
    {
        auto shared = std::make_shared<std::decay_t<Handler>>(std::forward<Handler>(handler));
        return [shared](error_code ec, std::size_t n) { (*shared)(ec, n); };
    }

    std::unique_ptr<ByteStream> m_stream;
};

// TLS of the whole server; null = plain. Made by makeTls.
class TlsContext;
std::unique_ptr<ByteStream> makeStream(tcp::socket socket, TlsContext* tls);

}  // namespace kydai::edge
