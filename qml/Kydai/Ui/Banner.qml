// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A standing message across a panel or the window: what is the matter and what still works.
Rectangle {
    id: root

    property string tone: "info"
    property string title
    property string detail
    property string iconName: "info"
    property string actionText
    property string actionKey

    signal triggered()

    implicitHeight: Math.max(Theme.callBar, words.implicitHeight + 2 * Theme.space2)
    implicitWidth: Theme.sheetMedium
    radius: Theme.radiusCard
    color: Theme.colorOf(root.tone + ".soft")
    border.width: Theme.hairline
    border.color: Theme.colorOf(root.tone)
    Accessible.role: Accessible.AlertMessage
    Accessible.name: root.title
    Accessible.description: root.detail

    Icon {
        id: glyph

        x: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        color: Theme.colorOf(root.tone)
    }

    UiText {
        id: heading

        x: glyph.x + glyph.width + Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, root.width - x - button.room)
        role: "strong"
        text: root.title
        tone: root.tone
    }

    UiText {
        id: words

        x: heading.x + heading.width + Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        width: Math.max(0, root.width - x - button.room)
        role: "meta"
        text: root.detail
        wrapMode: Text.WordWrap
        maximumLineCount: 2
    }

    ActionButton {
        id: button

        readonly property real room: visible ? width + 2 * Theme.space3 : Theme.space3

        anchors.right: parent.right
        anchors.rightMargin: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        visible: root.actionText.length > 0
        compact: true
        text: root.actionText
        keyText: root.actionKey
        onClicked: root.triggered()
    }
}
