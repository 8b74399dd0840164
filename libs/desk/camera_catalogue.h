// SPDX-License-Identifier: GPL-3.0-or-later
// The cameras this account may watch and how each is doing: as this desk sees it where it looks,
// else as others reported it. A camera costs nothing here but its row. GUI thread; pure.
#pragma once

#include <QHash>
#include <QObject>

#include "core/camera.h"

namespace kydai::desk {

enum class CameraHealth : quint8 { Unknown, Online, Degraded, Reconnecting, Lost };
QString codeOf(CameraHealth health);  // "unknown", "online", "degraded", "reconnecting", "lost"
CameraHealth cameraHealthFrom(QStringView code);  // Unknown for every other word

struct CameraCondition {
    CameraHealth health = CameraHealth::Unknown;
    QString reason;       // technical word, may be empty
    qint64 sinceMs = 0;   // server time
    bool own = false;     // seen by this desk
    bool operator==(const CameraCondition&) const = default;
};

struct CameraCounts {
    int total = 0, online = 0, reconnecting = 0, lost = 0;  // degraded counts as online
    void add(CameraHealth health);
    bool operator==(const CameraCounts&) const = default;
};

struct CameraAvailability {  // of the last 24 hours, as the server counts
    double share = 0;        // 0 to 1
    int n = 0;               // observations behind it; 0 = nobody looked
};

struct NearCamera {
    int index = -1;
    double metres = 0, bearing = 0;  // from the camera to the place
    bool sees = false;
};

class CameraCatalogue : public QObject
{
    Q_OBJECT

public:
    explicit CameraCatalogue(QObject* parent = nullptr) : QObject(parent) {}

    // Only those valid on this day are taken; the group is the heading they stand under.
    void setCameras(const QList<Camera>& cameras, QDate today);
    const QList<Camera>& cameras() const { return m_cameras; }
    const Camera* find(const QString& code) const;  // until the next setCameras
    int indexOf(const QString& code) const { return m_index.value(code, -1); }
    const QString& foldedOf(int index) const { return m_folded.at(index); }  // code, name, group

    CameraCondition condition(const QString& code) const;
    CameraAvailability availability(const QString& code) const { return m_available.value(code); }
    CameraCounts counts() const;
    // Unknown forgets: this desk looks no more. Codes that are not in the catalogue are ignored.
    void setOwn(const QString& code, const CameraCondition& condition);
    struct Reported {
        CameraCondition condition;
        CameraAvailability available;
    };
    void setReported(const QHash<QString, Reported>& reported);  // all of them, anew

    // The nearest first; maxMetres 0 = however far.
    QList<NearCamera> nearest(double lon, double lat, int count, double maxMetres = 0) const;

Q_SIGNALS:
    void changed();                            // other cameras
    void healthChanged(const QString& code);   // empty = many

private:
    QList<Camera> m_cameras;
    QList<QString> m_folded;
    QHash<QString, int> m_index;
    QHash<QString, CameraCondition> m_own, m_reported;
    QHash<QString, CameraAvailability> m_available;
};

}  // namespace kydai::desk
