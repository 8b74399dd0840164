// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// The agencies of the case: the lead and those that join in.
Card {
    id: root

    required property CaseModel model

    visible: root.model.joint.count > 0
    iconName: "house"
    title: qsTr("Agencies")

    Repeater {
        model: root.model.joint

        Item {
            id: entry

            required property string agencyLabel
            required property string roleLabel
            required property string statusLabel
            required property string atText
            required property bool lead

            width: parent ? parent.width : 0
            height: names.height

            Column {
                id: names

                width: parent.width - tag.width - Theme.space3

                UiText {
                    width: parent.width
                    role: "strong"
                    text: entry.agencyLabel
                }

                UiText {
                    width: parent.width
                    role: "meta"
                    tone: "text.muted"
                    text: Words.joined([entry.statusLabel, entry.atText])
                }
            }

            Tag {
                id: tag

                anchors { right: parent.right; verticalCenter: parent.verticalCenter }
                tone: entry.lead ? "outline" : "neutral"
                text: entry.roleLabel
            }
        }
    }
}
