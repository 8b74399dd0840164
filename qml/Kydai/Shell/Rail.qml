// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The workspaces this account has; nothing that does not work is drawn.
Rectangle {
    id: root

    property string current

    signal chosen(string code)
    signal keysWanted

    color: Theme.bgRail
    Accessible.role: Accessible.PageTabList
    Accessible.name: qsTr("Workspaces")

    Separator {
        anchors.right: parent.right
        vertical: true
        height: parent.height
    }

    BrandMark {
        id: mark

        anchors.horizontalCenter: parent.horizontalCenter
        y: (Theme.topBar - height) / 2
        size: Theme.iconRail + Theme.space1
    }

    Column {
        y: Theme.topBar + Theme.space2
        width: parent.width

        Repeater {
            model: Desk.workspaces

            RailItem {
                id: entry

                required property string code
                required property string label
                required property int badge
                required property int urgentBadge
                required iconName
                required keyText

                width: root.width
                text: entry.label
                count: entry.urgentBadge > 0 ? entry.urgentBadge : entry.badge
                urgent: entry.urgentBadge > 0
                selected: root.current === entry.code
                onClicked: root.chosen(entry.code)
            }
        }
    }

    Column {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.space2
        width: parent.width

        RailItem {
            width: root.width
            iconName: Theme.dark ? "moon" : "sun"
            text: qsTr("Theme")
            onClicked: Desk.settings.theme = Theme.dark ? "light" : "dark"
        }

        RailItem {
            width: root.width
            iconName: "keyboard"
            text: qsTr("Keys")
            keyText: "F1"
            onClicked: root.keysWanted()
        }
    }
}
