// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The keys that work here, and how fresh the data is.
Rectangle {
    id: root

    property string workspace

    color: Theme.bgRail

    Separator {
        width: parent.width
    }

    Row {
        id: keys

        x: Theme.space4
        width: parent.width - fresh.width - 3 * Theme.space4
        height: parent.height
        clip: true
        spacing: Theme.space4

        Repeater {
            model: Desk.texts.keys.hints(root.workspace)

            Row {
                id: hint

                required property var modelData

                anchors.verticalCenter: parent?.verticalCenter
                spacing: Theme.space2

                KeyCap {
                    anchors.verticalCenter: parent.verticalCenter
                    text: hint.modelData.key
                }

                UiText {
                    role: "meta"
                    tone: "text.muted"
                    text: hint.modelData.label
                }
            }
        }
    }

    UiText {
        id: fresh

        anchors { right: parent.right; rightMargin: Theme.space4; verticalCenter: parent.verticalCenter }
        role: "meta"
        tone: "text.muted"
        text: Words.joined([Desk.sync.freshText, Desk.sync.cacheBytesText])
    }
}
