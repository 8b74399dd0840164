// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// The reporter's contact: masked; revealing needs a reason, is recorded and lasts 30 seconds.
Card {
    id: root

    required property CaseModel model

    title: qsTr("Reporter")
    iconName: "user"

    Row {
        width: parent.width
        spacing: Theme.space3

        UiText {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - buttons.width - parent.spacing
            text: root.model.revealed ? root.model.revealedName + " · " + root.model.revealedPhone
                : root.model.hasContact ? root.model.reporterName + " · " + root.model.reporterMasked
                : qsTr("No contact was left.")
        }

        Row {
            id: buttons

            spacing: Theme.space2

            ActionButton {
                visible: root.model.hasContact && !root.model.revealed
                compact: true
                iconName: "eye"
                text: qsTr("Show (recorded)")
                busy: root.model.revealing
                enabledReason: root.model.revealRefusal
                onClicked: form.open = true
            }

            ActionButton {
                visible: root.model.revealed
                compact: true
                iconName: "eye-off"
                text: qsTr("Hide · %1 s").arg(root.model.revealSecondsLeft)
                onClicked: root.model.hideContact()
            }
        }
    }

    RevealForm {
        id: form

        width: parent.width
        model: root.model
    }

    InlineError {
        width: parent.width
        visible: root.model.revealError !== ""
        text: root.model.revealError
    }
}
