// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Map
import Kydai.Ui

// Code, title and place of what is under the pointer.
Rectangle {
    id: root

    required property CaseFeed feed
    property var cases: []
    property point at
    property real room: 0   // width of the map

    visible: list.count > 0
    implicitWidth: Math.min(Theme.px(340), column.implicitWidth + 2 * Theme.space3)
    implicitHeight: column.implicitHeight + 2 * Theme.space2
    x: Math.max(0, Math.min(root.room - width, root.at.x + Theme.space4))
    y: Math.max(0, root.at.y - height - Theme.space4)
    radius: Theme.radiusControl
    color: Theme.bgPopover
    border.color: Theme.accentText
    border.width: Theme.hairline

    PlaceList {
        id: list

        feed: root.feed
        cases: root.cases
    }

    Column {
        id: column

        x: Theme.space3
        y: Theme.space2
        spacing: Theme.space2

        Repeater {
            model: list

            Column {
                id: entry

                required property string code
                required property string title
                required property string address
                required property string areaLabel
                required property string stateLabel

                UiText {
                    width: Math.min(implicitWidth, Theme.px(316))
                    role: "meta"
                    weight: Font.DemiBold
                    text: entry.code + " · " + entry.stateLabel
                }

                UiText {
                    width: Math.min(implicitWidth, Theme.px(316))
                    role: "meta"
                    text: entry.title
                }

                UiText {
                    width: Math.min(implicitWidth, Theme.px(316))
                    role: "meta"
                    tone: "text.secondary"
                    text: entry.address !== "" ? entry.address : entry.areaLabel
                }
            }
        }
    }
}
