// SPDX-License-Identifier: GPL-3.0-or-later
// How cameras are doing, out of what consoles saw. Pure.
#pragma once

#include "ledger/ledger.h"

namespace kydai {

inline constexpr qint64 kCameraDayMs = 24LL * 3600 * 1000;
inline constexpr qint64 kCameraHistoryMs = 90 * kCameraDayMs;  // rows are kept so long
inline constexpr qint64 kLongestAgoMs = 15 * 60'000;           // of one sighting
inline constexpr int kMaxCameraSightings = 500;                // of one message
inline constexpr int kMaxCameraRows = 200'000;                 // looked at for the day's figures

bool isCameraState(const QString& state);

// One console's word of a camera; ago: how long before the message that was.
struct CameraSeen {
    QString camera, state, reason;
    qint64 agoMs = 0;
};

struct CameraFigure {
    QString camera;
    QString state;      // the best that anybody sees now; empty = nobody looks
    QString reason;
    qint64 sinceMs = 0;
    double available = 0;     // with a picture, of the time somebody looked in the last 24 hours
    int n = 0;                // observations (rows) behind it
    qint64 observedMs = 0;
};

// rows: of the last 24 hours, by camera, observer, time. By camera.
QList<CameraFigure> cameraFigures(const QList<CameraStateRow>& rows, qint64 nowMs);

}  // namespace kydai
