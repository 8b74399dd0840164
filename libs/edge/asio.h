// SPDX-License-Identifier: GPL-3.0-or-later
// The one door to Boost.Asio. Only the .cpp files of this room include it, and the few headers that
// say so; 1.74 as C++20 uses std::exchange without including <utility>.
#pragma once

#define BOOST_ASIO_NO_DEPRECATED

#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

namespace kydai::edge {

namespace net = boost::asio;
using boost::system::error_code;
using tcp = net::ip::tcp;

}  // namespace kydai::edge
