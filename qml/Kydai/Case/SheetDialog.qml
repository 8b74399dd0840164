// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The action sheet in a window of its own: Ctrl Enter does it, Esc leaves and keeps the draft.
SheetFrame {
    id: root

    property ActionSheet sheet: null

    function present(newSheet) {
        root.sheet = newSheet
        root.open()
    }

    title: root.sheet ? root.sheet.title : ""
    subtitle: root.sheet ? root.sheet.subtitle : ""
    size: "medium"
    onOpened: {
        const form = forms.itemAt(0) as SheetForm
        if (form)
            form.focusFirst()
    }
    onSubmitted: if (root.sheet) root.sheet.submit()
    onClosed: {
        const gone = root.sheet
        root.sheet = null
        if (gone)
            gone.close()
    }
    actions: [
        ActionButton {
            text: qsTr("Cancel")
            keyText: "Esc"
            onClicked: root.close()
        },
        ActionButton {
            kind: root.sheet && root.sheet.danger ? "dangerFill" : "primary"
            text: root.sheet ? root.sheet.submitLabel : ""
            keyText: root.sheet ? root.sheet.submitKey : ""
            busy: root.sheet ? root.sheet.busy : false
            onClicked: if (root.sheet) root.sheet.submit()
        }
    ]

    Repeater {
        id: forms

        model: root.sheet !== null ? [root.sheet] : []

        SheetForm {
            id: form

            required property ActionSheet modelData

            width: parent ? parent.width : 0
            sheet: form.modelData
        }
    }

    Connections {
        target: root.sheet

        function onSubmitted() {
            root.close()
        }
    }
}
