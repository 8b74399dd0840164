// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// What is known of the case in one, two or three columns, by the width there is.
Item {
    id: root

    required property CaseModel model
    property bool agencyLayout: false
    property ActionSheet docked: null
    property Component placeView: null
    readonly property bool wide: root.width >= Theme.casePanel * 2
    readonly property bool narrow: root.width < Theme.casePanel * 1.4
    readonly property int columnCount: root.wide ? 3 : root.narrow ? 1 : 2
    readonly property real sideWidth: (root.width - (root.columnCount - 1) * Theme.panelGap) / root.columnCount

    readonly property real historyRoom: Math.min(root.height * 0.38, Theme.queueRow * 5)  // in one column

    signal imageWanted(int row)
    signal actionWanted(string action)

    function focusNote() {
        timeline.focusNote()
    }

    ScrollArea {
        id: left

        width: root.sideWidth
        height: root.narrow ? root.height - root.historyRoom - Theme.panelGap : root.height
        spacing: Theme.panelGap

        ClockCard {
            width: parent.width
            visible: root.narrow
            model: root.model
        }

        CaseStory {
            width: parent.width
            model: root.model
            agencyLayout: root.agencyLayout
            placeView: root.placeView
            compact: root.narrow
            onImageWanted: row => root.imageWanted(row)
        }

        Repeater {
            model: root.narrow ? 1 : 0

            CaseDuties {
                width: parent ? parent.width : 0
                model: root.model
                docked: root.docked
                clockShown: false
            }
        }
    }

    TimelinePanel {
        id: timeline

        x: root.narrow ? 0 : root.wide ? root.sideWidth + Theme.panelGap : parent.width - width
        y: root.narrow ? root.height - root.historyRoom : root.wide ? 0 : right.height + Theme.panelGap
        width: root.sideWidth
        height: root.height - y
        model: root.model
        visible: height > Theme.queueRow
    }

    ScrollArea {
        id: right

        anchors.right: parent.right
        visible: !root.narrow
        width: root.sideWidth
        height: root.wide ? parent.height : Math.min(contentHeight, parent.height * (root.docked ? 1 : 0.55))
        spacing: Theme.panelGap

        CaseDuties {
            width: parent.width
            model: root.model
            docked: root.docked
        }
    }
}
