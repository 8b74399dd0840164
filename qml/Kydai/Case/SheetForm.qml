// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The fields of an action, made from what its row of the workflow table demands.
Column {
    id: root

    required property ActionSheet sheet

    function focusFirst() {
        for (let i = 0; i < fields.count; ++i) {
            const field = fields.itemAt(i) as SheetField
            if (field && field.visible) {
                field.takeFocus()
                return
            }
        }
    }

    spacing: Theme.space3

    Banner {
        width: parent.width
        visible: root.sheet.restored
        tone: "info"
        iconName: "history"
        title: qsTr("Your draft was kept and is filled in.")
    }

    Repeater {
        id: fields

        model: root.sheet

        SheetField {
            width: root.width
            sheet: root.sheet
        }
    }

    Card {
        width: parent.width
        visible: root.sheet.composed !== ""
        iconName: "copy"
        title: qsTr("Text for the receiver")

        UiText {
            width: parent.width
            wrapMode: Text.Wrap
            text: root.sheet.composed
        }
    }

    Card {
        width: parent.width
        visible: root.sheet.duplicates.length > 0
        iconName: "merge"
        title: qsTr("May be known already")

        Repeater {
            model: root.sheet.duplicates

            UiText {
                id: known

                required property var modelData

                width: parent ? parent.width : 0
                role: "meta"
                text: known.modelData.code + " · " + known.modelData.title
            }
        }
    }

    UiText {
        width: parent.width
        visible: text !== ""
        role: "meta"
        tone: "text.muted"
        wrapMode: Text.Wrap
        text: Words.joined([root.sheet.note, root.sheet.savedText])
    }

    InlineError {
        width: parent.width
        visible: root.sheet.error !== ""
        text: root.sheet.error
    }

    Connections {
        target: root.sheet

        function onFirstErrorAt(row) {
            const field = fields.itemAt(row) as SheetField
            if (field)
                field.takeFocus()
        }
    }
}
