// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// What the citizens wrote, as they wrote it: one entry a report of the case.
Card {
    id: root

    required property CaseModel model

    title: qsTr("Report")
    iconName: "message"
    note: root.model.address

    Repeater {
        model: root.model.reports

        Column {
            id: entry

            required property string code
            required property string channelLabel
            required property string typeLabel
            required property string text
            required property string receivedText
            required property string enteredBy
            required property string reporter

            width: parent ? parent.width : 0
            spacing: Theme.space1

            UiText {
                width: parent.width
                role: "bodyLarge"
                wrapMode: Text.Wrap
                text: entry.text
            }

            UiText {
                width: parent.width
                role: "meta"
                tone: "text.muted"
                text: Words.joined([entry.code, entry.reporter, entry.channelLabel, entry.typeLabel, entry.receivedText,
                    entry.enteredBy === "" ? "" : qsTr("typed by %1").arg(entry.enteredBy)])
            }
        }
    }

    UiText {
        width: parent.width
        visible: root.model.publicMessage !== ""
        role: "meta"
        tone: "text.secondary"
        wrapMode: Text.Wrap
        text: qsTr("Told to the citizen: %1").arg(root.model.publicMessage)
    }

    UiText {
        width: parent.width
        visible: root.model.positionText !== ""
        role: "meta"
        tone: "text.muted"
        text: root.model.positionText
    }
}
