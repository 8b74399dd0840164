// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

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
        model: root.options

        CheckField {
            id: box

            required property var modelData

            text: box.modelData.label
            checked: root.values.includes(box.modelData.code)
            onToggled: root.put(box.modelData.code, box.checked)
        }
    }

    InlineError {
        width: parent.width
        visible: root.error !== ""
        text: root.error
    }
}
