// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// A note for colleagues, or a message to the citizen: never one mistaken for the other.
Column {
    id: root

    required property CaseModel model
    property string kind: "note"
    readonly property string caseId: root.model.caseId

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

    Connections {
        target: root.model

        function onDraftsRead() {
            if (words.text === "")
                root.load()
        }
    }

    // Another case, another kind: its own text, never that of the one before.
    function load() {
        words.text = root.model.draftOf(root.kind)
    }

    onKindChanged: root.load()
    onCaseIdChanged: root.load()
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
        onEdited: {
            root.model.setEditing(text !== "")
            root.model.keepDraft(root.kind, text)
        }
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
