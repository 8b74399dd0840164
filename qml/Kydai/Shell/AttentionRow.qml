// SPDX-License-Identifier: GPL-3.0-or-later
import QtQuick
import Kydai.Desk
import Kydai.Ui

// A decision the server refused: the reason, what was typed, and what can be done with it.
Rectangle {
    id: root

    required property string mid
    required property string caseCode
    required property string title
    required property string actionLabel
    required property string reason
    required property string detail
    required property string atText
    required property bool canCompare

    signal sheetWanted(ActionSheet sheet)
    signal conflictWanted(ConflictModel conflict)

    height: column.height + 2 * Theme.space3
    color: Theme.dangerSoft

    Column {
        id: column

        x: Theme.space4
        y: Theme.space3
        width: parent.width - 2 * Theme.space4
        spacing: Theme.space2

        UiText {
            width: parent.width
            role: "strong"
            text: root.actionLabel + " · " + root.caseCode
        }

        UiText {
            width: parent.width
            tone: "danger"
            wrapMode: Text.Wrap
            text: root.reason
        }

        UiText {
            width: parent.width
            role: "meta"
            tone: "text.secondary"
            wrapMode: Text.Wrap
            text: root.atText + " · " + root.detail
        }

        Row {
            spacing: Theme.space2

            ActionButton {
                visible: root.canCompare
                compact: true
                kind: "primary"
                iconName: "swap"
                text: qsTr("Compare both")
                onClicked: {
                    const conflict = Desk.sync.attention.compare(root.mid)
                    if (conflict)
                        root.conflictWanted(conflict)
                }
            }

            ActionButton {
                visible: !root.canCompare
                compact: true
                iconName: "edit"
                text: qsTr("Try again")
                onClicked: {
                    const sheet = Desk.sync.attention.again(root.mid)
                    if (sheet)
                        root.sheetWanted(sheet)
                }
            }

            ActionButton {
                compact: true
                kind: "quiet"
                text: qsTr("Discard")
                onClicked: Desk.sync.attention.discard(root.mid)
            }
        }
    }
}
