// SPDX-License-Identifier: GPL-3.0-or-later
// The desk as the screens see it: sub-objects, no methods. Owns the engine and its threads. GUI
// thread; the destructor stops the threads and leaves the server politely.
#pragma once

#include <memory>

#include <QObject>
#include <QUrl>

#include "desk/actions.h"
#include "desk/area_finder.h"
#include "desk/camera_face.h"
#include "desk/device_face.h"
#include "desk/notices.h"
#include "desk/session.h"
#include "desk/small_faces.h"
#include "desk/sync_face.h"
#include "desk/workspaces.h"

namespace kydai::desk {

struct DeskOptions {
    QString serverUrl;    // http(s)://… or ws(s)://…; empty = the last one
    QString profileDir;   // made when it is not there, for this user alone
    QString appVersion;   // "kydai/0.1.0"
    QString user, password;  // sign in at once
};

class DeskFace : public QObject
{
    Q_OBJECT
    Q_PROPERTY(kydai::desk::DeskSession* session READ session CONSTANT)
    Q_PROPERTY(kydai::desk::DeskSync* sync READ sync CONSTANT)
    Q_PROPERTY(kydai::desk::DeskClock* clock READ clock CONSTANT)
    Q_PROPERTY(kydai::desk::NoticesModel* notices READ notices CONSTANT)
    // directory and texts notify on a change of language: bindings on their functions follow.
    Q_PROPERTY(kydai::desk::DirectoryFace* directory READ directory NOTIFY directoryChanged)
    Q_PROPERTY(kydai::desk::Texts* texts READ texts NOTIFY textsChanged)
    Q_PROPERTY(kydai::desk::WorkspacesModel* workspaces READ workspaces CONSTANT)
    Q_PROPERTY(kydai::desk::DeskActions* actions READ actions CONSTANT)
    Q_PROPERTY(kydai::desk::DraftsModel* drafts READ drafts CONSTANT)
    Q_PROPERTY(kydai::desk::DeskSettings* settings READ settings CONSTANT)
    Q_PROPERTY(kydai::desk::DeskDevice* device READ device CONSTANT)
    Q_PROPERTY(kydai::desk::DeskCameras* cameras READ cameras CONSTANT)
    Q_PROPERTY(kydai::desk::AreaFinder* areas READ areas CONSTANT)

public:
    explicit DeskFace(const DeskOptions& options, QObject* parent = nullptr);
    ~DeskFace() override;

    DeskSession* session() const;
    DeskSync* sync() const;
    DeskClock* clock() const;
    NoticesModel* notices() const;
    DirectoryFace* directory() const;
    Texts* texts() const;
    WorkspacesModel* workspaces() const;
    DeskActions* actions() const;
    DraftsModel* drafts() const;
    DeskSettings* settings() const;
    DeskDevice* device() const;
    DeskDocuments* documents() const;
    DeskCameras* cameras() const;
    AreaFinder* areas() const;

    void setServer(const QString& url);  // before signing in
    void setBackground(bool background);  // none of the program's windows has the focus
    DeskCore& core();
    bool isFilled() const;               // the rows of this disk are all here

Q_SIGNALS:
    void directoryChanged();
    void textsChanged();
    void documentReady(const QUrl& copy);  // to be opened by the system's own program
    void settled();  // live, every row asked for is here (pictures and tests wait for it)

private:
    class Impl;
    std::unique_ptr<Impl> m_impl;
};

}  // namespace kydai::desk
