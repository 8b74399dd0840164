// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The state of a case: its own shape, its colour and its word.
Row {
    id: root

    property string code: "received"
    property string label
    property bool showLabel: true
    property real size: Theme.icon
    readonly property color ink: Theme.colorOf(Theme.stateRole(root.code))

    spacing: Theme.space2
    Accessible.role: Accessible.StaticText
    Accessible.name: root.label

    Icon {
        anchors.verticalCenter: parent.verticalCenter
        name: root.code === "" ? "" : "state-" + root.code
        color: root.ink
        size: root.size
    }

    UiText {
        anchors.verticalCenter: parent.verticalCenter
        visible: root.showLabel && text.length > 0
        role: "meta"
        weight: Font.Medium
        text: root.label
        color: root.ink
    }
}
