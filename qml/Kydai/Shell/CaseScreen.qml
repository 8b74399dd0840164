// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Case
import Kydai.Desk
import Kydai.Queue
import Kydai.Ui

// A list and the selected case: operations, approval, and the agency's desk.
FocusScope {
    id: root

    required property WorkspaceContext context
    readonly property bool agency: root.context.code === "inbox" || root.context.code === "reported"
        || root.context.code === "sign"
    property ActionSheet docked: null

    readonly property Item listRegion: queue
    readonly property Item columnsRegion: view.columnsItem
    readonly property Item actionsRegion: view.barItem

    signal actionWanted(string action)
    signal imageWanted(int row)
    signal opened  // Enter in the list

    function toTop() {
        queue.toTop()
    }

    function focusFilter() {
        queue.focusFilter()
    }

    function focusNote() {
        view.focusNote()
    }

    function dock(sheet) {
        root.undock()
        root.docked = sheet
    }

    function undock() {
        const gone = root.docked
        root.docked = null
        if (gone)
            gone.close()
    }

    function submitDocked() {
        if (!root.docked)
            return false
        root.docked.submit()
        return true
    }

    // An officer finds the form of the result open beside the report.
    function dockSubmit() {
        root.undock()
        const current = root.context.current
        if (root.context.code !== "inbox" || current.status !== "ready" || current.primary?.["code"] !== "submit")
            return
        if (current.primary["enabledReason"] === "")
            root.docked = Desk.actions.start(current.caseId, "submit")
    }

    Component.onDestruction: root.undock()

    QueuePanel {
        id: queue

        width: Math.min(Theme.queuePanel, root.width * 0.36)
        height: parent.height
        context: root.context
        focus: true
        onOpened: root.opened()
    }

    CaseView {
        id: view

        anchors { left: queue.right; leftMargin: Theme.panelGap; right: parent.right }
        height: parent.height
        context: root.context
        agencyLayout: root.agency
        docked: root.docked
        onActionWanted: action => root.actionWanted(action)
        onImageWanted: row => root.imageWanted(row)
    }

    Connections {
        target: root.context.current

        function onStatusChanged() {
            root.dockSubmit()
        }

        function onCaseIdChanged() {
            root.dockSubmit()
        }

        function onPrimaryChanged() {
            if (!root.docked)
                root.dockSubmit()
        }
    }

    Connections {
        target: root.docked

        function onSubmitted() {
            root.undock()
        }
    }
}
