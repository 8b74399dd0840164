// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// What must be known before the case goes on; the unticked ones become the question to the citizen.
Card {
    id: root

    required property CaseModel model

    title: qsTr("Information needed")
    iconName: "list"
    note: root.model.checklistText

    Repeater {
        model: root.model.checklist

        CheckField {
            id: box

            required property string code
            required property string label
            required property bool done
            required property bool canTick

            width: parent ? parent.width : 0
            text: box.label
            checked: box.done
            enabled: box.canTick
            onToggled: root.model.tick(box.code, box.checked)
        }
    }
}
