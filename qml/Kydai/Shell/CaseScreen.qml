// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Case
import Kydai.Desk
import Kydai.Map
import Kydai.Queue
import Kydai.Ui

// A list and the selected case: operations, approval, and the agency's desk.
FocusScope {
    id: root

    required property WorkspaceContext context
    readonly property bool agency: root.context.code === "inbox" || root.context.code === "reported"
        || root.context.code === "sign"
    // Operations has the map between list and case; F11 gives the case its whole width and back. On a
    // small window there is room for one of the two.
    readonly property bool hasMap: root.context.code === "operations"
    property bool enlarged: false
    readonly property bool roomy: root.width >= Theme.narrowWindow - Theme.rail
    readonly property bool mapShown: root.hasMap && (root.roomy ? !root.enlarged : root.enlarged)
    readonly property bool caseShown: root.roomy || !root.mapShown
    property ActionSheet docked: null

    readonly property Item listRegion: queue
    readonly property Item columnsRegion: view.columnsItem
    readonly property Item actionsRegion: view.barItem
    readonly property MapPanel mapRegion: maps.count > 0 ? maps.itemAt(0) as MapPanel : null

    signal actionWanted(string action)
    signal imageWanted(int row)
    signal sheetWanted(ActionSheet made)
    signal opened  // Enter in the list

    function toTop() {
        queue.toTop()
    }

    function focusFilter() {
        queue.focusFilter()
    }

    function enlarge() {
        root.enlarged = !root.enlarged
    }

    function showPacks() {
        if (!root.mapShown)
            root.enlarge()
        root.mapRegion?.showPacks()
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

    Repeater {
        id: maps

        model: root.hasMap ? 1 : 0

        MapPanel {
            visible: root.mapShown
            anchors { left: queue.right; leftMargin: Theme.panelGap; right: parent?.right }
            anchors.rightMargin: root.caseShown ? view.width + Theme.panelGap : 0
            height: root.height
            context: root.context
            onSheetWanted: made => root.sheetWanted(made)
        }
    }

    CaseView {
        id: view

        anchors.right: parent.right
        visible: root.caseShown
        width: root.mapShown && root.roomy ? Math.min(Theme.casePanel, root.width * 0.36)
            : root.width - queue.width - Theme.panelGap
        height: parent.height
        context: root.context
        agencyLayout: root.agency
        docked: root.docked
        placeView: root.agency ? placeMap : null
        onActionWanted: action => root.actionWanted(action)
        onImageWanted: row => root.imageWanted(row)
    }

    Component {
        id: placeMap

        MiniMap {
            width: parent ? parent.width : 0
            context: root.context
        }
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
