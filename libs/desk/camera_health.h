// SPDX-License-Identifier: GPL-3.0-or-later
// What this desk sees of its streams, on its way to the server: changes and, now and then, that
// nothing changed. Bounded in number and age; what the line does not take in time is dropped, since
// a history is no work. Pure; GUI thread.
#pragma once

#include <QHash>
#include <QList>

#include "desk/camera_catalogue.h"

namespace kydai::desk {

struct CameraSighting {
    QString camera;
    QString state;   // "online", "degraded", "reconnecting", "lost", "closed"
    QString reason;  // at most kMaxSightingReason
    qint64 atMs = 0; // of this desk's clock
    bool operator==(const CameraSighting&) const = default;
};

inline constexpr int kMaxSightings = 500;          // waiting, and of one message
inline constexpr int kMaxSightingReason = 100;
inline constexpr qint64 kSightingAgeMs = 15 * 60'000;
inline constexpr qint64 kSightingEveryMs = 5 * 60'000;  // also when nothing changed

class CameraHealthQueue
{
public:
    // "closed" ends the watching. The same state again is kept for the next round alone.
    void see(const QString& camera, const QString& state, const QString& reason, qint64 nowMs);
    // What should go now; it stays until sent() or failed() tells. Empty = nothing, or one is out.
    QList<CameraSighting> take(qint64 nowMs);
    void sent();
    void failed();  // goes again while young enough
    void clear();
    qsizetype waiting() const { return m_waiting.size(); }

private:
    QList<CameraSighting> m_waiting, m_out;
    QHash<QString, CameraSighting> m_watched;
    qint64 m_roundMs = 0;  // when everything was told last
    bool m_isOut = false;
};

}  // namespace kydai::desk
