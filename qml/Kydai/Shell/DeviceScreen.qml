// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Templates as T
import Kydai.Desk
import Kydai.Ui

// This device: what is kept on it, drafts, how it looks and sounds, its checks.
FocusScope {
    id: root

    readonly property real columnWidth: (root.width - 2 * Theme.panelGap) / 3

    PanelFrame {
        width: root.columnWidth
        height: parent.height
        title: qsTr("Data on this device")
        subtitle: Desk.sync.cacheBytesText

        ScrollArea {
            anchors { fill: parent; margins: Theme.panelPadding }
            spacing: Theme.space3

            Repeater {
                model: Desk.device.fill

                Item {
                    id: entry

                    required property var modelData

                    width: parent ? parent.width : 0
                    height: names.height

                    Column {
                        id: names

                        width: parent.width - amount.width - Theme.space3

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

            UiText {
                width: parent.width
                role: "meta"
                tone: "text.muted"
                wrapMode: Text.Wrap
                text: Desk.device.profilePath
            }
        }
    }

    PanelFrame {
        x: root.columnWidth + Theme.panelGap
        width: root.columnWidth
        height: parent.height
        title: qsTr("Drafts")
        subtitle: Desk.drafts.count

        ListView {
            id: drafts

            anchors.fill: parent
            clip: true
            model: Desk.drafts
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollHandle {}
            delegate: Item {
                id: draft

                required property string draftId
                required property string caseCode
                required property string actionLabel
                required property string preview
                required property string atText

                width: ListView.view.width
                height: Theme.queueRow

                RowSurface {
                    anchors.fill: parent
                }

                Column {
                    anchors { left: parent.left; right: bin.left; verticalCenter: parent.verticalCenter; margins: Theme.space4 }

                    UiText {
                        width: parent.width
                        role: "strong"
                        text: Words.joined([draft.caseCode, draft.actionLabel])
                    }

                    UiText {
                        width: parent.width
                        role: "meta"
                        tone: "text.muted"
                        text: draft.atText + " · " + draft.preview
                    }
                }

                IconButton {
                    id: bin

                    anchors { right: parent.right; rightMargin: Theme.space3; verticalCenter: parent.verticalCenter }
                    iconName: "trash"
                    text: qsTr("Discard the draft")
                    onClicked: Desk.drafts.discard(draft.draftId)
                }
            }

            EmptyState {
                anchors.centerIn: parent
                width: parent.width
                visible: drafts.count === 0
                iconName: "note"
                title: qsTr("No draft is open")
                detail: qsTr("What you type is kept here until you send it.")
            }
        }
    }

    PanelFrame {
        x: 2 * (root.columnWidth + Theme.panelGap)
        width: root.columnWidth
        height: parent.height
        title: qsTr("Checks and settings")
        actions: [
            ActionButton {
                compact: true
                iconName: "sound"
                text: qsTr("Test the sound")
                onClicked: Desk.notices.test()
            }
        ]

        ScrollArea {
            anchors { fill: parent; margins: Theme.panelPadding }
            spacing: Theme.space3

            CheckField {
                look: "switch"
                text: qsTr("Sound for urgent reports and passed deadlines")
                checked: Desk.settings.sound
                onToggled: Desk.settings.sound = checked
            }

            CheckField {
                look: "switch"
                text: qsTr("Reduced motion")
                checked: Desk.settings.reducedMotion
                onToggled: Desk.settings.reducedMotion = checked
            }

            FirstRunChecks {
                width: parent.width
            }
        }
    }
}
