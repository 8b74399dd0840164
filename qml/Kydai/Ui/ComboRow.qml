// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T

// One row of a ComboField's list.
T.ItemDelegate {
    id: root

    property string detail
    property bool chosen: false

    implicitHeight: Math.max(Theme.control, words.implicitHeight + 2 * Theme.space1)
    leftPadding: Theme.space3
    rightPadding: Theme.space2
    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: root.detail.length > 0 ? root.text + ", " + root.detail : root.text
    Accessible.selected: root.highlighted

    background: RowSurface {
        selected: root.highlighted
        hovered: root.hovered
    }

    Column {
        id: words

        x: root.leftPadding
        width: root.availableWidth - Theme.icon - Theme.space2
        anchors.verticalCenter: parent.verticalCenter

        UiText {
            width: parent.width
            text: root.text
        }

        UiText {
            width: parent.width
            visible: text.length > 0
            role: "meta"
            tone: "text.muted"
            text: root.detail
        }
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: root.rightPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: root.chosen
        name: "check"
        color: Theme.accentText
    }
}
