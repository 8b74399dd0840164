// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import QtQuick.Templates as T
import Kydai.Ui

T.AbstractButton {
    id: root

    property string iconName
    property string keyText
    property int count: 0
    property bool urgent: false
    property bool selected: false

    height: Theme.railItem
    Accessible.role: Accessible.PageTab
    Accessible.name: root.count > 0 ? root.text + ", " + root.count : root.text
    Accessible.selected: root.selected

    background: Rectangle {
        color: root.hovered ? Theme.bgHover : Theme.transparent

        Rectangle {
            y: Theme.space2
            width: Theme.selectionBar
            height: parent.height - 2 * Theme.space2
            visible: root.selected
            color: Theme.accentText
        }

        FocusRing {
            gap: -Theme.focusWidth
            shown: root.visualFocus
        }
    }

    contentItem: Item {
        Column {
            anchors.centerIn: parent
            spacing: Theme.space1

            Icon {
                anchors.horizontalCenter: parent.horizontalCenter
                name: root.iconName
                size: Theme.iconRail
                color: root.selected ? Theme.accentText : Theme.textMuted
            }

            UiText {
                width: root.width
                horizontalAlignment: Text.AlignHCenter
                role: "micro"
                tone: root.selected ? "text.primary" : "text.muted"
                text: root.text
            }
        }

        Badge {
            x: root.width / 2 + Theme.space1
            y: Theme.space1
            tone: root.urgent ? "danger" : "neutral"
            text: root.count > 0 ? root.count : ""
        }
    }

    Tooltip {
        text: root.text
        keyText: root.keyText
        visible: root.hovered && root.keyText !== ""
    }
}
