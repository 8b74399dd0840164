// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The lane of danger: above every group, never filtered, folded or kept waiting. It grows at once.
Rectangle {
    id: root

    required property WorkspaceContext context
    readonly property UrgentModel urgent: root.context.urgent

    height: visible ? column.height : 0
    visible: root.urgent.count > 0
    color: Theme.dangerSoft

    Column {
        id: column

        width: parent.width

        Item {
            width: parent.width
            height: Theme.space6

            Row {
                x: Theme.panelPadding
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.space2

                PriorityGlyph {
                    anchors.verticalCenter: parent.verticalCenter
                    priority: "urgent"
                    label: root.urgent.title
                }

                UiText {
                    role: "strong"
                    weight: Font.DemiBold
                    text: root.urgent.title
                }

                UiText {
                    role: "strong"
                    text: root.urgent.count
                }
            }

            UiText {
                anchors { right: parent.right; rightMargin: Theme.panelPadding; verticalCenter: parent.verticalCenter }
                role: "meta"
                tone: "text.muted"
                text: root.urgent.note
            }
        }

        ListView {
            id: list

            width: parent.width
            // Up to four at once; the rest by scrolling, the count stays in the header.
            height: Math.min(count, 4) * Theme.queueRow
            clip: true
            model: root.urgent
            boundsBehavior: Flickable.StopAtBounds
            delegate: UrgentRow {
                id: row

                width: ListView.view.width
                selected: root.context.selection === row.caseId
                onPressed: root.context.selection = row.caseId
            }
            Accessible.role: Accessible.List
            Accessible.name: root.urgent.title
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: Theme.focusWidth
        color: Theme.dangerText
    }
}
