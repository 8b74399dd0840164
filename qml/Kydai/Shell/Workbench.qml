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

    function newReport() {
        const made = Desk.actions.newReport()
        if (made)
            sheet.present(made)
    }

    function showKeys() {
        keysSheet.open()
    }

    focus: true

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
        onRegionWanted: root.Window.activeFocusItem?.nextItemInFocusChain(true).forceActiveFocus()
        onEvidenceWanted: root.showEvidence()
        onFilterWanted: root.casesScreen?.focusFilter()
        onSyncWanted: syncDrawer.toggle()
        onWorkspaceWanted: code => root.workspaceChosen(code)
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
    }

    KeysSheet {
        id: keysSheet
    }

    ToastStack {
        id: toasts

        anchors { right: parent.right; bottom: hints.top; margins: Theme.space4 }
        z: Theme.zToast
        onTriggered: Desk.actions.undo()
    }

    Chime {
        id: chime

        volume: Desk.settings.volume
    }

    Connections {
        target: Desk.notices

        function onSoundWanted(kind) {
            if (!root.quiet && Desk.settings.sound)
                chime.play(kind)
        }
    }

    Connections {
        target: Desk.actions

        function onRecorded(caseId, action, title, detail, undoable) {
            toasts.show("ok", title, detail, undoable ? qsTr("Undo") : "", undoable ? "Ctrl Z" : "", undoable)
        }

        function onRefused(caseId, action, sentence) {
            toasts.show("warn", Desk.texts.action(action), sentence, "", "", false)
        }

        function onReturned(caseId, action, sentence) {
            toasts.show("danger", Desk.texts.action(action), sentence, "", "", false)
        }
    }

    Connections {
        target: root.context

        function onTakeNextRefused(sentence) {
            toasts.show("info", sentence, "", "", "", false)
        }
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
