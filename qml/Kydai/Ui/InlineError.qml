// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// What failed, its code, and a way to try again.
Row {
    id: root

    property string text
    property string code
    property string retryText

    signal retry()

    spacing: Theme.space2
    visible: root.text.length > 0
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.text

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: "warning"
        color: Theme.dangerText
    }

    UiText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width > 0 ? root.width - Theme.icon - again.room
            - Theme.space2 : implicitWidth)
        role: "meta"
        tone: "danger"
        text: root.code.length > 0 ? root.text + " (" + root.code + ")" : root.text
        wrapMode: Text.WordWrap
    }

    ActionButton {
        id: again

        readonly property real room: visible ? implicitWidth + Theme.space2 : 0

        anchors.verticalCenter: parent.verticalCenter
        visible: root.retryText.length > 0
        compact: true
        text: root.retryText
        onClicked: root.retry()
    }
}
