// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Case
import Kydai.Desk
import Kydai.Ui

// What waits to be sent, and what came back with its reason: nothing typed is ever gone.
PanelFrame {
    id: root

    readonly property bool modal: comparison.opened

    signal sheetWanted(ActionSheet sheet)

    function toggle() {
        root.visible = !root.visible
        if (root.visible)
            root.forceActiveFocus()
    }

    visible: false
    z: Theme.zDrawer
    width: Theme.queuePanel
    title: qsTr("Waiting to be sent")
    subtitle: Desk.sync.pendingCount
    Keys.onEscapePressed: root.visible = false

    ListView {
        id: attention

        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: Math.min(contentHeight, parent.height * 0.6)
        clip: true
        model: Desk.sync.attention
        boundsBehavior: Flickable.StopAtBounds
        delegate: AttentionRow {
            width: ListView.view.width
            onSheetWanted: sheet => root.sheetWanted(sheet)
            onConflictWanted: conflict => comparison.present(conflict)
        }
    }

    ConflictSheet {
        id: comparison

        onSheetWanted: sheet => root.sheetWanted(sheet)
    }

    ListView {
        id: outbox

        anchors { left: parent.left; right: parent.right; top: attention.bottom; bottom: parent.bottom }
        clip: true
        model: Desk.sync.outbox
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollHandle {}
        delegate: Item {
            id: entry

            required property string mid
            required property string caseCode
            required property string actionLabel
            required property string detail
            required property string atText
            required property string statusText
            required property bool canWithdraw

            width: ListView.view.width
            height: Theme.queueRow

            RowSurface {
                anchors.fill: parent
            }

            Column {
                anchors { left: parent.left; leftMargin: Theme.space4; right: back.left; verticalCenter: parent.verticalCenter }

                UiText {
                    width: parent.width
                    role: "strong"
                    text: entry.actionLabel + " · " + entry.caseCode
                }

                UiText {
                    width: parent.width
                    role: "meta"
                    tone: "text.muted"
                    text: Words.joined([entry.atText, entry.statusText, entry.detail])
                }
            }

            IconButton {
                id: back

                anchors { right: parent.right; rightMargin: Theme.space3; verticalCenter: parent.verticalCenter }
                visible: entry.canWithdraw
                iconName: "undo"
                text: qsTr("Take back")
                onClicked: Desk.sync.outbox.withdraw(entry.mid)
            }
        }

        EmptyState {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.panelPadding
            visible: outbox.count === 0 && attention.count === 0
            iconName: "check"
            title: qsTr("Everything is sent")
        }
    }
}
