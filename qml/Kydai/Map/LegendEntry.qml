// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// One class of the legend, and the switch that takes it off the map.
ButtonBase {
    id: root

    property string code: "received"
    readonly property color ink: root.code === "overdue" ? Theme.dangerText : Theme.colorOf(Theme.stateRole(root.code))

    implicitWidth: mark.width + words.implicitWidth + 4 * Theme.space2
    implicitHeight: Theme.controlSmall
    hint: root.checked ? qsTr("Hide on the map") : qsTr("Show on the map")
    Accessible.role: Accessible.CheckBox
    Accessible.checked: root.checked

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.hovered ? Theme.bgHover : Theme.transparent
    }

    Icon {
        id: mark

        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        name: root.code === "overdue" ? "warning" : "state-" + root.code
        color: root.checked ? root.ink : Theme.textDisabled
        size: Theme.icon
    }

    UiText {
        id: words

        anchors { left: mark.right; leftMargin: Theme.space2; verticalCenter: parent.verticalCenter }
        role: "meta"
        tone: root.checked ? "text.primary" : "text.disabled"
        text: root.text
    }
}
