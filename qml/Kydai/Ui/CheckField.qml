// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A choice of yes or no: a box (or partly), or a switch for what acts at once.
T.CheckBox {
    id: root

    property bool partial: false
    property string look: "box"
    readonly property bool on: root.checked || root.partial

    implicitWidth: indicator.width + spacing + words.implicitWidth + leftPadding + rightPadding
    implicitHeight: Math.max(Theme.hitTarget, words.implicitHeight)
    spacing: root.text.length > 0 ? Theme.space2 : 0
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.name: root.text

    indicator: Rectangle {
        y: (root.height - height) / 2
        width: root.look === "switch" ? Theme.switchWidth : Theme.checkBox
        height: root.look === "switch" ? Theme.switchHeight : Theme.checkBox
        radius: root.look === "switch" ? height / 2 : Theme.radiusChip
        color: root.on && root.enabled ? Theme.accentFill : Theme.transparent
        border.width: Theme.hairline
        border.color: root.on && root.enabled ? Theme.accentFill
            : root.enabled ? Theme.lineControl : Theme.lineDefault

        Icon {
            anchors.centerIn: parent
            visible: root.on && root.look === "box"
            name: root.partial ? "minus" : "check"
            size: Theme.iconSmall
            color: root.enabled ? Theme.accentOnFill : Theme.textDisabled
        }

        Dot {
            x: root.on ? parent.width - width - Theme.focusGap : Theme.focusGap
            anchors.verticalCenter: parent.verticalCenter
            visible: root.look === "switch"
            size: Theme.switchThumb
            color: root.on ? Theme.accentOnFill : Theme.lineControl
        }

        FocusRing {
            shown: root.activeFocus
            corner: parent.radius
        }
    }

    UiText {
        id: words

        x: root.indicator.width + root.spacing
        width: root.width - x
        anchors.verticalCenter: parent.verticalCenter
        text: root.text
        tone: root.enabled ? "text.primary" : "text.disabled"
        wrapMode: Text.WordWrap
    }
}
