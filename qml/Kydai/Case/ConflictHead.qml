// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// Whose column it is, when it was done, and the key that takes its value.
Item {
    id: root

    property string initials
    property string name
    property string when
    property string keyText

    implicitHeight: Theme.control

    Avatar {
        id: face

        anchors.verticalCenter: parent.verticalCenter
        text: root.initials
    }

    UiText {
        id: who

        anchors { left: face.right; leftMargin: Theme.space2; verticalCenter: parent.verticalCenter }
        width: Math.min(implicitWidth, parent.width * 0.5)
        role: "strong"
        text: root.name
    }

    UiText {
        anchors { left: who.right; leftMargin: Theme.space2; right: cap.left; rightMargin: Theme.space1 }
        anchors.verticalCenter: parent.verticalCenter
        role: "meta"
        tone: "text.muted"
        text: root.when
    }

    KeyCap {
        id: cap

        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        text: root.keyText
    }
}
