// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// What lies on the map and how much of it.
Rectangle {
    id: root

    required property var layers  // {code, label, count, on}

    property int packs: 0

    signal toggled(string code)
    signal packsWanted

    implicitWidth: Theme.px(214)
    implicitHeight: column.implicitHeight + 2 * Theme.space2
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.lineDefault
    border.width: Theme.hairline
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("Layers")

    Column {
        id: column

        x: Theme.space3
        y: Theme.space2
        width: root.width - 2 * Theme.space3

        Repeater {
            model: root.layers

            Item {
                id: entry

                required property var modelData

                width: column.width
                height: box.implicitHeight

                CheckField {
                    id: box

                    width: parent.width - amount.width - Theme.space2
                    text: entry.modelData.label
                    checked: entry.modelData.on
                    onToggled: root.toggled(entry.modelData.code)
                }

                UiText {
                    id: amount

                    anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                    role: "meta"
                    tone: "text.muted"
                    text: Desk.texts.count(entry.modelData.count)
                }
            }
        }

        ActionButton {
            width: column.width
            compact: true
            kind: "quiet"
            iconName: "map"
            text: root.packs > 0 ? qsTr("Street packs: %1").arg(root.packs) : qsTr("Street packs")
            onClicked: root.packsWanted()
        }
    }
}
