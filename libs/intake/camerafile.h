// SPDX-License-Identifier: GPL-3.0-or-later
// A table of cameras (docs/import.md) against what is stored: what is new, what changed, what cannot
// be used and why. Credentials stand in columns of their own and come out apart. Pure.
#pragma once

#include <QHash>

#include "core/camera.h"

namespace kydai::intake {

inline constexpr qint64 kMaxCameraFile = 8LL * 1024 * 1024;
inline constexpr int kMaxCameraCredential = 100;

struct CameraCredential {
    QString user, password;
    bool operator==(const CameraCredential&) const = default;
};

struct RejectedCamera {
    qint64 line = 0;
    QString reason;   // field, and what is wrong with it
    QStringList raw;  // the row, its credentials made unreadable
};

struct CameraTable {
    QList<Camera> cameras;                      // stored ones and new ones, in that order
    QHash<QString, CameraCredential> changed;   // credentials that are new or other
    QList<RejectedCamera> rejected;
    qint64 imported = 0, unchanged = 0;
};

// BadInput when the first line names no columns "code" and "name"; TooLarge.
Result<CameraTable> readCameraTable(const QByteArray& csv, const Directory& directory,
                                    const QList<Camera>& stored,
                                    const QHash<QString, CameraCredential>& credentials);

}  // namespace kydai::intake
