// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// What is known of the case in two or three columns, by the width there is.
Item {
    id: root

    required property CaseModel model
    property bool agencyLayout: false
    property ActionSheet docked: null
    readonly property bool wide: root.width >= Theme.casePanel * 2
    readonly property int columnCount: root.wide ? 3 : 2
    readonly property real sideWidth: (root.width - (root.columnCount - 1) * Theme.panelGap) / root.columnCount

    signal imageWanted(int row)
    signal actionWanted(string action)

    function focusNote() {
        timeline.focusNote()
    }

    ScrollArea {
        id: left

        width: root.sideWidth
        height: parent.height
        spacing: Theme.panelGap

        AgencyRequest {
            width: parent.width
            model: root.model
        }

        EvidencePanel {
            width: parent.width
            model: root.model
            onImageWanted: row => root.imageWanted(row)
        }

        ReportsCard {
            width: parent.width
            model: root.model
        }

        ContactCard {
            width: parent.width
            visible: !root.agencyLayout && !Desk.session.isAgency
            model: root.model
        }

        NearbyCard {
            width: parent.width
            model: root.model
        }
    }

    TimelinePanel {
        id: timeline

        x: root.wide ? root.sideWidth + Theme.panelGap : parent.width - width
        y: root.wide ? 0 : right.height + Theme.panelGap
        width: root.sideWidth
        height: parent.height - y
        model: root.model
        visible: height > Theme.queueRow
    }

    ScrollArea {
        id: right

        anchors.right: parent.right
        width: root.sideWidth
        height: root.wide ? parent.height : Math.min(contentHeight, parent.height * (root.docked ? 1 : 0.55))
        spacing: Theme.panelGap

        ClockCard {
            width: parent.width
            model: root.model
        }

        SheetPanel {
            width: parent.width
            visible: root.docked !== null
            sheet: root.docked
        }

        ResultCard {
            width: parent.width
            model: root.model
        }

        ChecklistCard {
            width: parent.width
            visible: !Desk.session.isAgency && root.model.checklist.count > 0
            model: root.model
        }

        AgenciesCard {
            width: parent.width
            model: root.model
        }

        DeadlineCard {
            width: parent.width
            model: root.model
        }
    }
}
