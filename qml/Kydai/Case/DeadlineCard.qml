// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// "Why this deadline?": every counted and skipped day with its reason.
Card {
    id: root

    required property CaseModel model
    property bool open: false

    visible: root.model.deadline.count > 0
    title: qsTr("Why this deadline?")
    iconName: "clock"
    note: root.model.deadlineSummary

    ActionButton {
        compact: true
        kind: "quiet"
        iconName: root.open ? "chevron-down" : "chevron-right"
        text: root.open ? qsTr("Hide the days") : qsTr("Show every day")
        onClicked: root.open = !root.open
    }

    Repeater {
        model: root.open ? root.model.deadline : null

        Row {
            id: day

            required property string dayText
            required property string label
            required property string reason
            required property bool counted
            required property bool current

            width: parent ? parent.width : 0
            spacing: Theme.space3

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                name: day.counted ? "check" : "minus"
                size: Theme.iconSmall
                color: day.counted ? Theme.okText : Theme.textMuted
            }

            UiText {
                id: dayName

                role: "meta"
                tone: day.counted ? "text.primary" : "text.muted"
                weight: day.current ? Font.DemiBold : Font.Normal
                text: day.dayText
            }

            UiText {
                width: day.width - dayName.width - Theme.iconSmall - 2 * day.spacing
                role: "meta"
                tone: "text.secondary"
                text: Words.joined([day.label, day.reason])
            }
        }
    }
}
