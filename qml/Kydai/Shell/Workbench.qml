// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Case
import Kydai.Desk
import Kydai.Shell
import Kydai.Ui

// The signed-in window: rail, top bar, the workspace, hints; sheets and toasts above all of it.
FocusScope {
    id: root

    property string workspace
    property bool quiet: false
    readonly property string code: root.workspace !== "" ? root.workspace : Desk.workspaces.first
    readonly property WorkspaceContext context: root.code !== "" ? Desk.workspaces.open(root.code) : null
    readonly property bool modal: sheet.opened || keysSheet.opened || viewer.shown || syncDrawer.modal

    readonly property SearchField searchField: top.search
    readonly property CaseScreen casesScreen: caseScreens.count > 0 ? caseScreens.itemAt(0) as CaseScreen : null

    signal workspaceChosen(string code)

    function run(action) {
        if (!root.context || root.context.selection === "")
            return
        const made = Desk.actions.start(root.context.selection, action)
        if (!made)
            return
        if (action === "submit" && root.context.code === "inbox")
            root.casesScreen.dock(made)
        else
            sheet.present(made)
    }

    // The place where a found report can be seen: here, or in the first workspace that shows cases.
    function showCase(caseId) {
        const code = root.code !== "device" ? root.code : Desk.workspaces.first
        const there = Desk.workspaces.open(code)
        if (code === "device" || !there)
            return
        if (code !== root.code)
            root.workspaceChosen(code)
        there.selection = caseId
    }

    function newReport() {
        const made = Desk.actions.newReport()
        if (made)
            sheet.present(made)
    }

    // The map stands in operations.
    function showPacks() {
        if (!root.casesScreen?.hasMap)
            root.workspaceChosen("operations")
        root.casesScreen?.showPacks()
    }

    function showKeys() {
        keysSheet.open()
    }

    focus: true
    Component.onCompleted: regions.enter(1)
    onCodeChanged: {
        if (regions.regionOf(regions.focusItem) < 0)
            regions.enter(1)
    }

    WorkKeys {
        id: keys

        anchors.fill: parent
        context: root.context
        modal: root.modal
        onActionWanted: action => root.run(action)
        onDoWanted: {
            if (!root.casesScreen?.submitDocked())
                keys.act("Ctrl Enter")
        }
        onNoteWanted: root.casesScreen?.focusNote()
        onReportWanted: root.newReport()
        onKeysWanted: root.showKeys()
        onRegionWanted: by => regions.go(by)
        onSearchWanted: root.searchField.begin()
        onTopWanted: root.casesScreen?.toTop()
        onEvidenceWanted: root.showEvidence()
        onFilterWanted: root.casesScreen?.focusFilter()
        onSyncWanted: syncDrawer.toggle()
        onWorkspaceWanted: code => root.workspaceChosen(code)
    }

    Regions {
        id: regions

        order: [rail, root.casesScreen ? root.casesScreen.listRegion : screen, root.casesScreen?.columnsRegion ?? null,
            root.casesScreen?.actionsRegion ?? null, root.casesScreen?.mapRegion ?? null, top]
    }

    Rail {
        id: rail

        width: Theme.rail
        height: parent.height
        current: root.code
        onChosen: code => root.workspaceChosen(code)
        onKeysWanted: root.showKeys()
    }

    TopBar {
        id: top

        anchors { left: rail.right; right: parent.right; top: parent.top }
        height: Theme.topBar
        context: root.context
        onNoticesWanted: notices.toggle()
        onSyncWanted: syncDrawer.toggle()
        onUserWanted: userMenu.toggle()
    }

    Banner {
        id: banner

        anchors { left: rail.right; right: parent.right; top: top.bottom }
        anchors.margins: visible ? Theme.panelGap : 0
        height: visible ? implicitHeight : 0
        visible: Desk.sync.banner !== ""
        tone: "warn"
        iconName: "cloud-off"
        title: Desk.sync.banner
        detail: Desk.sync.bannerDetail
        actionText: qsTr("Try now")
        actionKey: "Ctrl R"
        onTriggered: Desk.sync.retryNow()
    }

    FocusScope {
        id: screen

        anchors { left: rail.right; right: parent.right; top: banner.bottom; bottom: hints.top }
        anchors.margins: Theme.panelGap
        focus: true

        Repeater {
            id: caseScreens

            model: root.context !== null && root.code !== "device" ? 1 : 0

            CaseScreen {
                anchors.fill: parent
                focus: true
                context: root.context
                onActionWanted: action => root.run(action)
                onImageWanted: row => viewer.open(root.context.current, row)
                onSheetWanted: made => sheet.present(made)
                onOpened: regions.enter(2)
            }
        }

        Repeater {
            model: root.code === "device" ? 1 : 0

            DeviceScreen {
                anchors.fill: parent
                focus: true
            }
        }
    }

    HintBar {
        id: hints

        anchors { left: rail.right; right: parent.right; bottom: parent.bottom }
        height: Theme.hintBar
        workspace: root.code
    }

    SyncDrawer {
        id: syncDrawer

        anchors { right: parent.right; top: top.bottom; bottom: hints.top; margins: Theme.panelGap }
        onSheetWanted: made => sheet.present(made)
    }

    NoticeDrawer {
        id: notices

        anchors { right: parent.right; top: top.bottom; bottom: hints.top; margins: Theme.panelGap }
        onCaseWanted: caseId => {
            if (root.context)
                root.context.selection = caseId
        }
    }

    SearchLayer {
        anchors.fill: parent
        field: root.searchField
        context: root.context
        foot: hints.y
        onCaseWanted: caseId => root.showCase(caseId)
        onActionWanted: action => root.run(action)
        onWorkspaceWanted: code => root.workspaceChosen(code)
        onReportWanted: root.newReport()
        onFilterWanted: root.casesScreen?.focusFilter()
        onOutboxWanted: syncDrawer.toggle()
        onNoticesWanted: notices.toggle()
        onPacksWanted: root.showPacks()
        onKeysWanted: root.showKeys()
    }

    UserMenu {
        id: userMenu

        anchors { right: parent.right; top: top.bottom; margins: Theme.panelGap }
    }

    EvidenceViewer {
        id: viewer

        anchors.fill: parent
        onClosed: screen.forceActiveFocus()
    }

    SheetDialog {
        id: sheet

        objectName: "sheetDialog"
    }

    KeysSheet {
        id: keysSheet
    }

    Announcements {
        anchors { right: parent.right; bottom: hints.top; margins: Theme.space4 }
        context: root.context
        quiet: root.quiet
    }

    // F11 enlarges what the workspace is about: the case beside the map, else the evidence.
    function showEvidence() {
        if (root.casesScreen?.hasMap) {
            root.casesScreen.enlarge()
            return
        }
        if (root.context && root.context.current.attachments.count > 0)
            viewer.open(root.context.current, 0)
    }
}
