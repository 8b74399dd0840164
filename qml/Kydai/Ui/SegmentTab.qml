// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// One tab of SegmentedTabs.
Rectangle {
    id: root

    property string text
    property string count
    property string iconName
    property bool current: false
    property bool underlined: false
    readonly property color ink: root.current || pointer.containsMouse ? Theme.textPrimary
        : Theme.textMuted

    signal picked()

    implicitWidth: row.implicitWidth + 2 * (root.underlined ? Theme.space1 : Theme.space3)
    radius: Theme.radiusChip
    color: root.current && !root.underlined ? Theme.bgRaised : Theme.transparent
    Accessible.role: Accessible.PageTab
    Accessible.name: root.count.length > 0 ? root.text + " " + root.count : root.text
    Accessible.selected: root.current
    Accessible.onPressAction: root.picked()

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
            role: "meta"
            weight: Font.Medium
            text: root.text
            color: root.ink
        }

        Badge {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.count.length > 0
            text: root.count
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        x: Theme.space1
        width: parent.width - 2 * x
        height: Theme.tabLine
        visible: root.current && root.underlined
        color: Theme.accentText
    }

    MouseArea {
        id: pointer

        anchors.fill: parent
        hoverEnabled: true
        onClicked: root.picked()
    }
}
