// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// F1: every key that works, by where it acts.
SheetFrame {
    id: root

    title: qsTr("Keys")
    size: "large"
    actions: [
        ActionButton {
            text: qsTr("Close")
            keyText: "Esc"
            onClicked: root.close()
        }
    ]

    Flow {
        id: flow

        width: parent.width
        spacing: Theme.space2

        Repeater {
            model: Desk.keys

            Item {
                id: entry

                required property string key
                required property string label
                required property string section

                width: flow.width / 2 - Theme.space2
                height: Theme.control

                KeyCap {
                    id: cap

                    anchors.verticalCenter: parent.verticalCenter
                    text: entry.key
                }

                UiText {
                    anchors { left: parent.left; leftMargin: Theme.space9 * 2; right: parent.right; verticalCenter: parent.verticalCenter }
                    text: entry.label
                }
            }
        }
    }
}
