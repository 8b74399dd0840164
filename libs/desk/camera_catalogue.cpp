// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk/camera_catalogue.h"

#include <algorithm>

#include "core/vietnamese.h"

namespace kydai::desk {

using namespace Qt::StringLiterals;

namespace {

constexpr const char* kHealthCodes[] = {"unknown", "online", "degraded", "reconnecting", "lost"};

}  // namespace

QString codeOf(CameraHealth health)
{
    return QString::fromLatin1(kHealthCodes[static_cast<size_t>(health)]);
}

CameraHealth cameraHealthFrom(QStringView code)
{
    for (size_t i = 0; i < std::size(kHealthCodes); ++i) {
        if (code == QLatin1StringView(kHealthCodes[i]))
            return static_cast<CameraHealth>(i);
    }
    return CameraHealth::Unknown;
}

void CameraCounts::add(CameraHealth health)
{
    ++total;
    online += health == CameraHealth::Online || health == CameraHealth::Degraded ? 1 : 0;
    reconnecting += health == CameraHealth::Reconnecting ? 1 : 0;
    lost += health == CameraHealth::Lost ? 1 : 0;
}

void CameraCatalogue::setCameras(const QList<Camera>& cameras, QDate today)
{
    QList<Camera> valid;
    for (const Camera& camera : cameras) {
        if (camera.valid.contains(today) && valid.size() < kMaxCameras)
            valid.append(camera);
    }
    if (valid == m_cameras)
        return;
    m_cameras = std::move(valid);
    m_folded.clear();
    m_index.clear();
    for (int i = 0; i < m_cameras.size(); ++i) {
        const Camera& c = m_cameras.at(i);
        m_folded.append(fold(c.code + u' ' + c.name + u' ' + c.group));
        m_index.insert(c.code, i);
    }
    m_own.removeIf([this](const auto& it) { return !m_index.contains(it.key()); });
    Q_EMIT changed();
}

const Camera* CameraCatalogue::find(const QString& code) const
{
    const int index = indexOf(code);
    return index < 0 ? nullptr : &m_cameras.at(index);
}

CameraCondition CameraCatalogue::condition(const QString& code) const
{
    const auto own = m_own.constFind(code);
    return own != m_own.constEnd() ? *own : m_reported.value(code);
}

CameraCounts CameraCatalogue::counts() const
{
    CameraCounts counts;
    for (const Camera& camera : m_cameras)
        counts.add(condition(camera.code).health);
    return counts;
}

void CameraCatalogue::setOwn(const QString& code, const CameraCondition& condition)
{
    if (!m_index.contains(code))
        return;
    const CameraCondition before = this->condition(code);
    if (condition.health == CameraHealth::Unknown) {
        m_own.remove(code);
    } else {
        CameraCondition& kept = m_own[code];
        kept = condition;
        kept.own = true;
    }
    if (this->condition(code) != before)
        Q_EMIT healthChanged(code);
}

void CameraCatalogue::setReported(const QHash<QString, Reported>& reported)
{
    m_reported.clear();
    m_available.clear();
    for (auto it = reported.cbegin(); it != reported.cend(); ++it) {
        if (!m_index.contains(it.key()))
            continue;
        m_reported.insert(it.key(), it->condition);
        m_available.insert(it.key(), it->available);
    }
    Q_EMIT healthChanged(QString());
}

QList<NearCamera> CameraCatalogue::nearest(double lon, double lat, int count,
                                           double maxMetres) const
{
    QList<NearCamera> near;
    for (int i = 0; i < m_cameras.size(); ++i) {
        const Camera& c = m_cameras.at(i);
        if (!c.hasPosition || !c.hasStream())
            continue;
        const double metres = kydai::metresBetween(c.lon, c.lat, lon, lat);
        if (maxMetres > 0 && metres > maxMetres)
            continue;
        near.append({i, metres, bearingBetween(c.lon, c.lat, lon, lat), sees(c, lon, lat)});
    }
    const qsizetype kept = std::clamp<qsizetype>(count, 0, near.size());
    std::partial_sort(near.begin(), near.begin() + kept, near.end(),
                      [](const NearCamera& a, const NearCamera& b) {
                          return a.metres != b.metres ? a.metres < b.metres : a.index < b.index;
                      });
    near.resize(kept);
    return near;
}

}  // namespace kydai::desk
