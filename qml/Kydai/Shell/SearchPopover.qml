// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Desk
import Kydai.Ui

// The answers under the search field. What comes later is added below: nothing moves under the hand.
Rectangle {
    id: root

    required property SearchFace face

    height: Math.min(list.contentHeight + foot.height + 2 * Theme.space2, root.room)
    property real room: Theme.casePanel
    color: Theme.bgPopover
    radius: Theme.radiusDialog
    border.width: Theme.hairline
    border.color: Theme.lineStrong
    z: Theme.zPopover
    Accessible.role: Accessible.PopupMenu
    Accessible.name: qsTr("Search")

    // Nothing behind it is pressed by mistake.
    MouseArea {
        anchors.fill: parent
    }

    ListView {
        id: list

        x: Theme.hairline
        y: Theme.space2
        width: parent.width - 2 * Theme.hairline
        height: parent.height - foot.height - 2 * Theme.space2
        clip: true
        model: root.face
        currentIndex: root.face.current
        highlightFollowsCurrentItem: false
        boundsBehavior: Flickable.StopAtBounds
        keyNavigationEnabled: false
        onCurrentIndexChanged: {
            if (currentIndex >= 0)
                positionViewAtIndex(currentIndex, ListView.Contain)
        }
        delegate: SearchRow {
            id: row

            required property int index

            width: ListView.view.width
            selected: row.index === root.face.current
            onPressed: root.face.choose(row.index)
        }
        T.ScrollBar.vertical: ScrollHandle {}
    }

    Item {
        id: foot

        y: parent.height - height
        width: parent.width
        height: Theme.control + (trouble.visible ? trouble.height + Theme.space2 : 0)

        Separator {
            width: parent.width
        }

        InlineError {
            id: trouble

            x: Theme.panelPadding
            y: Theme.space1
            width: parent.width - 2 * x
            visible: text !== ""
            text: root.face.error
        }

        Row {
            id: hints

            x: Theme.panelPadding
            anchors.bottom: parent.bottom
            height: Theme.control
            spacing: Theme.space2

            Repeater {
                model: [
                    { key: "↑ ↓", label: qsTr("choose") },
                    { key: "Enter", label: qsTr("open") },
                    { key: "Esc", label: qsTr("back") }
                ]

                Row {
                    id: hint

                    required property var modelData

                    anchors.verticalCenter: parent?.verticalCenter
                    spacing: Theme.space2
                    rightPadding: Theme.space2

                    KeyCap {
                        anchors.verticalCenter: parent.verticalCenter
                        text: hint.modelData.key
                    }

                    UiText {
                        anchors.verticalCenter: parent.verticalCenter
                        role: "meta"
                        tone: "text.muted"
                        text: hint.modelData.label
                    }
                }
            }
        }

        UiText {
            anchors { right: parent.right; rightMargin: Theme.panelPadding; verticalCenter: hints.verticalCenter }
            role: "meta"
            tone: "text.muted"
            text: root.face.opening ? qsTr("Reading the report from the server…") : root.face.coverText
        }
    }
}
