// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// One class of the wards: its colour, its range and how many wards are in it.
Item {
    id: root

    required property int level   // 0 to 4; -1: no figure
    required property string range
    required property int wards
    readonly property var inks: [Theme.seq2, Theme.seq3, Theme.seq4, Theme.seq5, Theme.seq6]

    implicitHeight: Math.max(Theme.lineHeightMeta, swatch.height)
    Accessible.role: Accessible.StaticText
    Accessible.name: words.text + ", " + amount.text

    Rectangle {
        id: swatch

        anchors.verticalCenter: parent.verticalCenter
        width: Theme.space5
        height: Theme.space3
        clip: true
        color: root.level < 0 ? Theme.transparent : root.inks[root.level]
        border.width: Theme.hairline
        border.color: Theme.lineStrong

        // The same strokes as on the map, so that it is no matter of colour.
        Repeater {
            model: root.level < 0 ? 4 : 0

            Rectangle {
                required property int index

                x: index * Theme.space2 - Theme.space1
                y: -Theme.space2
                width: Theme.hairline
                height: 2 * swatch.width
                rotation: 45
                color: Theme.textMuted
            }
        }
    }

    UiText {
        id: words

        anchors { left: swatch.right; leftMargin: Theme.space2; verticalCenter: parent.verticalCenter }
        role: "meta"
        text: root.level < 0 ? qsTr("no figure") : root.range
    }

    UiText {
        id: amount

        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        role: "meta"
        tone: "text.muted"
        text: qsTr("%1 wards").arg(Desk.texts.count(root.wards))
    }
}
