// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

// Loading: nothing at once, then the rows' places, then words. Nothing moves.
Column {
    id: root

    property bool active: true
    property int rows: 3
    property string wordText: qsTr("Loading")
    property bool shown: false
    property bool worded: false

    spacing: Theme.space3
    visible: root.active && root.shown
    Accessible.role: Accessible.ProgressBar
    Accessible.name: root.wordText
    onActiveChanged: {
        root.shown = false
        root.worded = false
    }

    Timer {
        interval: Theme.waitSkeleton
        running: root.active
        onTriggered: root.shown = true
    }

    Timer {
        interval: Theme.waitWords
        running: root.active
        onTriggered: root.worded = true
    }

    Repeater {
        model: root.rows

        Item {
            id: line

            required property int index
            // Uneven ends look like text; the same every time, so that nothing jumps.
            readonly property real share: [0.9, 0.7, 0.8][index % 3]

            width: root.width
            height: Theme.space6

            Dot {
                id: place

                anchors.verticalCenter: parent.verticalCenter
                size: Theme.ring
                color: Theme.bgRaised
            }

            Rectangle {
                x: place.width + Theme.space3
                y: Theme.space1
                width: (line.width - x) * line.share
                height: Theme.space3
                radius: Theme.radiusChip
                color: Theme.bgRaised
            }

            Rectangle {
                x: place.width + Theme.space3
                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.space1
                width: (line.width - x) * line.share / 2
                height: Theme.space2
                radius: Theme.radiusChip
                color: Theme.bgHover
            }
        }
    }

    UiText {
        visible: root.worded
        role: "meta"
        tone: "text.muted"
        text: root.wordText
    }
}
