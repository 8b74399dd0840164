// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The mark of one step: done, now, todo or skipped.
Rectangle {
    id: root

    property string phase: "todo"
    property int number: 1
    readonly property bool solid: root.phase === "done" || root.phase === "now"

    implicitWidth: Theme.stepMark
    implicitHeight: Theme.stepMark
    radius: Theme.stepMark / 2
    color: root.phase === "done" ? Theme.okFill : root.phase === "now" ? Theme.accentFill
        : Theme.transparent
    border.width: root.solid ? 0 : Theme.hairline
    border.color: Theme.lineControl
    Accessible.ignored: true

    Icon {
        anchors.centerIn: parent
        visible: root.phase === "done" || root.phase === "skipped"
        name: root.phase === "done" ? "check" : "minus"
        size: Theme.iconSmall
        color: root.phase === "done" ? Theme.okOnFill : Theme.textMuted
    }

    UiText {
        anchors.centerIn: parent
        visible: root.phase === "now" || root.phase === "todo"
        role: "micro"
        weight: Font.DemiBold
        text: root.number
        color: root.phase === "now" ? Theme.accentOnFill : Theme.textMuted
    }
}
