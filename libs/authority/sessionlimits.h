// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds of one session (all settings) and its counters.
#pragma once

#include "core/window.h"

namespace kydai {

struct SessionLimits {
    int helloMs = 5'000, authMs = 10'000;     // from the start of the session
    int pingMs = 15'000, deadMs = 35'000;
    int gatherFocusedMs = 50;                 // deltas after the leading edge
    int gatherBackgroundMs = 250;             // of a console that nobody looks at
    int leadingEdgeMs = 10;                   // at once when nothing went for so long
    int mutations = 200, mutationsPerSecond = 100;
    qint64 bytesPerSecond = 2 << 20;
    int abuseFactor = 10, abuseMs = 10'000;   // above it for so long: closed
    int inFlight = 256;                       // mutations handed on without a verdict yet
    int presencePerSecond = 8;
    int queries = 16;                         // open at a time
    qint64 softBacklog = 1 << 20, hardBacklog = 8 << 20;
    int stalledMs = 30'000;
    qint64 maxResumeChanges = 20'000;         // farther behind: a snapshot is cheaper
    qint64 maxDeltaBytes = 192 * 1024;
    CacheWindow window;                       // which cases a console keeps
    int sweepMs = 3'600'000;                  // between two looks at what left it by time
    int sweepRows = 500;                      // read at a time
};

struct SessionCounters {
    qint64 framesIn = 0, bytesIn = 0, framesOut = 0, bytesOut = 0;
    qint64 badFrames = 0, mutations = 0, limited = 0, pages = 0, deltas = 0, rowsOut = 0;
};

}  // namespace kydai
