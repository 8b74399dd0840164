// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Ui

// One case of the queue: clock, title, where and what, who has it, how long is left.
Item {
    id: root

    required property string caseId
    required property string title
    required property string stateLabel
    required property string priority
    required property string priorityLabel
    required property string channelIcon
    required property string channelLabel
    required property string meta
    required property string dueText
    required property string dueTone
    required property string slaKind
    required property real slaFraction
    required property string claimedBy
    required property var viewers
    required property bool unread
    required property bool pending
    required property bool refused
    required property bool ask
    required property int reports
    required property bool loaded
    required property string accessibleText
    property bool selected: false
    property bool focusedRow: false
    property bool showState: false

    signal pressed

    implicitHeight: Theme.queueRow
    Accessible.role: Accessible.ListItem
    Accessible.name: root.accessibleText
    Accessible.selected: root.selected
    Accessible.onPressAction: root.pressed()

    RowSurface {
        anchors.fill: parent
        selected: root.selected
        hovered: hover.hovered
        focused: root.focusedRow
        unread: root.unread
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: root.pressed()
    }

    SlaRing {
        id: ring

        x: Theme.space5 + Theme.space1
        anchors.verticalCenter: parent.verticalCenter
        kind: root.slaKind
        fraction: root.slaFraction
        label: root.dueText
    }

    Row {
        id: head

        anchors { left: ring.right; leftMargin: Theme.space4; right: parent.right; rightMargin: Theme.space4 }
        anchors.bottom: parent.verticalCenter
        spacing: Theme.space2

        PriorityGlyph {
            id: glyph

            anchors.verticalCenter: parent.verticalCenter
            visible: root.priority !== "normal"
            priority: root.priority
            label: root.priorityLabel
        }

        UiText {
            width: head.width - (glyph.visible ? glyph.width + head.spacing : 0)
            role: "strong"
            weight: root.unread || root.selected ? Font.DemiBold : Font.Normal
            tone: root.unread || root.selected ? "text.primary" : "text.secondary"
            text: root.loaded ? root.title : "…"
        }
    }

    Row {
        id: foot

        anchors { left: ring.right; leftMargin: Theme.space4; right: due.left; rightMargin: Theme.space3 }
        anchors.top: parent.verticalCenter
        clip: true
        spacing: Theme.space2

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.channelIcon
            size: Theme.iconSmall
            color: Theme.textMuted
        }

        UiText {
            id: metaText

            width: Math.min(implicitWidth, foot.width - Theme.iconSmall - Theme.space2 - marks.width - Theme.space2)
            role: "meta"
            tone: "text.muted"
            text: root.showState ? root.stateLabel + " · " + root.meta : root.meta
        }

        Row {
            id: marks

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.space1

            Tag {
                visible: root.reports > 1
                iconName: "merge"
                text: root.reports
            }

            Tag {
                visible: root.ask
                tone: "warn"
                iconName: "help"
                text: qsTr("asked")
            }

            Tag {
                visible: root.pending
                tone: "warn"
                iconName: "arrow-up"
                text: qsTr("to send")
            }

            Tag {
                visible: root.refused
                tone: "danger"
                iconName: "conflict"
                text: qsTr("look again")
            }

            Tag {
                visible: root.claimedBy !== ""
                text: root.claimedBy
            }

            Repeater {
                model: root.viewers

                Tag {
                    required property string modelData

                    tone: "outline"
                    iconName: "eye"
                    text: modelData
                }
            }
        }
    }

    UiText {
        id: due

        anchors { right: parent.right; rightMargin: Theme.space4; top: parent.verticalCenter }
        role: "meta"
        tone: root.dueTone
        text: root.dueText
    }
}
