// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// Why the contact is needed; written to the audit log before the number is shown.
Column {
    id: root

    required property CaseModel model
    property bool open: false

    visible: root.open
    spacing: Theme.space2
    onVisibleChanged: if (visible) reason.input.forceActiveFocus()

    TextEntry {
        id: reason

        width: parent.width
        label: qsTr("Reason for showing the contact")
        maximumLength: 200
        required: true
        onAccepted: go.clicked()
    }

    Row {
        spacing: Theme.space2

        ActionButton {
            id: go

            kind: "primary"
            text: qsTr("Show for 30 seconds")
            keyText: "Enter"
            onClicked: {
                if (reason.text.trim() === "") {
                    reason.error = qsTr("Write the reason.")
                    return
                }
                reason.error = ""
                root.model.reveal(reason.text.trim())
                reason.text = ""
                root.open = false
            }
        }

        ActionButton {
            kind: "quiet"
            text: qsTr("Cancel")
            onClicked: root.open = false
        }
    }
}
