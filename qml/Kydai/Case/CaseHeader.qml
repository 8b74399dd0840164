// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// Code, title, state and facts; who else is here; the steps of the case.
PanelFrame {
    id: root

    required property CaseModel model

    headerVisible: false
    implicitHeight: column.height + 2 * Theme.space4
    height: implicitHeight

    Column {
        id: column

        x: Theme.panelPadding
        y: Theme.space4
        width: parent.width - 2 * Theme.panelPadding
        spacing: Theme.space3

        Item {
            width: parent.width
            height: Math.max(titleRow.height, people.height)

            Row {
                id: titleRow

                width: parent.width - people.width - Theme.space4
                spacing: Theme.space3

                UiText {
                    id: code

                    anchors.baseline: title.baseline
                    tone: "text.muted"
                    text: root.model.code
                }

                UiText {
                    id: title

                    width: titleRow.width - code.width - titleRow.spacing
                    role: "title"
                    wrapMode: Text.Wrap
                    maximumLineCount: 2
                    text: root.model.title
                    Accessible.role: Accessible.Heading
                    Accessible.name: text
                }
            }

            Row {
                id: people

                anchors.right: parent.right
                spacing: Theme.space2

                Tag {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.model.pending
                    tone: "warn"
                    iconName: "arrow-up"
                    text: root.model.pendingText
                }

                Tag {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.model.stale !== ""
                    tone: "outline"
                    iconName: "clock"
                    text: root.model.stale
                }

                Tag {
                    anchors.verticalCenter: parent.verticalCenter
                    visible: root.model.claimText !== ""
                    tone: root.model.claimMine ? "accent" : "neutral"
                    iconName: "user"
                    text: root.model.claimText
                }

                Repeater {
                    model: root.model.viewers

                    Tag {
                        required property var modelData

                        anchors.verticalCenter: parent?.verticalCenter
                        tone: modelData.stale ? "warn" : "outline"
                        iconName: modelData.state === "editing" ? "edit" : modelData.state === "call" ? "phone" : "eye"
                        text: modelData.text
                    }
                }
            }
        }

        CaseFacts {
            width: parent.width
            model: root.model
        }

        Stepper {
            width: parent.width
            visible: root.model.steps.length > 0 && root.width > Theme.casePanel
            steps: root.model.steps
        }
    }
}
