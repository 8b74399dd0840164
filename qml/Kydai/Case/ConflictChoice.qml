// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// One of the two values of a field, whole: nothing of what is chosen between is cut off.
Rectangle {
    id: root

    property string text
    property string detail
    property bool checked: false

    signal picked

    implicitHeight: Math.max(Theme.controlLarge, words.implicitHeight + 2 * Theme.space2)
    radius: Theme.radiusControl
    color: root.checked ? Theme.accentSoft : pointer.containsMouse ? Theme.bgHover : Theme.transparent
    border.width: root.checked ? Theme.focusWidth : Theme.hairline
    border.color: root.checked ? Theme.accentText : Theme.lineControl
    Accessible.role: Accessible.RadioButton
    Accessible.name: Words.joinedBy([root.text, root.detail], ", ")
    Accessible.checkable: true
    Accessible.checked: root.checked
    Accessible.onPressAction: root.picked()

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

        anchors { left: mark.right; right: parent.right; margins: Theme.space2; verticalCenter: parent.verticalCenter }

        UiText {
            width: parent.width
            role: "strong"
            weight: root.checked ? Font.DemiBold : Font.Normal
            wrapMode: Text.Wrap
            text: root.text
        }

        UiText {
            width: parent.width
            visible: text !== ""
            role: "meta"
            tone: "text.muted"
            wrapMode: Text.Wrap
            text: root.detail
        }
    }

    MouseArea {
        id: pointer

        anchors.fill: parent
        hoverEnabled: true
        onClicked: root.picked()
    }
}
