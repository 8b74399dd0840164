// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Map
import Kydai.Ui

// Bars of the last day; dragging over them chooses a span, Left and Right move it by an hour.
Item {
    id: root

    required property Arrivals arrivals
    property double fromMs: 0
    property double toMs: 0
    readonly property double span: root.arrivals.endMs - root.arrivals.startMs
    readonly property bool narrowed: root.fromMs > 0 || root.toMs > 0
    readonly property real barWidth: root.width / 96

    signal chosen(double fromMs, double toMs)

    function msAt(x: real): double {
        const bin = Math.max(0, Math.min(96, Math.round(x / root.width * 96)))
        return root.arrivals.startMs + bin * root.arrivals.binMs
    }

    function move(by: double): void {
        if (!root.narrowed)
            return
        root.chosen(root.fromMs + by, (root.toMs > 0 ? root.toMs : root.arrivals.endMs) + by)
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Slider
    Accessible.name: qsTr("Time of arrival")
    Accessible.description: qsTr("Reports of the last day by quarter of an hour")
    Keys.onLeftPressed: root.move(-3600000)
    Keys.onRightPressed: root.move(3600000)

    Repeater {
        model: root.arrivals.bins

        Rectangle {
            id: bar

            required property int index
            required property int modelData
            readonly property double at: root.arrivals.startMs + index * root.arrivals.binMs
            readonly property bool inside: bar.at >= root.fromMs && (root.toMs === 0 || bar.at < root.toMs)

            x: index * root.barWidth
            anchors.bottom: labels.top
            anchors.bottomMargin: Theme.space1
            width: Math.max(Theme.hairline, root.barWidth - Theme.hairline)
            height: Theme.hairline + (labels.y - 2 * Theme.space1) * modelData / Math.max(1, root.arrivals.highest)
            color: !bar.inside ? Theme.lineStrong : root.narrowed ? Theme.accentText : Theme.textMuted
        }
    }

    Item {
        id: labels

        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.lineHeightMicro

        Repeater {
            model: root.arrivals.ticks

            UiText {
                required property double modelData

                x: (modelData - root.arrivals.startMs) / root.span * root.width
                visible: x + implicitWidth < root.width
                role: "micro"
                tone: "text.secondary"
                text: Desk.texts.time(modelData)
            }
        }
    }

    MouseArea {
        property double begun

        anchors.fill: parent
        cursorShape: Qt.IBeamCursor
        onPressed: mouse => begun = root.msAt(mouse.x)
        onPositionChanged: mouse => {
            const now = root.msAt(mouse.x)
            if (now !== begun)
                root.chosen(Math.min(begun, now), Math.max(begun, now))
        }
        onClicked: mouse => {
            if (root.msAt(mouse.x) === begun && !root.narrowed)
                root.chosen(begun - root.arrivals.binMs, begun + root.arrivals.binMs)
        }
        onDoubleClicked: root.chosen(0, 0)
    }

    FocusRing {
        shown: root.activeFocus
    }
}
