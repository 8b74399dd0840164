// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/camera_health.h"

#include <algorithm>

namespace kydai::desk {

using namespace Qt::StringLiterals;

void CameraHealthQueue::see(const QString& camera, const QString& state, const QString& reason,
                            qint64 nowMs)
{
    const CameraSighting seen{camera, state, reason.left(kMaxSightingReason), nowMs};
    const auto before = m_watched.constFind(camera);
    if (state == u"closed") {
        if (m_watched.remove(camera) == 0)
            return;
    } else {
        if (before != m_watched.constEnd() && before->state == state)
            return;
        if (before == m_watched.constEnd() && m_watched.size() >= kMaxSightings)
            return;
        m_watched.insert(camera, seen);
    }
    m_waiting.append(seen);
    if (m_waiting.size() > kMaxSightings)
        m_waiting.removeFirst();
}

QList<CameraSighting> CameraHealthQueue::take(qint64 nowMs)
{
    if (m_isOut)
        return {};
    m_waiting.removeIf(
        [nowMs](const CameraSighting& seen) { return nowMs - seen.atMs > kSightingAgeMs; });
    if (nowMs - m_roundMs >= kSightingEveryMs) {
        m_roundMs = nowMs;
        for (CameraSighting seen : std::as_const(m_watched)) {
            seen.atMs = nowMs;
            m_waiting.append(seen);
        }
    }
    m_out = m_waiting.mid(0, kMaxSightings);
    m_waiting.remove(0, m_out.size());
    m_isOut = !m_out.isEmpty();
    return m_out;
}

void CameraHealthQueue::sent()
{
    m_out.clear();
    m_isOut = false;
}

void CameraHealthQueue::failed()
{
    m_waiting = m_out + m_waiting;
    if (m_waiting.size() > kMaxSightings)
        m_waiting.remove(0, m_waiting.size() - kMaxSightings);
    m_out.clear();
    m_isOut = false;
}

void CameraHealthQueue::clear()
{
    m_waiting.clear();
    m_out.clear();
    m_watched.clear();
    m_isOut = false;
}

}  // namespace kydai::desk
