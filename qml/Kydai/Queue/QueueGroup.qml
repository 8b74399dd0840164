// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Desk
import Kydai.Ui

// Header of a group of rows: folds and unfolds it.
T.AbstractButton {
    id: root

    required property string section
    // Read from the view: a header made by a ListView of Qt 6.4 cannot reach ids of another file.
    readonly property QueueModel queue: ListView.view ? ListView.view.model as QueueModel : null
    readonly property var entry: root.queue ? Words.byCode(root.queue.groups, root.section) : null

    width: ListView.view ? ListView.view.width : implicitWidth
    height: Theme.space7 - Theme.space2
    text: root.entry ? root.entry.label : ""
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    onClicked: root.queue.toggleGroup(root.section)

    background: Rectangle {
        color: root.hovered ? Theme.bgHover : Theme.bgCard

        Separator {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    contentItem: Item {
        Row {
            x: Theme.panelPadding
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: root.entry && root.entry.folded ? "chevron-right" : "chevron-down"
                size: Theme.iconSmall
                color: Theme.textMuted
            }

            UiText {
                role: "meta"
                weight: Font.DemiBold
                text: root.text
            }

            UiText {
                role: "meta"
                tone: "text.muted"
                text: root.entry ? root.entry.count : ""
            }
        }
    }
}
