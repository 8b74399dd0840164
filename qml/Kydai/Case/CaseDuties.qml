// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// What is to be done: the clock, the sheet in hand, result, checklist, agencies, deadline.
Column {
    id: root

    required property CaseModel model
    property ActionSheet docked: null
    property bool clockShown: true

    spacing: Theme.panelGap

    ClockCard {
        width: parent.width
        visible: root.clockShown
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
