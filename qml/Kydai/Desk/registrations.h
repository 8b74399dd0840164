// SPDX-License-Identifier: GPL-3.0-or-later
// Names the desk's types for QML. Nothing is created from QML: the singleton Desk is the engine's
// desk (install.h), everything else is handed out by it.
#pragma once

#include <QtQml/qqml.h>

#include "desk/deskface.h"

class QJSEngine;
class QQmlEngine;

struct DeskForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskFace)
    QML_NAMED_ELEMENT(Desk)
    QML_SINGLETON

public:
    static kydai::desk::DeskFace* create(QQmlEngine* engine, QJSEngine* scriptEngine);
};

struct DeskSessionForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskSession)
    QML_NAMED_ELEMENT(DeskSession)
    QML_UNCREATABLE("handed out by Desk")
};

struct DeskSyncForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskSync)
    QML_NAMED_ELEMENT(DeskSync)
    QML_UNCREATABLE("handed out by Desk")
};

struct OutboxModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::OutboxModel)
    QML_NAMED_ELEMENT(OutboxModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct AttentionModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::AttentionModel)
    QML_NAMED_ELEMENT(AttentionModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct ConflictModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::ConflictModel)
    QML_NAMED_ELEMENT(ConflictModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct DeskClockForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskClock)
    QML_NAMED_ELEMENT(DeskClock)
    QML_UNCREATABLE("handed out by Desk")
};

struct NoticesModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::NoticesModel)
    QML_NAMED_ELEMENT(NoticesModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct DirectoryFaceForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DirectoryFace)
    QML_NAMED_ELEMENT(DirectoryFace)
    QML_UNCREATABLE("handed out by Desk")
};

struct AreaFinderForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::AreaFinder)
    QML_NAMED_ELEMENT(AreaFinder)
    QML_UNCREATABLE("handed out by Desk")
};

struct WorkspacesModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::WorkspacesModel)
    QML_NAMED_ELEMENT(WorkspacesModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct WorkspaceContextForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::WorkspaceContext)
    QML_NAMED_ELEMENT(WorkspaceContext)
    QML_UNCREATABLE("handed out by Desk")
};

struct CaseFilterForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::CaseFilter)
    QML_NAMED_ELEMENT(CaseFilter)
    QML_UNCREATABLE("handed out by Desk")
};

struct QueueModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::QueueModel)
    QML_NAMED_ELEMENT(QueueModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct UrgentModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::UrgentModel)
    QML_NAMED_ELEMENT(UrgentModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct CaseModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::CaseModel)
    QML_NAMED_ELEMENT(CaseModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct TimelineModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::TimelineModel)
    QML_NAMED_ELEMENT(TimelineModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct OffersModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::OffersModel)
    QML_NAMED_ELEMENT(OffersModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct AttachmentsModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::AttachmentsModel)
    QML_NAMED_ELEMENT(AttachmentsModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct RecordModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::RecordModel)
    QML_NAMED_ELEMENT(RecordModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct DeskActionsForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskActions)
    QML_NAMED_ELEMENT(DeskActions)
    QML_UNCREATABLE("handed out by Desk")
};

struct ActionSheetForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::ActionSheet)
    QML_NAMED_ELEMENT(ActionSheet)
    QML_UNCREATABLE("handed out by Desk")
};

struct DraftsModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DraftsModel)
    QML_NAMED_ELEMENT(DraftsModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct DeskSettingsForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskSettings)
    QML_NAMED_ELEMENT(DeskSettings)
    QML_UNCREATABLE("handed out by Desk")
};

struct KeysModelForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::KeysModel)
    QML_NAMED_ELEMENT(KeysModel)
    QML_UNCREATABLE("handed out by Desk")
};

struct TextsForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::Texts)
    QML_NAMED_ELEMENT(Texts)
    QML_UNCREATABLE("handed out by Desk")
};

struct DeskDeviceForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskDevice)
    QML_NAMED_ELEMENT(DeskDevice)
    QML_UNCREATABLE("handed out by Desk")
};

struct SearchFaceForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::SearchFace)
    QML_NAMED_ELEMENT(SearchFace)
    QML_UNCREATABLE("handed out by Desk")
};

struct DeskCamerasForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::DeskCameras)
    QML_NAMED_ELEMENT(DeskCameras)
    QML_UNCREATABLE("handed out by Desk")
};

struct CameraTreeForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::CameraTree)
    QML_NAMED_ELEMENT(CameraTree)
    QML_UNCREATABLE("handed out by Desk")
};

struct CameraLayoutsForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::CameraLayouts)
    QML_NAMED_ELEMENT(CameraLayouts)
    QML_UNCREATABLE("handed out by Desk")
};

struct CameraWatchForeign {
    Q_GADGET
    QML_FOREIGN(kydai::desk::CameraWatch)
    QML_NAMED_ELEMENT(CameraWatch)
    QML_UNCREATABLE("handed out by Desk")
};
