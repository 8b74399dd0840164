// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of the desk's face stand on. All of it outlives them. GUI thread.
#pragma once

#include "desk/blob_cache.h"
#include "desk/desk_core.h"
#include "desk/engine.h"
#include "desk/server_api.h"
#include "desk/uploads.h"

namespace kydai::desk {

class AreaFinder;

struct Services {
    DeskCore& core;
    Engine& engine;
    ServerApi& api;
    BlobCache& blobs;
    Scheduler& scheduler;
    const Clock& clock;
    Random& random;
    Uploads& uploads;
    AreaFinder* areas = nullptr;  // set when the desk is whole
};

}  // namespace kydai::desk
