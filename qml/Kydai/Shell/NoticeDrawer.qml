// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Desk
import Kydai.Ui

// Urgent reports, passed deadlines, a cut line: each stays until somebody has acknowledged it.
PanelFrame {
    id: root

    signal caseWanted(string caseId)

    function toggle() {
        root.visible = !root.visible
        if (root.visible)
            list.forceActiveFocus()
    }

    visible: false
    z: Theme.zDrawer
    width: Theme.queuePanel
    title: qsTr("Notices")
    subtitle: Desk.notices.unacknowledged
    Keys.onEscapePressed: root.visible = false
    actions: [
        ActionButton {
            compact: true
            iconName: "check"
            text: qsTr("Acknowledge all")
            keyText: "F12"
            onClicked: Desk.notices.acknowledgeAll()
        }
    ]

    ListView {
        id: list

        anchors.fill: parent
        clip: true
        model: Desk.notices
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollHandle {}
        delegate: Item {
            id: entry

            required property string noticeId
            required property string tone
            required property string title
            required property string detail
            required property string caseId
            required property string atText
            required property bool acknowledged

            width: ListView.view.width
            height: Theme.queueRow
            Accessible.role: Accessible.ListItem
            Accessible.name: entry.title + ", " + entry.detail

            RowSurface {
                anchors.fill: parent
                hovered: hover.hovered
                unread: !entry.acknowledged
            }

            HoverHandler {
                id: hover
            }

            TapHandler {
                onTapped: {
                    Desk.notices.acknowledge(entry.noticeId)
                    if (entry.caseId !== "")
                        root.caseWanted(entry.caseId)
                }
            }

            Column {
                anchors { left: parent.left; right: parent.right; verticalCenter: parent.verticalCenter }
                anchors.leftMargin: Theme.space5
                anchors.rightMargin: Theme.space4

                UiText {
                    width: parent.width
                    role: "strong"
                    tone: entry.acknowledged ? "text.secondary" : entry.tone
                    text: entry.title
                }

                UiText {
                    width: parent.width
                    role: "meta"
                    tone: "text.muted"
                    text: entry.atText + " · " + entry.detail
                }
            }
        }

        EmptyState {
            anchors.centerIn: parent
            width: parent.width - 2 * Theme.panelPadding
            visible: list.count === 0
            iconName: "bell"
            title: qsTr("No notice")
        }
    }
}
