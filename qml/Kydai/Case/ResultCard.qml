// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The agency's answer: text, letter, documents, and what the citizen will read.
Card {
    id: root

    required property CaseModel model

    visible: root.model.resultText !== ""
    iconName: "paper"
    title: qsTr("Result")
    note: root.model.resultStamp

    UiText {
        width: parent.width
        role: "bodyLarge"
        wrapMode: Text.Wrap
        text: root.model.resultText
    }

    UiText {
        width: parent.width
        visible: text !== ""
        role: "meta"
        tone: "text.secondary"
        wrapMode: Text.Wrap
        text: Words.joined([root.model.letterText, root.model.resultDoneText, root.model.resultAuthor])
    }

    Repeater {
        model: root.model.documents

        Row {
            id: doc

            required property var modelData

            spacing: Theme.space2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: doc.modelData.attached ? "check" : "warning"
                size: Theme.iconSmall
                color: doc.modelData.attached ? Theme.okText : Theme.warnText
            }

            UiText {
                role: "meta"
                text: doc.modelData.label
            }
        }
    }

    UiText {
        width: parent.width
        visible: root.model.waiver !== ""
        role: "meta"
        tone: "warn"
        wrapMode: Text.Wrap
        text: qsTr("Without documents: %1").arg(root.model.waiver)
    }

    Card {
        width: parent.width
        visible: root.model.publicPreview !== "" && !Desk.session.isAgency
        iconName: "eye"
        title: root.model.published ? qsTr("The citizen reads") : qsTr("The citizen will read")

        UiText {
            width: parent.width
            role: "body"
            wrapMode: Text.Wrap
            text: root.model.publicPreview
        }
    }

    UiText {
        width: parent.width
        visible: root.model.ratingLabel !== ""
        role: "meta"
        tone: "text.secondary"
        wrapMode: Text.Wrap
        text: root.model.ratingText === "" ? root.model.ratingLabel : root.model.ratingLabel + ": " + root.model.ratingText
    }
}
