// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Kydai.Desk
import Kydai.Ui

// "3 new reports": they wait here until asked for, so that no row moves under the hand.
T.AbstractButton {
    id: root

    required property QueueModel queue

    height: visible ? Theme.control : 0
    visible: root.queue.newCount > 0
    text: root.queue.newText
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    onClicked: root.queue.loadNew()

    background: Rectangle {
        color: root.hovered ? Theme.bgHover : Theme.accentSoft

        Separator {
            anchors.bottom: parent.bottom
            width: parent.width
        }

        FocusRing {
            shown: root.visualFocus
        }
    }

    contentItem: Item {
        Row {
            anchors.centerIn: parent
            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: "arrow-up"
                color: Theme.accentText
            }

            UiText {
                role: "meta"
                tone: "accent"
                text: root.text
            }

            KeyCap {
                anchors.verticalCenter: parent.verticalCenter
                text: "Home"
            }
        }
    }
}
