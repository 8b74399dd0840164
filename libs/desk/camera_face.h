// SPDX-License-Identifier: GPL-3.0-or-later
// Cameras as the screens see them: catalogue, tree, walls, lists, how each is doing, and the way of a
// picture or a clip into a case. Credentials are held in memory alone, for the streams; no property
// and no function of QML gives them. GUI thread.
#pragma once

#include <optional>

#include "desk/action_sheet.h"
#include "desk/camera_health.h"
#include "desk/camera_layouts.h"
#include "desk/camera_tree.h"
#include "desk/camera_watch.h"

namespace kydai::desk {

class DeskActions;
class DeskSession;

struct CameraSecret {
    QString user, password;
};

class DeskCameras : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool allowed READ allowed NOTIFY changed)  // this account may watch
    Q_PROPERTY(bool ready READ ready NOTIFY changed)      // the catalogue is here
    Q_PROPERTY(int count READ count NOTIFY changed)
    Q_PROPERTY(QString watermark READ watermark NOTIFY changed)
    Q_PROPERTY(kydai::desk::CameraTree* tree READ tree CONSTANT)
    Q_PROPERTY(kydai::desk::CameraLayouts* layouts READ layouts CONSTANT)
    Q_PROPERTY(kydai::desk::CameraWatch* watch READ watch CONSTANT)

public:
    DeskCameras(Services& services, DeskSession& session, DeskActions& actions,
                QObject* parent = nullptr);
    ~DeskCameras() override;

    bool allowed() const;
    bool ready() const { return m_ready; }
    int count() const { return static_cast<int>(m_catalogue.cameras().size()); }
    // Who watches, drawn over live pictures: a photograph of the screen names its author.
    QString watermark() const;
    CameraTree* tree() { return &m_tree; }
    CameraLayouts* layouts() { return &m_layouts; }
    CameraWatch* watch() { return &m_watch; }

    // code, name, group, area, owner, hasPosition, lat, lon, direction (-1), fov, reach, hasMain,
    // hasSub, codec, sizeText, keep, sessions, health, healthText, sinceMs, reason, available
    // (0 to 1, -1 = not known), observations; empty = there is no such camera.
    Q_INVOKABLE QVariantMap camera(const QString& code) const;
    // [{code, name, metres, distanceText, bearing, sees, health}], the nearest first.
    Q_INVOKABLE QVariantList nearest(double lat, double lon, int count, double withinMetres) const;
    // What this desk's stream of a camera does: "online", "degraded", "reconnecting", "lost",
    // "closed" (nobody looks any more). Told to the server, too.
    Q_INVOKABLE void report(const QString& code, const QString& state, const QString& reason);
    // The sheet that puts a file into a case, with the camera, the moment and who took it as its
    // note; null where this account may not. The sheet asks for nothing else but to be submitted.
    Q_INVOKABLE kydai::desk::ActionSheet* attachFile(const QString& caseId, const QUrl& file,
                                                     const QString& camera, double takenMs);
    Q_INVOKABLE kydai::desk::ActionSheet* attachPicture(const QString& caseId,
                                                        const QByteArray& bytes,
                                                        const QString& camera, double takenMs);

    const CameraCatalogue& catalogue() const { return m_catalogue; }
    // For the streams alone; empty before secretsChanged() or where the camera needs none.
    std::optional<CameraSecret> secretOf(const QString& code) const;

    void takeDocument(const QByteArray& json);  // of the catalogue; empty = there is none
    void second();
    void minute();
    void retranslate();

Q_SIGNALS:
    void changed();
    void catalogueChanged();
    void secretsChanged();
    void healthChanged(const QString& code);  // empty = many

private:
    void onActor();
    void onOnline();
    void wipe();  // what belongs to who was signed in
    void forgetSecrets();
    void showCameras();
    void askSecrets();
    void askHealth();
    void sendHealth();
    void load();
    QString key(const char* what) const;
    std::function<void(const QByteArray&)> saver(const char* what);
    ActionSheet* sheetFor(const QString& caseId, const QString& camera, double takenMs);

    Services& m_services;
    DeskSession& m_session;
    DeskActions& m_actions;
    CameraCatalogue m_catalogue;
    CameraTree m_tree;
    CameraLayouts m_layouts;
    CameraWatch m_watch;
    CameraHealthQueue m_sightings;
    QList<Camera> m_all;        // as catalogued, of any day
    QHash<QString, CameraSecret> m_secrets;
    QHash<QString, qint64> m_connecting;  // since when a stream tries to come back
    QString m_user, m_desk;
    QDate m_today;
    quint64 m_parse = 0;        // the newest document wins
    qint64 m_nextAskMs = 0, m_secretsMs = 0;
    bool m_ready = false, m_hasSecrets = false, m_asking = false;
};

}  // namespace kydai::desk
