// SPDX-License-Identifier: GPL-3.0-or-later
pragma ComponentBehavior: Bound
import QtQuick

// Keys of a command, one cap each: "Ctrl Enter".
Row {
    id: root

    property string text
    property bool filled: false

    spacing: Theme.space1
    visible: root.text.length > 0
    Accessible.ignored: true

    Repeater {
        model: root.text.length > 0 ? root.text.split(" ") : []

        Rectangle {
            id: cap

            required property string modelData

            width: Math.max(Theme.keyCap, word.implicitWidth + 2 * Theme.space1)
            height: Theme.keyCap
            radius: Theme.radiusChip
            color: root.filled ? Theme.keyOnFill : Theme.bgInset
            border.width: Theme.hairline
            border.color: root.filled ? Theme.keyOnFillLine : Theme.lineStrong

            UiText {
                id: word

                anchors.centerIn: parent
                role: "micro"
                text: cap.modelData
                color: root.filled ? Theme.accentOnFill : Theme.textSecondary
            }
        }
    }
}
