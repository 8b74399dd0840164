// SPDX-License-Identifier: GPL-3.0-or-later
// A scene coded once into H.264: no B pictures, a key picture every two seconds. Any thread; takes
// seconds.
#pragma once

#include <atomic>

#include <QByteArray>

#include "cityscene/scene.h"
#include "core/result.h"

namespace kydai::cityvideo {

inline constexpr qsizetype kMaxStreamBytes = qsizetype(64) << 20;

struct StreamSpec {
    cityscene::SceneSpec scene;
    int kbits = 0;    // a second, held steady; 0 = what a steady quality needs
    int keyEvery = 0; // pictures; 0 = two seconds of them
};

// What a stream is kept under: changes with everything that changes its bytes.
QString keyOf(const StreamSpec& spec);

// A byte stream (Annex B) with delimiters. Unsupported: no encoder for H.264 is there, detail names those tried. Later: told to stop.
Result<QByteArray> encode(const StreamSpec& spec, const std::atomic<bool>& stop);

}  // namespace kydai::cityvideo
