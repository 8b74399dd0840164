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
            model: Desk.texts.keys

            KeysEntry {
                required key
                required label

                width: flow.width / 2 - Theme.space2
            }
        }
    }
}
