// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the server in Prometheus' text format. Loop thread.
#pragma once

#include "edge/context.h"
#include "edge/synchost.h"

namespace kydai::edge {

QByteArray metricsText(const EdgeContext& context, const SyncHost& sync);

}  // namespace kydai::edge
