// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound

import QtQuick
import Kydai.Desk
import Kydai.Ui

// Open reports close by: candidates for merging.
Card {
    id: root

    required property CaseModel model

    visible: root.model.nearby.count > 0
    iconName: "merge"
    title: qsTr("May be the same")
    note: qsTr("%n within 250 m", "", root.model.nearby.count)

    Repeater {
        model: root.model.nearby

        Row {
            id: entry

            required property string code
            required property string title
            required property string distanceText
            required property string stateLabel

            width: parent ? parent.width : 0
            spacing: Theme.space3

            UiText {
                id: codeText

                role: "meta"
                weight: Font.DemiBold
                text: entry.code
            }

            UiText {
                width: entry.width - codeText.width - far.width - 2 * entry.spacing
                role: "meta"
                tone: "text.secondary"
                text: entry.title
            }

            UiText {
                id: far

                role: "meta"
                tone: "text.muted"
                text: entry.distanceText + " · " + entry.stateLabel
            }
        }
    }
}
