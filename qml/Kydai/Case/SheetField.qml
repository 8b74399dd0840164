// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// One field of a sheet, by its kind. The value lives in the sheet; this only shows and sends it.
Column {
    id: root

    required property ActionSheet sheet
    required property var model
    readonly property string kind: root.model.kind
    readonly property var picks: root.kind === "category" ? Desk.directory.categories
        : root.kind === "agency" ? Desk.directory.agencies
        : root.kind === "area" ? Desk.directory.areas : root.model.choices

    readonly property string look: {
        switch (root.kind) {
        case "text":
            return "text"
        case "choice":
            return root.model.choices.length <= 6 ? "radio" : "combo"
        case "category":
        case "agency":
        case "area":
            return "combo"
        case "agencies":
            return "many"
        case "documents":
        case "ticks":
            return "ticks"
        case "files":
            return "files"
        case "flag":
            return "flag"
        default:
            return "line"
        }
    }

    function takeFocus() {
        const next = root.nextItemInFocusChain(true)
        if (next)
            next.forceActiveFocus()
    }

    function put(value) {
        root.sheet.setValue(root.model.code, value)
    }

    visible: root.model.visible

    Repeater {
        model: root.look === "line" ? 1 : 0

        TextEntry {
            width: root.width
            label: root.model.label
            required: root.model.required
            help: root.model.hint
            error: root.model.error
            text: root.model.value ?? ""
            maximumLength: root.model.maximum > 0 ? root.model.maximum : 300
            onEdited: root.put(text)
        }
    }

    Repeater {
        model: root.look === "text" ? 1 : 0

        TextPane {
            width: root.width
            label: root.model.label
            required: root.model.required
            help: root.model.hint
            error: root.model.error
            text: root.model.value ?? ""
            limit: root.model.maximum
            lines: Math.max(2, root.model.lines)
            onEdited: root.put(text)
            onSubmitted: root.sheet.submit()
        }
    }

    Repeater {
        model: root.look === "radio" ? 1 : 0

        Column {
            width: root.width
            spacing: Theme.space1

            RadioRow {
                id: group

                width: parent.width
                columns: root.model.choices.length > 3 ? 2 : root.model.choices.length
                label: root.model.required ? root.model.label + " *" : root.model.label
                options: root.model.choices
                current: root.model.value ?? ""
                onChosen: code => root.put(code)
            }

            InlineError {
                width: parent.width
                visible: root.model.error !== ""
                text: root.model.error
            }
        }
    }

    Repeater {
        model: root.look === "combo" ? 1 : 0

        ComboField {
            width: root.width
            label: root.model.label
            required: root.model.required
            error: root.model.error
            model: root.picks
            current: root.model.value ?? ""
            matches: (query, text) => Desk.directory.matches(query, text)
            onChosen: code => root.put(code)
        }
    }

    Repeater {
        model: root.look === "many" ? 1 : 0

        ManyField {
            width: root.width
            label: root.model.label
            error: root.model.error
            options: Desk.directory.agencies
            values: root.model.value ?? []
            onEdited: values => root.put(values)
        }
    }

    Repeater {
        model: root.look === "ticks" ? 1 : 0

        TicksField {
            width: root.width
            label: root.model.label
            error: root.model.error
            options: root.model.choices
            values: root.model.value ?? []
            onEdited: values => root.put(values)
        }
    }

    Repeater {
        model: root.look === "files" ? 1 : 0

        FilesField {
            width: root.width
            label: root.model.label
            error: root.model.error
            files: root.model.files
            onAdded: urls => root.sheet.addFiles(root.model.code, urls)
            onPasted: picture => root.sheet.addPasted(root.model.code, picture, qsTr("Pasted picture") + ".png")
            onRemoved: sha256 => root.sheet.removeFile(root.model.code, sha256)
        }
    }

    Repeater {
        model: root.look === "flag" ? 1 : 0

        CheckField {
            width: root.width
            text: root.model.label
            checked: root.model.value === true
            onToggled: root.put(checked)
        }
    }
}
