// SPDX-License-Identifier: GPL-3.0-or-later
// The whole edge: a listening port, the threads behind it and the routes. Made, started and stopped
// on the loop's thread; clock and random outlive it and may be used from any thread.
#pragma once

#include <memory>

#include "authority/authority.h"
#include "edge/loop.h"
#include "edge/settings.h"

namespace kydai::edge {

struct EdgeStore {
    QString dir;
    std::unique_ptr<Ledger> ledger;
    std::unique_ptr<LedgerReader> reader;
    Directory directory;
};

class EdgeServer
{
public:
    EdgeServer(Loop& loop, EdgeSettings settings, EdgeStore store, const Clock& clock,
               Random& random);
    ~EdgeServer();

    // Listens and starts the threads. Io when the address cannot be had; the port is given back.
    Result<quint16> start();
    // Says goodbye to the consoles, decides what is in hand, then stops the loop.
    void stop();

private:
    class Private;
    std::shared_ptr<Private> d;
};

}  // namespace kydai::edge
