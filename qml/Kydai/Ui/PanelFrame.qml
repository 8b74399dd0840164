// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick

// A panel: header with title, subtitle and actions, and the content below it.
Rectangle {
    id: root

    property string title
    property string subtitle
    property bool headerVisible: true
    property bool nested: false
    property alias leading: leadRow.data
    property alias actions: actionRow.data
    default property alias content: body.data

    color: Theme.bgPanel
    radius: Theme.radiusCard
    border.width: Theme.hairline
    border.color: Theme.lineDefault
    Accessible.role: Accessible.Pane
    Accessible.name: root.title

    Item {
        id: header

        x: Theme.hairline
        y: Theme.hairline
        width: root.width - 2 * Theme.hairline
        height: !root.headerVisible ? 0 : root.nested ? Theme.nestedHeader : Theme.panelHeader
        visible: root.headerVisible

        Row {
            id: leadRow

            x: width > 0 ? Theme.panelPadding : Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2
        }

        UiText {
            id: heading

            x: leadRow.x + leadRow.width + Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, actionRow.x - x - Theme.space2)
            role: "bodyLarge"
            weight: Font.DemiBold
            text: root.title
        }

        UiText {
            x: heading.x + heading.width + Theme.space2
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(0, actionRow.x - x - Theme.space2)
            role: "meta"
            tone: "text.muted"
            text: root.subtitle
        }

        Row {
            id: actionRow

            anchors.right: parent.right
            anchors.rightMargin: Theme.space3
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space2
        }

        Separator {
            anchors.bottom: parent.bottom
            width: parent.width
        }
    }

    Item {
        id: body

        anchors.fill: parent
        anchors.margins: Theme.hairline
        anchors.topMargin: header.height + Theme.hairline
    }
}
