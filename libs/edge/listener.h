// SPDX-License-Identifier: GPL-3.0-or-later
// Accepts sockets for the edge. Loop thread.
#pragma once

#include <functional>
#include <memory>

#include "edge/httphost.h"
#include "edge/tls.h"

namespace kydai::edge {

class Loop;

class Listener
{
public:
    // admit: may this address have another socket?
    Listener(Loop& loop, std::function<bool(const QString&)> admit);
    ~Listener();
    Result<quint16> listen(const std::shared_ptr<HttpHost>& host, const QString& address,
                           quint16 port, TlsPointer tls);
    void close();

private:
    struct Private;
    std::shared_ptr<Private> d;
};

}  // namespace kydai::edge
