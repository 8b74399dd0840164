// SPDX-License-Identifier: GPL-3.0-or-later
// The door to Boost.Beast's HTTP types, for the two files that speak it.
#pragma once

#include "edge/asio.h"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

#include "edge/httphost.h"
#include "edge/stream.h"

namespace kydai::edge {

namespace beast = boost::beast;
namespace http = boost::beast::http;

// Takes the handshake of `request` over and calls `accepted`, with null when it failed. `ticket` is
// held as long as the connection lives.
void acceptWebSocket(AnyStream stream, http::request<http::empty_body> request,
                     const QByteArray& subProtocol, std::shared_ptr<SocketTicket> ticket,
                     EdgeCounters& counters,
                     std::function<void(std::shared_ptr<Connection>)> accepted);

}  // namespace kydai::edge
