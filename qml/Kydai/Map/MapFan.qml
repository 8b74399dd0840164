// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Map
import Kydai.Ui

// The hands and the names of a fan: the map draws its pins, each is chosen here. Arrows go round,
// Enter chooses, Esc closes.
FocusScope {
    id: root

    required property CaseFeed feed
    required property MapView map
    readonly property int most: 12
    readonly property int current: root.map.fanCurrent
    readonly property var told: root.visible && root.current >= 0 && root.current < list.count ? [list.cases[root.current]] : []
    readonly property point toldAt: root.visible && root.current >= 0 ? root.headOf(root.current) : Qt.point(0, 0)

    signal chosen(string caseId)
    signal closed

    function show(cases): void {
        list.cases = cases
        root.map.fan = cases
        root.visible = true
        root.forceActiveFocus()
    }

    function close(): void {
        if (!root.visible)
            return
        const focused = root.activeFocus
        root.visible = false
        root.map.fan = []
        list.cases = []
        if (focused)
            root.closed()
    }

    function headOf(at: int): point {
        const tip = root.map.fanOffsets[at] ?? Qt.point(0, 0)
        return Qt.point(root.map.fanAt.x + tip.x, root.map.fanAt.y + tip.y - Theme.px(20))
    }

    function step(by: int): void {
        root.map.fanCurrent = (root.current + by + list.count) % list.count
    }

    visible: false
    Accessible.role: Accessible.Grouping
    Accessible.name: qsTr("%n reports on one spot", "", list.count)

    Keys.onRightPressed: root.step(1)
    Keys.onDownPressed: root.step(1)
    Keys.onLeftPressed: root.step(-1)
    Keys.onUpPressed: root.step(-1)
    Keys.onReturnPressed: root.chosen(list.idAt(root.current))
    Keys.onEnterPressed: root.chosen(list.idAt(root.current))
    Keys.onEscapePressed: root.close()

    PlaceList {
        id: list

        feed: root.feed
        onCasesChanged: {
            if (!root.visible)
                return
            if (count < 2)
                root.close()
            else
                root.map.fan = cases
        }
    }

    Repeater {
        model: list

        Item {
            id: leg

            required property int index
            required property string caseId
            required property string accessibleText
            readonly property point head: root.headOf(leg.index)

            x: leg.head.x - width / 2
            y: leg.head.y - height / 2
            width: Theme.hitTarget
            height: Theme.hitTarget
            Accessible.role: Accessible.Button
            Accessible.name: leg.accessibleText
            Accessible.focusable: true
            Accessible.focused: root.activeFocus && root.current === leg.index
            Accessible.onPressAction: root.chosen(leg.caseId)

            HoverHandler {
                onHoveredChanged: {
                    if (hovered)
                        root.map.fanCurrent = leg.index
                }
            }

            TapHandler {
                gesturePolicy: TapHandler.ReleaseWithinBounds
                onTapped: root.chosen(leg.caseId)
            }
        }
    }
}
