// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// The clock of the reader's own step, and the agency's beside it.
Card {
    id: root

    required property CaseModel model

    Row {
        width: parent.width
        spacing: Theme.space4

        SlaRing {
            id: ring

            anchors.verticalCenter: parent.verticalCenter
            size: Theme.ringLarge
            kind: root.model.slaKind
            fraction: root.model.slaFraction
            label: root.model.clockText
        }

        Column {
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - ring.width - agency.width - 2 * parent.spacing

            UiText {
                width: parent.width
                role: "heading"
                tone: root.model.clockTone
                text: root.model.clockText
            }

            UiText {
                width: parent.width
                role: "meta"
                tone: "text.muted"
                text: Words.joined([root.model.clockCaption, root.model.dueText])
            }
        }

        Column {
            id: agency

            anchors.verticalCenter: parent.verticalCenter
            visible: root.model.resolveDueText !== ""

            UiText {
                anchors.right: parent.right
                role: "strong"
                text: root.model.resolveText
            }

            UiText {
                anchors.right: parent.right
                role: "meta"
                tone: "text.muted"
                text: root.model.resolveDueText
            }
        }
    }

    Banner {
        width: parent.width
        visible: root.model.hasAsk
        tone: "warn"
        iconName: "help"
        title: root.model.askText
    }
}
