// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// The line to the server in one word: online, catchup, offline, conflict. Pressing it opens
// details.
T.AbstractButton {
    id: root

    property string code: "online"
    readonly property string tone: root.code === "online" ? "ok" : root.code === "catchup" ? "info"
        : root.code === "offline" ? "warn" : "danger"
    readonly property bool calm: root.code === "online" || root.code === "catchup"

    implicitWidth: row.implicitWidth + 2 * Theme.space3
    implicitHeight: Theme.pill
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: root.text
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()

    background: Rectangle {
        radius: height / 2
        color: root.hovered ? Theme.bgHover : Theme.transparent
        border.width: Theme.hairline
        border.color: root.calm ? Theme.lineDefault : Theme.colorOf(root.tone)
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.space2

        Dot {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.code === "online"
            color: Theme.okText
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.code !== "online"
            name: root.code === "catchup" ? "sync-catchup" : root.code === "offline" ? "cloud-off"
                : "conflict"
            color: Theme.colorOf(root.tone)
            size: Theme.iconSmall
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            role: "meta"
            weight: Font.Medium
            text: root.text
            tone: root.code === "online" ? "text.primary" : root.tone
        }
    }

    FocusRing {
        shown: root.activeFocus
        corner: root.height / 2
    }
}
