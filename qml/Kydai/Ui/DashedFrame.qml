// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

// A dashed outline without shader or canvas: short rectangles along the four sides.
Item {
    id: root

    property color color: Theme.lineStrong
    readonly property int dash: Theme.space1
    readonly property int across: Math.max(0, Math.floor(root.width / (2 * root.dash)))
    readonly property int down: Math.max(0, Math.floor(root.height / (2 * root.dash)))

    Repeater {
        model: 2 * (root.across + root.down)

        Rectangle {
            required property int index
            readonly property bool flat: index < 2 * root.across
            readonly property int place: flat ? index >> 1 : (index - 2 * root.across) >> 1
            readonly property bool far: (index & 1) === 1

            x: flat ? place * 2 * root.dash + root.dash / 2 : far ? root.width - width : 0
            y: flat ? (far ? root.height - height : 0) : place * 2 * root.dash + root.dash / 2
            width: flat ? root.dash : Theme.hairline
            height: flat ? Theme.hairline : root.dash
            color: root.color
        }
    }
}
