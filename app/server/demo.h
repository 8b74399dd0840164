// SPDX-License-Identifier: GPL-3.0-or-later
// The demonstration: a city's last thirty days and the accounts of every role (password "demo"),
// laid down in an empty store from a seed.
#pragma once

#include "core/seams.h"
#include "ledger/ledger.h"

namespace kydai::server {

// Does nothing in a store that has a log already.
Result<void> layDownDemo(const QString& dir, quint64 seed, const Clock& clock, Random& random);

// The catalogue of the demonstration's cameras: at every start, since the city's port is another each
// time. rtspPort 0 = they have no streams.
Result<void> layDownCameras(const QString& dir, quint16 rtspPort, const Clock& clock,
                            Random& random);

}  // namespace kydai::server
