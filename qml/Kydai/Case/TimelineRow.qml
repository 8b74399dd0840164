// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Ui

// One event. Internal notes: dashed box and lock; what the citizen sees: filled box and eye.
Item {
    id: root

    required property string atText
    required property string actorLabel
    required property string agencyLabel
    required property string actionLabel
    required property string iconName
    required property string kind
    required property string text
    required property string param
    required property string visibility
    required property string visibilityLabel
    required property bool pending

    readonly property bool boxed: root.text !== "" && root.kind !== "event"

    implicitHeight: column.height
    Accessible.role: Accessible.ListItem
    Accessible.name: Words.joinedBy([root.atText, root.actorLabel, root.actionLabel, root.param, root.text], ", ")

    Icon {
        id: mark

        x: Theme.space1
        y: Theme.space1
        name: root.iconName
        size: Theme.iconSmall
        color: root.pending ? Theme.warnText : Theme.textMuted
    }

    Column {
        id: column

        anchors { left: mark.right; leftMargin: Theme.space2; right: parent.right; rightMargin: Theme.space2 }
        spacing: Theme.space1

        Item {
            width: parent.width
            height: when.height

            UiText {
                width: parent.width - when.width - tag.width - 2 * Theme.space2
                role: "meta"
                text: Words.joined([root.actorLabel, root.actionLabel])
            }

            Tag {
                id: tag

                anchors { right: when.left; rightMargin: Theme.space2; verticalCenter: parent.verticalCenter }
                visible: root.boxed
                width: visible ? implicitWidth : 0
                tone: "outline"
                iconName: root.visibility === "citizen" ? "eye" : "lock"
                text: root.visibilityLabel
            }

            UiText {
                id: when

                anchors.right: parent.right
                role: "meta"
                tone: "text.muted"
                text: root.pending ? qsTr("to send") : root.atText
            }
        }

        UiText {
            width: parent.width
            visible: text !== ""
            role: "meta"
            tone: "text.secondary"
            wrapMode: Text.Wrap
            text: root.param
        }

        Rectangle {
            width: parent.width
            height: body.height + 2 * Theme.space2
            visible: root.boxed
            radius: Theme.radiusControl
            color: root.visibility === "citizen" ? Theme.bgRaised : Theme.bgInset
            border.width: root.visibility === "citizen" ? 0 : Theme.hairline
            border.color: Theme.lineStrong

            UiText {
                id: body

                x: Theme.space3
                y: Theme.space2
                width: parent.width - 2 * Theme.space3
                wrapMode: Text.Wrap
                text: root.text
            }
        }

        UiText {
            width: parent.width
            visible: root.text !== "" && !root.boxed
            role: "meta"
            tone: "text.secondary"
            wrapMode: Text.Wrap
            text: root.text
        }
    }
}
