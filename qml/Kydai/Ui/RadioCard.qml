// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// One option of a RadioRow.
Rectangle {
    id: root

    property string text
    property string detail
    property bool checked: false
    property bool focused: false
    property string enabledReason
    readonly property bool blocked: root.enabledReason.length > 0

    signal picked()

    implicitWidth: mark.x + mark.width + Theme.space2 + words.implicitWidth + Theme.space3
    implicitHeight: Math.max(Theme.controlLarge, words.implicitHeight + 2 * Theme.space2)
    radius: Theme.radiusControl
    color: root.checked ? Theme.accentSoft : pointer.containsMouse && !root.blocked
        ? Theme.bgHover : Theme.transparent
    border.width: Theme.hairline
    border.color: root.checked ? Theme.accentText : root.blocked ? Theme.lineDefault
        : Theme.lineControl
    Accessible.role: Accessible.RadioButton
    Accessible.name: root.text
    Accessible.description: root.blocked ? root.enabledReason : root.detail
    Accessible.checkable: true
    Accessible.checked: root.checked
    Accessible.onPressAction: {
        if (!root.blocked)
            root.picked()
    }

    Dot {
        id: mark

        x: Theme.space3
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.radio
        color: Theme.transparent
        border.width: Theme.hairline
        border.color: root.checked ? Theme.accentText : Theme.lineControl

        Dot {
            anchors.centerIn: parent
            visible: root.checked
            color: Theme.accentText
        }
    }

    Column {
        id: words

        x: mark.x + mark.width + Theme.space2
        width: root.width - x - Theme.space2
        anchors.verticalCenter: parent.verticalCenter

        UiText {
            width: parent.width
            weight: root.checked ? Font.DemiBold : Font.Normal
            text: root.text
            tone: root.blocked ? "text.disabled" : "text.primary"
        }

        UiText {
            width: parent.width
            visible: text.length > 0
            role: "meta"
            tone: "text.muted"
            text: root.blocked ? root.enabledReason : root.detail
            wrapMode: Text.WordWrap
        }
    }

    MouseArea {
        id: pointer

        anchors.fill: parent
        hoverEnabled: true
        onClicked: {
            if (!root.blocked)
                root.picked()
        }
    }

    FocusRing {
        shown: root.focused
    }
}
