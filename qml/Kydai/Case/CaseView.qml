// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// The selected case: header, columns of what is known, and what may be done about it.
Item {
    id: root

    required property WorkspaceContext context
    property bool agencyLayout: false
    property ActionSheet docked: null
    property Component placeView: null   // where it is, drawn by whoever has a map
    readonly property CaseModel model: root.context.current
    readonly property bool shown: root.model.status === "ready"
    readonly property Item columnsItem: columns  // regions of the window for F6
    readonly property Item barItem: bar

    signal actionWanted(string action)
    signal imageWanted(int row)

    function focusNote() {
        columns.focusNote()
    }

    CaseHeader {
        id: header

        anchors { left: parent.left; right: parent.right; top: parent.top }
        visible: root.shown
        model: root.model
    }

    CaseColumns {
        id: columns

        anchors { left: parent.left; right: parent.right; top: header.bottom; bottom: bar.top }
        anchors.topMargin: Theme.panelGap
        anchors.bottomMargin: Theme.panelGap
        visible: root.shown
        model: root.model
        agencyLayout: root.agencyLayout
        docked: root.docked
        placeView: root.placeView
        onImageWanted: row => root.imageWanted(row)
        onActionWanted: action => root.actionWanted(action)
    }

    ActionBar {
        id: bar

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        visible: root.shown
        model: root.model
        onActionWanted: action => root.actionWanted(action)
    }

    PanelFrame {
        anchors.fill: parent
        headerVisible: false
        visible: !root.shown

        EmptyState {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.panelPadding, Theme.casePanel)
            visible: root.model.status === "none"
            iconName: "inbox"
            title: qsTr("No case selected")
            detail: qsTr("Choose a row, or press Space to take the next report.")
        }

        Skeleton {
            anchors.fill: parent
            anchors.margins: Theme.panelPadding
            visible: root.model.status === "loading"
            active: visible
            rows: 8
            wordText: qsTr("Loading the case…")
        }

        EmptyState {
            anchors.centerIn: parent
            width: Math.min(parent.width - 2 * Theme.panelPadding, Theme.casePanel)
            visible: root.model.status === "gone"
            iconName: "info"
            title: qsTr("This case is no longer on your desk")
            detail: qsTr("It was moved out of what your account may see.")
        }
    }
}
