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

    Loader {
        id: loader

        width: parent.width
        active: root.sheet !== null
        sourceComponent: SheetForm {
            width: loader.width
            sheet: root.sheet
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
