// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A passing message; what it says also stands somewhere else.
Rectangle {
    id: root

    property string kind: "info"
    property string title
    property string detail
    property string actionText
    property string actionKey

    signal triggered()
    signal dismissed()

    implicitWidth: Theme.toastWidth
    implicitHeight: Math.max(Theme.toast, words.implicitHeight + 2 * Theme.space2)
    radius: Theme.radiusCard
    color: Theme.bgPopover
    border.width: Theme.hairline
    border.color: Theme.lineStrong
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.title
    Accessible.description: root.detail

    Icon {
        id: glyph

        x: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        name: root.kind === "ok" ? "check" : root.kind === "warn" ? "warning"
            : root.kind === "danger" ? "cross" : "info"
        color: Theme.colorOf(root.kind)
        size: Theme.iconRail
    }

    Column {
        id: words

        x: glyph.x + glyph.width + Theme.space3
        width: buttons.x - x - Theme.space2
        anchors.verticalCenter: parent.verticalCenter

        UiText {
            width: parent.width
            weight: Font.Medium
            text: root.title
        }

        UiText {
            width: parent.width
            visible: text.length > 0
            role: "meta"
            tone: "text.muted"
            text: root.detail
        }
    }

    Row {
        id: buttons

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.space1

        ActionButton {
            visible: root.actionText.length > 0
            compact: true
            text: root.actionText
            keyText: root.actionKey
            onClicked: root.triggered()
        }

        IconButton {
            compact: true
            iconName: "cross"
            text: qsTr("Hide")
            onClicked: root.dismissed()
        }
    }
}
