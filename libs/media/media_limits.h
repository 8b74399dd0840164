// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's bounds in one place, so that tests and programs share them. Milliseconds.
#pragma once

#include <QtGlobal>

namespace kydai::media {

struct MediaLimits {
    // Opening and reading
    qint64 openMs = 5000;           // up to the answer to PLAY
    qint64 silenceMs = 4000;        // without a packet; three times the interval of slow streams
    qint64 longestSilenceMs = 60'000;
    qint64 firstPictureMs = 12'000; // from PLAY to the first picture
    int gopsWithoutPicture = 2;     // then it is opened anew
    qint64 stopMs = 1000;           // a thread is given this to end
    qint64 abandonMs = 5000;        // then it is reported and left behind
    // Trying again
    qint64 steadyMs = 10'000;       // live for so long: the next wait is the shortest again
    qint64 refusedMs = 60'000;      // after wrong password, missing stream, unknown codec
    int opensAtOnce = 4;
    int opensPerHost = 2;
    // Picture
    qint64 ageMs = 500;             // later than this: skip to the next key frame
    int skipsPerMinute = 3;         // more than these: a lower tier
    qint64 frozenMs = 600'000;
    int largestSide = 4096;         // of a stream
    // Ring
    qint64 ringMs = 60'000;
    qint64 ringBytes = qint64(40) << 20;       // a camera
    qint64 allRingBytes = qint64(512) << 20;   // all cameras
    qint64 largestPacket = qint64(4) << 20;
    // Quality
    qint64 checkMs = 500;
    double cpuShare = 0.6;          // of all cores
    int cores = 0;                  // 0 = as the machine has
    qint64 switchMs = 5000;         // one change of profile over the whole wall
    int subHeight = 171;            // a tile up to this many pixels needs the sub stream only
    double mainFactor = 1.34;       // main again above subHeight times this
    qint64 subAfterMs = 1000;       // small for so long
    int mostMainTiles = 16;         // more tiles: all sub
    qint64 hideMs = 2000;           // hidden for so long: nothing decoded
    qint64 closeMs = 60'000;        // and then closed
    qint64 failedMs = 600'000;      // a main stream that failed twice is tried again after
    double reducedFps = 8;
};

}  // namespace kydai::media
