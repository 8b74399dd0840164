// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// Grouped content inside a panel. Dashed means advice: nothing of it is applied yet.
Item {
    id: root

    property string title
    property string iconName
    property string note
    property bool dashed: false
    default property alias content: column.data

    implicitWidth: column.implicitWidth + 2 * Theme.cardPadding
    implicitHeight: column.y + column.implicitHeight + Theme.cardPadding
    Accessible.role: Accessible.Grouping
    Accessible.name: root.title

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusCard
        color: Theme.bgCard
        border.width: root.dashed ? 0 : Theme.hairline
        border.color: Theme.lineDefault
    }

    DashedFrame {
        anchors.fill: parent
        visible: root.dashed
    }

    Item {
        id: head

        x: Theme.cardPadding
        y: Theme.cardPadding
        width: root.width - 2 * Theme.cardPadding
        height: visible ? Theme.lineHeightBody : 0
        visible: root.title.length > 0

        Icon {
            id: glyph

            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName.length > 0
            name: root.iconName
        }

        UiText {
            id: heading

            x: glyph.visible ? glyph.width + Theme.space2 : 0
            width: Math.min(implicitWidth, head.width - x)
            role: "strong"
            text: root.title
        }

        UiText {
            x: heading.x + heading.width + Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(0, head.width - x)
            role: "meta"
            tone: "text.muted"
            text: root.note
        }
    }

    Column {
        id: column

        x: Theme.cardPadding
        y: head.visible ? head.y + head.height + Theme.space2 : Theme.cardPadding
        width: root.width - 2 * Theme.cardPadding
        spacing: Theme.space2
    }
}
