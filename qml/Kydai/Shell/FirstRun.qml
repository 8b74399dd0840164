// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// First start on a device: what is being loaded, what was checked, how it shall look.
FocusScope {
    id: root

    focus: true

    Component.onCompleted: go.forceActiveFocus(Qt.TabFocusReason)

    PanelFrame {
        anchors.centerIn: parent
        width: Math.min(parent.width - 2 * Theme.space8, Theme.casePanel * 2.4)
        height: Math.min(parent.height - 2 * Theme.space8, Theme.casePanel * 1.45)
        headerVisible: false

        Column {
            id: loadColumn

            x: Theme.space7
            y: Theme.space7
            width: parent.width - checkColumn.width - 3 * Theme.space7
            spacing: Theme.space4

            UiText {
                width: parent.width
                role: "heading"
                text: qsTr("Loading the working data onto this device")
                Accessible.role: Accessible.Heading
            }

            UiText {
                width: parent.width
                tone: "text.secondary"
                wrapMode: Text.Wrap
                text: qsTr("The device keeps a copy, so that search is instant and work goes on without the network. The Centre keeps 90 days, an agency its own open work.")
            }

            Row {
                spacing: Theme.space4

                UiText {
                    role: "kpi"
                    text: Math.round(Desk.sync.progress * 100) + " %"
                }

                UiText {
                    anchors.verticalCenter: parent.verticalCenter
                    tone: "text.secondary"
                    text: Desk.sync.progressText
                }
            }

            ConfidenceBar {
                width: parent.width
                value: Desk.sync.progress
                label: qsTr("Loaded")
            }

            Repeater {
                model: Desk.device.fill

                Item {
                    id: entry

                    required property var modelData

                    width: loadColumn.width
                    height: names.height

                    Column {
                        id: names

                        width: parent.width - amount.width - Theme.space4

                        UiText {
                            role: "strong"
                            text: entry.modelData.label
                        }

                        UiText {
                            width: parent.width
                            role: "meta"
                            tone: "text.muted"
                            text: entry.modelData.detail
                        }
                    }

                    UiText {
                        id: amount

                        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                        tone: entry.modelData.done ? "ok" : "text.secondary"
                        text: entry.modelData.text
                    }
                }
            }
        }

        ActionButton {
            id: go

            anchors { right: checkColumn.left; rightMargin: Theme.space7; bottom: parent.bottom; bottomMargin: Theme.space7 }
            kind: "primary"
            large: true
            focus: true
            text: Desk.sync.firstFill ? qsTr("Go on, load the rest in the background") : qsTr("Start")
            keyText: "Enter"
            onClicked: Desk.settings.firstRunDone = true
        }

        FirstRunChecks {
            id: checkColumn

            anchors { right: parent.right; top: parent.top; bottom: parent.bottom; margins: Theme.space6 }
            width: Theme.queuePanel * 0.8
        }
    }
}
