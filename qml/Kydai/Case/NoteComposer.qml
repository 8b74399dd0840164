// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// A note for colleagues, or a message to the citizen: never one mistaken for the other.
Column {
    id: root

    required property CaseModel model
    property string kind: "note"

    function takeFocus() {
        words.takeFocus()
    }

    function send() {
        const text = words.text.trim()
        if (text === "")
            return
        if (root.kind === "message")
            root.model.message(text)
        else
            root.model.note(text)
        words.text = ""
        root.model.setEditing(false)
    }

    padding: Theme.space3
    spacing: Theme.space2

    Separator {
        width: root.width - 2 * root.padding
    }

    SegmentedTabs {
        visible: !Desk.session.isAgency
        current: root.kind
        options: [
            { code: "note", label: qsTr("Internal note"), iconName: "lock" },
            { code: "message", label: qsTr("Message to the citizen"), iconName: "eye" }
        ]
        onChosen: code => root.kind = code
    }

    TextPane {
        id: words

        function takeFocus() {
            words.input.forceActiveFocus()
        }

        width: root.width - 2 * root.padding
        lines: 2
        limit: 2000
        placeholder: root.kind === "message" ? qsTr("The citizen will read this") : qsTr("Only colleagues read this")
        onEdited: root.model.setEditing(text !== "")
        onSubmitted: root.send()
    }

    Row {
        spacing: Theme.space2

        ActionButton {
            compact: true
            iconName: root.kind === "message" ? "send" : "note"
            text: root.kind === "message" ? qsTr("Send") : qsTr("Add the note")
            keyText: "Ctrl Enter"
            onClicked: root.send()
        }
    }
}
