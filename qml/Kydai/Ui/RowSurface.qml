// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// The ground of a list row: hover one step lighter, selection tinted with its bar, focus framed.
Rectangle {
    id: root

    property bool selected: false
    property bool hovered: false
    property bool focused: false
    property bool unread: false

    color: root.selected ? Theme.bgSelected : root.hovered ? Theme.bgHover : Theme.transparent

    Rectangle {
        width: Theme.selectionBar
        height: parent.height
        visible: root.selected
        color: Theme.accentText
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: Theme.focusGap
        visible: root.focused
        color: Theme.transparent
        radius: Theme.radiusChip
        border.width: Theme.focusWidth
        border.color: Theme.accentFocus
    }

    Dot {
        x: Theme.space2
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.unreadDot
        visible: root.unread
        color: Theme.accentText
    }

    Separator {
        anchors.bottom: parent.bottom
        width: parent.width
    }
}
