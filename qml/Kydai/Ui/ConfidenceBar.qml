// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// How sure the advice is: bar and number, never one alone.
Row {
    id: root

    property real value: 0
    property string label
    readonly property string percent: Math.round(root.value * 100) + "%"

    spacing: Theme.space3
    Accessible.role: Accessible.ProgressBar
    Accessible.name: root.label.length > 0 ? root.label + " " + root.percent : root.percent

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.space8
        height: Theme.bar
        radius: height / 2
        color: Theme.bgRaised

        Rectangle {
            width: parent.width * Math.max(0, Math.min(1, root.value))
            height: parent.height
            radius: parent.radius
            color: Theme.textPrimary
        }
    }

    UiText {
        role: "strong"
        text: root.percent
    }
}
