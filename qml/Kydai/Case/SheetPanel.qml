// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The same sheet docked beside the case: an officer writes the result with the report in sight.
Card {
    id: root

    property ActionSheet sheet: null

    title: root.sheet ? root.sheet.title : ""
    note: root.sheet ? root.sheet.savedText : ""

    Repeater {
        model: root.sheet !== null ? [root.sheet] : []

        SheetForm {
            id: form

            required property ActionSheet modelData

            width: parent ? parent.width : 0
            sheet: form.modelData
        }
    }

    ActionButton {
        width: parent.width
        large: true
        kind: "primary"
        iconName: "send"
        text: root.sheet ? root.sheet.submitLabel : ""
        keyText: root.sheet ? root.sheet.submitKey : ""
        busy: root.sheet ? root.sheet.busy : false
        onClicked: if (root.sheet) root.sheet.submit()
    }
}
