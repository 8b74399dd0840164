// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// Several of a short list: documents of a category, questions of the checklist.
Column {
    id: root

    property string label
    property string error
    property var options: []
    property var values: []

    signal edited(var values)

    function takeFocus() {
        if (boxes.count > 0)
            boxes.itemAt(0).forceActiveFocus()
    }

    function put(code, on) {
        const rest = root.values.filter(v => v !== code)
        root.edited(on ? rest.concat([code]) : rest)
    }

    spacing: Theme.space1
    visible: root.options.length > 0

    UiText {
        role: "meta"
        tone: "text.secondary"
        text: root.label
    }

    Repeater {
        id: boxes

        model: root.options

        CheckField {
            required property var modelData

            text: modelData.label
            checked: root.values.includes(modelData.code)
            onToggled: root.put(modelData.code, checked)
        }
    }

    InlineError {
        width: parent.width
        visible: root.error !== ""
        text: root.error
    }
}
