// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Nothing here, and what to do next.
Column {
    id: root

    property string iconName: "check"
    property string title
    property string detail
    property string tone: "text.muted"
    property string actionText
    property string actionKey

    signal triggered()

    spacing: Theme.space2
    padding: Theme.space4
    Accessible.role: Accessible.Grouping
    Accessible.name: root.title

    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        name: root.iconName
        size: Theme.iconLarge
        color: Theme.colorOf(root.tone)
    }

    UiText {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(implicitWidth, root.width - 2 * root.padding)
        role: "strong"
        text: root.title
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.WordWrap
    }

    UiText {
        anchors.horizontalCenter: parent.horizontalCenter
        width: Math.min(implicitWidth, root.width - 2 * root.padding)
        visible: text.length > 0
        role: "meta"
        tone: "text.muted"
        text: root.detail
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.WordWrap
    }

    ActionButton {
        anchors.horizontalCenter: parent.horizontalCenter
        visible: root.actionText.length > 0
        compact: true
        text: root.actionText
        keyText: root.actionKey
        onClicked: root.triggered()
    }
}
