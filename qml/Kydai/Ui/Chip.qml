// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// A filter that is on: "Channel Zalo ×". Delete removes it while it has the focus.
T.AbstractButton {
    id: root

    property string value
    property string iconName
    property bool removable: false
    readonly property color ink: root.checked ? Theme.accentText : Theme.textSecondary

    signal removed()

    implicitWidth: row.implicitWidth + 2 * Theme.space2
    implicitHeight: Theme.chip
    focusPolicy: Qt.TabFocus
    hoverEnabled: true
    Accessible.role: root.checkable ? Accessible.CheckBox : Accessible.Button
    Accessible.name: root.value.length > 0 ? root.text + " " + root.value : root.text
    Keys.onReturnPressed: root.clicked()
    Keys.onEnterPressed: root.clicked()
    Keys.onDeletePressed: event => {
        event.accepted = root.removable
        if (root.removable)
            root.removed()
    }

    background: Rectangle {
        radius: Theme.radiusChip
        color: root.checked ? Theme.accentSoft : root.hovered ? Theme.bgHover : Theme.bgCard
        border.width: Theme.hairline
        border.color: root.checked ? Theme.accentText : Theme.lineDefault
    }

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.space1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName.length > 0
            name: root.iconName
            color: root.ink
            size: Theme.iconSmall
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0
            role: "meta"
            text: root.text
            color: root.value.length > 0 ? Theme.textMuted : root.ink
        }

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0
            role: "meta"
            weight: Font.Medium
            text: root.value
            color: root.checked ? Theme.accentText : Theme.textPrimary
        }

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.removable
            name: "cross"
            color: cross.containsMouse ? Theme.textPrimary : Theme.textMuted
            size: Theme.iconSmall

            MouseArea {
                id: cross

                anchors.fill: parent
                anchors.margins: -Theme.space2
                hoverEnabled: true
                enabled: root.removable
                onClicked: root.removed()
            }
        }
    }

    FocusRing {
        shown: root.activeFocus
        corner: Theme.radiusChip
    }
}
